package io.darkages.engine.combatlog;

/**
 * What a combat log has done, counted since it was made. At any time {@link #EVENTS_RECORDED} = {@link
 * #EVENTS_STORED} + the three kinds of dropped + {@link CombatLog#heldEvents}. Names are the scenario files' and the
 * exporter's.
 */
public enum CombatLogCounter {
    EVENTS_RECORDED("combat-events"),
    /** Events whose batch the store has confirmed. */
    EVENTS_STORED("combat-events-stored"),
    /** Events that found the queue full. */
    EVENTS_DROPPED_FULL("combat-events-dropped-full"),
    /** Events given up for their age that can't have been stored. */
    EVENTS_DROPPED_OLD("combat-events-dropped-old"),
    /** Events given up for their age after an attempt of unknown outcome: they may have been stored. */
    EVENTS_DROPPED_UNDECIDED("combat-events-dropped-undecided"),
    BATCHES("combat-batches"),
    BATCHES_STORED("combat-batches-stored"),
    /** Attempts to write a batch, first ones and retries. */
    WRITES("combat-writes"),
    WRITES_FAILED("combat-writes-failed"),
    WRITES_UNKNOWN("combat-writes-unknown"),
    /** Rows in all batches: events, kills and statistics. */
    ROWS("combat-rows"),
    EVENTS_HELD_HIGH_WATER("combat-events-held-max"),
    BATCHES_HELD_HIGH_WATER("combat-batches-held-max");

    private final String title;

    CombatLogCounter(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
