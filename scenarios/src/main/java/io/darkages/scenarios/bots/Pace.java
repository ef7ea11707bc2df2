package io.darkages.scenarios.bots;

/** Spreads a rate over ticks exactly: after any time the sum is the rate times the time, rounded down. */
final class Pace {

    /** Most that one call lets through, so that a long pause is not made up for in one burst. */
    static final int MAX_AT_ONCE = 1_000;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final int perSecond;
    private boolean started;
    private long lastNanos;
    private long carry;

    /** @param perSecond 1 to 1,000,000 */
    Pace(int perSecond) {
        if (perSecond < 1 || perSecond > 1_000_000) {
            throw new IllegalArgumentException("packetsPerSecond " + perSecond + " is outside 1 to 1000000");
        }
        this.perSecond = perSecond;
    }

    /** How many are due since the last call; 0 at the first. */
    int due(long nanos) {
        if (!started) {
            started = true;
            lastNanos = nanos;
            return 0;
        }
        long elapsed = Math.min(nanos - lastNanos, SECOND_NANOS);
        lastNanos = nanos;
        carry += elapsed * perSecond;
        long count = carry / SECOND_NANOS;
        carry -= count * SECOND_NANOS;
        return (int) Math.min(count, MAX_AT_ONCE);
    }
}
