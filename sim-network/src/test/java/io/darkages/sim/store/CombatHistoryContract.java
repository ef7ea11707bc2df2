package io.darkages.sim.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Consistency;
import io.darkages.engine.port.RowBatch;
import io.darkages.engine.port.StoreOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link CombatHistory} promises. Written against the port alone; a subclass brings the
 * implementation, the owner's loop and the faults.
 */
abstract class CombatHistoryContract {

    /** What is done on the owner's loop. */
    @FunctionalInterface
    interface Action {
        void run(CombatHistory history, long nowNanos);
    }

    private record Answer(long request, StoreOutcome outcome, long nanos) {}

    private static final int TABLE = 1;
    private static final long MILLI = 1_000_000L;

    private final List<Answer> answers = new ArrayList<>();
    private final CombatHistory.Answers listener =
            (nanos, request, outcome) -> answers.add(new Answer(request, outcome, nanos));
    private final RowBatch rows = new RowBatch(CombatHistory.BATCH_BYTES_MAX + 1_000);

    /** Runs an action on the owner's loop, soon, and returns after it. */
    abstract void onLoop(Action action);

    /** Lets the owner's loop run for that long. */
    abstract void pass(long nanos);

    /** Every row of a table, as the store would answer a reader: the value's first 8 bytes by the key's. */
    abstract SortedMap<Long, Long> stored(int table);

    /** Takes the store away without a word, and brings it back. */
    abstract void away(boolean away);

    /** Makes the store refuse new rows, and take them again. */
    abstract void refusing(boolean refusing);

    private void fill(long firstKey, int count, int valueBytes) {
        rows.clear();
        for (int i = 0; i < count; i++) {
            rows.beginRow(TABLE);
            rows.putLong(firstKey + i);
            rows.endKey();
            rows.putLong(value(firstKey + i));
            for (int j = 8; j < valueBytes; j++) {
                rows.putByte(j);
            }
            rows.endRow();
        }
    }

    private static long value(long key) {
        return key * key + 7;
    }

    private void write(long request, long firstKey, int count) {
        onLoop((history, now) -> {
            fill(firstKey, count, 8);
            assertTrue(history.write(now, request, Consistency.QUORUM, rows, listener));
        });
    }

    private void settle() {
        long[] longest = new long[1];
        onLoop((history, now) -> longest[0] = history.answerNanosMax());
        pass(longest[0] + 100 * MILLI);
    }

    private List<StoreOutcome> outcomes(long request) {
        return answers.stream()
                .filter(answer -> answer.request() == request)
                .map(Answer::outcome)
                .toList();
    }

    private static SortedMap<Long, Long> expected(long firstKey, int count) {
        SortedMap<Long, Long> expected = new TreeMap<>();
        for (long key = firstKey; key < firstKey + count; key++) {
            expected.put(key, value(key));
        }
        return expected;
    }

    @Test
    void aBatchIsStoredAndAnsweredOnce() {
        write(5, 100, 20);
        settle();
        assertEquals(List.of(StoreOutcome.DONE), outcomes(5));
        assertEquals(expected(100, 20), stored(TABLE));
    }

    @Test
    void noAnswerComesFromInsideAWrite() {
        onLoop((history, now) -> {
            fill(1, 1, 8);
            history.write(now, 1, Consistency.ONE, rows, listener);
            assertEquals(List.of(), answers);
        });
        settle();
        assertEquals(List.of(StoreOutcome.DONE), outcomes(1));
    }

    @Test
    void theCallersRowsAreItsOwnAgainAtOnce() {
        onLoop((history, now) -> {
            fill(1, 100, 8);
            history.write(now, 1, Consistency.ONE, rows, listener);
            Arrays.fill(rows.bytes(), (byte) -1);
            rows.clear();
        });
        settle();
        assertEquals(expected(1, 100), stored(TABLE));
    }

    @Test
    void whatIsWrittenAgainIsThereOnce() {
        write(1, 10, 5);
        settle();
        write(1, 10, 5);
        settle();
        write(2, 12, 5);
        settle();
        assertEquals(List.of(StoreOutcome.DONE, StoreOutcome.DONE), outcomes(1));
        assertEquals(List.of(StoreOutcome.DONE), outcomes(2));
        assertEquals(expected(10, 7), stored(TABLE));
    }

