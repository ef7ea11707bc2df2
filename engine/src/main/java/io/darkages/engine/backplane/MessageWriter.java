package io.darkages.engine.backplane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes little-endian fields one behind the other into its owner's bytes. What no longer fits is not written, and
 * {@link #overflowed} is true from then on. Not thread-safe; allocates nothing.
 */
public final class MessageWriter {

    private static final VarHandle I16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = {};
    private int start;
    private int at;
    private int end;
    private boolean overflowed;

    /** Starts at {@code offset}, with room for {@code length} bytes. */
    public MessageWriter wrap(byte[] target, int offset, int length) {
        if (offset < 0 || length < 0 || offset > target.length - length) {
            throw new IllegalArgumentException(
                    "offset " + offset + ", length " + length + " is outside an array of " + target.length);
        }
        bytes = target;
        start = offset;
        at = offset;
        end = offset + length;
        overflowed = false;
        return this;
    }

    public void putByte(int value) {
        if (hasRoom(Byte.BYTES)) {
            bytes[at++] = (byte) value;
        }
    }

    public void putShort(int value) {
        if (hasRoom(Short.BYTES)) {
            I16.set(bytes, at, (short) value);
            at += Short.BYTES;
        }
    }

    public void putInt(int value) {
        if (hasRoom(Integer.BYTES)) {
            I32.set(bytes, at, value);
            at += Integer.BYTES;
        }
    }

    public void putLong(long value) {
        if (hasRoom(Long.BYTES)) {
            I64.set(bytes, at, value);
            at += Long.BYTES;
        }
    }

    public void putBytes(byte[] source, int offset, int length) {
        if (hasRoom(length)) {
            System.arraycopy(source, offset, bytes, at, length);
            at += length;
        }
    }

    /** Bytes written. */
    public int length() {
        return at - start;
    }

    /** Whether something did not fit. */
    public boolean overflowed() {
        return overflowed;
    }

    private boolean hasRoom(int needed) {
        overflowed |= needed > end - at;
        return !overflowed;
    }
}
