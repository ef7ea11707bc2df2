package io.darkages.scenarios.bots;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.random.RandomStream;

/** Circles around its enemy, steps in to strike, steps out behind its guard while it can't. */
public final class DuellistBrain extends FighterBrain {

    /** Just out of a blow's reach. */
    private static final int OUT_OF_REACH = FixedPoint.fromMillimetres(3_000);

    private static final int STRIKING = FixedPoint.fromMillimetres(1_800);
    private static final int SPRINT_BEYOND = FixedPoint.fromMetres(8);
    /** How often it guards itself while it steps out. */
    private static final int GUARDS = 600_000;

    private final Footwork feet;
    private boolean guards;

    public DuellistBrain(RandomStream random, FighterHabits habits) {
        super(random, habits);
        feet = new Footwork(random, 100_000);
    }

    @Override
    long fight(long tick, BotView view) {
        int yaw = face(view);
        long distance = quarry.distance(view);
        if (distance > SPRINT_BEYOND) {
            return InputWord.pack(feet.approach(tick, view, InputFlags.SPRINT), yaw, 0);
        }
        feet.arrived(tick, view);
        int side = feet.side(tick);
        if (!view.arena().ready()) {
            int back = distance < OUT_OF_REACH ? InputFlags.BACK : 0;
            return InputWord.pack(side | back | (guards ? InputFlags.BLOCK : 0), yaw, 0);
        }
        if (isBlowInReach(view, yaw)) {
            view.arena().strike(AttackKind.MELEE);
            struck();
            guards = random.chance(GUARDS);
        }
        return InputWord.pack(side | (distance > closeness(STRIKING) ? InputFlags.FORWARD : backOff(view)), yaw, 0);
    }
}
