package io.darkages.engine.process;

/** What happened to one process' {@link Migrations} since it began. */
public final class MigrationCounters {

    private final long[] counts = new long[MigrationCounter.values().length];

    MigrationCounters() {}

    public long count(MigrationCounter counter) {
        return counts[counter.ordinal()];
    }

    void increment(MigrationCounter counter) {
        counts[counter.ordinal()]++;
    }
}
