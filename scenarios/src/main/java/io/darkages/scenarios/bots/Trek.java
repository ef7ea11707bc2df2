package io.darkages.scenarios.bots;

import io.darkages.engine.math.Angles;
import io.darkages.engine.random.RandomStream;

/** The way to a place and around what stands in it. */
final class Trek {

    private static final int DETOUR_TICKS = Brain.TICKS_PER_SECOND;

    /** Sideways and a little back, so that one gets clear of a wall one ran into. */
    private static final int DETOUR_ANGLE = Angles.QUARTER_TURN + Angles.TURN / 32;

    private final RandomStream random;
    private final Obstruction obstruction = new Obstruction();
    private long detourUntilTick;
    private int detourSide;

    Trek(RandomStream random) {
        this.random = random;
    }

    /** It leads to another place from now on. */
    void setOut(long tick, BotView view) {
        detourUntilTick = tick;
        obstruction.restart(tick, view);
    }

    /**
     * The input of one tick on the way.
     *
     * @param flags pressed where nothing is in the way
     */
    long go(long tick, BotView view, int x, int z, int flags) {
        int heading = Steering.headingTo(view, x, z);
        if (tick < detourUntilTick) {
            return Steering.go(view, heading + detourSide, 0);
        }
        if (obstruction.blocks(tick, view)) {
            detourUntilTick = tick + random.between(DETOUR_TICKS, 3L * DETOUR_TICKS);
            detourSide = random.nextInt(2) == 0 ? DETOUR_ANGLE : -DETOUR_ANGLE;
        }
        return Steering.go(view, heading, flags);
    }
}
