package io.darkages.server.redis;

import java.nio.charset.StandardCharsets;

/** Commands as bytes. */
final class RespText {

    /** Said after each command, so that the end of its reply can be seen. */
    static final String MARK = "that-was-all";

    private static final String BULK = "$" + MARK.length() + "\r\n" + MARK + "\r\n";
    private static final String PONG = "*2\r\n$4\r\npong\r\n" + BULK;

    private RespText() {}

    /** The command and a mark after it. */
    static byte[] marked(String... words) {
        return (command(words) + command("PING", MARK)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String command(String... words) {
        StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
        }
        return text.toString();
    }

    static boolean isWhole(String bytes) {
        return bytes.endsWith(BULK);
    }

    /** The reply without the mark's. */
    static String withoutMark(String bytes) {
        String mark = bytes.endsWith(PONG) ? PONG : BULK;
        return bytes.substring(0, bytes.length() - mark.length());
    }
}
