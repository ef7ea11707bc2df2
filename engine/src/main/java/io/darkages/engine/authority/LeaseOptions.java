package io.darkages.engine.authority;

/**
 * How long a lease lasts and how it is kept. All in nanoseconds of each process' own monotonic clock.
 *
 * <p>Why it is safe: a holder counts from sending, and acts for {@code leaseNanos - marginNanos}. Others count {@code
 * takeoverNanos} from an answer that shows what the holder sent, which is later. Clocks drift apart by 500 ppm each, so
 * by 0.1 %, and {@code takeoverNanos} is longer by twice that.
 *
 * @param leaseNanos length of a lease, 1 ms to 1 h
 * @param renewNanos from sending a renewal that was applied to the next one, at least 1 and below {@code leaseNanos}
 * @param takeoverNanos how long a row must be seen unchanged before its lease may be taken, at least 1.002 leases
 * @param marginNanos how long before its end a holder stops: a tick begun before then must be done by the end
 * @param pollNanos from the answer of one look at another's row to the next look, at least 1
 * @param retryNanos pause after an operation that failed or whose outcome is unknown, at least 1
 */
public record LeaseOptions(
        long leaseNanos, long renewNanos, long takeoverNanos, long marginNanos, long pollNanos, long retryNanos) {

    private static final long MILLI = 1_000_000;
    private static final long HOUR_NANOS = 3_600_000 * MILLI;
    private static final int DRIFT_PARTS = 500;

    /**
     * 2 s, renewed each 0.5 s, taken after 2.004 s; the margin is a tick of 16.7 ms and what 500 ppm make of 2 s,
     * rounded up.
     */
    public static final LeaseOptions STANDARD =
            new LeaseOptions(2_000 * MILLI, 500 * MILLI, 2_004 * MILLI, 20 * MILLI, 250 * MILLI, 50 * MILLI);

    public LeaseOptions {
        check("leaseNanos", leaseNanos, MILLI, HOUR_NANOS);
        check("renewNanos", renewNanos, 1, leaseNanos - 1);
        check("takeoverNanos", takeoverNanos, leaseNanos + leaseNanos / DRIFT_PARTS, 2 * HOUR_NANOS);
        check("marginNanos", marginNanos, 0, leaseNanos - 1);
        check("pollNanos", pollNanos, 1, HOUR_NANOS);
        check("retryNanos", retryNanos, 1, HOUR_NANOS);
    }

    private static void check(String field, long value, long low, long high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(field + " " + value + " is outside " + low + " to " + high);
        }
    }
}
