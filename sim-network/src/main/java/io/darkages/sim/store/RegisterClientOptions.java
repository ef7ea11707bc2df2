package io.darkages.sim.store;

import io.darkages.sim.Range;

/**
 * How a client deals with the register.
 *
 * @param operationsMax operations under way at one time, 1 to 4,096
 * @param answerNanosMax how long an operation waits for its answer before its outcome is unknown
 * @param resendNanos pause before a request is sent again; each further one doubles it
 * @param suspectNanos a node that has not answered for that long is asked only when no other is left
 * @param byKey whether the node that owns the key is asked first, as Scylla's drivers do for transactions, so that
 *     those who want one key meet at one coordinator; else the nodes take turns
 */
public record RegisterClientOptions(
        int operationsMax, long answerNanosMax, long resendNanos, long suspectNanos, boolean byKey) {

    private static final int OPERATIONS_MAX_LIMIT = 4_096;
    private static final long MILLI = 1_000_000;

    /** 256 operations, 750 ms, 100 ms, 250 ms, by key. */
    public static final RegisterClientOptions STANDARD =
            new RegisterClientOptions(256, 750 * MILLI, 100 * MILLI, 250 * MILLI, true);

    public RegisterClientOptions {
        Range.check("operationsMax", operationsMax, 1, OPERATIONS_MAX_LIMIT);
        Range.check("answerNanosMax", answerNanosMax, 1, Long.MAX_VALUE / 4);
        Range.check("resendNanos", resendNanos, 1, Long.MAX_VALUE / 4);
        Range.check("suspectNanos", suspectNanos, 1, Long.MAX_VALUE / 4);
    }

    public RegisterClientOptions withOperationsMax(int value) {
        return new RegisterClientOptions(value, answerNanosMax, resendNanos, suspectNanos, byKey);
    }

    public RegisterClientOptions withByKey(boolean value) {
        return new RegisterClientOptions(operationsMax, answerNanosMax, resendNanos, suspectNanos, value);
    }
}
