package io.darkages.scenarios.bots;

import io.darkages.engine.port.DatagramSender;

/**
 * Sits between a client and the network and adds datagrams that no honest client sends. The client
 * uses it as its sender and does not know; what the client sends always passes through unchanged.
 *
 * <p>Called on the player's host only. Adds nothing before the client has sent its first datagram,
 * since it does not know where to before that.
 */
public interface Misconduct extends DatagramSender {

    /**
     * Adds what is due. Call at each client tick, after the client.
     *
     * @param nanos the host's time, never stepping back
     */
    void onTick(long nanos);

    /** Datagrams added so far. */
    long added();
}
