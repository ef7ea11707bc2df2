package io.darkages.engine.transport;

/**
 * The segments into which a reliable stream was cut when its bytes were first sent, from the first that is
 * not acknowledged to the last. Each goes again as it went before, because peers up to
 * GameNetworkingSockets 1.5.0 lose the rest of a segment that begins in what they have and ends in what
 * they miss. A ring of records in a borrowed array: while nothing is sent, nothing is held.
 */
final class SentSegments {

    /** Segments at one time; beyond that, nothing new is sent until the first is acknowledged. */
    static final int COUNT_MAX = 1024;

    private static final int RECORD_BYTES = 8;

    private static final int IN_FLIGHT = 0;
    private static final int LOST = 1;
    private static final int ACKNOWLEDGED = 2;

    private final BufferPool pool;
    /** For each segment the low 32 bits of its position, then 16 bits of length and 16 of state. */
    private byte[] records = BufferPool.EMPTY;
    /** Ordinal of the first segment held; they are counted from 0 in the order of the stream. */
    private long first;
    /** One past the last one's. */
    private long end;
    /** No lost segment comes before this one. */
    private long lostFrom;

    private int lostCount;
    private int lostBytes;

    SentSegments(BufferPool pool) {
        this.pool = pool;
    }

    boolean isFull() {
        return end - first == COUNT_MAX;
    }

    int lostCount() {
        return lostCount;
    }

    /** Sum of the lost segments' lengths. */
    int lostBytes() {
        return lostBytes;
    }

    /** The next segment was sent for the first time. */
    void append(long position, int length) {
        reserve();
        int at = at(end++);
        LittleEndian.put32(records, at, (int) position);
        LittleEndian.put16(records, at + 4, length);
        LittleEndian.put16(records, at + 6, IN_FLIGHT);
    }

    /** Low 32 bits of the first lost segment's position, if one is lost. */
    int lostPosition() {
        return LittleEndian.i32(records, at(firstLost()));
    }

    int lostLength() {
        return length(firstLost());
    }

    /** The first lost segment was sent again. */
    void resent() {
        int length = lostLength();
        mark(lostFrom, IN_FLIGHT);
        lostCount--;
        lostBytes -= length;
    }

    /** A packet that carried the segment is held lost. */
    void markLost(int position) {
        long ordinal = find(position);
        if (ordinal < end && state(ordinal) == IN_FLIGHT) {
            mark(ordinal, LOST);
            lostFrom = lostCount == 0 ? ordinal : Math.min(lostFrom, ordinal);
            lostCount++;
            lostBytes += length(ordinal);
        }
    }

    /**
     * A packet that carried the segment came.
     *
     * @return how many bytes at the front of the stream are done with
     */
    int markAcknowledged(int position) {
        long ordinal = find(position);
        if (ordinal == end || state(ordinal) == ACKNOWLEDGED) {
            return 0;
        }
        if (state(ordinal) == LOST) {
            lostCount--;
            lostBytes -= length(ordinal);
        }
        mark(ordinal, ACKNOWLEDGED);
        int done = 0;
        while (first < end && state(first) == ACKNOWLEDGED) {
            done += length(first++);
        }
        return done;
    }

    void release() {
        if (records.length > 0) {
            pool.giveBack(records);
            records = BufferPool.EMPTY;
        }
        first = end;
        lostCount = 0;
        lostBytes = 0;
    }

    private long firstLost() {
        lostFrom = Math.max(lostFrom, first);
        while (state(lostFrom) != LOST) {
            lostFrom++;
        }
        return lostFrom;
    }

    /** The segment that begins there; {@link #end} if it is not held any more. */
    private long find(int position) {
        long low = first;
        long high = end;
        while (low < high) {
            long middle = low + high >>> 1;
            int distance = position - LittleEndian.i32(records, at(middle));
            if (distance == 0) {
                return middle;
            }
            if (distance > 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return end;
    }

    private void reserve() {
        int count = (int) (end - first);
        if (count * RECORD_BYTES < records.length) {
            return;
        }
        byte[] larger = pool.borrow((count + 1) * RECORD_BYTES);
        byte[] old = records;
        int oldMask = old.length - 1;
        records = larger;
        for (long ordinal = first; ordinal < end; ordinal++) {
            System.arraycopy(old, (int) (ordinal * RECORD_BYTES) & oldMask, larger, at(ordinal), RECORD_BYTES);
        }
        if (old.length > 0) {
            pool.giveBack(old);
        }
    }

    private int length(long ordinal) {
        return LittleEndian.u16(records, at(ordinal) + 4);
    }

    private int state(long ordinal) {
        return LittleEndian.u16(records, at(ordinal) + 6);
    }

    private void mark(long ordinal, int state) {
        LittleEndian.put16(records, at(ordinal) + 6, state);
    }

    private int at(long ordinal) {
        return (int) (ordinal * RECORD_BYTES) & records.length - 1;
    }
}
