package io.darkages.engine.port;

/**
 * Sends datagrams to addresses. The other half of the port is a call on the receiver: whoever owns
 * the socket calls the zone's or the client's {@code receive} with each datagram that arrives.
 *
 * <p>Called on the owner's thread only. The bytes are copied before the call returns, so the caller
 * may reuse its buffer. A datagram may be lost, doubled, delayed or reordered without a word.
 */
public interface DatagramSender {

    /**
     * Sends one datagram.
     *
     * @param address where to, as {@link NetworkAddress} packs it
     * @param buffer holds the payload
     * @param offset first byte of the payload
     * @param length payload length in bytes, 1 to 1,300
     */
    void send(long address, byte[] buffer, int offset, int length);
}
