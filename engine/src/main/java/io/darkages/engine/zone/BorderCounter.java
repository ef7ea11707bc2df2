package io.darkages.engine.zone;

/** What happened at a zone's borders, counted since it started; apart from {@link ZoneCounter}, which a lone zone has. */
public enum BorderCounter {
    /** Most entities of other zones that were shown at one time. */
    GHOSTS_SHOWN_HIGH_WATER("ghosts-shown-high-water"),
    /** Times that a ghost was not shown, because there was no room in the world. */
    GHOSTS_CROWDED_OUT("ghosts-crowded-out"),
    /** Players who came with an image: from other zones, or from a session record. */
    INSTALLED("installed"),
    /** Players handed over. */
    DEPARTED("departed"),
    /** Inputs of players who were frozen or handed over, passed on. */
    BATCHES_PASSED_ON("batches-passed-on"),
    /** Such inputs of a player who is here now. */
    BATCHES_TAKEN_UP("batches-taken-up"),
    /** Such inputs that were no batch, or whose player is not here. */
    BATCHES_DROPPED("batches-dropped"),
    /** Attacks on players for whom another zone acts, sent to it. */
    STRIKES_SENT("strikes-sent"),
    /** Attacks that found no way, or too many unanswered before them. */
    STRIKES_REFUSED("strikes-refused"),
    /** Attacks to which there was no answer in time: what became of them is not known here. */
    STRIKES_UNANSWERED("strikes-unanswered"),
    /** Answers to attacks that are not known, or not any more. */
    ANSWERS_DROPPED("answers-dropped"),
    /** Attacks by players of other zones that were decided here. */
    STRIKES_JUDGED("strikes-judged"),
    /** Attacks that had come before. */
    STRIKES_REPEATED("strikes-repeated"),
    /** Ticks in which the world stood still. */
    TICKS_HELD("ticks-held"),
    /** Inputs of a player who is here now that came before it was. */
    BATCHES_KEPT("batches-kept"),
    /** Such inputs that had to go for others. */
    BATCHES_CROWDED_OUT("batches-crowded-out"),
    /** Inputs so far ahead of the next one that they were left to be sent again. */
    INPUTS_AHEAD("inputs-ahead"),
    /** Attacks on players who were about to come, decided when they had. */
    STRIKES_KEPT("strikes-kept"),
    /** Most such attacks at one time. */
    STRIKES_KEPT_HIGH_WATER("strikes-kept-high-water"),
    /** Such attacks whose player did not come in time, or that found no room: they were refused. */
    STRIKES_GIVEN_UP("strikes-given-up"),
    /** Attacks on players who had left for another zone, passed on to it. */
    STRIKES_PASSED_ON("strikes-passed-on");

    private final String title;

    BorderCounter(String title) {
        this.title = title;
    }

    /** The name that reports use. */
    public String title() {
        return title;
    }
}
