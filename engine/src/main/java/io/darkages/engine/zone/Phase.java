package io.darkages.engine.zone;

/** The parts of a zone's work, in the order in which a tick runs them; receiving happens between ticks. */
public enum Phase {
    RECEIVE("receive"),
    MOVEMENT("movement"),
    COMBAT("combat"),
    QUANTISE("quantise"),
    INTEREST("interest"),
    ENCODE("encode"),
    SEND("send"),
    HOUSEKEEPING("housekeeping");

    private final String title;

    Phase(String title) {
        this.title = title;
    }

    /** The name that reports use. */
    public String title() {
        return title;
    }
}
