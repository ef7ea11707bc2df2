package io.darkages.server.gns;

import java.nio.charset.StandardCharsets;

/** A message in one line, for people. */
final class MessageText {

    private static final int CHARS_MAX = 60;

    private MessageText() {}

    static String of(int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {
        return (reliable ? "reliable" : "unreliable") + " message " + number + (lane == 0 ? "" : " on lane " + lane)
                + ", " + length + " bytes" + text(buffer, offset, length);
    }

    /** What it says, if it is short and printable; else nothing. */
    private static String text(byte[] buffer, int offset, int length) {
        String text = printable(buffer, offset, length);
        return text.isEmpty() || text.length() > CHARS_MAX || text.indexOf('\uFFFD') >= 0 || text.indexOf('?') == 0
                ? ""
                : ": " + text;
    }

    /** The bytes as text on one line; what a terminal would act on becomes a question mark. */
    static String printable(byte[] buffer, int offset, int length) {
        int end = offset + length;
        // Strings of C end with a zero byte that is no part of the text.
        int last = end > offset && buffer[end - 1] == 0 ? end - 1 : end;
        String text = new String(buffer, offset, last - offset, StandardCharsets.UTF_8);
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
