package io.darkages.scenarios.bots;

import io.darkages.engine.math.Angles;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;

/**
 * Turns as a hand on a mouse does: fast while the way is long, slower towards the end, over several
 * ticks. Pure functions.
 */
final class Steering {

    /** Fastest turn: 4 degrees a tick, 240 degrees a second. */
    static final int MAX_TURN = Angles.TURN / 90;

    /** A tick closes this fraction of what is left. */
    private static final int EASE = 6;

    /** Facing this close to the way to go, one starts walking. */
    private static final int WALK_WITHIN = Angles.QUARTER_TURN / 2;

    private Steering() {}

    /** The yaw after one tick of turning towards a heading, by {@code maxTurn} at most. */
    static int turn(int yaw, int heading, int maxTurn) {
        int left = Angles.difference(yaw, heading);
        int step = left / EASE;
        if (step == 0) {
            step = Integer.signum(left);
        }
        return yaw + Math.max(-maxTurn, Math.min(maxTurn, step)) & Angles.TURN - 1;
    }

    /** The angle after one tick of turning straight towards another, as a practised hand aims. */
    static int aim(int angle, int wanted, int maxTurn) {
        int left = Angles.difference(angle, wanted);
        return angle + Math.max(-maxTurn, Math.min(maxTurn, left));
    }

    /** Turns towards a heading, and goes that way once it is roughly in front. */
    static long go(BotView view, int heading, int flags) {
        int yaw = turn(view.yaw(), heading, MAX_TURN);
        boolean ahead = Math.abs(Angles.difference(yaw, heading)) <= WALK_WITHIN;
        return InputWord.pack(ahead ? flags | InputFlags.FORWARD : 0, yaw, 0);
    }

    /** Stands and looks around towards a heading. */
    static long look(BotView view, int heading) {
        return InputWord.pack(0, turn(view.yaw(), heading, MAX_TURN), 0);
    }

    /** Heading from the player to a point. */
    static int headingTo(BotView view, int x, int z) {
        return Angles.heading((long) x - view.x(), (long) z - view.z());
    }

    /** Whether the player is within a distance of a point, all in Q16.16 metres. */
    static boolean within(BotView view, int x, int z, int distance) {
        long dx = (long) x - view.x();
        long dz = (long) z - view.z();
        return dx * dx + dz * dz <= (long) distance * distance;
    }
}
