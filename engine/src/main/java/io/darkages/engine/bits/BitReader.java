package io.darkages.engine.bits;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads what {@link BitWriter} wrote. Whatever the bytes, nothing is thrown: past the end every read
 * yields 0 and {@link #exhausted()} is true from then on, so a decoder may check once, at its end, if
 * its loops are bounded. Not thread-safe; allocates nothing.
 */
public final class BitReader {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] NOTHING = new byte[0];

    private byte[] buffer = NOTHING;
    private int offset;
    private int bitPosition;
    private int bitEnd;
    private boolean exhausted;

    /** Starts at {@code offset}; {@code length} bytes (below 2^28) may be read. */
    public BitReader reset(byte[] buffer, int offset, int length) {
        if (offset < 0 || length < 0 || length >= 1 << 28 || offset > buffer.length - length) {
            throw new IllegalArgumentException(
                    "offset " + offset + ", length " + length + " is outside an array of " + buffer.length);
        }
        this.buffer = buffer;
        this.offset = offset;
        bitPosition = 0;
        bitEnd = length << 3;
        exhausted = false;
        return this;
    }

    /** The next {@code count} bits as an unsigned value; {@code count} is 0 to 64. */
    public long readBits(int count) {
        if (count > bitEnd - bitPosition) {
            fail();
            return 0;
        }
        long bits = window(bitPosition);
        if (count > 57) {
            // The window misses up to 7 bits at its top; a second one, 32 bits on, has them.
            bits = bits & 0xFFFF_FFFFL | window(bitPosition + 32) << 32;
        }
        bitPosition += count;
        return count == 64 ? bits : bits & (1L << count) - 1;
    }

    /** {@link #readBits} for up to 32 bits. */
    public int readInt(int count) {
        return (int) readBits(count);
    }

    public boolean readBit() {
        return readBits(1) != 0;
    }

    /** A two's complement value of 1 to 32 bits. */
    public int readSigned(int count) {
        int unused = 32 - count;
        return (int) readBits(count) << unused >> unused;
    }

    /** The inverse of {@link BitWriter#writeClassed}. */
    public int readClassed(int classes) {
        int chosen = (int) readBits(2);
        return (int) readBits(classes >>> 8 * chosen & 0xFF);
    }

    public int readSignedClassed(int classes) {
        return BitCodes.unZigZag(readClassed(classes));
    }

    /**
     * At least {@value ExpGolomb#LONGEST} bits from that position on, the lowest first, without moving. What
     * lies behind the end is arbitrary: {@link #seek} tells whether the reader came to rely on it.
     *
     * @param bit position as {@link #bitPosition} counts, at least 0
     */
    public long bitsAt(int bit) {
        return window(bit);
    }

    /** Goes on from that position, at least 0; a position past the end exhausts the reader. */
    public void seek(int bit) {
        if (bit > bitEnd) {
            fail();
        } else {
            bitPosition = bit;
        }
    }

    /** Bits read so far; the whole length once exhausted. */
    public int bitPosition() {
        return bitPosition;
    }

    /** Position behind the last bit that may be read. */
    public int bitEnd() {
        return bitEnd;
    }

    public int remainingBits() {
        return bitEnd - bitPosition;
    }

    /** Whether a read or {@link #seek} went past the end. Stays so until {@link #reset}. */
    public boolean exhausted() {
        return exhausted;
    }

    private void fail() {
        exhausted = true;
        bitPosition = bitEnd;
    }

    /** At least the 57 bits from there on, the lowest first; zeros stand for what lies behind the array. */
    private long window(int bit) {
        int index = offset + (bit >>> 3);
        if (index <= buffer.length - 8) {
            return (long) LONGS.get(buffer, index) >>> (bit & 7);
        }
        long bits = 0;
        for (int i = 0; index + i < buffer.length; i++) {
            bits |= (buffer[index + i] & 0xFFL) << 8 * i;
        }
        return bits >>> (bit & 7);
    }
}
