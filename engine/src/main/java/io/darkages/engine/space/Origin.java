package io.darkages.engine.space;

import io.darkages.engine.math.FixedPoint;

/**
 * A zone's centre in the world. Places are world metres everywhere but on the wire, where x and z are told from here,
 * in 17 bits of 1/64 m. Whole metres, so that rounding a place to 1/64 m and moving it by the origin give the same in
 * either order. Immutable.
 *
 * @param xMetres east of the world's centre, within ±{@value #FARTHEST_METRES}
 * @param zMetres north of it
 */
public record Origin(int xMetres, int zMetres) {

    /** Nothing in a zone's hands may be farther from its origin, in x or z: what 17 bits of 1/64 m tell. */
    public static final int REACH_METRES = 1_024;

    /** The world ends there, in x and z: half of what Q16.16 holds, so that differences fit in as well. */
    public static final int FARTHEST_METRES = 16_384;

    /** Origin of the only zone of a world. */
    public static final Origin WORLD_CENTRE = new Origin(0, 0);

    private static final int REACH = REACH_METRES * FixedPoint.ONE;
    private static final int SIXTY_FOURTHS = 64;

    /**
     * Refuses what lies outside every world.
     *
     * @throws IllegalArgumentException beyond ±{@value #FARTHEST_METRES} m
     */
    public Origin {
        if (!isPossible(xMetres, zMetres)) {
            throw new IllegalArgumentException(
                    "origin " + xMetres + ", " + zMetres + " m lies beyond ±" + FARTHEST_METRES + " m");
        }
    }

    /** Whether there may be such an origin; for numbers that others told. */
    public static boolean isPossible(int xMetres, int zMetres) {
        return Math.abs((long) xMetres) <= FARTHEST_METRES && Math.abs((long) zMetres) <= FARTHEST_METRES;
    }

    /** Q16.16 metres. */
    public int x() {
        return xMetres * FixedPoint.ONE;
    }

    /** Q16.16 metres. */
    public int z() {
        return zMetres * FixedPoint.ONE;
    }

    /** In the wire's unit of position. */
    public int xSixtyFourths() {
        return xMetres * SIXTY_FOURTHS;
    }

    /** In the wire's unit of position. */
    public int zSixtyFourths() {
        return zMetres * SIXTY_FOURTHS;
    }

    /** Whether the zone can tell of that place (Q16.16 metres): within ±{@value #REACH_METRES} m in x and z. */
    public boolean reaches(int x, int z) {
        return Math.abs((long) x - x()) <= REACH && Math.abs((long) z - z()) <= REACH;
    }

    /**
     * For what must be within reach by then.
     *
     * @param entity whose place it is, for the message
     * @throws IllegalStateException if it is not
     */
    public void requireReach(int entity, int x, int z) {
        if (!reaches(x, z)) {
            throw new IllegalStateException("entity " + entity + " at " + FixedPoint.toMillimetres(x) + ", "
                    + FixedPoint.toMillimetres(z) + " mm is beyond " + REACH_METRES + " m from the zone's origin at "
                    + xMetres + ", " + zMetres + " m");
        }
    }

    /** All that the zone can tell of. */
    public Area reach() {
        return new Area(x() - REACH, x() + REACH, z() - REACH, z() + REACH);
    }
}
