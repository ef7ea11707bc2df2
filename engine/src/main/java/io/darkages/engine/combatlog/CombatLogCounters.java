package io.darkages.engine.combatlog;

/** Counts of {@link CombatLogCounter}. Written by the log, read by whoever reports. */
public final class CombatLogCounters {

    private final long[] counts = new long[CombatLogCounter.values().length];

    CombatLogCounters() {}

    void add(CombatLogCounter counter, long count) {
        counts[counter.ordinal()] += count;
    }

    void highWater(CombatLogCounter counter, long value) {
        counts[counter.ordinal()] = Math.max(counts[counter.ordinal()], value);
    }

    public long count(CombatLogCounter counter) {
        return counts[counter.ordinal()];
    }

    /** All events that were given up, for whatever reason. */
    public long eventsDropped() {
        return count(CombatLogCounter.EVENTS_DROPPED_FULL)
                + count(CombatLogCounter.EVENTS_DROPPED_OLD)
                + count(CombatLogCounter.EVENTS_DROPPED_UNDECIDED);
    }
}
