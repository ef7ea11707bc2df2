package io.darkages.engine.transport;

/** What an endpoint counts. Every datagram that is dropped is counted under one of these. */
public enum EndpointCounter {
    DATAGRAMS_RECEIVED,
    BYTES_RECEIVED,
    DATAGRAMS_SENT,
    BYTES_SENT,
    /** Dropped: no lead byte, unknown lead byte, or truncated header. */
    MALFORMED_DATAGRAMS,
    /** Dropped: a control packet whose body does not parse, lacks a field, or lacks its padding. */
    MALFORMED_CONTROL,
    /** Dropped: a data packet whose frames do not parse. */
    MALFORMED_FRAMES,
    /** Dropped: a data packet that its cipher did not open. */
    FORGED_PACKETS,
    /** Dropped: a packet number seen before. */
    REPLAYED_PACKETS,
    /** Dropped: a packet number too old to tell whether it was seen before. */
    STALE_PACKETS,
    /** Dropped: a packet number too far ahead of all that came. */
    JUMPED_PACKETS,
    /** Dropped: a data packet for a session of another address. */
    WRONG_ADDRESS,
    /** Dropped: a packet for a session that is not there, or not in the state for it. */
    UNKNOWN_SESSION,
    /** Answered with "no connection". */
    NO_CONNECTION_SENT,
    CHALLENGES_SENT,
    /** Dropped: the challenge is wrong or too old. */
    CHALLENGES_REFUSED,
    SESSIONS_ACCEPTED,
    SESSIONS_CONNECTED,
    SESSIONS_CLOSED,
    SESSIONS_TIMED_OUT,
    /** Refused: all sessions or half-open places are taken, or this address has its share. */
    SESSIONS_REFUSED,
    RELIABLE_MESSAGES_SENT,
    RELIABLE_MESSAGES_DELIVERED,
    RELIABLE_BYTES_RETRANSMITTED,
    /** A reliable message was refused because the send buffer is full. */
    RELIABLE_SEND_REFUSED,
    /** A reliable segment was left unacknowledged because it is beyond the receive buffer. */
    RELIABLE_SEGMENTS_REFUSED,
    UNRELIABLE_MESSAGES_SENT,
    UNRELIABLE_MESSAGES_DELIVERED,
    /** An unreliable message was refused because the queue is full. */
    UNRELIABLE_SEND_REFUSED,
    /** A fragmented unreliable message was given up before all of it had come. */
    UNRELIABLE_FRAGMENTS_DROPPED,
    /** Packets declared lost by their sender, rightly or not. */
    PACKETS_LOST,
    /** Timers of retransmission that ran out. */
    RETRANSMISSION_TIMEOUTS,
    /** Packets that left for nothing but to ask the peer for an ack. */
    KEEP_ALIVES_SENT,
    ACK_ONLY_PACKETS_SENT,
    /** Packets with statistics in front of the sealed part. */
    LINK_STATS_SENT,
    LINK_STATS_RECEIVED,
    /** High-water marks of the bounded structures, in sessions, bytes and packets. */
    SESSIONS_HIGH_WATER,
    HALF_OPEN_HIGH_WATER,
    RELIABLE_SEND_BYTES_HIGH_WATER,
    RELIABLE_RECEIVE_BYTES_HIGH_WATER,
    PENDING_ACKS_HIGH_WATER,
    /** Dropped or refused: a handshake without certificate, with a bad key or signature, or nothing in common. */
    HANDSHAKES_REFUSED,
    /** A handshake had to wait or ask again, because too many were being worked on. */
    HANDSHAKES_POSTPONED,
    /** Work of a handshake came back when its session had ended. */
    HANDSHAKES_ABANDONED,
    /** More high-water marks: handshakes being worked on, and sessions whose end the peer is being told. */
    PENDING_HANDSHAKES_HIGH_WATER,
    CLOSING_HIGH_WATER,
    /** A segment was dropped because its lane is new and there is no memory for one more. */
    LANES_REFUSED,
    /** Buffers that all sessions' messages in reassembly took, in bytes. */
    RECEIVE_MEMORY_HIGH_WATER
}
