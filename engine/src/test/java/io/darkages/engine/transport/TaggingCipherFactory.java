package io.darkages.engine.transport;

import io.darkages.engine.random.Mix;
import io.darkages.engine.transport.crypto.PacketCipher;

/** A cipher for tests: plain bytes behind which an 8-byte checksum over key, number and bytes follows. */
final class TaggingCipherFactory implements PacketCipherFactory {

    @Override
    public int suite() {
        return 1999;
    }

    @Override
    public int overheadBytes() {
        return 8;
    }

    @Override
    public PacketCipher create(CipherParameters parameters) {
        long key = Mix.fold(parameters.clientNonce(), parameters.serverNonce());
        long up = Mix.fold(key, 1);
        long down = Mix.fold(key, 2);
        return new Cipher(parameters.serverSide() ? down : up, parameters.serverSide() ? up : down);
    }

    private record Cipher(long sealKey, long openKey) implements PacketCipher {

        @Override
        public int overheadBytes() {
            return 8;
        }

        @Override
        public int seal(long packetNumber, byte[] buffer, int offset, int length) {
            LittleEndian.put64(buffer, offset + length, tag(sealKey, packetNumber, buffer, offset, length));
            return length + 8;
        }

        @Override
        public int open(long packetNumber, byte[] source, int offset, int length, byte[] target, int targetOffset) {
            int plain = length - 8;
            if (plain < 0
                    || LittleEndian.i64(source, offset + plain) != tag(openKey, packetNumber, source, offset, plain)) {
                return FORGED;
            }
            System.arraycopy(source, offset, target, targetOffset, plain);
            return plain;
        }

        private static long tag(long key, long number, byte[] buffer, int offset, int length) {
            return Mix.fold(Mix.fold(key, number), SessionObserver.digest(buffer, offset, length));
        }
    }
}
