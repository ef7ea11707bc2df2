package io.darkages.engine.math;

/**
 * Angles in 65,536 steps a turn, by table. Heading 0 looks along +z and grows towards +x, so the unit
 * vector of a heading is ({@link #sin}, {@link #cos}) in (x, z).
 *
 * <p>The tables are computed once with {@link StrictMath}, whose results the platform fixes bit for bit,
 * from whole indices, and rounded to integers. Only an eighth or a quarter of a turn is stored; the rest
 * is mirrored, so the symmetries hold exactly.
 */
public final class Angles {

    /** Steps in a full turn. */
    public static final int TURN = 1 << 16;

    /** Steps in a quarter turn; pitch lies within this on either side of level. */
    public static final int QUARTER_TURN = TURN / 4;

    private static final int HALF_TURN = TURN / 2;

    /** One entry for four steps; those between are interpolated, within 1/65,536 of the true sine. */
    private static final int STEP_BITS = 2;

    private static final int[] QUARTER_SINE = quarterSine();

    private static final int RATIO_BITS = 20;
    private static final int RATIO_FRACTION_BITS = 10;

    /** Arc tangents of 0 to 1 in 1/256 of a step. */
    private static final int[] EIGHTH_ARC_TANGENT = eighthArcTangent();

    private Angles() {}

    /** Sine in Q16.16, -65,536 to 65,536; any int, taken modulo a turn. */
    public static int sin(int angle) {
        int within = angle & HALF_TURN - 1;
        int mirrored = within > QUARTER_TURN ? HALF_TURN - within : within;
        int index = mirrored >> STEP_BITS;
        int low = QUARTER_SINE[index];
        int rest = mirrored & (1 << STEP_BITS) - 1;
        int size = low + ((QUARTER_SINE[index + 1] - low) * rest + (1 << STEP_BITS - 1) >> STEP_BITS);
        return (angle & HALF_TURN) == 0 ? size : -size;
    }

    /** Cosine in Q16.16, -65,536 to 65,536; any int, taken modulo a turn. */
    public static int cos(int angle) {
        return sin(angle + QUARTER_TURN);
    }

    /**
     * The heading of a vector, 0 to 65,535, within one step of the true angle; 0 for the zero vector.
     * {@code heading(sin(a), cos(a))} is a, give or take one step.
     *
     * @param x below 2^42 in size
     * @param z below 2^42 in size
     */
    public static int heading(long x, long z) {
        long sizeX = Math.abs(x);
        long sizeZ = Math.abs(z);
        if (sizeX == sizeZ) {
            if (x == 0) {
                return 0;
            }
            int corner = QUARTER_TURN / 2;
            int angle = z > 0 ? corner : HALF_TURN - corner;
            return (x > 0 ? angle : -angle) & TURN - 1;
        }
        int eighth = sizeX < sizeZ ? arcTangent(sizeX, sizeZ) : QUARTER_TURN - arcTangent(sizeZ, sizeX);
        int angle = z >= 0 ? eighth : HALF_TURN - eighth;
        return (x >= 0 ? angle : -angle) & TURN - 1;
    }

    /** The shortest way from one heading to another, -32,768 to 32,767 steps. */
    public static int difference(int from, int to) {
        return (short) (to - from);
    }

    private static int arcTangent(long small, long large) {
        int ratio = (int) ((small << RATIO_BITS) / large);
        int index = ratio >> RATIO_FRACTION_BITS;
        int rest = ratio & (1 << RATIO_FRACTION_BITS) - 1;
        int low = EIGHTH_ARC_TANGENT[index];
        int fine = low + ((EIGHTH_ARC_TANGENT[index + 1] - low) * rest >> RATIO_FRACTION_BITS);
        return fine + 128 >> 8;
    }

    private static int[] quarterSine() {
        int steps = QUARTER_TURN >> STEP_BITS;
        // One entry more than the last angle needs, so that interpolation has no special case.
        int[] table = new int[steps + 2];
        for (int i = 0; i <= steps; i++) {
            table[i] = (int) StrictMath.rint(StrictMath.sin(i * (StrictMath.PI / 2) / steps) * FixedPoint.ONE);
        }
        table[steps + 1] = table[steps];
        return table;
    }

    private static int[] eighthArcTangent() {
        int steps = 1 << RATIO_BITS - RATIO_FRACTION_BITS;
        int[] table = new int[steps + 2];
        for (int i = 0; i <= steps; i++) {
            double turns = StrictMath.atan((double) i / steps) / (2 * StrictMath.PI);
            table[i] = (int) StrictMath.rint(turns * TURN * 256);
        }
        table[steps + 1] = table[steps];
        return table;
    }
}
