package io.darkages.engine.backplane;

/** Addresses to which there should be a link, in the order in which they were told, and when to try next. */
final class Contacts {

    private final long[] addresses;
    private final long[] dueNanos;
    private int count;
    private int peak;

    Contacts(int capacity) {
        addresses = new long[capacity];
        dueNanos = new long[capacity];
    }

    /** Adds an address, to be tried at once; does nothing if it is known. Returns false if there is no room. */
    boolean add(long address) {
        if (indexOf(address) < count) {
            return true;
        }
        if (count == addresses.length) {
            return false;
        }
        addresses[count] = address;
        dueNanos[count] = Long.MIN_VALUE;
        count++;
        peak = Math.max(peak, count);
        return true;
    }

    void remove(long address) {
        int index = indexOf(address);
        if (index < count) {
            count--;
            System.arraycopy(addresses, index + 1, addresses, index, count - index);
            System.arraycopy(dueNanos, index + 1, dueNanos, index, count - index);
        }
    }

    int count() {
        return count;
    }

    /** The most there ever were. */
    int peak() {
        return peak;
    }

    int capacity() {
        return addresses.length;
    }

    long address(int index) {
        return addresses[index];
    }

    boolean isDue(int index, long monotonicNanos) {
        return dueNanos[index] <= monotonicNanos;
    }

    void tryAgain(int index, long atNanos) {
        dueNanos[index] = atNanos;
    }

    private int indexOf(long address) {
        int index = 0;
        while (index < count && addresses[index] != address) {
            index++;
        }
        return index;
    }
}
