package io.darkages.engine.transport;

/**
 * A cursor over received bytes. Reading past the end, or a varint that is too long, yields 0 and sets
 * {@link #failed}; callers check once, after a run of reads.
 */
final class WireReader {

    private static final byte[] NONE = {};

    byte[] buffer = NONE;
    int position;
    int end;
    boolean failed;

    void reset(byte[] source, int offset, int length) {
        buffer = source;
        position = offset;
        end = offset + length;
        failed = false;
    }

    int remaining() {
        return end - position;
    }

    /** An unsigned integer of 1 to 8 bytes, least significant first. */
    long unsigned(int bytes) {
        if (end - position < bytes) {
            return fail();
        }
        long value = LittleEndian.unsigned(buffer, position, bytes);
        position += bytes;
        return value;
    }

    int u8() {
        if (position >= end) {
            return (int) fail();
        }
        return buffer[position++] & 0xFF;
    }

    int u16() {
        if (end - position < 2) {
            return (int) fail();
        }
        position += 2;
        return LittleEndian.u16(buffer, position - 2);
    }

    int i32() {
        if (end - position < 4) {
            return (int) fail();
        }
        position += 4;
        return LittleEndian.i32(buffer, position - 4);
    }

    long i64() {
        if (end - position < 8) {
            return fail();
        }
        position += 8;
        return LittleEndian.i64(buffer, position - 8);
    }

    /** A protobuf varint of at most 10 bytes; bits beyond 64 are lost. */
    long varint() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (position >= end) {
                return fail();
            }
            byte b = buffer[position++];
            value |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        return fail();
    }

    void skip(long bytes) {
        if (bytes < 0 || bytes > end - position) {
            fail();
        } else {
            position += (int) bytes;
        }
    }

    /** Nothing more can be read. */
    long fail() {
        failed = true;
        position = end;
        return 0;
    }
}
