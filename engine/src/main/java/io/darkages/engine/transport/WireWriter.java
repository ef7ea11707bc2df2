package io.darkages.engine.transport;

/** A cursor for writing. Callers check {@link #room} first; the buffer's own bounds catch what they miss. */
final class WireWriter {

    private static final byte[] NONE = {};

    byte[] buffer = NONE;
    int position;
    int limit;

    void reset(byte[] target, int offset, int newLimit) {
        buffer = target;
        position = offset;
        limit = newLimit;
    }

    int room() {
        return limit - position;
    }

    void u8(int value) {
        buffer[position++] = (byte) value;
    }

    void u16(int value) {
        LittleEndian.put16(buffer, position, value);
        position += 2;
    }

    void i32(int value) {
        LittleEndian.put32(buffer, position, value);
        position += 4;
    }

    void i64(long value) {
        LittleEndian.put64(buffer, position, value);
        position += 8;
    }

    void unsigned(long value, int bytes) {
        LittleEndian.put(buffer, position, value, bytes);
        position += bytes;
    }

    /** A protobuf varint; the value is taken as unsigned. */
    void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[position++] = (byte) rest;
    }

    void bytes(byte[] source, int offset, int length) {
        System.arraycopy(source, offset, buffer, position, length);
        position += length;
    }

    /** Begins a protobuf field: its number, from 1 to 2^29 - 1, and its wire type. */
    void tag(int field, int type) {
        varint((field << 3 | type) & 0xFFFF_FFFFL);
    }

    /** A protobuf field of type fixed32. */
    void fixed32Field(int field, int value) {
        tag(field, FieldReader.FIXED32);
        i32(value);
    }

    /** A protobuf field of type fixed64. */
    void fixed64Field(int field, long value) {
        tag(field, FieldReader.FIXED64);
        i64(value);
    }

    /** A protobuf field of an integer or enum type. */
    void varintField(int field, long value) {
        tag(field, FieldReader.VARINT);
        varint(value);
    }

    /** A protobuf field of type bytes or string, or a message that is already written. */
    void bytesField(int field, byte[] source, int offset, int length) {
        tag(field, FieldReader.BYTES);
        varint(length);
        bytes(source, offset, length);
    }

    /** Length of what {@link #bytesField} writes for a field number below 16. */
    static int bytesFieldBytes(int length) {
        return 1 + varintBytes(length) + length;
    }

    static int varintBytes(long value) {
        return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
    }
}
