package io.darkages.engine.port;

/** Every queue, buffer and map that may grow while the server runs: each has a stated cap. */
public enum BoundedStructure {
    SESSIONS,
    HALF_OPEN_SESSIONS,
    BANS,
    RELIABLE_SEND_BYTES,
    RELIABLE_RECEIVE_BYTES,
    PENDING_ACKS,
    ENTITIES,
    INPUT_QUEUE,
    VISIBLE_ENTITIES,
    SNAPSHOT_HISTORY,
    CLIENT_REPLICAS,
    CLIENT_INPUTS,
    SOCKET_BYTES,
    LINK_QUEUE_BYTES,
    /** Events that a zone's combat log holds, in its queue and in batches that are not answered. */
    COMBAT_LOG_EVENTS,
    /** Batches of a zone's combat log that are not answered. */
    COMBAT_LOG_BATCHES,
    /** Attacks of one player that wait for their inputs to be applied. */
    ATTACK_QUEUE,
    /** Players that a zone owns, claims or gives up. */
    OWNED_PLAYERS,
    /** Operations on players' rows in the register that are not answered. */
    OWNERSHIP_OPERATIONS
}
