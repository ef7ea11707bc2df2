package io.darkages.engine.transport;

import io.darkages.engine.transport.crypto.PacketCipher;
import io.darkages.engine.transport.crypto.PlainPacketCipher;

/** Ciphers that change nothing. All sessions share one, for it has no state. */
final class PlainPacketCipherFactory implements PacketCipherFactory {

    private final PacketCipher cipher = new PlainPacketCipher();

    @Override
    public int suite() {
        return SUITE_NONE;
    }

    @Override
    public int overheadBytes() {
        return 0;
    }

    @Override
    public PacketCipher create(CipherParameters parameters) {
        return cipher;
    }
}
