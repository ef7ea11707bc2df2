package io.darkages.engine.client;

import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.Obstacles;

/**
 * How long the player had been behind cover, on its own screen, when it was hurt: the other one's advantage from what
 * it still saw. Walks back its own places of the last second, and where the attacker was drawn then, for as long as an
 * obstacle stood between the middles of the two. The attacker's place is drawn anew from the states known by now, which
 * differs from what was seen only where it had been drawn ahead.
 *
 * <p>Not thread-safe; allocates nothing.
 */
final class Cover {

    /** A second: longer than a rewind and half a slow round trip. */
    static final int STEPS = 60;

    private final Sight sight;
    private final Obstacles obstacles;
    private final int halfHeight;
    private final DrawnPlace attacker = new DrawnPlace();

    // A ring of steps.
    private final int[] x = new int[STEPS];
    private final int[] y = new int[STEPS];
    private final int[] z = new int[STEPS];
    private final long[] drawnQ8 = new long[STEPS];
    private final long[] madeNanos = new long[STEPS];
    private int steps;

    /**
     * @param bodyHeight Q16.16 metres
     */
    Cover(Sight sight, Obstacles obstacles, int bodyHeight) {
        this.sight = sight;
        this.obstacles = obstacles;
        halfHeight = bodyHeight / 2;
    }

    /** A new session, or a new life elsewhere. */
    void reset() {
        steps = 0;
    }

    /** Another zone's time is drawn from now on: what was drawn at each step is sought in that. */
    void retimed() {
        for (int back = 1; back <= Math.min(steps, STEPS); back++) {
            int at = (steps - back) % STEPS;
            drawnQ8[at] = sight.timeQ8(madeNanos[at]);
        }
    }

    /** The player made a step, to that place. */
    void stepped(MotionState predicted, long nowNanos) {
        int at = steps % STEPS;
        x[at] = predicted.x;
        y[at] = predicted.y;
        z[at] = predicted.z;
        drawnQ8[at] = sight.timeQ8(nowNanos);
        madeNanos[at] = nowNanos;
        steps = steps + 1 == 2 * STEPS ? STEPS : steps + 1;
    }

    /**
     * For how long an obstacle has stood between the player and an entity; 0 if none does now, a second at most.
     *
     * @param index wire index of an entity
     */
    long behindNanos(int index, long nowNanos) {
        long sinceNanos = nowNanos;
        for (int back = 1; back <= Math.min(steps, STEPS); back++) {
            int at = (steps - back) % STEPS;
            if (!sight.draw(index, drawnQ8[at], attacker)
                    || drawnQ8[at] < DrawnPlace.startQ8(attacker.tickA)
                    || !isBlocked(at)) {
                break;
            }
            sinceNanos = madeNanos[at];
        }
        return nowNanos - sinceNanos;
    }

    private boolean isBlocked(int at) {
        return obstacles.blocksSegment(
                attacker.x, attacker.y + halfHeight, attacker.z, x[at], y[at] + halfHeight, z[at]);
    }
}
