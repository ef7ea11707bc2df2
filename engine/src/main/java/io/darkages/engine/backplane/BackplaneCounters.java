package io.darkages.engine.backplane;

/** Counts of {@link BackplaneCounter}. Written by the backplane, read by whoever reports. */
public final class BackplaneCounters {

    private final long[] counts = new long[BackplaneCounter.values().length];

    BackplaneCounters() {}

    void increment(BackplaneCounter counter) {
        counts[counter.ordinal()]++;
    }

    void add(BackplaneCounter counter, long count) {
        counts[counter.ordinal()] += count;
    }

    void highWater(BackplaneCounter counter, long value) {
        counts[counter.ordinal()] = Math.max(counts[counter.ordinal()], value);
    }

    public long count(BackplaneCounter counter) {
        return counts[counter.ordinal()];
    }
}
