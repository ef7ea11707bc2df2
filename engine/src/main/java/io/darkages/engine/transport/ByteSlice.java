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

    /** The longest start of a text that takes at most {@code maxBytes} of UTF-8. */
    static String limited(String text, int maxBytes) {
        int bytes = 0;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            bytes += utf8Bytes(character);
            if (bytes > maxBytes) {
                return text.substring(0, at);
            }
            at += Character.charCount(character);
        }
        return text;
    }

    private static int utf8Bytes(int character) {
        if (character >= Character.MIN_SUPPLEMENTARY_CODE_POINT) {
            return 4;
        }
        // Half a surrogate pair is written as a question mark.
        boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return half || character < 0x80 ? 1 : character < 0x800 ? 2 : 3;
    }

    private boolean continues(int index) {
        return (buffer[offset + index] & 0xC0) == 0x80;
    }
}