    @Test
    void theLargestBatchesFit() {
        int most = CombatHistory.BATCH_ROWS_MAX;
        write(1, 0, most);
        settle();
        assertEquals(expected(0, most), stored(TABLE));
        int valueBytes = CombatHistory.BATCH_BYTES_MAX / 16 - RowBatch.HEADER_BYTES - Long.BYTES;
        onLoop((history, now) -> {
            fill(1_000, 16, valueBytes);
            assertEquals(CombatHistory.BATCH_BYTES_MAX, rows.length());
            assertTrue(history.write(now, 2, Consistency.QUORUM, rows, listener));
        });
        settle();
        assertEquals(List.of(StoreOutcome.DONE), outcomes(2));
        assertEquals(most + 16, stored(TABLE).size());
    }

    @Test
    void whatIsBeyondTheCapsIsRefusedWithTheReason() {
        onLoop((history, now) -> {
            rows.clear();
            assertThrows(IllegalArgumentException.class, () -> history.write(now, 1, Consistency.ONE, rows, listener));
            fill(0, CombatHistory.BATCH_ROWS_MAX + 1, 8);
            assertThrows(IllegalArgumentException.class, () -> history.write(now, 1, Consistency.ONE, rows, listener));
            fill(0, 20, 1_650);
            assertThrows(IllegalArgumentException.class, () -> history.write(now, 1, Consistency.ONE, rows, listener));
        });
        settle();
        assertEquals(List.of(), answers);
    }

    @Test
    void aRequestIsUnderWayOnce() {
        onLoop((history, now) -> {
            fill(1, 1, 8);
            history.write(now, 1, Consistency.ONE, rows, listener);
            assertThrows(IllegalStateException.class, () -> history.write(now, 1, Consistency.ONE, rows, listener));
        });
    }

    @Test
    void asManyWritesAreUnderWayAsItSays() {
        int[] most = new int[1];
        onLoop((history, now) -> {
            most[0] = history.writesMax();
            for (int i = 0; i < most[0]; i++) {
                fill(i, 1, 8);
                assertTrue(history.write(now, i, Consistency.ONE, rows, listener));
            }
            fill(999, 1, 8);
            assertFalse(history.write(now, 999, Consistency.ONE, rows, listener));
        });
        settle();
        assertEquals(most[0], answers.size());
        assertEquals(List.of(), outcomes(999));
        assertEquals(expected(0, most[0]), stored(TABLE));
        write(999, 999, 1);
        settle();
        assertEquals(List.of(StoreOutcome.DONE), outcomes(999));
    }

    @Test
    void whenTheStoreIsAwayTheOutcomeIsUnknownInTime() {
        away(true);
        long[] began = new long[2];
        onLoop((history, now) -> {
            began[0] = now;
            began[1] = history.answerNanosMax();
        });
        write(1, 50, 3);
        settle();
        assertEquals(List.of(StoreOutcome.UNKNOWN), outcomes(1));
        assertTrue(answers.get(0).nanos() - began[0] <= began[1] + 100 * MILLI);
        assertEquals(new TreeMap<Long, Long>(), stored(TABLE));
        away(false);
        settle();
        assertEquals(1, answers.size());
        write(1, 50, 3);
        settle();
        assertEquals(List.of(StoreOutcome.UNKNOWN, StoreOutcome.DONE), outcomes(1));
        assertEquals(expected(50, 3), stored(TABLE));
    }

    @Test
    void whatFailedIsNotStoredInPartEither() {
        write(1, 10, 2);
        settle();
        refusing(true);
        write(2, 8, 4);
        settle();
        assertEquals(List.of(StoreOutcome.FAILED), outcomes(2));
        assertEquals(expected(10, 2), stored(TABLE));
        refusing(false);
        write(2, 8, 4);
        settle();
        assertEquals(List.of(StoreOutcome.FAILED, StoreOutcome.DONE), outcomes(2));
        assertEquals(expected(8, 4), stored(TABLE));
    }

    @Test
    void anAnswerMayBeginTheNextWrite() {
        onLoop((history, now) -> {
            fill(1, 1, 8);
            history.write(now, 1, Consistency.ONE, rows, (nanos, request, outcome) -> {
                fill(2, 1, 8);
                assertTrue(history.write(nanos, 2, Consistency.ONE, rows, listener));
            });
        });
        settle();
        settle();
        assertEquals(List.of(StoreOutcome.DONE), outcomes(2));
        assertEquals(expected(1, 2), stored(TABLE));
    }
}
