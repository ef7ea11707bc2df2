package io.darkages.scenarios.bots;

/**
 * Where and when a crowd meets.
 *
 * @param centreX of the square, in Q16.16 metres from the zone's centre
 * @param centreZ of the square, in Q16.16 metres from the zone's centre
 * @param halfSideQ16 half the square's side in Q16.16 metres, at least 2 m
 * @param gatherAtNanos when players set out, by their own clocks
 * @param disperseAtNanos when they go home
 */
public record GatheringPlan(int centreX, int centreZ, int halfSideQ16, long gatherAtNanos, long disperseAtNanos) {

    public GatheringPlan {
        if (halfSideQ16 < 2 << 16) {
            throw new IllegalArgumentException("halfSideQ16 " + halfSideQ16 + " is below 2 m");
        }
        if (gatherAtNanos < 0 || disperseAtNanos <= gatherAtNanos) {
            throw new IllegalArgumentException(
                    "disperseAtNanos " + disperseAtNanos + " is not after gatherAtNanos " + gatherAtNanos);
        }
    }
}
