package io.darkages.scenarios.check;

/**
 * How far the rules let a player move along the ground.
 *
 * @param metresPerSecondQ16 highest horizontal speed in Q16.16 m/s
 * @param burstNanos inputs that a client may bank and play at once, as time: 250 ms in the original
 *     design's rules
 * @param roundingQ16 what rounding positions may add over one second, in Q16.16 m
 */
public record SpeedLimits(int metresPerSecondQ16, long burstNanos, int roundingQ16) {

    /** Longest span that is bounded, and the longest bank. */
    public static final long MAX_SPAN_NANOS = 2_000_000_000L;

    private static final int MAX_METRES_PER_SECOND = 1_000;

    public SpeedLimits {
        if (metresPerSecondQ16 < 1 || metresPerSecondQ16 > MAX_METRES_PER_SECOND << 16) {
            throw new IllegalArgumentException("metresPerSecondQ16 " + metresPerSecondQ16 + " is outside 1 to 1000 m/s");
        }
        if (burstNanos < 0 || burstNanos > MAX_SPAN_NANOS) {
            throw new IllegalArgumentException("burstNanos " + burstNanos + " is outside 0 to " + MAX_SPAN_NANOS);
        }
        if (roundingQ16 < 0 || roundingQ16 > 1 << 16) {
            throw new IllegalArgumentException("roundingQ16 " + roundingQ16 + " is outside 0 to 1 m");
        }
    }

    /**
     * The farthest a player may get in that time, in Q16.16 m, rounded up.
     *
     * @param spanNanos 0 to {@link #MAX_SPAN_NANOS}
     */
    public long boundQ16(long spanNanos) {
        if (spanNanos < 0 || spanNanos > MAX_SPAN_NANOS) {
            throw new IllegalArgumentException("spanNanos " + spanNanos + " is outside 0 to " + MAX_SPAN_NANOS);
        }
        return (metresPerSecondQ16 * (spanNanos + burstNanos) + 999_999_999L) / 1_000_000_000L + roundingQ16;
    }
}
