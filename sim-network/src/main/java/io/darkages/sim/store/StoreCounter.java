package io.darkages.sim.store;

/** What a {@link StoreNode} has done, counted since it started. */
public enum StoreCounter {
    /** Batches of clients that as many replicas have as were required. */
    BATCHES_DONE,
    /** Batches refused for want of room. */
    BATCHES_FAILED,
    /** Batches refused because too few replicas are believed alive. */
    BATCHES_UNAVAILABLE,
    /** Batches that too few replicas have taken in time. */
    BATCHES_TIMED_OUT,
    /** Batches that hold bytes which are no rows, or too many rows: refused. */
    BATCHES_MALFORMED,
    /** Ended batches of which a part came again, and which were answered as before. */
    BATCHES_ANSWERED_AGAIN,
    /** Batches given up, half complete, for newer ones. */
    BATCHES_GIVEN_UP,
    /** Batches stored for another node, hints among them. */
    BATCHES_REPLICATED,
    /** Datagrams that are nothing that a node takes: damaged or foreign. */
    DATAGRAMS_REFUSED,
    /** Datagrams that found no room for their batch. */
    DATAGRAMS_DROPPED,
    SYNCS,
    BATCHES_HIGH_WATER,
    /** Most batches that ever waited for replicas at one time. */
    WRITES_HIGH_WATER,
    /** Batches kept for a replica that was away. */
    HINTS,
    /** Hints that the replica has taken. */
    HINTS_REPLAYED,
    /** Hints that found no room, or were for a replica that had been away for too long. */
    HINTS_DROPPED,
    HINT_BYTES_HIGH_WATER,
    /** Transactions of clients that were begun. */
    TRANSACTIONS,
    TRANSACTIONS_APPLIED,
    /** Their condition did not hold. */
    TRANSACTIONS_REFUSED,
    TRANSACTIONS_READ,
    TRANSACTIONS_TIMED_OUT,
    /** Refused because too few replicas are believed alive. */
    TRANSACTIONS_UNAVAILABLE,
    /** Refused for want of room. */
    TRANSACTIONS_OVERLOADED,
    /** A key more than the disk has room for. */
    TRANSACTIONS_WITHOUT_ROOM,
    /** Requests that came again: answered as before, or left alone while they are under way. */
    TRANSACTIONS_AGAIN,
    /** Requests that named another connection than the present one. */
    RECONNECTS,
    /** Proposals of others that were finished. */
    PROPOSALS_FINISHED,
    /** Times that a chosen row was sent to replicas that did not have it, before anything else was proposed. */
    COMMITS_REPAIRED,
    /** Times that a transaction tried a higher ballot. */
    BALLOTS_RETRIED,
    /** Promises and proposals that a replica refused for a higher ballot. */
    BALLOTS_REJECTED,
    TRANSACTION_SYNCS,
    TRANSACTIONS_HIGH_WATER,
    /** Times that another node was believed dead. */
    PEERS_LOST
}
