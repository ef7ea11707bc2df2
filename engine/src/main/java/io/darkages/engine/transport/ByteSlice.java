package io.darkages.engine.transport;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A run of bytes that lies in somebody else's array: a field of a received packet, or what is to be
 * written into one. Nothing is copied when it is set, so it says something only as long as that array is
 * left alone. A field that is there but empty differs from one that is not there.
 */
final class ByteSlice {

    private static final byte[] NONE = {};

    byte[] buffer = NONE;
    int offset;
    int length;
    /** Whether the field is there at all. */
    boolean present;

    void clear() {
        buffer = NONE;
        offset = 0;
        length = 0;
        present = false;
    }

    void set(byte[] bytes) {
        set(bytes, 0, bytes.length);
    }

    void set(byte[] source, int sourceOffset, int sourceLength) {
        buffer = source;
        offset = sourceOffset;
        length = sourceLength;
        present = true;
    }

    byte[] copy() {
        return Arrays.copyOfRange(buffer, offset, offset + length);
    }

    boolean matches(byte[] bytes) {
        return Arrays.equals(buffer, offset, offset + length, bytes, 0, bytes.length);
    }

    /** The bytes as UTF-8; what is none becomes a replacement character. */
    String text() {
        return new String(buffer, offset, length, StandardCharsets.UTF_8);
    }

    /** Drops what exceeds {@code maxBytes}, and the rest of a UTF-8 character that is cut in two. */
    void limitText(int maxBytes) {
        if (length <= maxBytes) {
            return;
        }
        int end = maxBytes;
        while (end > maxBytes - 3 && continues(end)) {
            end--;
        }
        // Four bytes that continue a character are no UTF-8: then it does not matter where they are cut.
        length = continues(end) ? maxBytes : end;
    }

    private boolean continues(int index) {
        return (buffer[offset + index] & 0xC0) == 0x80;
    }
}
