package io.darkages.engine.zone;

import io.darkages.engine.random.Mix;

/** Counts of {@link ZoneCounter}. Written by the zone, read by whoever reports. */
public final class ZoneCounters {

    private final long[] counts = new long[ZoneCounter.values().length];

    void add(ZoneCounter counter, long count) {
        counts[counter.ordinal()] += count;
    }

    public long count(ZoneCounter counter) {
        return counts[counter.ordinal()];
    }

    /** Folds all counts into a hash. */
    long fold(long hash) {
        long folded = hash;
        for (long count : counts) {
            folded = Mix.fold(folded, count);
        }
        return folded;
    }
}
