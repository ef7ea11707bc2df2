package io.darkages.engine.grid;

import io.darkages.engine.math.FixedPoint;

/**
 * At which distance from the zone that a player nears each phase of its handoff begins, in Q16.16 metres. The figures
 * are the original design's.
 *
 * @param prepare the target is told
 * @param overlap the player is in the target's aura
 * @param migrate the client gets its second view
 * @param change authority goes over; at least 0
 * @param back a phase ends only that much farther away than it began, and authority returns to the zone that it came
 *     from only that deep inside
 */
public record HandoffRules(int prepare, int overlap, int migrate, int change, int back) {

    /**
     * Refuses what contradicts itself.
     *
     * @throws IllegalArgumentException unless prepare &gt; overlap &gt; migrate &gt; change &gt;= 0 and back &gt; change
     */
    public HandoffRules {
        if (change < 0 || migrate <= change || overlap <= migrate || prepare <= overlap || back <= change) {
            throw new IllegalArgumentException("distances " + prepare + ", " + overlap + ", " + migrate + ", " + change
                    + " (Q16.16) do not fall, or the way back of " + back + " is not longer than the last");
        }
    }

    /** 75, 50, 25 and 10 m; 25 m back. */
    public static HandoffRules standard() {
        return new HandoffRules(
                75 * FixedPoint.ONE,
                50 * FixedPoint.ONE,
                25 * FixedPoint.ONE,
                10 * FixedPoint.ONE,
                25 * FixedPoint.ONE);
    }
}
