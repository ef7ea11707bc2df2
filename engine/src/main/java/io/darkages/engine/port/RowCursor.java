package io.darkages.engine.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads rows as {@link RowBatch} wrote them, one after the other. Bytes that no batch can have written end the rows:
 * {@link #next} is false and {@link #isMalformed} true.
 *
 * <p>Fields are little-endian, at offsets within the key or the value. A field that reaches past its part throws
 * {@link IndexOutOfBoundsException}: ask for the part's length first. Allocates nothing after its construction.
 */
public final class RowCursor {

    private static final int KEY_LENGTH_AT = 1;
    private static final int VALUE_LENGTH_AT = 2;

    private static final VarHandle I16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = {};
    private int rowAt;
    private int rowEnd;
    private int end;
    private int keyBytes;
    private int valueBytes;
    private boolean malformed;

    /** Stands before the first row of those bytes. */
    public RowCursor wrap(byte[] source, int offset, int length) {
        bytes = source;
        rowAt = offset;
        rowEnd = offset;
        end = offset + length;
        malformed = false;
        return this;
    }

    /** Steps to the next row; false if there is none. */
    public boolean next() {
        if (malformed || rowEnd == end) {
            return false;
        }
        rowAt = rowEnd;
        if (end - rowAt <= RowBatch.HEADER_BYTES) {
            malformed = true;
            return false;
        }
        keyBytes = bytes[rowAt + KEY_LENGTH_AT] & 0xFF;
        valueBytes = (short) I16.get(bytes, rowAt + VALUE_LENGTH_AT) & 0xFFFF;
        rowEnd = rowAt + RowBatch.HEADER_BYTES + keyBytes + valueBytes;
        malformed = keyBytes == 0 || rowEnd > end;
        return !malformed;
    }

    /** Whether bytes came that are no row. */
    public boolean isMalformed() {
        return malformed;
    }

    /** Number of the row's table, 0 to 255. */
    public int table() {
        return bytes[rowAt] & 0xFF;
    }

    public int keyBytes() {
        return keyBytes;
    }

    public int valueBytes() {
        return valueBytes;
    }

    /** The array that holds the row. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the row begins in {@link #bytes}, with its header. */
    public int rowOffset() {
        return rowAt;
    }

    /** Length of the row, with its header. */
    public int rowLength() {
        return rowEnd - rowAt;
    }

    public long keyLong(int at) {
        return (long) I64.get(bytes, inKey(at));
    }

    /** 0 to 255. */
    public int valueByte(int at) {
        return bytes[inValue(at, Byte.BYTES)] & 0xFF;
    }

    /** 0 to 65,535. */
    public int valueShort(int at) {
        return (short) I16.get(bytes, inValue(at, Short.BYTES)) & 0xFFFF;
    }

    public int valueInt(int at) {
        return (int) I32.get(bytes, inValue(at, Integer.BYTES));
    }

    public long valueLong(int at) {
        return (long) I64.get(bytes, inValue(at, Long.BYTES));
    }

    private int inKey(int at) {
        return inPart(at, Long.BYTES, keyBytes) + rowAt + RowBatch.HEADER_BYTES;
    }

    private int inValue(int at, int width) {
        return inPart(at, width, valueBytes) + rowAt + RowBatch.HEADER_BYTES + keyBytes;
    }

    private static int inPart(int at, int width, int partBytes) {
        if (at < 0 || at > partBytes - width) {
            throw new IndexOutOfBoundsException(
                    "field at " + at + " of " + width + " bytes is outside a part of " + partBytes);
        }
        return at;
    }
}
