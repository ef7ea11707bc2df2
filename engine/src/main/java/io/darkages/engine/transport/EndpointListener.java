package io.darkages.engine.transport;

/**
 * Hears what happens to an endpoint's sessions. Called on the owner's thread, inside
 * {@link Endpoint#receive}, {@link Endpoint#advance}, {@link Session#flush} or {@link Session#close}.
 * It may queue messages, flush and close; it may not call {@code receive} or {@code advance}.
 */
public interface EndpointListener {

    /** The handshake is done on this side; messages can go both ways. */
    void connected(Session session);

    /**
     * One whole message. Reliable messages of a lane come exactly once and in order; unreliable ones at
     * most once, in any order.
     *
     * @param lane the sender's, 0 unless it uses others
     * @param number the sender counts the messages of a lane from 1, reliable and unreliable ones together
     * @param buffer holds the message during this call only; its other bytes mean nothing
     * @param offset first byte
     * @param length length in bytes, 0 or more
     */
    void message(Session session, int lane, long number, boolean reliable, byte[] buffer, int offset, int length);

    /**
     * The session ended, by whichever side, or never came about. Called once for each session that
     * {@link Endpoint#connect} returned or {@link #connected} named; the last call for it.
     *
     * @param reason one of {@link CloseReason}, or whatever number the peer gave
     * @param debug what the closing side said, for logs; at most 127 characters
     */
    void closed(Session session, int reason, String debug);
}
