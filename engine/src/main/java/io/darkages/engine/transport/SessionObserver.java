package io.darkages.engine.transport;

import io.darkages.engine.random.Mix;

/**
 * Sees what judges need: every datagram and every reliable message of the sessions. Write-only, like
 * {@link io.darkages.engine.port.Probes}: nothing it does may reach back into the session.
 */
public interface SessionObserver {

    /** Sees nothing; digests are not even computed for it. */
    SessionObserver NONE = new SessionObserver() {
        @Override
        public void datagramSent(Session session, int bytes, boolean handshake) {}

        @Override
        public void reliableSent(Session session, int lane, long count, long digest) {}

        @Override
        public void reliableDelivered(Session session, int lane, long count, long digest) {}
    };

    /**
     * A session sent a datagram.
     *
     * @param bytes with 28 bytes of UDP and IPv4 headers
     * @param handshake true for control packets, those that set a session up and tear it down
     */
    void datagramSent(Session session, int bytes, boolean handshake);

    /** A reliable message was accepted for sending, as the {@code count}-th of this side on its lane, from 1. */
    void reliableSent(Session session, int lane, long count, long digest);

    /** A reliable message is about to be handed to the listener, as the {@code count}-th of its lane, from 1. */
    void reliableDelivered(Session session, int lane, long count, long digest);

    /** The digest that both sides' calls carry for equal bytes. */
    static long digest(byte[] buffer, int offset, int length) {
        long hash = length;
        int i = offset;
        int end = offset + length;
        for (; i + 8 <= end; i += 8) {
            hash = Mix.fold(hash, LittleEndian.i64(buffer, i));
        }
        for (; i < end; i++) {
            hash = Mix.fold(hash, buffer[i]);
        }
        return hash;
    }
}
