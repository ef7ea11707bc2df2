package io.darkages.engine.bits;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes bit fields into a byte array, least significant bit first, through a 64-bit accumulator.
 *
 * <p>{@code reset}, then writes, then {@link #finish}, which returns the length in bytes. Writing past
 * the end changes no byte outside the given range and raises {@link #overflowed()}; {@link #truncate}
 * takes back what did not fit. Not thread-safe; allocates nothing.
 */
public final class BitWriter {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] NOTHING = new byte[0];

    private byte[] buffer = NOTHING;
    private int offset;
    private int end;
    /** Where the accumulator's first byte goes. */
    private int position;

    private long accumulator;
    /** Bits in the accumulator, 0 to 63. */
    private int filled;

    private boolean overflow;

    /** Starts at {@code offset}, with room for {@code length} bytes (below 2^28). */
    public BitWriter reset(byte[] buffer, int offset, int length) {
        if (offset < 0 || length < 0 || length >= 1 << 28 || offset > buffer.length - length) {
            throw new IllegalArgumentException(
                    "offset " + offset + ", length " + length + " is outside an array of " + buffer.length);
        }
        this.buffer = buffer;
        this.offset = offset;
        end = offset + length;
        position = offset;
        accumulator = 0;
        filled = 0;
        overflow = false;
        return this;
    }

    /** Appends the low {@code count} bits of {@code value}; higher bits are ignored. {@code count} is 0 to 64. */
    public void writeBits(long value, int count) {
        long field = count == 64 ? value : value & (1L << count) - 1;
        accumulator |= field << filled;
        int total = filled + count;
        if (total < 64) {
            filled = total;
            return;
        }
        spill();
        // In two shifts, because one by 64 would be one by 0.
        accumulator = field >>> 1 >>> 63 - filled;
        filled = total - 64;
    }

    public void writeBit(boolean bit) {
        writeBits(bit ? 1 : 0, 1);
    }

    /** A two's complement value; the reader's {@link BitReader#readSigned} extends the sign. */
    public void writeSigned(int value, int count) {
        writeBits(value, count);
    }

    /**
     * A 2-bit class and the value in that class's width.
     *
     * @param value unsigned; bits above the last class's width are lost
     * @param classes from {@link BitCodes#widthClasses}
     */
    public void writeClassed(int value, int classes) {
        int chosen = BitCodes.classOf(value, classes);
        int width = classes >>> 8 * chosen & 0xFF;
        writeBits((value & (1L << width) - 1) << 2 | chosen, width + 2);
    }

    /** {@link #writeClassed} of the zig-zag code. */
    public void writeSignedClassed(int value, int classes) {
        writeClassed(BitCodes.zigZag(value), classes);
    }

    /** Bits written so far. Stops counting soon after an overflow. */
    public int bitPosition() {
        return (position - offset << 3) + filled;
    }

    /** Bits that still fit; 0 after an overflow. */
    public int remainingBits() {
        return overflow ? 0 : Math.max(0, (end - offset << 3) - bitPosition());
    }

    /** Whether something did not fit. Stays so until {@link #reset} or {@link #truncate}. */
    public boolean overflowed() {
        return overflow || bitPosition() > end - offset << 3;
    }

    /** Takes back all that was written after {@code bitPosition}, a former {@link #bitPosition()} without overflow. */
    public void truncate(int bitPosition) {
        int capacity = end - offset << 3;
        if (bitPosition < 0 || bitPosition > capacity || !overflow && bitPosition > bitPosition()) {
            throw new IllegalArgumentException("bit " + bitPosition + " was not written, at " + bitPosition());
        }
        int word = offset + (bitPosition >>> 6 << 3);
        if (word != position || overflow) {
            position = word;
            accumulator = 0;
            for (int i = 0; i < 8 && word + i < end; i++) {
                accumulator |= (buffer[word + i] & 0xFFL) << 8 * i;
            }
        }
        filled = bitPosition & 63;
        accumulator &= (1L << filled) - 1;
        overflow = false;
    }

    /**
     * Writes out the last bits, padded with zeros to a byte.
     *
     * @return bytes written, at most the length given to {@link #reset}; not more may be written after it
     */
    public int finish() {
        int bytes = filled + 7 >>> 3;
        if (bytes > end - position) {
            overflow = true;
        }
        writeBytes(Math.min(bytes, end - position));
        return Math.min(end, position + bytes) - offset;
    }

    /**
     * Replaces bits that are already written; to be called after {@link #finish}, for counts that are
     * known only at the end.
     *
     * @param bitPosition where the field begins, as {@link #bitPosition} gave it
     * @param count 1 to 32
     */
    public void overwriteFinished(int bitPosition, int value, int count) {
        if (bitPosition < 0 || count < 1 || count > 32 || bitPosition + count > end - offset << 3) {
            throw new IllegalArgumentException(count + " bits at " + bitPosition + " were not written");
        }
        for (int i = 0; i < count; i++) {
            int at = offset + (bitPosition + i >>> 3);
            int mask = 1 << (bitPosition + i & 7);
            buffer[at] = (byte) ((value >>> i & 1) != 0 ? buffer[at] | mask : buffer[at] & ~mask);
        }
    }

    private void spill() {
        if (position <= end - 8) {
            LONGS.set(buffer, position, accumulator);
            position += 8;
        } else if (!overflow) {
            // What fits is kept, so that truncate() can return to any place before the end.
            overflow = true;
            writeBytes(end - position);
        }
    }

    private void writeBytes(int count) {
        for (int i = 0; i < count; i++) {
            buffer[position + i] = (byte) (accumulator >>> 8 * i);
        }
    }
}
