package io.darkages.engine.redis;

import io.darkages.engine.random.Mix;

/** Counts of {@link RedisCounter}. Written by the client, read by whoever reports. */
public final class RedisCounters {

    private final long[] counts = new long[RedisCounter.values().length];

    RedisCounters() {}

    void add(RedisCounter counter) {
        counts[counter.ordinal()]++;
    }

    void highWater(RedisCounter counter, long value) {
        counts[counter.ordinal()] = Math.max(counts[counter.ordinal()], value);
    }

    public long count(RedisCounter counter) {
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
