package io.darkages.scenarios.bots;

import java.util.Arrays;

/** The last datagrams seen, with time and address, in a ring of fixed size. Slots are made when first used. */
final class DatagramMemory {

    private final byte[][] bytes;
    private final int[] lengths;
    private final long[] addresses;
    private final long[] nanos;
    private int first;
    private int size;

    DatagramMemory(int capacity) {
        bytes = new byte[capacity][0];
        lengths = new int[capacity];
        addresses = new long[capacity];
        nanos = new long[capacity];
    }

    void keep(long atNanos, long address, byte[] buffer, int offset, int length) {
        if (size == bytes.length) {
            first = (first + 1) % bytes.length;
            size--;
        }
        int slot = slot(size++);
        if (bytes[slot].length < length) {
            bytes[slot] = Arrays.copyOfRange(buffer, offset, offset + length);
        } else {
            System.arraycopy(buffer, offset, bytes[slot], 0, length);
        }
        lengths[slot] = length;
        addresses[slot] = address;
        nanos[slot] = atNanos;
    }

    int size() {
        return size;
    }

    /** How many were kept at that time or before; they are at positions 0 to that less one. */
    int countUntil(long untilNanos) {
        int count = 0;
        while (count < size && nanos[slot(count)] <= untilNanos) {
            count++;
        }
        return count;
    }

    /** The backing array of one datagram; only its first {@link #length} bytes count. Position 0 is the oldest. */
    byte[] bytes(int position) {
        return bytes[slot(position)];
    }

    int length(int position) {
        return lengths[slot(position)];
    }

    long address(int position) {
        return addresses[slot(position)];
    }

    private int slot(int position) {
        return (first + position) % bytes.length;
    }
}
