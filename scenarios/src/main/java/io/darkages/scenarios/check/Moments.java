package io.darkages.scenarios.check;

import java.util.Arrays;

/** Times at which something happened, told in order. Allocates only as it grows. */
final class Moments {

    private long[] nanos = new long[4];
    private int count;

    /** @param atNanos not before the last one */
    void add(long atNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = atNanos;
    }

    /** Whether there was any from the first time to the second, both included. */
    boolean anyBetween(long fromNanos, long untilNanos) {
        int found = Arrays.binarySearch(nanos, 0, count, fromNanos);
        int next = found >= 0 ? found : -found - 1;
        return next < count && nanos[next] <= untilNanos;
    }
}
