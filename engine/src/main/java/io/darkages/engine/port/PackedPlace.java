package io.darkages.engine.port;

/**
 * A place in one long for probes: x and z in 22 bits, y in 20, each in 1/1,024 m; x and z reach ±2,048 m around the
 * centre of a tile of the world, y 0 to 1,024 m. Which {@link #tile} it is has to be told apart, in 8 bits; places
 * that are known to be less than 2,048 m from each other need it once, or not at all to tell how far they are apart.
 */
public final class PackedPlace {

    private static final int ACROSS_BITS = 22;
    private static final int UP_BITS = 20;
    /** Q16.16 to 1/1,024. */
    private static final int SHIFT = 6;

    private static final long ACROSS_MASK = (1L << ACROSS_BITS) - 1;
    private static final int TILE_BITS = 4;
    /** 4,096 m in Q16.16 is 2 to the power of that. */
    private static final int TILE_SHIFT = ACROSS_BITS + SHIFT;

    private static final long HALF_TILE = 1L << TILE_SHIFT - 1;

    private PackedPlace() {}

    /** Packs a place in Q16.16 metres. */
    public static long of(int x, int y, int z) {
        return field(x, ACROSS_BITS) | field(z, ACROSS_BITS) << ACROSS_BITS | field(y, UP_BITS) << 2 * ACROSS_BITS;
    }

    /** Number of the tile of a place in Q16.16 metres, 0 to 255; 0 lies around the world's centre. */
    public static int tile(int x, int z) {
        return tileAlong(x) | tileAlong(z) << TILE_BITS;
    }

    private static int tileAlong(int q16) {
        return (int) ((long) q16 + HALF_TILE >> TILE_SHIFT) & (1 << TILE_BITS) - 1;
    }

    /** 1/1,024 m in the world. */
    public static int x(long place, int tile) {
        return x(place) + tileCentre(tile);
    }

    /** 1/1,024 m in the world. */
    public static int z(long place, int tile) {
        return z(place) + tileCentre(tile >> TILE_BITS);
    }

    private static int tileCentre(int number) {
        return number << Integer.SIZE - TILE_BITS >> Integer.SIZE - TILE_BITS << ACROSS_BITS;
    }

    /** The way from one place to another that is less than 2,048 m from it, 1/1,024 m. */
    public static int wayX(long from, long to) {
        return x(to - from);
    }

    /** The way from one place to another that is less than 2,048 m from it, 1/1,024 m. */
    public static int wayZ(long from, long to) {
        return z((to & ACROSS_MASK << ACROSS_BITS) - (from & ACROSS_MASK << ACROSS_BITS));
    }

    /** 1/1,024 m from the tile's centre. */
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
