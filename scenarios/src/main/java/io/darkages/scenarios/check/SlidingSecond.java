package io.darkages.scenarios.check;

import java.util.Arrays;

/**
 * The exact sum of what was sent in the second that ends with the newest datagram: those less than one
 * second older than it. Times and sizes lie in a ring that grows to {@value #MAX_DATAGRAMS}; beyond
 * that the oldest leaves early and the sum is a lower bound. A limit that is broken by that many
 * smallest datagrams is broken all the same.
 */
final class SlidingSecond {

    /** Datagrams kept: 4,096 of the smallest, 29 bytes with its headers, are 116 kB in a second. */
    static final int MAX_DATAGRAMS = 4_096;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private long[] nanos = new long[32];
    private int[] bytes = new int[32];
    private int first;
    private int size;
    private long sum;
    private long max;
    private long total;
    private long firstNanos;
    private long lastNanos;
    private boolean used;

    /**
     * Adds a datagram and answers the bytes of the second that ends with it.
     *
     * @param atNanos not before the last one's
     */
    long add(long atNanos, int datagramBytes) {
        if (!used) {
            used = true;
            firstNanos = atNanos;
        }
        lastNanos = atNanos;
        while (size > 0 && nanos[first] <= atNanos - SECOND_NANOS) {
            dropOldest();
        }
        if (size == nanos.length) {
            makeRoom();
        }
        int slot = first + size & nanos.length - 1;
        nanos[slot] = atNanos;
        bytes[slot] = datagramBytes;
        size++;
        sum += datagramBytes;
        total += datagramBytes;
        max = Math.max(max, sum);
        return sum;
    }

    /** The most bytes of any second. */
    long maxBytes() {
        return max;
    }

    long totalBytes() {
        return total;
    }

    boolean used() {
        return used;
    }

    long firstNanos() {
        return firstNanos;
    }

    long lastNanos() {
        return lastNanos;
    }

    private void makeRoom() {
        int length = nanos.length;
        if (length == MAX_DATAGRAMS) {
            dropOldest();
            return;
        }
        long[] unrolledNanos = Arrays.copyOf(nanos, length * 2);
        int[] unrolledBytes = Arrays.copyOf(bytes, length * 2);
        for (int i = 0; i < size; i++) {
            unrolledNanos[i] = nanos[first + i & length - 1];
            unrolledBytes[i] = bytes[first + i & length - 1];
        }
        nanos = unrolledNanos;
        bytes = unrolledBytes;
        first = 0;
    }

    private void dropOldest() {
        sum -= bytes[first];
        first = first + 1 & nanos.length - 1;
        size--;
    }
}
