package io.darkages.server.bench;

/** The parts of the bench, in the order in which they run. */
public enum BenchSection {
    /** Virtual seconds for each second on one core. */
    THROUGHPUT("throughput on one thread"),
    /** What a warm world allocates and keeps. */
    MEMORY("memory"),
    /** Bytes on the wire. */
    PAYLOAD("payload, all going where they look"),
    /** The same where everybody's yaw and pitch change all the time. */
    UNSTEADY("payload, all looking about as they go"),
    /** What fighting adds to a tick. */
    COMBAT("combat"),
    /** What it takes to make one world of several zones. */
    GRID("several zones"),
    /** Time of single operations. */
    OPERATIONS("single operations");

    private final String title;

    BenchSection(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
