package io.darkages.engine.transport;

import java.util.Arrays;

/**
 * Byte arrays that sessions borrow while they have something to keep, in sizes of powers of two from
 * 256 bytes to 1 MiB. What is given back is kept for the next borrower, up to 256 KiB of each size,
 * so a warm endpoint allocates nothing and an idle session holds nothing.
 */
final class BufferPool {

    private static final int SMALLEST_SHIFT = 8;
    private static final int CLASSES = 13;

    /** Largest array that there is. */
    static final int BYTES_MAX = 1 << SMALLEST_SHIFT + CLASSES - 1;

    /** Places for kept buffers at first: a client needs few. */
    private static final int KEPT_FIRST = 4;

    private static final int KEPT_BYTES_PER_CLASS = 256 * 1024;

    private final byte[][][] kept = new byte[CLASSES][][];
    private final int[] counts = new int[CLASSES];

    /** An array of at least that many bytes, its length a power of two; its content is arbitrary. */
    byte[] borrow(int bytesMin) {
        int index = sizeClass(bytesMin);
        if (counts[index] == 0) {
            return new byte[1 << index + SMALLEST_SHIFT];
        }
        byte[] buffer = kept[index][--counts[index]];
        kept[index][counts[index]] = EMPTY;
        return buffer;
    }

    /** Length of the array that {@link #borrow} would hand out. */
    static int capacity(int bytesMin) {
        return 1 << sizeClass(bytesMin) + SMALLEST_SHIFT;
    }

    void giveBack(byte[] buffer) {
        int index = sizeClass(buffer.length);
        int keptMax = Math.max(1, KEPT_BYTES_PER_CLASS >> index + SMALLEST_SHIFT);
        if (kept[index] == null) {
            kept[index] = new byte[Math.min(keptMax, KEPT_FIRST)][];
        }
        if (counts[index] < keptMax) {
            if (counts[index] == kept[index].length) {
                kept[index] = Arrays.copyOf(kept[index], Math.min(keptMax, 2 * counts[index]));
            }
            kept[index][counts[index]++] = buffer;
        }
    }

    static final byte[] EMPTY = new byte[0];

    private static int sizeClass(int bytes) {
        if (bytes > BYTES_MAX) {
            throw new IllegalStateException("a buffer of " + bytes + " bytes is beyond every cap");
        }
        return Math.max(0, 32 - Integer.numberOfLeadingZeros(Math.max(bytes, 1) - 1) - SMALLEST_SHIFT);
    }
}
