package io.darkages.engine.transport;

/** A cursor for writing. Callers check {@link #room} first; the buffer's own bounds catch what they miss. */
final class WireWriter {

    byte[] buffer = new byte[0];
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

    static int varintBytes(long value) {
        return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
    }
}
