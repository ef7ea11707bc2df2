package io.darkages.sim.store;

/** What a node answers to a client, or a replica to its coordinator. */
enum StoreReply {
    /** As many replicas as were required have it. */
    DONE,
    /** Too few replicas are believed alive: nothing was begun. */
    UNAVAILABLE,
    /** Nothing was done: no room, or no rows. */
    FAILED,
    /** Too few replicas answered in time: some may have it, and all may get it still. */
    TIMED_OUT,
    /** A transaction's condition held, and the row is set. */
    APPLIED,
    /** A transaction's condition did not hold. */
    REFUSED,
    /** The row, as a transaction read it. */
    READ,
    /** The request named another connection than the node's present one: nothing was done. */
    RECONNECT
}
