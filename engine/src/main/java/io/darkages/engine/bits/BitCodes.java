package io.darkages.engine.bits;

/** Maps between signed values and small unsigned ones, and the lengths of variable codes. Pure functions. */
public final class BitCodes {

    private BitCodes() {}

    /** 0, -1, 1, -2, 2 ... to 0, 1, 2, 3, 4 ... as an unsigned 32-bit value. */
    public static int zigZag(int value) {
        return value << 1 ^ value >> 31;
    }

    /** The inverse of {@link #zigZag}. */
    public static int unZigZag(int code) {
        return code >>> 1 ^ -(code & 1);
    }

    /** Bits needed for an unsigned 32-bit value; 0 needs none. */
    public static int widthOf(int value) {
        return 32 - Integer.numberOfLeadingZeros(value);
    }

    /**
     * Four rising widths (0 to 32 bits) as one int for {@link BitWriter#writeClassed}: a 2-bit class and
     * then that many bits. The last must hold every value that is written.
     */
    public static int widthClasses(int first, int second, int third, int fourth) {
        if (first < 0 || first >= second || second >= third || third >= fourth || fourth > 32) {
            throw new IllegalArgumentException("widths " + first + ", " + second + ", " + third + ", " + fourth
                    + " are not four rising numbers from 0 to 32");
        }
        return first | second << 8 | third << 16 | fourth << 24;
    }

    /** Length in bits of {@link BitWriter#writeClassed} of that unsigned value. */
    public static int classedBits(int value, int classes) {
        return 2 + (classes >>> 8 * classOf(value, classes) & 0xFF);
    }

    static int classOf(int value, int classes) {
        int width = widthOf(value);
        int chosen = width > (classes & 0xFF) ? 1 : 0;
        chosen += width > (classes >>> 8 & 0xFF) ? 1 : 0;
        chosen += width > (classes >>> 16 & 0xFF) ? 1 : 0;
        return chosen;
    }
}
