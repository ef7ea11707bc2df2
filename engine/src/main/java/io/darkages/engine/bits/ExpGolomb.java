package io.darkages.engine.bits;

/**
 * Exp-Golomb codes in registers, for codecs that gather many short fields in one long: n zeros, a one, then
 * n + order bits. Good where values are small and fall off geometrically; order 0 spends 1 bit on 0, 3 on
 * 1 and 2. Orders are 0 to 24. Pure functions.
 */
public final class ExpGolomb {

    /** Longest code that {@link #decode} reads; the shortest window that {@link BitReader#bitsAt} gives. */
    public static final int LONGEST = 57;

    private static final int LENGTH_BITS = 24;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;
    /** Length of what is no code: 1 MiB, beyond every datagram. */
    private static final int NO_CODE = 1 << LENGTH_BITS - 1;

    private ExpGolomb() {}

    /** Length in bits of the code of an unsigned value below 2^24. */
    public static int length(int value, int order) {
        int width = 31 - Integer.numberOfLeadingZeros(value + (1 << order));
        return 2 * width - order + 1;
    }

    /** The code of an unsigned value below 2^24, lowest bit first. */
    public static long code(int value, int order) {
        int shifted = value + (1 << order);
        int width = 31 - Integer.numberOfLeadingZeros(shifted);
        long low = shifted - (1L << width);
        return (low << 1 | 1) << width - order;
    }

    /**
     * Reads a code from the low end of a window.
     *
     * @return {@link #value} and {@link #length(long)} in one; a code longer than {@value #LONGEST} bits
     *     has a length beyond every buffer, so that its reader runs out
     */
    public static long decode(long window, int order) {
        int prefix = Long.numberOfTrailingZeros(window);
        int width = prefix + order;
        int length = prefix + 1 + width;
        if (length > LONGEST) {
            return NO_CODE;
        }
        long low = window >>> prefix + 1 & (1L << width) - 1;
        return low + (1L << width) - (1L << order) << LENGTH_BITS | length;
    }

    /** Value of a {@link #decode}d code, as an unsigned 32-bit number. */
    public static int value(long decoded) {
        return (int) (decoded >>> LENGTH_BITS);
    }

    /** Length in bits of a {@link #decode}d code; beyond every datagram where there was none. */
    public static int length(long decoded) {
        return (int) decoded & LENGTH_MASK;
    }
}
