package io.darkages.engine.authority;

import io.darkages.engine.port.Register;
import io.darkages.engine.port.RegisterOutcome;
import io.darkages.engine.random.Mix;

/**
 * The register of a world that is one process: rows in memory, which end with it. Operations wait in a queue and are
 * carried out, in the order in which they were begun, by the next {@link #advance}; the owner calls that each tick. What
 * an answer begins waits for the one after.
 *
 * <p>Outcomes are certain: nothing is ever UNKNOWN, and FAILED only a set that would need a row more than there is room
 * for. Nothing allocates after the construction. One thread.
 */
public final class LocalRegister implements Register {

    private static final int ROWS_MAX_LIMIT = 1 << 20;
    private static final int OPERATIONS_MAX_LIMIT = 1 << 16;

    /** Stands for a read among the expected versions of sets. */
    private static final long READ = -1;

    private static final Answers NOBODY = (nanos, request, outcome, version, value) -> {};

    private final int rowsMax;
    private final int operationsMax;
    private final long answerNanosMax;

    /** Open addressing, at most half full, never iterated. Version 0: no row. */
    private final long[] rowKey;

    private final long[] rowVersion;
    private final long[] rowValue;
    private int rows;
    private long digest;

    /** The queue: a ring of columns. */
    private final long[] request;

    private final long[] key;
    private final long[] expectedVersion;
    private final long[] value;
    private final Answers[] answers;
    private int head;
    private int size;
    private int sizeHighWater;

    private final long[] told = new long[WORDS];

    /**
     * @param rowsMax rows that may be set, 1 to 2^20
     * @param operationsMax operations under way at one time, 1 to 65,536
     * @param answerNanosMax the longest time between two calls of {@link #advance} that the owner promises
     */
    public LocalRegister(int rowsMax, int operationsMax, long answerNanosMax) {
        this.rowsMax = inRange("rowsMax", rowsMax, ROWS_MAX_LIMIT);
        this.operationsMax = inRange("operationsMax", operationsMax, OPERATIONS_MAX_LIMIT);
        if (answerNanosMax < 1) {
            throw new IllegalArgumentException("answerNanosMax " + answerNanosMax + " is below 1");
        }
        this.answerNanosMax = answerNanosMax;
        int slots = Integer.highestOneBit(rowsMax) << 2;
        rowKey = new long[slots];
        rowVersion = new long[slots];
        rowValue = new long[slots * WORDS];
        request = new long[operationsMax];
        key = new long[operationsMax];
        expectedVersion = new long[operationsMax];
        value = new long[operationsMax * WORDS];
        answers = new Answers[operationsMax];
    }

    private static int inRange(String name, int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(name + " " + number + " is outside 1 to " + most);
        }
        return number;
    }

    @Override
    public boolean read(long monotonicNanos, long itsRequest, long itsKey, Answers whoAsks) {
        requireNew(itsRequest);
        if (size == operationsMax) {
            return false;
        }
        begin(itsRequest, itsKey, READ, whoAsks);
        return true;
    }

    @Override
    public boolean compareAndSet(
            long monotonicNanos, long itsRequest, long itsKey, long expected, long[] words, Answers whoAsks) {
        if (expected < 0 || words.length != WORDS) {
            throw new IllegalArgumentException(
                    "expected version " + expected + " and a value of " + words.length + " longs");
        }
        requireNew(itsRequest);
        if (size == operationsMax) {
            return false;
        }
        System.arraycopy(words, 0, value, begin(itsRequest, itsKey, expected, whoAsks) * WORDS, WORDS);
        return true;
    }

    private void requireNew(long itsRequest) {
        for (int i = 0; i < size; i++) {
            if (request[place(i)] == itsRequest) {
                throw new IllegalStateException("request " + itsRequest + " is under way");
            }
        }
    }

    private int begin(long itsRequest, long itsKey, long expected, Answers whoAsks) {
        int place = place(size++);
        sizeHighWater = Math.max(sizeHighWater, size);
        request[place] = itsRequest;
        key[place] = itsKey;
        expectedVersion[place] = expected;
        answers[place] = whoAsks;
        return place;
    }

    /** Carries out and answers what was begun before this call. */
    public void advance(long monotonicNanos) {
        for (int left = size; left > 0; left--) {
            int place = head;
            head = place(1);
            size--;
            Answers whoAsks = answers[place];
            answers[place] = NOBODY;
            long itsRequest = request[place];
            int slot = slotOf(key[place]);
            RegisterOutcome outcome = carryOut(place, slot);
            boolean tells = outcome != RegisterOutcome.FAILED;
            for (int i = 0; i < WORDS; i++) {
                told[i] = tells ? rowValue[slot * WORDS + i] : 0;
            }
            whoAsks.answered(monotonicNanos, itsRequest, outcome, tells ? rowVersion[slot] : NO_VERSION, told);
        }
    }

    private RegisterOutcome carryOut(int place, int slot) {
        if (expectedVersion[place] == READ) {
            return RegisterOutcome.READ;
        }
        if (expectedVersion[place] != rowVersion[slot]) {
            return RegisterOutcome.REFUSED;
        }
        if (rowVersion[slot] == 0) {
            if (rows == rowsMax) {
                return RegisterOutcome.FAILED;
            }
            rows++;
            rowKey[slot] = key[place];
        }
        rowVersion[slot]++;
        System.arraycopy(value, place * WORDS, rowValue, slot * WORDS, WORDS);
        digest = Mix.fold(Mix.fold(digest, key[place]), rowVersion[slot]);
        for (int i = 0; i < WORDS; i++) {
            digest = Mix.fold(digest, rowValue[slot * WORDS + i]);
        }
        return RegisterOutcome.APPLIED;
    }

    /** Where that key's row is, or would be. */
    private int slotOf(long itsKey) {
        int mask = rowKey.length - 1;
        int slot = (int) Mix.mix64(itsKey) & mask;
        while (rowVersion[slot] != 0 && rowKey[slot] != itsKey) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int place(int behindHead) {
        int place = head + behindHead;
        return place < operationsMax ? place : place - operationsMax;
    }

    @Override
    public int operationsMax() {
        return operationsMax;
    }

    @Override
    public long answerNanosMax() {
        return answerNanosMax;
    }

    /** Rows that were set. */
    public int rows() {
        return rows;
    }

    /** Most operations that were ever under way at one time. */
    public int operationsHighWater() {
        return sizeHighWater;
    }

    /** Digest of every set so far and of what waits, for the owner's. */
    public long stateHash() {
        long hash = digest;
        for (int i = 0; i < size; i++) {
            hash = Mix.fold(Mix.fold(Mix.fold(hash, request[place(i)]), key[place(i)]), expectedVersion[place(i)]);
        }
        return hash;
    }
}
