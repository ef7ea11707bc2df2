package io.darkages.sim;

import io.darkages.engine.random.RandomStream;

/**
 * How a simulation runs. Only the seed and the epoch change what happens in it.
 *
 * @param seed all randomness comes from it, see {@link RandomStream}
 * @param threads how many threads run the hosts of a window, 1 to 64; the outcome is the same for all
 * @param hashIntervalNanos how often each host folds its program's state into its hash
 * @param windowNanosMax upper bound of a window; below it, the smallest latency of any link rules. Faults may
 *     not bring a latency below the window, so a plan that shortens a latency declares that here
 * @param epochMicros wall time of virtual time 0, in microseconds since 1970
 */
public record SimulationOptions(long seed, int threads, long hashIntervalNanos, long windowNanosMax, long epochMicros) {

    /** 2026-01-01T00:00:00Z. */
    public static final long DEFAULT_EPOCH_MICROS = 1_767_225_600_000_000L;

    public SimulationOptions {
        Range.check("threads", threads, 1, 64);
        Range.check("hashIntervalNanos", hashIntervalNanos, 1_000_000, Long.MAX_VALUE / 4);
        Range.check("windowNanosMax", windowNanosMax, LinkSpec.LATENCY_NANOS_MIN, Long.MAX_VALUE / 4);
    }

    /** One thread, state hashes every 100 ms, windows as long as the links allow but at most 100 ms. */
    public static SimulationOptions of(long seed) {
        return new SimulationOptions(seed, 1, 100_000_000L, 100_000_000L, DEFAULT_EPOCH_MICROS);
    }

    public SimulationOptions withThreads(int value) {
        return new SimulationOptions(seed, value, hashIntervalNanos, windowNanosMax, epochMicros);
    }

    public SimulationOptions withHashIntervalNanos(long value) {
        return new SimulationOptions(seed, threads, value, windowNanosMax, epochMicros);
    }

    public SimulationOptions withWindowNanosMax(long value) {
        return new SimulationOptions(seed, threads, hashIntervalNanos, value, epochMicros);
    }

    public SimulationOptions withEpochMicros(long value) {
        return new SimulationOptions(seed, threads, hashIntervalNanos, windowNanosMax, value);
    }
}
