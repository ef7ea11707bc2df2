package io.darkages.sim;

/**
 * What runs on a simulated host: a state machine that bytes and timers drive. Called on its host's
 * own turn, never concurrently; it may touch nothing that another host's program can touch.
 */
public interface Program {

    /**
     * A datagram arrived.
     *
     * @param from the sender's address as the receiver sees it
     * @param buffer holds the payload; the range may be overwritten, and is gone when the call returns
     * @param offset first byte of the payload
     * @param length payload length in bytes
     */
    void datagram(long from, byte[] buffer, int offset, int length);

    /** A timer set with {@link HostContext#setTimer} is due. It is no longer pending. */
    void timer(int id);

    /** Digest of the canonical state, equal in two runs exactly when the states are. Changes nothing. */
    long stateHash();
}
