package io.darkages.sim;

import java.util.Arrays;

/**
 * Memory for the datagrams on their way to one host: one array that grows, cut into blocks of a few
 * sizes (64, 96, 128, 192, ... {@link Simulation#DATAGRAM_BYTES_MAX}). A freed block holds the link to
 * the next free one of its size in its first four bytes. Where a block lies influences nothing.
 */
final class DatagramSlab {

    private static final int SMALLEST_SHIFT = 6;
    private static final int CLASSES = 11;
    private static final int NONE = -1;
    private static final int FIRST_BYTES = 512;

    private final int bytesMax;
    private final int[] free = new int[CLASSES];
    private byte[] bytes = {};
    private int used;

    DatagramSlab(int bytesMax) {
        this.bytesMax = bytesMax;
        Arrays.fill(free, NONE);
    }

    /** The array that holds all blocks; another one after the next {@link #store}. */
    byte[] bytes() {
        return bytes;
    }

    /** Copies a datagram in and returns where it begins. */
    int store(byte[] source, int sourceOffset, int length) {
        int sizeClass = sizeClass(length);
        int block = free[sizeClass];
        if (block == NONE) {
            block = cut(blockBytes(sizeClass));
        } else {
            free[sizeClass] = (int) Words.INT.get(bytes, block);
        }
        System.arraycopy(source, sourceOffset, bytes, block, length);
        return block;
    }

    /** Gives back the block at that offset, stored with that length. */
    void free(int offset, int length) {
        int sizeClass = sizeClass(length);
        Words.INT.set(bytes, offset, free[sizeClass]);
        free[sizeClass] = offset;
    }

    private int cut(int size) {
        int block = used;
        if (size > bytesMax - block) {
            throw new IllegalStateException("datagrams in flight to one host need more than inFlightBytesMax "
                    + bytesMax + ": " + block + " bytes in use and " + size + " more");
        }
        used = block + size;
        if (used > bytes.length) {
            long grown = Math.max(Math.max(FIRST_BYTES, used), bytes.length + (bytes.length >> 1));
            bytes = Arrays.copyOf(bytes, (int) Math.min(grown, bytesMax));
        }
        return block;
    }

    /** Even classes are powers of two, odd ones half as much again. */
    static int sizeClass(int length) {
        int last = Math.max(length, 1 << SMALLEST_SHIFT) - 1;
        int shift = 31 - Integer.numberOfLeadingZeros(last);
        int half = last >>> shift - 1 & 1;
        return (shift - SMALLEST_SHIFT) * 2 + half + 1;
    }

    static int blockBytes(int sizeClass) {
        int power = 1 << SMALLEST_SHIFT + (sizeClass >> 1);
        return (sizeClass & 1) == 0 ? power : power + (power >> 1);
    }
}
