package io.darkages.sim.redis;

import java.util.Arrays;

/** RESP2 on its way out to one client, bounded by whoever writes: {@link #length} says how much waits. */
final class ReplyBuffer {

    private byte[] bytes = new byte[1_024];
    private int head;
    private int tail;

    int length() {
        return tail - head;
    }

    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return head;
    }

    /** That many bytes have left. */
    void remove(int count) {
        head += count;
        if (head == tail) {
            head = 0;
            tail = 0;
        }
    }

    void simple(String text) {
        put(Bytes.of("+" + text + "\r\n"));
    }

    /** @param text begins with the error's code */
    void error(String text) {
        put(Bytes.of("-" + text + "\r\n"));
    }

    void integer(long value) {
        put(Bytes.of(":" + value + "\r\n"));
    }

    void array(int elements) {
        put(Bytes.of("*" + elements + "\r\n"));
    }

    void nil() {
        put(Bytes.of("$-1\r\n"));
    }

    void bulk(String text) {
        bulk(Bytes.of(text));
    }

    void bulk(byte[] value) {
        put(Bytes.of("$" + value.length + "\r\n"));
        put(value);
        put(Bytes.of("\r\n"));
    }

    void command(byte[][] words) {
        array(words.length);
        for (byte[] word : words) {
            bulk(word);
        }
    }

    private void put(byte[] source) {
        if (bytes.length - tail < source.length) {
            int length = length();
            byte[] target = bytes.length < length + source.length
                    ? new byte[Math.max(2 * bytes.length, length + source.length)]
                    : bytes;
            System.arraycopy(bytes, head, target, 0, length);
            bytes = target;
            head = 0;
            tail = length;
        }
        System.arraycopy(source, 0, bytes, tail, source.length);
        tail += source.length;
    }

    /** What waits, for people. */
    String text() {
        return Bytes.text(Arrays.copyOfRange(bytes, head, tail));
    }
}
