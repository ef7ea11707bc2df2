package io.darkages.sim.stream;

import io.darkages.engine.random.Mix;

/** When something is to be sent again: RFC 6298, with Karn's rule. */
final class ResendTimer {

    static final long NEVER = Long.MAX_VALUE;

    private final StreamOptions.Waits waits;
    private boolean measured;
    private long smoothNanos;
    private long variationNanos;
    private long timeoutNanos;
    private long dueNanos;
    /** Since when the oldest unacknowledged thing waits. */
    private long waitingSinceNanos;

    private long sampleEnd;
    private long sampleNanos;

    ResendTimer(StreamOptions.Waits waits) {
        this.waits = waits;
    }

    void reset() {
        measured = false;
        smoothNanos = 0;
        variationNanos = 0;
        timeoutNanos = waits.retransmitNanosFirst();
        dueNanos = NEVER;
        sampleEnd = -1;
    }

    long dueNanos() {
        return dueNanos;
    }

    boolean isRunning() {
        return dueNanos != NEVER;
    }

    /** Something was sent for the first time, up to that position. */
    void sent(long nowNanos, long end) {
        if (!isRunning()) {
            waitingSinceNanos = nowNanos;
            dueNanos = nowNanos + timeoutNanos;
        }
        if (sampleEnd < 0) {
            sampleEnd = end;
            sampleNanos = nowNanos;
        }
    }

    /** Something was sent again, so an acknowledgement says nothing of the round trip. */
    void sentAgain() {
        sampleEnd = -1;
    }

    /** Everything up to that position was acknowledged. */
    void acknowledged(long nowNanos, long position, boolean all) {
        if (sampleEnd >= 0 && position >= sampleEnd) {
            measure(nowNanos - sampleNanos);
            sampleEnd = -1;
        }
        if (measured) {
            timeoutNanos = bounded(smoothNanos + 4 * variationNanos);
        }
        waitingSinceNanos = nowNanos;
        dueNanos = all ? NEVER : nowNanos + timeoutNanos;
    }

    private void measure(long roundTripNanos) {
        if (measured) {
            variationNanos = (3 * variationNanos + Math.abs(smoothNanos - roundTripNanos)) / 4;
            smoothNanos = (7 * smoothNanos + roundTripNanos) / 8;
        } else {
            measured = true;
            smoothNanos = roundTripNanos;
            variationNanos = roundTripNanos / 2;
        }
    }

    private long bounded(long nanos) {
        return Math.min(Math.max(nanos, waits.retransmitNanosMin()), waits.retransmitNanosMax());
    }

    /** The time is up: waits twice as long from now on. */
    void expired(long nowNanos) {
        timeoutNanos = Math.min(2 * timeoutNanos, waits.retransmitNanosMax());
        dueNanos = nowNanos + timeoutNanos;
        sampleEnd = -1;
    }

    /** Whether nothing was acknowledged for that long. */
    boolean isOver(long nowNanos, long mostNanos) {
        return isRunning() && nowNanos - waitingSinceNanos >= mostNanos;
    }

    long digest() {
        return Mix.fold(Mix.fold(Mix.fold(smoothNanos, variationNanos), timeoutNanos), dueNanos);
    }
}
