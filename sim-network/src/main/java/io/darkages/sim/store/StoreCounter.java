package io.darkages.sim.store;

/** What a {@link StoreNode} has done, counted since it started. */
public enum StoreCounter {
    /** Batches stored and confirmed. */
    BATCHES_DONE,
    /** Batches refused for want of room. */
    BATCHES_FAILED,
    /** Batches that hold bytes which are no rows, or too many rows: refused. */
    BATCHES_MALFORMED,
    /** Ended batches of which a part came again, and which were answered as before. */
    BATCHES_ANSWERED_AGAIN,
    /** Batches given up, half complete, for newer ones. */
    BATCHES_GIVEN_UP,
    /** Datagrams that are no part of a batch: damaged or foreign. */
    DATAGRAMS_REFUSED,
    /** Datagrams that found no room for their batch. */
    DATAGRAMS_DROPPED,
    SYNCS,
    BATCHES_HIGH_WATER
}
