package io.darkages.engine.ghost;

/** What is counted of ghosts, sent and received. Titles are the exporter's and the scenario files'. */
public enum GhostCounter {
    STATES_SENT("ghost-states-sent"),
    REMOVALS_SENT("ghost-removals-sent"),
    MESSAGES_SENT("ghost-messages-sent"),
    /** States that were due in a tick whose bytes were used up: told in a later one. */
    STATES_DEFERRED("ghost-states-deferred"),
    /** Removals for which there was no room: the copy expires. */
    REMOVALS_DROPPED("ghost-removals-dropped"),

    STATES_ACCEPTED("ghost-states-accepted"),
    /** States and removals of a lower owner epoch than one that was known. */
    STALE_EPOCHS("ghost-stale-epochs"),
    /** States and removals by another process than the one that tells under that epoch. */
    FOREIGN("ghost-foreign"),
    /** States older than what is kept, and removals that a newer state has overtaken. */
    LATE("ghost-late"),
    /** States beyond what this zone can tell, or of no tick. */
    OUT_OF_RANGE("ghost-out-of-range"),
    /** States of entities for which there was no room. */
    CROWDED_OUT("ghost-crowded-out"),
    REMOVED("ghost-removed"),
    EXPIRED("ghost-expired"),
    GHOSTS_HIGH_WATER("ghosts-max"),
    EPOCHS_HIGH_WATER("ghost-epochs-max");

    private final String title;

    GhostCounter(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
