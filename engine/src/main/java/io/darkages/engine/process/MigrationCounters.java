package io.darkages.engine.process;

import java.util.Locale;

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

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (MigrationCounter counter : MigrationCounter.values()) {
            text.append(counter.name().toLowerCase(Locale.ROOT))
                    .append(' ')
                    .append(count(counter))
                    .append(' ');
        }
        return text.toString().trim();
    }
}
