package io.darkages.engine.transport;

/** SipHash-2-4 (Aumasson, Bernstein 2012): a keyed 64-bit hash that is safe against chosen input. */
final class SipHash {

    private SipHash() {}

    static long hash(long key0, long key1, byte[] buffer, int offset, int length) {
        long v0 = key0 ^ 0x736F_6D65_7073_6575L;
        long v1 = key1 ^ 0x646F_7261_6E64_6F6DL;
        long v2 = key0 ^ 0x6C79_6765_6E65_7261L;
        long v3 = key1 ^ 0x7465_6462_7974_6573L;
        int words = length >>> 3;
        for (int word = 0; word <= words + 1; word++) {
            long block;
            int rounds = 2;
            if (word < words) {
                block = LittleEndian.i64(buffer, offset + 8 * word);
            } else if (word == words) {
                int tail = length & 7;
                block = (long) length << 56;
                if (tail > 0) {
                    block |= LittleEndian.unsigned(buffer, offset + 8 * word, tail);
                }
            } else {
                // Finalisation is four rounds without a block.
                block = 0;
                v2 ^= 0xFF;
                rounds = 4;
            }
            v3 ^= block;
            for (int i = 0; i < rounds; i++) {
                v0 += v1;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v3;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 += v3;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 += v1;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= block;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
