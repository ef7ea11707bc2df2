package io.darkages.scenarios.check;

/**
 * The last few states of one player that were captured to be stored, each with its epoch and version, its digest, and
 * when that was: in virtual time, and in time that the player had been played by then.
 */
final class SavedStates {

    /** What {@link #find} answers where there is none. */
    static final int ABSENT = -1;

    /** Kept: 64 s at two a second. */
    static final int KEPT = 128;

    private static final int ROW = 5;
    private static final int EPOCH = 0;
    private static final int VERSION = 1;
    private static final int DIGEST = 2;
    private static final int NANOS = 3;
    private static final int PLAYED = 4;

    private final long[] rows = new long[KEPT * ROW];
    private long count;

    void add(long epoch, long version, long digest, long nanos, long playedNanos) {
        int row = (int) (count++ % KEPT) * ROW;
        rows[row + EPOCH] = epoch;
        rows[row + VERSION] = version;
        rows[row + DIGEST] = digest;
        rows[row + NANOS] = nanos;
        rows[row + PLAYED] = playedNanos;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Where the newest with that epoch and version is, or {@link #ABSENT}. */
    int find(long epoch, long version) {
        for (long i = count - 1; i >= Math.max(0, count - KEPT); i--) {
            int row = (int) (i % KEPT) * ROW;
            if (rows[row + EPOCH] == epoch && rows[row + VERSION] == version) {
                return row;
            }
        }
        return ABSENT;
    }

    /** Whether one of that epoch and version may have been there and been forgotten: it is older than all that are kept. */
    boolean mayHaveForgotten(long epoch, long version) {
        if (count <= KEPT) {
            return false;
        }
        int row = oldest();
        return epoch < rows[row + EPOCH] || epoch == rows[row + EPOCH] && version < rows[row + VERSION];
    }

    /** Where the oldest is that is kept. There is one. */
    int oldest() {
        return count <= KEPT ? 0 : (int) (count % KEPT) * ROW;
    }

    long digest(int row) {
        return rows[row + DIGEST];
    }

    long nanos(int row) {
        return rows[row + NANOS];
    }

    long playedNanos(int row) {
        return rows[row + PLAYED];
    }

    /** The state is the player's again, and ages from now on. */
    void renew(int row, long nanos, long playedNanos) {
        rows[row + NANOS] = nanos;
        rows[row + PLAYED] = playedNanos;
    }
}
