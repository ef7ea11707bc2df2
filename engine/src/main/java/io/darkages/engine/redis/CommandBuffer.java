package io.darkages.engine.redis;

import java.nio.charset.StandardCharsets;

/**
 * Commands as RESP2 arrays of bulk strings, one behind the other, from the first that may have to be sent again.
 * Positions count the bytes ever written. Writing needs room: ask {@link #hasRoom} first. Allocates nothing after its
 * construction.
 */
final class CommandBuffer {

    private static final int DIGITS_MAX = 20;

    private final byte[] bytes;
    private final byte[] digits = new byte[DIGITS_MAX];
    private int head;
    private int tail;
    private long headPosition;
    private int peakBytes;

    CommandBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether that many bytes can be written; moves what is there to the front if it must. */
    boolean hasRoom(int needed) {
        if (bytes.length - tail < needed && head > 0) {
            System.arraycopy(bytes, head, bytes, 0, tail - head);
            tail -= head;
            head = 0;
        }
        return bytes.length - tail >= needed;
    }

    /** Begins a command of that many arguments, its name among them. */
    CommandBuffer begin(int arguments) {
        return header('*', arguments);
    }

    CommandBuffer argument(byte[] value) {
        return argument(value, 0, value.length);
    }

    CommandBuffer argument(byte[] value, int offset, int length) {
        header('$', length);
        put(value, offset, length);
        return end();
    }

    /** A decimal number. */
    CommandBuffer argument(long number) {
        int at = format(number);
        header('$', DIGITS_MAX - at);
        at = format(number);
        put(digits, at, DIGITS_MAX - at);
        return end();
    }

    /** Text, a decimal number, and more text, as one argument. */
    CommandBuffer argument(byte[] prefix, long number, byte[] suffix) {
        int length = prefix.length + DIGITS_MAX - format(number) + suffix.length;
        header('$', length);
        put(prefix, 0, prefix.length);
        int at = format(number);
        put(digits, at, DIGITS_MAX - at);
        put(suffix, 0, suffix.length);
        return end();
    }

    private CommandBuffer header(char type, int count) {
        bytes[tail++] = (byte) type;
        int at = format(count);
        put(digits, at, DIGITS_MAX - at);
        return end();
    }

    private CommandBuffer end() {
        bytes[tail++] = '\r';
        bytes[tail++] = '\n';
        peakBytes = Math.max(peakBytes, tail - head);
        return this;
    }

    private void put(byte[] source, int offset, int length) {
        System.arraycopy(source, offset, bytes, tail, length);
        tail += length;
    }

    /** Writes a number at the end of {@link #digits} and returns where it begins. */
    private int format(long number) {
        int at = DIGITS_MAX;
        long rest = number;
        do {
            // Negative remainders, so that the smallest long has its digits too.
            digits[--at] = (byte) ('0' + Math.abs((int) (rest % 10)));
            rest /= 10;
        } while (rest != 0);
        if (number < 0) {
            digits[--at] = '-';
        }
        return at;
    }

    int capacity() {
        return bytes.length;
    }

    /** The most bytes that were ever kept. */
    int peakBytes() {
        return peakBytes;
    }

    /** Position of the first byte that is kept. */
    long startPosition() {
        return headPosition;
    }

    /** Bytes ever written. */
    long endPosition() {
        return headPosition + tail - head;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the byte of that position lies. */
    int offset(long position) {
        return head + (int) (position - headPosition);
    }

    /** Forgets all before that position. */
    void release(long position) {
        head = offset(position);
        headPosition = position;
        if (head == tail) {
            head = 0;
            tail = 0;
        }
    }
}
