package io.darkages.engine.zone;

/** Work done since the zone started. Grows only; the owner of the zone takes differences. */
public final class WorkCounters {

    private final long[] counts = new long[Work.values().length];

    void add(Work work, long count) {
        counts[work.ordinal()] += count;
    }

    public long count(Work work) {
        return counts[work.ordinal()];
    }

    /** Copies all counts, in the order of {@link Work}, into an array of at least that length. */
    public void copyTo(long[] target) {
        System.arraycopy(counts, 0, target, 0, counts.length);
    }
}
