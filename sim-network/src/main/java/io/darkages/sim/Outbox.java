package io.darkages.sim;

import java.util.Arrays;

/**
 * What a host has decided to send but that has not left yet, because the CPU that produced it is
 * still busy. First in, first out; departures never decrease.
 */
final class Outbox {

    private final int bytesMax;
    private long[] departureNanos = {};
    private long[] address = {};
    private int[] offset = {};
    private int[] length = {};
    private byte[] bytes = {};
    private int head;
    private int tail;
    private int bytesUsed;

    Outbox(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    boolean isEmpty() {
        return head == tail;
    }

    int size() {
        return tail - head;
    }

    /** When the first leaves, {@link Inbox#NEVER} when there is none. */
    long departureNanos() {
        return head == tail ? Inbox.NEVER : departureNanos[head];
    }

    void add(long departure, long to, byte[] source, int sourceOffset, int count) {
        if (count > bytesMax - bytesUsed) {
            throw new IllegalStateException("a busy host holds " + bytesUsed + " bytes that have not left, and " + count
                    + " more do not fit inFlightBytesMax " + bytesMax);
        }
        if (tail == length.length) {
            int size = Math.max(8, tail + (tail >> 1));
            departureNanos = Arrays.copyOf(departureNanos, size);
            address = Arrays.copyOf(address, size);
            offset = Arrays.copyOf(offset, size);
            length = Arrays.copyOf(length, size);
        }
        if (count > bytes.length - bytesUsed) {
            bytes = Arrays.copyOf(bytes, Math.max(bytesUsed + count, bytesUsed + (bytesUsed >> 1)));
        }
        System.arraycopy(source, sourceOffset, bytes, bytesUsed, count);
        departureNanos[tail] = departure;
        address[tail] = to;
        offset[tail] = bytesUsed;
        length[tail++] = count;
        bytesUsed += count;
    }

    byte[] bytes() {
        return bytes;
    }

    long address() {
        return address[head];
    }

    int offset() {
        return offset[head];
    }

    int length() {
        return length[head];
    }

    void removeFirst() {
        if (++head == tail) {
            clear();
        }
    }

    void clear() {
        head = 0;
        tail = 0;
        bytesUsed = 0;
    }

    /** The CPU stood still: what has not left leaves that much later. */
    void delay(long nanos) {
        for (int i = head; i < tail; i++) {
            departureNanos[i] += nanos;
        }
    }
}
