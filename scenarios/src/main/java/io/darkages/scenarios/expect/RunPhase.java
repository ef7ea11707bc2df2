package io.darkages.scenarios.expect;

/** The parts of a run, in order. */
public enum RunPhase {
    /** Players arrive and settle. */
    WARMUP("warmup"),
    /** Faults strike. */
    FAULTS("faults"),
    /** No more faults; everything recovers. */
    HEAL("heal");

    private final String title;

    RunPhase(String title) {
        this.title = title;
    }

    /** The word that scenario files use for it. */
    public String title() {
        return title;
    }
}
