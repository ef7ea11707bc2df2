package io.darkages.sim.stream;

import java.util.Arrays;

/** Counts of {@link StreamCounter}. */
final class StreamCounts {

    private final long[] counts = new long[StreamCounter.values().length];

    void add(StreamCounter counter) {
        counts[counter.ordinal()]++;
    }

    void add(StreamCounter counter, long count) {
        counts[counter.ordinal()] += count;
    }

    void highWater(StreamCounter counter, long value) {
        counts[counter.ordinal()] = Math.max(counts[counter.ordinal()], value);
    }

    long count(StreamCounter counter) {
        return counts[counter.ordinal()];
    }

    long digest() {
        return Arrays.hashCode(counts);
    }
}
