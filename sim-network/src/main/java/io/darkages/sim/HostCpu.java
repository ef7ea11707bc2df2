package io.darkages.sim;

/**
 * A host's processor: one event at a time, each taking what its program spends. An event that is due
 * while the processor is busy or paused is handled when it is free again.
 */
final class HostCpu {

    private long nowNanos;
    private long spentNanos;
    private long freeNanos;
    private long pausedUntilNanos;
    private long busyNanos;
    private int percent;

    HostCpu(int percent) {
        this.percent = percent;
    }

    /** When an event that is due then begins to be handled. */
    long start(long dueNanos) {
        return Math.max(dueNanos, freeNanos);
    }

    void begin(long startNanos) {
        nowNanos = startNanos;
        spentNanos = 0;
    }

    void spend(long nanos) {
        if (nanos < 0 || nanos > LinkSpec.DELAY_NANOS_MAX) {
            throw new IllegalArgumentException("spent nanos " + nanos + " is outside 0 to " + LinkSpec.DELAY_NANOS_MAX);
        }
        spentNanos += nanos * percent / 100;
    }

    /** Spent by the event that is being handled. */
    long spentNanos() {
        return spentNanos;
    }

    void end() {
        freeNanos = nowNanos + spentNanos;
        busyNanos += spentNanos;
    }

    /** Start of the event that is being handled, or was last. */
    long nowNanos() {
        return nowNanos;
    }

    /** When what is sent now leaves. */
    long departureNanos() {
        return nowNanos + spentNanos;
    }

    /** All that was spent so far. */
    long busyNanos() {
        return busyNanos;
    }

    void percent(int value) {
        percent = value;
    }

    /**
     * Stands still from now for that long; of overlapping pauses the last to end rules.
     *
     * @return by how much unfinished work is delayed
     */
    long pause(long virtualNanos, long durationNanos) {
        long since = Math.max(virtualNanos, pausedUntilNanos);
        long until = Math.max(since, virtualNanos + durationNanos);
        pausedUntilNanos = until;
        freeNanos = Math.max(freeNanos, since) + until - since;
        return until - since;
    }

    /** Forgets unfinished work and pauses. */
    void reset(long virtualNanos) {
        freeNanos = virtualNanos;
        pausedUntilNanos = virtualNanos;
    }
}
