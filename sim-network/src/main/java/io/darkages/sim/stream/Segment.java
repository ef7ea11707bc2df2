package io.darkages.sim.stream;

import io.darkages.sim.trace.XxHash64;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What two ends of a stream send each other: a header of 36 bytes and a part of the stream.
 *
 * <p>Layout, little-endian: mark (1 byte), flags (1), length of the part (2), window (4), number of the connection that
 * its initiator gave it (8), position of the part's first byte (8), position of the next byte that is expected (8),
 * checksum over everything else (4).
 */
final class Segment {

    static final int HEADER_BYTES = 36;

    /** Most bytes in one segment: a datagram of 1,500 bytes with its IPv4 and UDP headers. */
    static final int PART_BYTES_MAX = 1_500 - 28 - HEADER_BYTES;

    static final int BYTES_MAX = HEADER_BYTES + PART_BYTES_MAX;

    /** Begins a connection. */
    static final int SYN = 1;
    /** The position of the next expected byte means something. */
    static final int ACK = 2;
    /** No byte follows this part. It counts as one byte. */
    static final int FIN = 4;
    /** The stream is broken off, or unknown. */
    static final int RST = 8;
    /** Sent by the end that began the connection. */
    static final int FROM_INITIATOR = 16;
    /** Asks for an acknowledgement. */
    static final int PROBE = 32;

    /** No lead byte of the transport: those are 32 to 37, and 0x80 with two flags below. */
    private static final byte MARK = (byte) 0xB7;

    private static final int LENGTH_AT = 2;
    private static final int WINDOW_AT = 4;
    private static final int CONNECTION_AT = 8;
    private static final int POSITION_AT = 16;
    private static final int EXPECTED_AT = 24;
    private static final int CHECKSUM_AT = 32;

    private static final VarHandle I16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Segment() {}

    /** Writes the header before a part that stands at {@link #HEADER_BYTES}; returns the segment's length. */
    static int seal(byte[] frame, int flags, int length, int window, long connection, long position, long expected) {
        frame[0] = MARK;
        frame[1] = (byte) flags;
        I16.set(frame, LENGTH_AT, (short) length);
        I32.set(frame, WINDOW_AT, window);
        I64.set(frame, CONNECTION_AT, connection);
        I64.set(frame, POSITION_AT, position);
        I64.set(frame, EXPECTED_AT, expected);
        I32.set(frame, CHECKSUM_AT, checksum(frame, 0, length));
        return HEADER_BYTES + length;
    }

    static boolean isMarked(byte[] buffer, int at, int length) {
        return length > 0 && buffer[at] == MARK;
    }

    static boolean isWhole(byte[] buffer, int at, int length) {
        return length >= HEADER_BYTES
                && length(buffer, at) == length - HEADER_BYTES
                && (int) I32.get(buffer, at + CHECKSUM_AT) == checksum(buffer, at, length - HEADER_BYTES);
    }

    static boolean has(byte[] buffer, int at, int flag) {
        return (buffer[at + 1] & flag) != 0;
    }

    static int length(byte[] buffer, int at) {
        return (short) I16.get(buffer, at + LENGTH_AT) & 0xFFFF;
    }

    static int window(byte[] buffer, int at) {
        return (int) I32.get(buffer, at + WINDOW_AT);
    }

    static long connection(byte[] buffer, int at) {
        return (long) I64.get(buffer, at + CONNECTION_AT);
    }

    static long position(byte[] buffer, int at) {
        return (long) I64.get(buffer, at + POSITION_AT);
    }

    static long expected(byte[] buffer, int at) {
        return (long) I64.get(buffer, at + EXPECTED_AT);
    }

    private static int checksum(byte[] buffer, int at, int length) {
        long header = XxHash64.hash(buffer, at, CHECKSUM_AT, MARK);
        return (int) XxHash64.hash(buffer, at + HEADER_BYTES, length, header);
    }
}
