package io.darkages.sim;

/** A host's pending timers: few, so the earliest is found by looking at all of them. A timer is a row of longs. */
final class TimerTable {

    private static final int ROW = 3;
    private static final int DUE = 0;
    private static final int SEQUENCE = 1;
    private static final int MONOTONIC = 2;

    private final long[] rows;
    private long pending;
    private int earliest;

    TimerTable(int timersMax) {
        rows = new long[timersMax * ROW];
    }

    int timersMax() {
        return rows.length / ROW;
    }

    boolean isEmpty() {
        return pending == 0;
    }

    /** When in the host's own order the earliest was set. */
    long earliestSequence() {
        return sequence(earliest);
    }

    /** Id of the timer that is due first; of two at one time, the one that was set first. */
    int earliest() {
        return earliest;
    }

    /** When the earliest is due in virtual time, {@link Long#MAX_VALUE} when none is pending. */
    long earliestNanos() {
        return pending == 0 ? Long.MAX_VALUE : dueNanos(earliest);
    }

    void set(int id, long atMonotonicNanos, long atVirtualNanos, long setSequence) {
        rows[id * ROW + DUE] = atVirtualNanos;
        rows[id * ROW + SEQUENCE] = setSequence;
        rows[id * ROW + MONOTONIC] = atMonotonicNanos;
        pending |= 1L << id;
        findEarliest();
    }

    void cancel(int id) {
        pending &= ~(1L << id);
        findEarliest();
    }

    void clear() {
        pending = 0;
    }

    /** After a change of drift: each timer is due when the monotonic clock says so, not before now. */
    void reschedule(HostClock clock, long nowNanos) {
        for (long left = pending; left != 0; left &= left - 1) {
            int id = Long.numberOfTrailingZeros(left);
            if (dueNanos(id) > nowNanos) {
                rows[id * ROW + DUE] = Math.max(nowNanos, clock.virtualNanos(rows[id * ROW + MONOTONIC]));
            }
        }
        findEarliest();
    }

    private void findEarliest() {
        long left = pending;
        if (left == 0) {
            return;
        }
        int best = Long.numberOfTrailingZeros(left);
        for (left &= left - 1; left != 0; left &= left - 1) {
            int id = Long.numberOfTrailingZeros(left);
            if (dueNanos(id) < dueNanos(best) || dueNanos(id) == dueNanos(best) && sequence(id) < sequence(best)) {
                best = id;
            }
        }
        earliest = best;
    }

    private long dueNanos(int id) {
        return rows[id * ROW + DUE];
    }

    private long sequence(int id) {
        return rows[id * ROW + SEQUENCE];
    }
}
