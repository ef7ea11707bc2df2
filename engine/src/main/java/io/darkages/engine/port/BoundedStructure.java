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
    /** Players of other zones who look on, because they are about to come. */
    OBSERVERS,
    /** Sessions of players who were handed over, until their clients close them. */
    PARTINGS,
    /** Input batches of players who are about to come. */
    EARLY_BATCHES,
    /** Attacks on players of other zones that are not answered. */
    OPEN_STRIKES,
    /** Attacks on players who are about to come. */
    EARLY_STRIKES,
    /** Players whose place in the world a process is finding out. */
    LOGINS,
    /** Players who are near another zone or came from one, or are on the way there. */
    DEPARTURES,
    /** Players whom other zones announced. */
    ARRIVALS,
    /** Players whose sessions a zone saves. */
    SAVED_SESSIONS,
    /** Players that a zone owns, claims or gives up. */
    OWNED_PLAYERS,
    /** Operations on players' rows in the register that are not answered. */
    OWNERSHIP_OPERATIONS,
    /** Processes that a backplane remembers. */
    BACKPLANE_PEERS,
    /** Addresses to which a backplane keeps a link, or tries to. */
    BACKPLANE_CONTACTS,
    /** Bytes of reliable messages that a backplane holds for one peer. */
    BACKPLANE_HELD_BYTES,
    /** Entities of other zones that a zone has copies of. */
    GHOSTS,
    /** Players whose highest owner epoch a zone remembers. */
    GHOST_EPOCHS,
    /** Operations of a client of the hot state that are under way, or whose late answer may still come. */
    HOT_STATE_OPERATIONS,
    /** Bytes of commands that a client of the hot state holds, on either of its connections. */
    HOT_STATE_COMMAND_BYTES,
    /** Channels that a client of the hot state subscribes to. */
    HOT_STATE_CHANNELS,
    /** Streams of one host. */
    STREAMS,
    /** Bytes of one stream that its peer has not acknowledged. */
    STREAM_SEND_BYTES,
    /** Bytes ahead of the next one that one stream holds. */
    STREAM_RECEIVE_BYTES,
    /** Connections that a node of Redis has accepted. */
    REDIS_CLIENTS,
    /** Bytes that a node of Redis keeps for a subscriber that has not taken them. */
    REDIS_SUBSCRIBER_BYTES,
    /** Bytes that a node of Redis keeps for any other client that has not taken them. */
    REDIS_CLIENT_BYTES,
    /** Memory of a node of Redis; the command that reaches the limit may go beyond it by its own size. */
    REDIS_MEMORY_BYTES,
    /** Batches at a node of the store of which parts are missing. */
    STORE_BATCHES,
    /** Batches of a coordinator that wait for replicas. */
    STORE_WRITES,
    /** Lightweight transactions of a coordinator. */
    STORE_TRANSACTIONS,
    /** Bytes that a node of the store keeps for one other node. */
    STORE_HINT_BYTES,
    /** Keys of lightweight transactions at a node of the store. */
    STORE_PAXOS_ROWS,
    /** Bytes of rows on a node's disk. */
    STORE_DISK_BYTES,
    /** Batches of a client of the store that are not answered. */
    STORE_CLIENT_WRITES,
    /** Operations of a client of the register that are not answered. */
    REGISTER_OPERATIONS
}
