package io.darkages.engine.transport;

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

    private static final class PlainPacketCipher implements PacketCipher {

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
}
