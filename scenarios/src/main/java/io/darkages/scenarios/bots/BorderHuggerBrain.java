package io.darkages.scenarios.bots;

import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.random.RandomStream;

/**
 * Keeps to the border between zones that is nearest to where it first stood: walks to and fro along it and from one side
 * of it to the other, a few steps at a time. Places are in the world.
 */
public final class BorderHuggerBrain implements Brain {

    private static final int ARRIVED_WITHIN = FixedPoint.ONE;
    private static final int SHORTEST_LEG = FixedPoint.fromMetres(5);
    private static final int LONGEST_LEG = FixedPoint.fromMetres(20);

    private final RandomStream random;
    private final int within;
    private final int reach;
    private final BorderWalk walk;
    private int direction;
    private int along;

    /**
     * @param within how far from the border it goes, on both sides, Q16.16 metres, at least 1 m
     * @param reach how far along the border it goes, each way, Q16.16 metres, at least 1 m
     */
    public BorderHuggerBrain(RandomStream random, ZoneGrid grid, int within, int reach) {
        if (within < FixedPoint.ONE || reach < FixedPoint.ONE) {
            throw new IllegalArgumentException("within " + within + " or reach " + reach + " (Q16.16) is below 1 m");
        }
        this.random = random;
        this.within = within;
        this.reach = reach;
        walk = new BorderWalk(random, grid);
    }

    @Override
    public long decide(long tick, BotView view) {
        if (walk.starts(view)) {
            along = walk.home();
            direction = random.nextInt(2) == 0 ? 1 : -1;
            choose(tick, view);
        }
        if (walk.isThere(view, ARRIVED_WITHIN)) {
            choose(tick, view);
        }
        boolean isFar = Math.abs(walk.depth(view)) > within + LONGEST_LEG;
        return walk.go(tick, view, isFar ? InputFlags.SPRINT : 0);
    }

    private void choose(long tick, BotView view) {
        int next = along + direction * (int) random.between(SHORTEST_LEG, LONGEST_LEG);
        int home = walk.home();
        if (Math.abs(next - home) > reach) {
            direction = -direction;
            next = Math.max(home - reach, Math.min(home + reach, next));
        }
        along = next;
        int depth = (int) random.between(-within, within);
        walk.setOut(tick, view, depth, along);
    }
}
