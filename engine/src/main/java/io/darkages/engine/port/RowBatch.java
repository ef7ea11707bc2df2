package io.darkages.engine.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Rows for a store, written one behind the other into one array that is reused. A row is a table's number, a key and
 * a value; what is in key and value is known to those who write and read them only. {@link RowCursor} reads it.
 *
 * <p>Layout of a row, little-endian: table (1 byte), length of the key (1), length of the value (2), key, value.
 *
 * <p>A row is written as {@link #beginRow}, the key's fields, {@link #endKey}, the value's fields, {@link #endRow}.
 * Allocates in the constructor only. Not thread-safe.
 */
public final class RowBatch {

    /** Bytes of a row before its key. */
    public static final int HEADER_BYTES = 4;

    /** Longest key. */
    public static final int KEY_BYTES_MAX = 255;

    /** Longest value. */
    public static final int VALUE_BYTES_MAX = 65_535;

    private static final int KEY_LENGTH_AT = 1;
    private static final int VALUE_LENGTH_AT = 2;

    private static final VarHandle I16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int length;
    private int rows;
    private int rowAt;
    private int valueAt;

    /** @param bytesMax room for that many bytes; writing beyond it throws {@link IndexOutOfBoundsException} */
    public RowBatch(int bytesMax) {
        bytes = new byte[bytesMax];
    }

    /** Forgets all rows. */
    public void clear() {
        length = 0;
        rows = 0;
    }

    /** @param table 0 to 255 */
    public void beginRow(int table) {
        rowAt = length;
        bytes[length] = (byte) table;
        length += HEADER_BYTES;
    }

    /** The key is complete: 1 to {@value #KEY_BYTES_MAX} bytes. */
    public void endKey() {
        int keyBytes = length - rowAt - HEADER_BYTES;
        require(keyBytes >= 1 && keyBytes <= KEY_BYTES_MAX, "key", keyBytes);
        bytes[rowAt + KEY_LENGTH_AT] = (byte) keyBytes;
        valueAt = length;
    }

    /** The value, and so the row, is complete: 0 to {@value #VALUE_BYTES_MAX} bytes. */
    public void endRow() {
        int valueBytes = length - valueAt;
        require(valueBytes >= 0 && valueBytes <= VALUE_BYTES_MAX, "value", valueBytes);
        I16.set(bytes, rowAt + VALUE_LENGTH_AT, (short) valueBytes);
        rows++;
    }

    public void putByte(int value) {
        bytes[length++] = (byte) value;
    }

    public void putShort(int value) {
        I16.set(bytes, length, (short) value);
        length += Short.BYTES;
    }

    public void putInt(int value) {
        I32.set(bytes, length, value);
        length += Integer.BYTES;
    }

    public void putLong(long value) {
        I64.set(bytes, length, value);
        length += Long.BYTES;
    }

    /** Complete rows. */
    public int rows() {
        return rows;
    }

    /** Holds the rows from its beginning. */
    public byte[] bytes() {
        return bytes;
    }

    /** Bytes that the rows take. */
    public int length() {
        return length;
    }

    private void require(boolean holds, String part, int partBytes) {
        if (!holds) {
            throw new IllegalStateException("the " + part + " of row " + rows + " has " + partBytes + " bytes");
        }
    }
}
