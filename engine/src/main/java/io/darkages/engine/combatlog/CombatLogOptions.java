package io.darkages.engine.combatlog;

import io.darkages.engine.port.Consistency;

/**
 * What a combat log may hold, and how long it waits.
 *
 * @param eventsMax events that it holds, in its queue and in batches, 1 to 2^20; beyond it they are dropped and counted
 * @param batchEvents events in a batch, 1 to {@value #BATCH_EVENTS_MAX} and at most {@code eventsMax}
 * @param batchesMax batches that are written or wait to be written again, 1 to 64
 * @param flushNanos an event this old is put into a batch, however small
 * @param keepNanos an event this old is given up; at least {@code flushNanos}
 * @param retryNanosMin pause before the first repetition of a write; each further one doubles it
 * @param retryNanosMax longest pause before a repetition; at least {@code retryNanosMin}
 * @param consistency how many replicas must have a batch
 */
public record CombatLogOptions(
        int eventsMax,
        int batchEvents,
        int batchesMax,
        long flushNanos,
        long keepNanos,
        long retryNanosMin,
        long retryNanosMax,
        Consistency consistency) {

    /** The original design's size of a batch; more may not fit the port's cap on bytes. */
    public static final int BATCH_EVENTS_MAX = 100;

    private static final int EVENTS_MAX_LIMIT = 1 << 20;
    private static final int BATCHES_MAX_LIMIT = 64;
    private static final long MILLI = 1_000_000;

    /**
     * Room for 4,096 events and 4 batches of 100; retries after 0.1 s to 2 s, for 2 minutes; a quorum.
     *
     * <p>The original design writes every 5 s. A crash may cost 5 s of events, and that includes those on their way
     * to the store: so a batch is closed after 4 s, which leaves it 1 s to be written.
     */
    public static final CombatLogOptions STANDARD = new CombatLogOptions(
            4_096, BATCH_EVENTS_MAX, 4, 4_000 * MILLI, 120_000 * MILLI, 100 * MILLI, 2_000 * MILLI, Consistency.QUORUM);

    public CombatLogOptions {
        check("eventsMax", eventsMax, 1, EVENTS_MAX_LIMIT);
        check("batchEvents", batchEvents, 1, Math.min(BATCH_EVENTS_MAX, eventsMax));
        check("batchesMax", batchesMax, 1, BATCHES_MAX_LIMIT);
        check("flushNanos", flushNanos, 0, Long.MAX_VALUE);
        check("keepNanos", keepNanos, flushNanos, Long.MAX_VALUE);
        check("retryNanosMin", retryNanosMin, 1, Long.MAX_VALUE / 2);
        check("retryNanosMax", retryNanosMax, retryNanosMin, Long.MAX_VALUE / 2);
    }

    public CombatLogOptions withEventsMax(int value) {
        return new CombatLogOptions(
                value, batchEvents, batchesMax, flushNanos, keepNanos, retryNanosMin, retryNanosMax, consistency);
    }

    public CombatLogOptions withKeepNanos(long value) {
        return new CombatLogOptions(
                eventsMax, batchEvents, batchesMax, flushNanos, value, retryNanosMin, retryNanosMax, consistency);
    }

    private static void check(String field, long value, long low, long high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(field + " " + value + " is outside " + low + " to " + high);
        }
    }
}
