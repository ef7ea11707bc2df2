package io.darkages.engine.transport;

import io.darkages.engine.transport.crypto.PacketCipher;

/** Makes the ciphers of sessions once both sides of a handshake are known. */
public interface PacketCipherFactory {

    /** Number of the suite without any sealing, as GameNetworkingSockets numbers it. */
    int SUITE_NONE = 1;

    /** Number of AES-256-GCM, as GameNetworkingSockets numbers it. */
    int SUITE_AES_256_GCM = 2;

    /**
     * Number that both sides name in the handshake, 1 to 2^31 - 1; sides that name different ones
     * don't connect. Suites that are not GameNetworkingSockets' take numbers from 1,000 up.
     */
    int suite();

    /** {@link PacketCipher#overheadBytes} of every cipher that {@link #create} makes. */
    int overheadBytes();

    /** A cipher for one side of one session. Two sides with equal parameters (but the side) understand each other. */
    PacketCipher create(CipherParameters parameters);

    /** The factory of sessions that seal nothing: no tag, and every datagram is believed. */
    static PacketCipherFactory none() {
        return new PlainPacketCipherFactory();
    }
}
