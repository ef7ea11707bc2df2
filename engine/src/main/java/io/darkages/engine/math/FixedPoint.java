package io.darkages.engine.math;

/**
 * Q16.16 numbers in an int: metres, metres a second, or ratios, from -32,768 to just below 32,768 in
 * steps of 1/65,536. Pure functions.
 */
public final class FixedPoint {

    /** Fraction bits. */
    public static final int FRACTION_BITS = 16;

    /** The number 1. */
    public static final int ONE = 1 << FRACTION_BITS;

    /** Half of {@link #ONE}. */
    public static final int HALF = ONE / 2;

    /** Bits between Q16.16 and the wire's 1/64 m. */
    private static final int SIXTY_FOURTH_BITS = FRACTION_BITS - 6;

    /** {@code SEED_ROOTS[t]} is the root of {@code 256 t + 255}, rounded down: 8 good bits to start from. */
    private static final short[] SEED_ROOTS = seedRoots();

    private FixedPoint() {}

    /**
     * Nearest Q16.16 number, halves away from zero.
     *
     * @throws ArithmeticException beyond 32,767 m
     */
    public static int fromMillimetres(long millimetres) {
        long scaled = Math.multiplyExact(millimetres, 2L * ONE);
        return Math.toIntExact((scaled + (millimetres < 0 ? -1_000 : 1_000)) / 2_000);
    }

    /** Nearest millimetre, halves away from zero. */
    public static int toMillimetres(int value) {
        long scaled = value * 1_000L;
        return (int) ((scaled + (value < 0 ? -HALF : HALF)) / ONE);
    }

    /** Nearest micrometre of a length, halves away from zero. */
    public static long toMicrometres(long value) {
        return (value * 1_000_000L + (value < 0 ? -HALF : HALF)) / ONE;
    }

    public static int fromMetres(int metres) {
        return Math.multiplyExact(metres, ONE);
    }

    /** The nearest 1/64 m, the wire's unit of position; halves up. */
    public static int toSixtyFourths(int value) {
        return (int) (value + (1L << SIXTY_FOURTH_BITS - 1) >> SIXTY_FOURTH_BITS);
    }

    /** Q16.16 of a number of 1/64 m; exact within ±32,767 m. */
    public static int fromSixtyFourths(int sixtyFourths) {
        return sixtyFourths << SIXTY_FOURTH_BITS;
    }

    /** Product, rounded to nearest (halves up); wraps where the product has no Q16.16. */
    public static int multiply(int a, int b) {
        return (int) ((long) a * b + HALF >> FRACTION_BITS);
    }

    /** Distance in the plane; each component below 2^31 in size. Rounded down. */
    public static long distance(long dx, long dz) {
        return isqrt(dx * dx + dz * dz);
    }

    /** Distance in space; each component below 2^30 in size (16,384 m). Rounded down. */
    public static long distance(long dx, long dy, long dz) {
        return isqrt(dx * dx + dy * dy + dz * dz);
    }

    /**
     * Square root, rounded down: two Newton steps from an 8-bit table, each of which doubles the good
     * bits, on the number shifted to fill 64 bits; the last correction makes it exact.
     *
     * @throws IllegalArgumentException below 0
     */
    public static long isqrt(long number) {
        if (number <= 0) {
            if (number < 0) {
                throw new IllegalArgumentException("no square root of " + number);
            }
            return 0;
        }
        int shift = Long.numberOfLeadingZeros(number) & ~1;
        long full = number << shift;
        long root = SEED_ROOTS[(int) (full >>> 56)];
        root = (root << 7) + (full >>> 41) / root;
        root = (root << 15) + (full >>> 17) / root;
        root >>>= shift >>> 1;
        return root * root > number ? root - 1 : root;
    }

    private static short[] seedRoots() {
        short[] roots = new short[256];
        int root = 0;
        for (int t = 0; t < roots.length; t++) {
            while ((root + 1) * (root + 1) <= 256 * t + 255) {
                root++;
            }
            roots[t] = (short) root;
        }
        return roots;
    }
}
