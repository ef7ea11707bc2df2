package io.darkages.sim.store;

import io.darkages.sim.Range;

/**
 * How long the nodes of a cluster wait for each other, each 1 ns to 1 day.
 *
 * @param heartbeatNanos how often a node tells the others that it lives
 * @param deadNanos a node that was not heard for that long is believed dead
 * @param writeNanosMax how long a coordinator waits for replicas before a write has timed out
 * @param transactionNanosMax the same for a lightweight transaction, all of its rounds together
 * @param resendNanos pause before a message that was not answered is sent again; each further one doubles it
 * @param backoffNanosMax longest pause of a transaction before it tries a higher ballot; drawn evenly
 * @param hintWindowNanos a node that has been dead for longer gets no hints any more
 */
public record StoreTiming(
        long heartbeatNanos,
        long deadNanos,
        long writeNanosMax,
        long transactionNanosMax,
        long resendNanos,
        long backoffNanosMax,
        long hintWindowNanos) {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final long NANOS_MAX = 86_400 * SECOND;

    /**
     * 200 ms, 1 s, 700 ms, 500 ms, 50 ms, 10 ms, 3 h. The hints' window is Scylla's default {@code
     * max_hint_window_in_ms}; its time-outs are 2 s for a write and 1 s for a contended transaction, which is longer
     * than a lease of 2 s can wait for, so an operator sets them lower, as here.
     */
    public static final StoreTiming STANDARD =
            new StoreTiming(200 * MILLI, SECOND, 700 * MILLI, 500 * MILLI, 50 * MILLI, 10 * MILLI, 3 * 3_600 * SECOND);

    public StoreTiming {
        Range.check("heartbeatNanos", heartbeatNanos, 1, NANOS_MAX);
        Range.check("deadNanos", deadNanos, 1, NANOS_MAX);
        Range.check("writeNanosMax", writeNanosMax, 1, NANOS_MAX);
        Range.check("transactionNanosMax", transactionNanosMax, 1, NANOS_MAX);
        Range.check("resendNanos", resendNanos, 1, NANOS_MAX);
        Range.check("backoffNanosMax", backoffNanosMax, 1, NANOS_MAX);
        Range.check("hintWindowNanos", hintWindowNanos, 1, NANOS_MAX);
    }

    public StoreTiming withHintWindowNanos(long value) {
        return new StoreTiming(
                heartbeatNanos, deadNanos, writeNanosMax, transactionNanosMax, resendNanos, backoffNanosMax, value);
    }
}
