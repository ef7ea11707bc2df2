package io.darkages.scenarios.bots;

import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.random.RandomStream;

/** Aims a shot at where somebody is drawn, a little beside it: each shot errs in its own way. */
final class Marksmanship {

    /** The target's sphere has 0.5 m: a steady hand stays well inside it. */
    private static final int ERROR_ASIDE = FixedPoint.fromMillimetres(230);

    private static final int ERROR_UP = FixedPoint.fromMillimetres(180);

    /** An unsteady one is off by so much, to either side: one shot in three. */
    private static final int LEAST_SLIP = FixedPoint.fromMillimetres(800);

    private static final int MOST_SLIP = FixedPoint.fromMillimetres(2_000);
    private static final int SLIPS = 330_000;

    /** Errors of an even aim: up to the edge of the target, and as far past it. */
    private static final int EVEN_ERROR = 2 * CombatRules.standard().reach().targetRadius();

    /** 6 degrees a tick. */
    private static final int MAX_TURN = Angles.TURN / 60;

    private static final int EYE = CombatRules.standard().reach().eyeHeight();
    private static final int MIDDLE = MovementRules.standard().height() / 2;

    private final RandomStream random;
    private final Aim aim;
    private int errorAside;
    private int errorUp;
    private int yaw;
    private int pitch;
    private boolean steady;

    Marksmanship(RandomStream random, Aim aim) {
        this.random = random;
        this.aim = aim;
        next();
    }

    /** The shot is off: the next errs in another way. */
    void next() {
        if (aim == Aim.EVEN) {
            long off = random.between(0, EVEN_ERROR);
            int way = random.nextInt(Angles.TURN);
            errorAside = (int) (off * Angles.cos(way) >> FixedPoint.FRACTION_BITS);
            errorUp = (int) (off * Angles.sin(way) >> FixedPoint.FRACTION_BITS);
            return;
        }
        int slip = (int) random.between(LEAST_SLIP, MOST_SLIP);
        int side = random.nextInt(2) == 0 ? 1 : -1;
        errorAside = random.chance(SLIPS) ? side * slip : (int) random.between(-ERROR_ASIDE, ERROR_ASIDE);
        errorUp = (int) random.between(-ERROR_UP, ERROR_UP);
    }

    /** One tick of aiming. */
    void aim(BotView view, DrawnPlace target) {
        long dx = (long) target.x - view.x();
        long dz = (long) target.z - view.z();
        long distance = Math.max(FixedPoint.ONE / 4, FixedPoint.distance(dx, dz));
        int heading = Angles.heading(dx, dz) + Angles.heading(errorAside, distance);
        long dy = (long) target.y + MIDDLE + errorUp - view.y() - EYE;
        int wantedPitch = Angles.difference(0, Angles.heading(dy, distance));
        yaw = Steering.aim(view.yaw(), heading, MAX_TURN) & Angles.TURN - 1;
        // A pitch is looked up in no time: the hand has nothing else to do.
        pitch = Math.max(-Angles.QUARTER_TURN, Math.min(Angles.QUARTER_TURN, wantedPitch));
        steady = Math.abs(Angles.difference(yaw, heading)) <= 1;
    }

    int yaw() {
        return yaw;
    }

    int pitch() {
        return pitch;
    }

    /** Whether it aims where it wants to. */
    boolean isSteady() {
        return steady;
    }
}
