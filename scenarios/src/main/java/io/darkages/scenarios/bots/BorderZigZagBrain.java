package io.darkages.scenarios.bots;

import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.random.RandomStream;

/**
 * Sprints at the border between zones that is nearest to where it first stood, turns back shortly before it, runs away
 * from it, and again: whoever prepares for its crossing does so in vain. Places are in the world.
 */
public final class BorderZigZagBrain implements Brain {

    /** It aims at what lies that much beyond where it turns. */
    private static final int BEYOND = FixedPoint.fromMetres(5);
    /** How far to the side it strays from where it began. */
    private static final int SWAY = FixedPoint.fromMetres(30);

    private final RandomStream random;
    private final int turnAt;
    private final int back;
    private final BorderWalk walk;
    private boolean approaching;

    /**
     * @param turnAt so near to the border it turns back, Q16.16 metres, at least 5 m
     * @param back so far from the border it turns to it again, Q16.16 metres, at least 5 m more
     */
    public BorderZigZagBrain(RandomStream random, ZoneGrid grid, int turnAt, int back) {
        if (turnAt < BEYOND || back < turnAt + BEYOND) {
            throw new IllegalArgumentException("from turnAt " + turnAt + " to back " + back + " (Q16.16) is no way");
        }
        this.random = random;
        this.turnAt = turnAt;
        this.back = back;
        walk = new BorderWalk(random, grid);
    }

    @Override
    public long decide(long tick, BotView view) {
        if (walk.starts(view)) {
            turn(tick, view, walk.depth(view) > turnAt);
        }
        int depth = walk.depth(view);
        if (approaching ? depth <= turnAt : depth >= back) {
            turn(tick, view, !approaching);
        }
        return walk.go(tick, view, InputFlags.SPRINT);
    }

    private void turn(long tick, BotView view, boolean towards) {
        approaching = towards;
        int depth = towards ? turnAt - BEYOND : back + BEYOND;
        int along = walk.home() + (int) random.between(-SWAY, SWAY);
        walk.setOut(tick, view, depth, along);
    }
}
