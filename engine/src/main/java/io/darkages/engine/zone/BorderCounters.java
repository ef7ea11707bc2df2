package io.darkages.engine.zone;

import io.darkages.engine.random.Mix;

/** Counts of {@link BorderCounter}. Written by the zone, read by whoever reports. */
public final class BorderCounters {

    private final long[] counts = new long[BorderCounter.values().length];

    void add(BorderCounter counter, long count) {
        counts[counter.ordinal()] += count;
    }

    void highWater(BorderCounter counter, long value) {
        counts[counter.ordinal()] = Math.max(counts[counter.ordinal()], value);
    }

    public long count(BorderCounter counter) {
        return counts[counter.ordinal()];
    }

    /** Folds what has happened into a hash; where nothing has, the hash stays as it is. */
    long fold(long hash) {
        long folded = hash;
        for (int i = 0; i < counts.length; i++) {
            folded = counts[i] == 0 ? folded : Mix.fold(Mix.fold(folded, i), counts[i]);
        }
        return folded;
    }
}
