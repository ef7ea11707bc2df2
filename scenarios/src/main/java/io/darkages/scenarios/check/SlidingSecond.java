package io.darkages.scenarios.check;

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

    private static final int FIRST_DATAGRAMS = 32;

    /** For each datagram its time and its size, side by side. */
    private long[] rows = new long[2 * FIRST_DATAGRAMS];

    private int capacity = FIRST_DATAGRAMS;
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
        while (size > 0 && rows[2 * first] <= atNanos - SECOND_NANOS) {
            dropOldest();
        }
        if (size == capacity) {
            makeRoom();
        }
        int slot = first + size & capacity - 1;
        rows[2 * slot] = atNanos;
        rows[2 * slot + 1] = datagramBytes;
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
        if (capacity == MAX_DATAGRAMS) {
            dropOldest();
            return;
        }
        long[] unrolled = new long[4 * capacity];
        System.arraycopy(rows, 2 * first, unrolled, 0, 2 * (capacity - first));
        System.arraycopy(rows, 0, unrolled, 2 * (capacity - first), 2 * first);
        rows = unrolled;
        capacity *= 2;
        first = 0;
    }

    private void dropOldest() {
        sum -= rows[2 * first + 1];
        first = first + 1 & capacity - 1;
        size--;
    }
}
