package io.darkages.engine.transport;

/**
 * A token bucket in exact integers: in any span of one second it lets out at most
 * {@code bytesPerSecond + burstBytes}, but for what is sent on credit. The level is in billionths of a
 * byte, so that a nanosecond adds exactly {@code bytesPerSecond} to it.
 */
final class SendBudget {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private int bytesPerSecond;
    private long full;
    private long level;
    private long filledNanos;

    SendBudget(int bytesPerSecond, int burstBytes, long monotonicNanos) {
        this.bytesPerSecond = bytesPerSecond;
        full = burstBytes * NANOS_PER_SECOND;
        level = full;
        filledNanos = monotonicNanos;
    }

    /** From now on it fills at that rate and up to that burst. What it holds stays, up to the burst. */
    void rate(long monotonicNanos, int newBytesPerSecond, int burstBytes) {
        availableBytes(monotonicNanos);
        bytesPerSecond = newBytesPerSecond;
        full = burstBytes * NANOS_PER_SECOND;
        level = Math.min(level, full);
    }

    /** Negative while there is a debt. */
    int availableBytes(long monotonicNanos) {
        long elapsed = monotonicNanos - filledNanos;
        if (elapsed > 0) {
            filledNanos = monotonicNanos;
            long missing = full - level;
            // Compared first, so that the product can't overflow after a long silence.
            level = elapsed >= missing / bytesPerSecond + 1 ? full : Math.min(full, level + elapsed * bytesPerSecond);
        }
        return (int) Math.floorDiv(level, NANOS_PER_SECOND);
    }

    /** @param bytes at most {@link #availableBytes} */
    void take(int bytes) {
        level -= bytes * NANOS_PER_SECOND;
        if (level < 0) {
            throw new IllegalStateException("sent " + bytes + " bytes, " + level + " billionths beyond the budget");
        }
    }

    /**
     * Takes what may not be there: the debt is paid before anything else is let out.
     *
     * @param bytes at most {@link #availableBytes} and a burst. No debt is ever forgiven: whoever makes this side
     *     answer all the time would get more out of it than its rate
     */
    void takeOnCredit(int bytes) {
        level -= bytes * NANOS_PER_SECOND;
        if (level < -full) {
            throw new IllegalStateException("sent " + bytes + " bytes, " + level + " billionths, more than a burst");
        }
    }

    /** Time until that many bytes are available, 0 if they are; more than a burst's worth counts as a burst's. */
    long nanosUntil(long monotonicNanos, int bytes) {
        availableBytes(monotonicNanos);
        long missing = Math.min(bytes * NANOS_PER_SECOND, full) - level;
        return missing <= 0 ? 0 : (missing + bytesPerSecond - 1) / bytesPerSecond;
    }
}
