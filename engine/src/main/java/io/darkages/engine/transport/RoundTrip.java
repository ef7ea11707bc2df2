package io.darkages.engine.transport;

/**
 * Round-trip estimates. Smoothed value and variation as in RFC 6298 (gains 1/8 and 1/4), jitter as in
 * RFC 3550 (gain 1/16) over the differences of successive samples. All in nanoseconds, all integers.
 */
final class RoundTrip {

    private static final long MILLI = 1_000_000;
    /** Before there is a sample: half of RFC 6298's second, for peers are at most 250 ms away. */
    private static final long INITIAL_TIMEOUT_NANOS = 500 * MILLI;

    private static final long VARIATION_FLOOR_NANOS = 10 * MILLI;
    private static final long TIMEOUT_MAX_NANOS = 3_000 * MILLI;
    private static final int BACKOFF_MAX = 6;

    private long smoothed;
    private long variation;
    private long jitter;
    private long latest;
    private boolean sampled;
    private int backoff;

    void sample(long nanos) {
        long value = Math.max(nanos, 0);
        if (!sampled) {
            sampled = true;
            smoothed = value;
            variation = value / 2;
        } else {
            variation += (Math.abs(smoothed - value) - variation) / 4;
            smoothed += (value - smoothed) / 8;
            jitter += (Math.abs(value - latest) - jitter) / 16;
        }
        latest = value;
    }

    long smoothedNanos() {
        return smoothed;
    }

    long jitterNanos() {
        return jitter;
    }

    /** A pessimistic round trip; 0 before there is a sample. */
    long worstNanos() {
        return Math.max(latest, smoothed + 4 * variation);
    }

    /** How long after sending a packet is held lost once a later one is acknowledged: 9/8, as in RFC 9002. */
    long lossNanos() {
        long base = Math.max(smoothed, latest);
        return base + base / 8;
    }

    /** How long after sending unacknowledged reliable data is sent again. */
    long timeoutNanos(long peerAckDelayNanos) {
        long base = sampled
                ? smoothed + Math.max(4 * variation, VARIATION_FLOOR_NANOS) + peerAckDelayNanos
                : INITIAL_TIMEOUT_NANOS;
        return Math.min(base << backoff, TIMEOUT_MAX_NANOS);
    }

    void timedOut() {
        backoff = Math.min(backoff + 1, BACKOFF_MAX);
    }

    void progressed() {
        backoff = 0;
    }
}
