package io.darkages.engine.transport;

/**
 * A token bucket in exact integers: in any span of one second it lets out at most
 * {@code bytesPerSecond + burstBytes}. The level is in billionths of a byte, so that a nanosecond
 * adds exactly {@code bytesPerSecond} to it.
 */
final class SendBudget {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final int bytesPerSecond;
    private final long full;
    private long level;
    private long filledNanos;

    SendBudget(int bytesPerSecond, int burstBytes, long monotonicNanos) {
        this.bytesPerSecond = bytesPerSecond;
        full = burstBytes * NANOS_PER_SECOND;
        level = full;
        filledNanos = monotonicNanos;
    }

    int availableBytes(long monotonicNanos) {
        long elapsed = monotonicNanos - filledNanos;
        if (elapsed > 0) {
            filledNanos = monotonicNanos;
            long missing = full - level;
            // Compared first, so that the product can't overflow after a long silence.
            level = elapsed >= missing / bytesPerSecond + 1 ? full : Math.min(full, level + elapsed * bytesPerSecond);
        }
        return (int) (level / NANOS_PER_SECOND);
    }

    /** @param bytes at most {@link #availableBytes} */
    void take(int bytes) {
        level -= bytes * NANOS_PER_SECOND;
        if (level < 0) {
            throw new IllegalStateException("sent " + bytes + " bytes, " + level + " billionths beyond the budget");
        }
    }

    /** Time until that many bytes are available, at least 1; a burst's worth at most. */
    long nanosUntil(int bytes) {
        long missing = Math.min(bytes * NANOS_PER_SECOND, full) - level;
        return missing <= 0 ? 1 : missing / bytesPerSecond + 1;
    }
}
