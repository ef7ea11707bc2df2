package io.darkages.sim.store;

import io.darkages.engine.random.Mix;

/** A node's counters: one array, shared by its parts. */
final class StoreCounters {

    private final long[] counts = new long[StoreCounter.values().length];

    void add(StoreCounter counter) {
        counts[counter.ordinal()]++;
    }

    void highWater(StoreCounter counter, long value) {
        counts[counter.ordinal()] = Math.max(counts[counter.ordinal()], value);
    }

    long count(StoreCounter counter) {
        return counts[counter.ordinal()];
    }

    long digest() {
        long hash = 0;
        for (long count : counts) {
            hash = Mix.fold(hash, count);
        }
        return hash;
    }
}
