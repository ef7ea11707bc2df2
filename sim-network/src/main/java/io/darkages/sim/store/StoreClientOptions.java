package io.darkages.sim.store;

import io.darkages.sim.Range;

/**
 * How a client deals with its store.
 *
 * @param writesMax writes under way at one time, 1 to 64; each takes 32 KiB
 * @param answerNanosMax how long a write waits for its answer before its outcome is unknown
 * @param resendNanos pause before a write's datagrams are sent again; each further one doubles it
 */
public record StoreClientOptions(int writesMax, long answerNanosMax, long resendNanos) {

    private static final int WRITES_MAX_LIMIT = 64;
    private static final long MILLI = 1_000_000;

    /** 8 writes, 1 s, 100 ms. */
    public static final StoreClientOptions STANDARD = new StoreClientOptions(8, 1_000 * MILLI, 100 * MILLI);

    public StoreClientOptions {
        Range.check("writesMax", writesMax, 1, WRITES_MAX_LIMIT);
        Range.check("answerNanosMax", answerNanosMax, 1, Long.MAX_VALUE / 4);
        Range.check("resendNanos", resendNanos, 1, Long.MAX_VALUE / 4);
    }
}
