package io.darkages.engine.ghost;

/** Counts of {@link GhostCounter}. Written by sender and table, read by whoever reports. */
public final class GhostCounters {

    private final long[] counts = new long[GhostCounter.values().length];

    void increment(GhostCounter counter) {
        counts[counter.ordinal()]++;
    }

    void add(GhostCounter counter, long count) {
        counts[counter.ordinal()] += count;
    }

    void highWater(GhostCounter counter, long value) {
        counts[counter.ordinal()] = Math.max(counts[counter.ordinal()], value);
    }

    public long count(GhostCounter counter) {
        return counts[counter.ordinal()];
    }
}
