package io.darkages.engine.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads and writes the wire's little-endian integers at any position of a {@code byte[]}. */
final class LittleEndian {

    private static final VarHandle I16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    static int u16(byte[] buffer, int at) {
        return (short) I16.get(buffer, at) & 0xFFFF;
    }

    static int i32(byte[] buffer, int at) {
        return (int) I32.get(buffer, at);
    }

    static long i64(byte[] buffer, int at) {
        return (long) I64.get(buffer, at);
    }

    /** An unsigned integer of 1 to 8 bytes. */
    static long unsigned(byte[] buffer, int at, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | buffer[at + i] & 0xFF;
        }
        return value;
    }

    static void put16(byte[] buffer, int at, int value) {
        I16.set(buffer, at, (short) value);
    }

    static void put32(byte[] buffer, int at, int value) {
        I32.set(buffer, at, value);
    }

    static void put64(byte[] buffer, int at, long value) {
        I64.set(buffer, at, value);
    }

    /** Writes the low {@code bytes} bytes, 1 to 8. */
    static void put(byte[] buffer, int at, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            buffer[at + i] = (byte) (value >>> 8 * i);
        }
    }
}
