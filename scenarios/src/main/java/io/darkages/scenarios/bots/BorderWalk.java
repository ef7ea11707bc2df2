package io.darkages.scenarios.bots;

import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.random.RandomStream;

/** The way of a bot at the border between zones that is nearest to where it first stood. Places are in the world. */
final class BorderWalk {

    private final ZoneGrid grid;
    private final Trek trek;
    private BorderLine border;
    private boolean started;
    private int home;
    private int x;
    private int z;

    /**
     * @param random what the trek draws from
     * @throws IllegalArgumentException where there is one zone
     */
    BorderWalk(RandomStream random, ZoneGrid grid) {
        this.grid = grid;
        trek = new Trek(random);
        border = BorderLine.nearest(grid, 0, 0);
    }

    /** Finds the border from where the bot stands; true once, the first time. */
    boolean starts(BotView view) {
        if (started) {
            return false;
        }
        started = true;
        border = BorderLine.nearest(grid, view.x(), view.z());
        home = border.along(view.x(), view.z());
        return true;
    }

    /** Where along the border it first stood, Q16.16 metres. */
    int home() {
        return home;
    }

    /** How far the bot is from the border, Q16.16 metres; below 0 on the side where it did not start. */
    int depth(BotView view) {
        return border.depth(view.x(), view.z());
    }

    /** Sets out for a place by the border, both in Q16.16 metres. */
    void setOut(long tick, BotView view, int depth, int along) {
        x = border.x(depth, along);
        z = border.z(depth, along);
        trek.setOut(tick, view);
    }

    /** Whether the bot is that near to the place that it set out for, Q16.16 metres. */
    boolean isThere(BotView view, int distance) {
        return Steering.within(view, x, z, distance);
    }

    /**
     * The input that takes it there.
     *
     * @param flags as {@link io.darkages.engine.movement.InputFlags}
     */
    long go(long tick, BotView view, int flags) {
        return trek.go(tick, view, x, z, flags);
    }
}
