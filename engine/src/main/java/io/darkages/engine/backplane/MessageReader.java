package io.darkages.engine.backplane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads what {@link MessageWriter} wrote. Whatever the bytes, nothing is thrown: past the end every read yields 0 and
 * {@link #ending} says so, so that a decoder may check once, at its end. Not thread-safe; allocates nothing.
 */
public final class MessageReader {

    private static final VarHandle I16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = {};
    private int at;
    private int end;
    private boolean exhausted;

    /** Stands before the first of those bytes, which must stay as they are while it reads. */
    public MessageReader wrap(byte[] source, int offset, int length) {
        if (offset < 0 || length < 0 || offset > source.length - length) {
            throw new IllegalArgumentException(
                    "offset " + offset + ", length " + length + " is outside an array of " + source.length);
        }
        bytes = source;
        at = offset;
        end = offset + length;
        exhausted = false;
        return this;
    }

    /** 0 to 255. */
    public int readByte() {
        return hasLeft(Byte.BYTES) ? bytes[at++] & 0xFF : 0;
    }

    /** 0 to 65,535. */
    public int readShort() {
        if (!hasLeft(Short.BYTES)) {
            return 0;
        }
        int value = (short) I16.get(bytes, at) & 0xFFFF;
        at += Short.BYTES;
        return value;
    }

    public int readInt() {
        if (!hasLeft(Integer.BYTES)) {
            return 0;
        }
        int value = (int) I32.get(bytes, at);
        at += Integer.BYTES;
        return value;
    }

    public long readLong() {
        if (!hasLeft(Long.BYTES)) {
            return 0;
        }
        long value = (long) I64.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    /** Fills a part of an array; leaves it alone if there are not so many bytes. */
    public void readBytes(byte[] target, int offset, int length) {
        if (hasLeft(length)) {
            System.arraycopy(bytes, at, target, offset, length);
            at += length;
        }
    }

    /** Bytes that were not read yet. */
    public int remaining() {
        return end - at;
    }

    /** How a message ended whose last field has been read. */
    public CodecStatus ending(boolean valuesAreGood) {
        if (exhausted) {
            return CodecStatus.TRUNCATED;
        }
        if (at != end) {
            return CodecStatus.TRAILING;
        }
        return valuesAreGood ? CodecStatus.OK : CodecStatus.BAD_VALUE;
    }

    boolean isExhausted() {
        return exhausted;
    }

    private boolean hasLeft(int needed) {
        exhausted |= needed > end - at;
        return !exhausted;
    }
}
