package io.darkages.engine.port;

/**
 * A place in one long for probes: x and z in 22 bits, y in 20, each in 1/1,024 m; x and z reach ±2,048 m, y 0 to
 * 1,024 m.
 */
public final class PackedPlace {

    private static final int ACROSS_BITS = 22;
    private static final int UP_BITS = 20;
    /** Q16.16 to 1/1,024. */
    private static final int SHIFT = 6;

    private PackedPlace() {}

    /** Packs a place in Q16.16 metres. */
    public static long of(int x, int y, int z) {
        return field(x, ACROSS_BITS) | field(z, ACROSS_BITS) << ACROSS_BITS | field(y, UP_BITS) << 2 * ACROSS_BITS;
    }

    /** 1/1,024 m. */
    public static int x(long place) {
        return (int) (place << Long.SIZE - ACROSS_BITS >> Long.SIZE - ACROSS_BITS);
    }

    public static int z(long place) {
        return (int) (place << Long.SIZE - 2 * ACROSS_BITS >> Long.SIZE - ACROSS_BITS);
    }

    public static int y(long place) {
        return (int) (place >>> 2 * ACROSS_BITS);
    }

    private static long field(int q16, int bits) {
        return (long) (q16 >> SHIFT) & (1L << bits) - 1;
    }
}
