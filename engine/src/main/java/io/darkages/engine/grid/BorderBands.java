package io.darkages.engine.grid;

import io.darkages.engine.math.FixedPoint;

/**
 * How far across a border a zone must know what stands there: two bands, for authority and for the eye. Whoever is in
 * the aura is told to the neighbour at the full rate, for it may be handed over, hit or hit back any moment; whoever is
 * only in sight is told at a low rate, so that nobody near a border is blind.
 *
 * @param aura Q16.16 metres from the neighbour's area; the original design's is 50 m
 * @param sight Q16.16 metres from the neighbour's area; at least the aura
 */
public record BorderBands(int aura, int sight) {

    /** Updates a second of what is in the aura: the original design's 20. */
    public static final int AURA_RATE_HZ = 20;

    /**
     * Refuses bands that contradict each other.
     *
     * @throws IllegalArgumentException unless 0 &lt; aura &lt;= sight, and sight fits in with the smallest zones
     */
    public BorderBands {
        int most = ZoneGrid.LEAST_SIDE_METRES * FixedPoint.ONE;
        if (aura < 1 || sight < aura || sight > most) {
            throw new IllegalArgumentException("aura " + aura + " and sight " + sight
                    + " (Q16.16) are not above 0, rising and at most " + ZoneGrid.LEAST_SIDE_METRES + " m");
        }
    }

    /**
     * 50 m of aura; of sight the 200 m that a player sees, and the 25 m that it may stand outside its zone because it
     * was handed over ahead of the border or has not come back far enough.
     */
    public static BorderBands standard() {
        return new BorderBands(
                50 * FixedPoint.ONE,
                200 * FixedPoint.ONE + HandoffRules.standard().back());
    }

    /** The neighbours that must be told at the full rate of an entity at a place: one bit for each direction. */
    public int inAura(ZoneGrid grid, int zone, int x, int z) {
        return grid.within(zone, x, z, aura);
    }

    /** The neighbours that must be told, but at a low rate will do. */
    public int inSightOnly(ZoneGrid grid, int zone, int x, int z) {
        return grid.within(zone, x, z, sight) & ~grid.within(zone, x, z, aura);
    }
}
