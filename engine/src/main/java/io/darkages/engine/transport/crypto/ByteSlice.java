package io.darkages.engine.transport.crypto;

import java.util.Objects;

/**
 * A stretch of an array: bytes as a peer sent them, which enter the key derivation without being read.
 * The array is not copied; whoever keeps a slice beyond the call sees to it that the bytes stay.
 *
 * @param bytes holds the stretch
 * @param offset its first byte
 * @param length its bytes, at least 0
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy of each would serve nobody.
public record ByteSlice(byte[] bytes, int offset, int length) {

    /**
     * Checks the stretch.
     *
     * @throws IndexOutOfBoundsException if it does not lie within the array
     */
    public ByteSlice {
        Objects.checkFromIndexSize(offset, length, bytes.length);
    }

    /** The whole array. */
    public static ByteSlice of(byte[] bytes) {
        return new ByteSlice(bytes, 0, bytes.length);
    }
}
