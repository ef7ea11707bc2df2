package io.darkages.engine.transport.crypto;

/**
 * The cipher of the suite {@link Cryptography#SUITE_NONE}: it changes nothing, adds no tag and believes
 * every datagram. Without state, so that all sessions may share one.
 */
public final class PlainPacketCipher implements PacketCipher {

    @Override
    public int overheadBytes() {
        return 0;
    }

    @Override
    public int seal(long packetNumber, byte[] buffer, int offset, int length) {
        return length;
    }

    @Override
    public int open(long packetNumber, byte[] source, int offset, int length, byte[] target, int targetOffset) {
        System.arraycopy(source, offset, target, targetOffset, length);
        return length;
    }
}
