package io.darkages.scenarios.format;

/** A unit of the zone's work that the cost table gives a price in nanoseconds. */
public enum WorkItem implements Named {
    /** The tick itself, whatever it does. */
    TICK("tick"),
    /** A datagram taken from the socket and opened. */
    DATAGRAM_RECEIVED("datagram-received"),
    /** A datagram sealed and handed to the socket. */
    DATAGRAM_SENT("datagram-sent"),
    /** A payload byte sealed or opened. */
    BYTE_SEALED("byte-sealed"),
    /** A client input checked and applied. */
    INPUT_APPLIED("input-applied"),
    /** An entity moved. */
    ENTITY_MOVED("entity-moved"),
    /** An attack judged, with the damage that it does. */
    ATTACK_JUDGED("attack-judged"),
    /** A candidate looked at in an interest query. */
    CANDIDATE_SEEN("candidate-seen"),
    /** An entity written into a snapshot. */
    ENTITY_ENCODED("entity-encoded"),
    /** A snapshot begun for one client. */
    SNAPSHOT_ENCODED("snapshot-encoded"),
    /** A session's keys agreed upon: on a processor of its own, beside the zone's. */
    HANDSHAKE("handshake");

    private final String title;

    WorkItem(String title) {
        this.title = title;
    }

    @Override
    public String title() {
        return title;
    }
}
