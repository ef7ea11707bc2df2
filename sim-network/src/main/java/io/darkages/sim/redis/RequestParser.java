package io.darkages.sim.redis;

import java.util.Arrays;

/** Takes the bytes that a peer sends apart into commands: arrays of bulk strings. Inline commands are not known. */
final class RequestParser {

    /** Redis's own cap on arguments, 1,048,576, is far above anything that is sent here. */
    static final int WORDS_MAX = 4_096;

    private static final byte[][] NONE = {};

    private final int bytesMax;
    private byte[] bytes = new byte[1_024];
    private int head;
    private int tail;
    private boolean broken;
    private int lineEnd;

    /** @param bytesMax longest command, and most bytes that wait */
    RequestParser(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    void feed(byte[] source, int offset, int length) {
        if (bytes.length - tail < length) {
            int waiting = tail - head;
            byte[] target =
                    bytes.length < waiting + length ? new byte[Math.max(2 * bytes.length, waiting + length)] : bytes;
            System.arraycopy(bytes, head, target, 0, waiting);
            bytes = target;
            head = 0;
            tail = waiting;
        }
        System.arraycopy(source, offset, bytes, tail, length);
        tail += length;
    }

    /** Whether bytes came that are no command, or one that is too long. */
    boolean isBroken() {
        return broken || tail - head > bytesMax;
    }

    /** The next command, empty if it is not there in full. */
    byte[][] next() {
        int at = head;
        if (broken || at == tail) {
            return NONE;
        }
        int count = number(at, '*', WORDS_MAX);
        if (count < 0) {
            return NONE;
        }
        if (count == 0) {
            head = lineEnd;
            return next();
        }
        byte[][] words = new byte[count][];
        at = lineEnd;
        for (int i = 0; i < count; i++) {
            int length = at == tail ? -1 : number(at, '$', bytesMax);
            if (length < 0 || tail - lineEnd < length + 2) {
                return NONE;
            }
            words[i] = Arrays.copyOfRange(bytes, lineEnd, lineEnd + length);
            at = lineEnd + length + 2;
        }
        head = at;
        return words;
    }

    /** The number in the line that begins there; negative if the line is not there in full, or broken. */
    private int number(int from, char type, int most) {
        if (bytes[from] != type) {
            broken = true;
            return -1;
        }
        long number = 0;
        for (int i = from + 1; i < tail; i++) {
            if (bytes[i] == '\r') {
                broken |= number > most;
                lineEnd = i + 2;
                return broken || lineEnd > tail ? -1 : (int) number;
            }
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || number > most) {
                broken = true;
                return -1;
            }
            number = 10 * number + digit;
        }
        return -1;
    }
}
