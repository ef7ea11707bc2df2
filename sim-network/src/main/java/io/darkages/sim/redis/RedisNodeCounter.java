package io.darkages.sim.redis;

/** What a node counts. */
public enum RedisNodeCounter {
    COMMANDS,
    CLIENTS_ACCEPTED,
    /** Clients that spoke no RESP2, or said too much at once. */
    CLIENTS_BROKEN,
    /** Subscribers that were cut off because too much waited for them. */
    SUBSCRIBERS_CUT_OFF,
    /** Messages that were published here or came from the primary. */
    MESSAGES_PUBLISHED,
    /** Copies of messages that were put on their way to subscribers. */
    MESSAGES_SENT,
    KEYS_EXPIRED,
    /** Times that a replica was given the whole data set. */
    FULL_SYNCS,
    /** Times that this node turned from a replica into a primary. */
    PROMOTIONS,
    /** Times that this node turned from a primary into a replica. */
    DEMOTIONS,
    DISK_SYNCS,
    /** Times that the append-only file was written anew. */
    FILE_REWRITES,
    /** The most bytes that ever waited for a client. */
    CLIENT_BYTES_HIGH_WATER,
    /** The most memory that the data set ever took, as estimated. */
    MEMORY_HIGH_WATER
}
