package io.darkages.engine.backplane;

/** What a backplane counts since it was made. Titles are the exporter's and the scenario files'. */
public enum BackplaneCounter {
    MESSAGES_SENT("backplane-messages-sent"),
    MESSAGES_RECEIVED("backplane-messages-received"),
    BYTES_SENT("backplane-message-bytes-sent"),
    BYTES_RECEIVED("backplane-message-bytes-received"),
    /** Unreliable messages without a link or with a full queue. */
    UNRELIABLE_REFUSED("backplane-unreliable-refused"),
    /** Reliable messages to nobody known, or beyond the cap of what is held. */
    RELIABLE_REFUSED("backplane-reliable-refused"),
    /** Reliable messages sent again over a new link. */
    RELIABLE_RESENT("backplane-reliable-resent"),
    /** Reliable messages that were held for an incarnation which is gone, or for a forgotten peer. */
    RELIABLE_DROPPED("backplane-reliable-dropped"),
    /** Messages that had come before. */
    DUPLICATES("backplane-duplicates"),
    /** Unreliable messages so late that it isn't known any more whether they had come before. */
    TOO_LATE("backplane-too-late"),
    /** Reliable messages that a peer left out: its fault, and the end of the link. */
    GAPS("backplane-gaps"),
    /** Frames and messages that can't be understood. */
    MALFORMED("backplane-malformed"),
    /** Messages in another's name, or before their sender was proven. */
    FORGED("backplane-forged"),
    /** Greetings and messages of an older incarnation after a newer one was heard. */
    STALE_INCARNATIONS("backplane-stale-incarnations"),
    /** Proofs without the key. */
    BAD_PROOFS("backplane-bad-proofs"),
    /** Control packets of the transport without the world's seal: a stranger's. */
    UNSEALED("backplane-unsealed"),
    /** Links that never were proven in time. */
    GREETINGS_TIMED_OUT("backplane-greetings-timed-out"),
    /** Peers beyond the cap. */
    PEERS_REFUSED("backplane-peers-refused"),
    CONNECTS("backplane-connects"),
    LINKS_UP("backplane-links-up"),
    LINKS_LOST("backplane-links-lost"),
    SILENCES("backplane-silences"),
    PEERS_HIGH_WATER("backplane-peers-max"),
    /** Bytes held for any one peer. */
    HELD_BYTES_HIGH_WATER("backplane-held-bytes-max");

    private final String title;

    BackplaneCounter(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
