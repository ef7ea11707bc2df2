package io.darkages.scenarios.bots;

import io.darkages.engine.math.FixedPoint;

/** Notices that a player who wants to get on does not: less than half a metre in two seconds. */
final class Obstruction {

    private static final long PATIENCE_TICKS = 2L * Brain.TICKS_PER_SECOND;

    private static final int PROGRESS = FixedPoint.HALF;

    private boolean watching;
    private long sinceTick;
    private int sinceX;
    private int sinceZ;

    /** Whether the player has got nowhere for a while. Call each tick in which it wants to move. */
    boolean blocks(long tick, BotView view) {
        if (!watching) {
            restart(tick, view);
        }
        if (tick - sinceTick < PATIENCE_TICKS) {
            return false;
        }
        boolean stuck = Steering.within(view, sinceX, sinceZ, PROGRESS);
        restart(tick, view);
        return stuck;
    }

    /** Patience starts anew here. */
    void restart(long tick, BotView view) {
        watching = true;
        sinceTick = tick;
        sinceX = view.x();
        sinceZ = view.z();
    }
}
