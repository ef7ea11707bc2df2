package io.darkages.sim.redis;

import io.darkages.sim.trace.XxHash64;
import java.nio.charset.StandardCharsets;

/** Arguments as text: one character a byte, so that nothing is lost either way. */
final class Bytes {

    private Bytes() {}

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[][] command(String... words) {
        byte[][] command = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            command[i] = of(words[i]);
        }
        return command;
    }

    static long hash(byte[][] command, long seed) {
        long hash = seed;
        for (byte[] word : command) {
            hash = XxHash64.hash(word, 0, word.length, hash);
        }
        return hash;
    }
}
