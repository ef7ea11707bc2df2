package io.darkages.engine.port;

/** What a run measures as a distribution. One catalogue of names and units, for simulation and production. */
public enum Measurement {
    /** From the client's tick that made an input to the snapshot that acknowledges it. */
    INPUT_TO_ACK("input-to-ack", Unit.NANOSECONDS),
    /** The same, less the session's round trip as the client estimates it at that moment. */
    INPUT_TO_ACK_LESS_RTT("input-to-ack - rtt", Unit.NANOSECONDS),
    /** Round trip of the transport as the client measures it. */
    RTT("rtt", Unit.NANOSECONDS),
    /** Age of the newest snapshot at each client tick, from its arrival. */
    SNAPSHOT_AGE("snapshot-age", Unit.NANOSECONDS),
    /** Distance between predicted and authoritative position at each acknowledgement. */
    CORRECTION_SIZE("correction-size", Unit.MICROMETRES),
    /** Distance between where an entity was drawn and where it was then known to be. */
    INTERPOLATION_ERROR("interpolation-error", Unit.MICROMETRES),
    /** Entity updates in a snapshot. */
    SNAPSHOT_ENTITIES("snapshot-entities", Unit.COUNT),
    /** Payload bytes of a snapshot, without transport and UDP/IP headers. */
    SNAPSHOT_BYTES("snapshot-bytes", Unit.BYTES),
    /** From the client's tick that struck to the server's word that it hit. */
    HIT_CONFIRM("hit-confirm", Unit.NANOSECONDS),
    /**
     * How long a player had been behind cover on its own screen when it was told that somebody hurt it, for each
     * damage; 0 where nothing stood between them, a second at most.
     */
    BEHIND_COVER("behind-cover", Unit.NANOSECONDS),
    /** Cost of a whole zone tick. */
    TICK_TIME("tick-time", Unit.NANOSECONDS),
    /**
     * For each handoff, how long a client was without a new state of its own player from its zone: from the last state of
     * the old zone to the first of the new one, or longer within a second after that.
     */
    HANDOFF_GAP("handoff-gap", Unit.NANOSECONDS),
    /** For each entity that was drawn before and after a handoff, how far the handoff moved it on the screen. */
    HANDOFF_JUMP("handoff-jump", Unit.MICROMETRES);

    /** Unit of the recorded {@code long}. */
    public enum Unit {
        NANOSECONDS,
        MICROMETRES,
        COUNT,
        BYTES
    }

    private final String title;
    private final Unit unit;

    Measurement(String title, Unit unit) {
        this.title = title;
        this.unit = unit;
    }

    /** The name that scenario files and reports use. */
    public String title() {
        return title;
    }

    public Unit unit() {
        return unit;
    }
}
