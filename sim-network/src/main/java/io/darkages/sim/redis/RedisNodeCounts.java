package io.darkages.sim.redis;

import java.util.Arrays;

/** Counts of {@link RedisNodeCounter}. */
final class RedisNodeCounts {

    private final long[] counts = new long[RedisNodeCounter.values().length];

    void add(RedisNodeCounter counter) {
        counts[counter.ordinal()]++;
    }

    void add(RedisNodeCounter counter, long count) {
        counts[counter.ordinal()] += count;
    }

    void highWater(RedisNodeCounter counter, long value) {
        counts[counter.ordinal()] = Math.max(counts[counter.ordinal()], value);
    }

    long count(RedisNodeCounter counter) {
        return counts[counter.ordinal()];
    }

    long digest() {
        return Arrays.hashCode(counts);
    }
}
