package io.darkages.engine.process;

import io.darkages.engine.grid.HandoffPhase;
import io.darkages.engine.grid.HandoffRules;
import io.darkages.engine.grid.ZoneGrid;

/**
 * Where a player's place would have it go: to which neighbour, and in which phase. Knows nothing of how far a migration
 * has come. Allocates nothing.
 */
final class HandoffCourse {

    /** Another target must be nearer by that many parts of the distance of the last phase: nobody dithers in a corner. */
    private static final int DITHER_PARTS = 2;

    private final ZoneGrid grid;
    private final HandoffRules rules;
    private final int zone;

    HandoffCourse(ZoneGrid grid, HandoffRules rules, int zone) {
        this.grid = grid;
        this.rules = rules;
        this.zone = zone;
    }

    /** Whether a place is so far from all others that none calls for anything. */
    boolean isInside(int x, int z) {
        return grid.within(zone, x, z, rules.prepare()) == 0;
    }

    /** Whether a place is outside the zone. */
    boolean isBeyond(int x, int z) {
        return grid.distance(zone, x, z) > 0;
    }

    /** The zone that it came from, as long as it is in its neighbourhood; then {@link ZoneGrid#NONE}. */
    int cameFrom(int from, int x, int z) {
        return from != ZoneGrid.NONE && came(from, x, z) == HandoffPhase.NONE ? ZoneGrid.NONE : from;
    }

    private HandoffPhase came(int from, int x, int z) {
        return HandoffPhase.COMPLETED.next(rules, grid.distance(from, x, z), grid.distance(zone, x, z));
    }

    /**
     * The zone to go to from a place.
     *
     * @param target the one that it goes to already, or {@link ZoneGrid#NONE}
     * @param from the zone that it came from, or {@link ZoneGrid#NONE}: only to be gone back to from deep inside
     */
    int target(int target, int from, int x, int z) {
        if (from != ZoneGrid.NONE && isBack(target == from, from, x, z)) {
            return from;
        }
        int nearest = nearest(from, x, z);
        if (nearest == ZoneGrid.NONE || target == ZoneGrid.NONE || target == from) {
            return nearest;
        }
        int dither = rules.change() / DITHER_PARTS;
        return grid.distance(target, x, z) - grid.distance(nearest, x, z) > dither ? nearest : target;
    }

    /** Once on its way back, it must come out of the depth again to be kept. */
    private boolean isBack(boolean isOnItsWay, int from, int x, int z) {
        return isOnItsWay
                ? grid.distance(from, x, z) == 0 && grid.distance(zone, x, z) >= rules.back() - rules.change()
                : came(from, x, z) == HandoffPhase.SWITCHING;
    }

    /** The phase that a place calls for on the way to a target. */
    HandoffPhase phase(HandoffPhase phase, int target, int from, int x, int z) {
        if (target == ZoneGrid.NONE) {
            return HandoffPhase.NONE;
        }
        if (target == from) {
            return HandoffPhase.SWITCHING;
        }
        // The change itself is not begun yet, so that it can still be called off.
        HandoffPhase before = phase == HandoffPhase.SWITCHING ? HandoffPhase.MIGRATING : phase;
        HandoffPhase next = before.next(rules, grid.distance(target, x, z), grid.distance(zone, x, z));
        // Who has just come from one zone crosses into a third only by being there: otherwise it would be handed round
        // and round where zones meet in a corner, standing still.
        boolean isAcross = from == ZoneGrid.NONE || grid.world().contains(x, z) && grid.zoneAt(x, z) == target;
        return next == HandoffPhase.SWITCHING && !isAcross ? HandoffPhase.MIGRATING : next;
    }

    private int nearest(int except, int x, int z) {
        return grid.nearest(zone, grid.within(zone, x, z, rules.prepare() + rules.back()), except, x, z);
    }
}
