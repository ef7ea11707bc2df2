package io.darkages.sim.store;

/** What a {@link StoreClient} has done, counted since it was made. */
public enum StoreClientCounter {
    WRITES,
    DONE,
    FAILED,
    UNKNOWN,
    DATAGRAMS_SENT,
    /** Times that a write's datagrams were sent again. */
    RESENDS,
    /** Answers of nodes that refused. */
    REFUSALS,
    /** Answers that nobody waited for any more. */
    ANSWERS_LATE,
    /** Datagrams that are no answer to this client: damaged, foreign or to the program before it. */
    DATAGRAMS_REFUSED,
    WRITES_HIGH_WATER
}
