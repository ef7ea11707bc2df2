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
    private final ZoneGrid grid;
    private final int within;
    private final int reach;
    private final Trek trek;
    private BorderLine border;
    private int home;
    private int direction;
    private int along;
    private int x;
    private int z;
    private boolean started;

    /**
     * @param within how far from the border it goes, on both sides, Q16.16 metres, at least 1 m
     * @param reach how far along the border it goes, each way, Q16.16 metres, at least 1 m
     */
    public BorderHuggerBrain(RandomStream random, ZoneGrid grid, int within, int reach) {
        if (within < FixedPoint.ONE || reach < FixedPoint.ONE) {
            throw new IllegalArgumentException("within " + within + " or reach " + reach + " (Q16.16) is below 1 m");
        }
        this.random = random;
        this.grid = grid;
        this.within = within;
        this.reach = reach;
        trek = new Trek(random);
        border = BorderLine.nearest(grid, 0, 0);
    }

    @Override
    public long decide(long tick, BotView view) {
        if (!started) {
            started = true;
            border = BorderLine.nearest(grid, view.x(), view.z());
            home = border.along(view.x(), view.z());
            along = home;
            direction = random.nextInt(2) == 0 ? 1 : -1;
            choose(tick, view);
        }
        if (Steering.within(view, x, z, ARRIVED_WITHIN)) {
            choose(tick, view);
        }
        boolean isFar = Math.abs(border.depth(view.x(), view.z())) > within + LONGEST_LEG;
        return trek.go(tick, view, x, z, isFar ? InputFlags.SPRINT : 0);
    }

    private void choose(long tick, BotView view) {
        int next = along + direction * (int) random.between(SHORTEST_LEG, LONGEST_LEG);
        if (Math.abs(next - home) > reach) {
            direction = -direction;
            next = Math.max(home - reach, Math.min(home + reach, next));
        }
        along = next;
        int depth = (int) random.between(-within, within);
        x = border.x(depth, along);
        z = border.z(depth, along);
        trek.setOut(tick, view);
    }
}
