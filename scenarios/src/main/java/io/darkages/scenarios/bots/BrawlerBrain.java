package io.darkages.scenarios.bots;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.random.RandomStream;

/** Runs at the nearest enemy and strikes whenever it can. */
public final class BrawlerBrain extends FighterBrain {

    private static final int CLOSE = FixedPoint.fromMillimetres(1_600);
    private static final int SPRINT_BEYOND = FixedPoint.fromMetres(6);
    private static final int AHEAD_WITHIN = Angles.QUARTER_TURN / 2;

    private final Footwork feet;

    public BrawlerBrain(RandomStream random, FighterHabits habits) {
        super(random, habits);
        feet = new Footwork(random, 400_000);
    }

    /** @param idle what it does while there is nobody to fight, in place of wandering */
    public BrawlerBrain(RandomStream random, FighterHabits habits, Brain idle) {
        super(random, habits, idle);
        feet = new Footwork(random, 400_000);
    }

    @Override
    long fight(long tick, BotView view) {
        int yaw = face(view);
        if (view.arena().ready() && isBlowInReach(view, yaw)) {
            view.arena().strike(AttackKind.MELEE);
            struck();
        }
        return InputWord.pack(steps(tick, view, yaw), yaw, 0);
    }

    private int steps(long tick, BotView view, int yaw) {
        long distance = quarry.distance(view);
        if (distance <= closeness(CLOSE)) {
            feet.arrived(tick, view);
            return feet.side(tick) | backOff(view);
        }
        if (Math.abs(Angles.difference(yaw, quarry.heading(view))) > AHEAD_WITHIN) {
            return 0;
        }
        return feet.approach(tick, view, distance > SPRINT_BEYOND ? InputFlags.SPRINT : 0);
    }
}
