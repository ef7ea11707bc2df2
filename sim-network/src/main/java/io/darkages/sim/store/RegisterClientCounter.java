package io.darkages.sim.store;

/** What a {@link RegisterClient} has done, counted since it was made. */
public enum RegisterClientCounter {
    OPERATIONS,
    APPLIED,
    REFUSED,
    READ,
    FAILED,
    UNKNOWN,
    /** Times that a request was sent again. */
    RESENDS,
    /** Times that an operation turned to another node. */
    TURNS,
    /** Answers that nobody waited for any more. */
    ANSWERS_LATE,
    /** Datagrams that are no answer to this client: damaged, foreign or to the program before it. */
    DATAGRAMS_REFUSED,
    OPERATIONS_HIGH_WATER
}
