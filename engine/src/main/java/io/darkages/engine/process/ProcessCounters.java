package io.darkages.engine.process;

/** What happened to one {@link ZoneProcess} since it began. */
public final class ProcessCounters {

    private final long[] counts = new long[ProcessCounter.values().length];

    ProcessCounters() {}

    public long count(ProcessCounter counter) {
        return counts[counter.ordinal()];
    }

    void increment(ProcessCounter counter) {
        counts[counter.ordinal()]++;
    }

    void highWater(ProcessCounter counter, long value) {
        counts[counter.ordinal()] = Math.max(counts[counter.ordinal()], value);
    }
}
