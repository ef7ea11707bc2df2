package io.darkages.engine.client;

/** What happened to a client, counted since it started. */
public enum ClientCounter {
    SNAPSHOTS("client-snapshots"),
    SNAPSHOTS_STALE("client-snapshots-stale"),
    SNAPSHOTS_MALFORMED("client-snapshots-malformed"),
    ENTITY_UPDATES("client-entity-updates"),
    /** Server corrections received. */
    CORRECTIONS("client-corrections"),
    /** The prediction was exactly the server's state. */
    PREDICTIONS_EXACT("predictions-exact"),
    /** It was not, by less than the drawing shows. */
    PREDICTIONS_IGNORED("predictions-ignored"),
    PREDICTIONS_SMOOTHED("predictions-smoothed"),
    PREDICTIONS_SNAPPED("predictions-snapped"),
    /** Sessions begun, the first included. */
    CONNECTS("client-connects"),
    WELCOMES("client-welcomes"),
    REFUSED("client-refused"),
    BATCHES("client-batches"),
    /** Batches put off because the byte rate left no room. */
    BATCHES_DEFERRED("client-batches-deferred"),
    /** Frames in which the sampled entity was drawn ahead of what is known. */
    FRAMES("client-frames"),
    COMBAT_NOTICES("client-combat-notices"),
    ATTACKS("client-attacks"),
    /** Attacks that were wished for too soon after others, and not made. */
    ATTACKS_NOT_MADE("client-attacks-not-made"),
    MALFORMED_MESSAGES("client-malformed-messages"),
    /** Handoffs told by zones: second views opened. */
    HANDOFFS("client-handoffs"),
    /** Second views that the client went on with. */
    HANDOFFS_DONE("client-handoffs-done"),
    /** Second views that came to nothing: called off, refused, silent for too long, or superseded. */
    HANDOFFS_GIVEN_UP("client-handoffs-given-up"),
    /** Zones that took the player over and could not go on with its inputs, so that it came there anew. */
    HANDOFFS_BROKEN("client-handoffs-broken"),
    /** Notices of combat by the next zone that were not shown, because too many came before its first state. */
    NOTICES_DROPPED("client-notices-dropped"),
    /** Times that nobody could serve the player just then. */
    BUSY("client-busy"),
    /** Times that it was sent elsewhere. */
    REDIRECTS("client-redirects"),
    /** Attempts to get in that were given up for another address, because nobody answered. */
    ATTEMPTS_TIMED_OUT("client-attempts-timed-out"),
    /** Times that inputs were sent once more to a zone that had taken the player over and went on without them. */
    CATCH_UPS_REPEATED("client-catch-ups-repeated"),
    /** Welcomes under an owner epoch below one that another zone has shown. */
    WELCOMES_STALE("client-welcomes-stale");

    private final String title;

    ClientCounter(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
