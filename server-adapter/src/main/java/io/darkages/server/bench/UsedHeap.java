package io.darkages.server.bench;

import java.lang.management.ManagementFactory;

/** What lives on the heap. */
final class UsedHeap {

    private static final int MOST_COLLECTIONS = 8;
    private static final long STEADY_BYTES = 16_384;

    private UsedHeap() {}

    /** Bytes in use after collections of garbage that find hardly any more. */
    static long bytes() {
        long last = Long.MAX_VALUE;
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            System.gc();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (last - used < STEADY_BYTES && i > 0) {
                return Math.min(last, used);
            }
            last = used;
        }
        return last;
    }
}
