package io.darkages.sim.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * XXH64 (Yann Collet, xxHash fast digest algorithm, version 0.1.1): a fast 64-bit hash of bytes, not
 * a cryptographic one. The same on every machine.
 */
public final class XxHash64 {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long PRIME_1 = 0x9E37_79B1_85EB_CA87L;
    private static final long PRIME_2 = 0xC2B2_AE3D_27D4_EB4FL;
    private static final long PRIME_3 = 0x1656_67B1_9E37_79F9L;
    private static final long PRIME_4 = 0x85EB_CA77_C2B2_AE63L;
    private static final long PRIME_5 = 0x27D4_EB2F_1656_67C5L;

    private XxHash64() {}

    /**
     * Hashes {@code length} bytes from {@code offset}. Allocates nothing.
     *
     * @param seed different seeds give unrelated hashes of the same bytes
     */
    public static long hash(byte[] bytes, int offset, int length, long seed) {
        int at = offset;
        int end = offset + length;
        long hash;
        if (length >= 32) {
            long a = seed + PRIME_1 + PRIME_2;
            long b = seed + PRIME_2;
            long c = seed;
            long d = seed - PRIME_1;
            for (int last = end - 32; at <= last; at += 32) {
                a = round(a, (long) LONG.get(bytes, at));
                b = round(b, (long) LONG.get(bytes, at + 8));
                c = round(c, (long) LONG.get(bytes, at + 16));
                d = round(d, (long) LONG.get(bytes, at + 24));
            }
            hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
            hash = (hash ^ round(0, a)) * PRIME_1 + PRIME_4;
            hash = (hash ^ round(0, b)) * PRIME_1 + PRIME_4;
            hash = (hash ^ round(0, c)) * PRIME_1 + PRIME_4;
            hash = (hash ^ round(0, d)) * PRIME_1 + PRIME_4;
        } else {
            hash = seed + PRIME_5;
        }
        return avalanche(tail(hash + length, bytes, at, end));
    }

    private static long tail(long start, byte[] bytes, int offset, int end) {
        long hash = start;
        int at = offset;
        for (; at + 8 <= end; at += 8) {
            hash = Long.rotateLeft(hash ^ round(0, (long) LONG.get(bytes, at)), 27) * PRIME_1 + PRIME_4;
        }
        if (at + 4 <= end) {
            long word = (int) INT.get(bytes, at) & 0xFFFF_FFFFL;
            hash = Long.rotateLeft(hash ^ word * PRIME_1, 23) * PRIME_2 + PRIME_3;
            at += 4;
        }
        for (; at < end; at++) {
            hash = Long.rotateLeft(hash ^ (bytes[at] & 0xFF) * PRIME_5, 11) * PRIME_1;
        }
        return hash;
    }

    private static long round(long accumulator, long word) {
        return Long.rotateLeft(accumulator + word * PRIME_2, 31) * PRIME_1;
    }

    private static long avalanche(long z) {
        long hash = (z ^ z >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return hash ^ hash >>> 32;
    }
}
