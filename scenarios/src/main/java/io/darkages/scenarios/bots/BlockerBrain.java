package io.darkages.scenarios.bots;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.random.RandomStream;

/** Advances behind its guard, which it lowers for a blow every two to five seconds. */
public final class BlockerBrain extends FighterBrain {

    private static final int CLOSE = FixedPoint.fromMillimetres(1_800);
    private static final int GUARD_WITHIN = FixedPoint.fromMetres(10);
    /** So long the guard is down before the blow, if none is in reach. */
    private static final int OPEN_TICKS = Brain.TICKS_PER_SECOND / 2;

    private final Footwork feet;
    private long openTick;

    public BlockerBrain(RandomStream random, FighterHabits habits) {
        super(random, habits);
        feet = new Footwork(random, 700_000);
    }

    @Override
    long fight(long tick, BotView view) {
        int yaw = face(view);
        long distance = quarry.distance(view);
        int steps;
        if (distance > closeness(CLOSE)) {
            steps = feet.approach(tick, view, 0);
        } else {
            feet.arrived(tick, view);
            steps = feet.side(tick) | backOff(view);
        }
        if (distance > GUARD_WITHIN) {
            return InputWord.pack(steps, yaw, 0);
        }
        boolean open = tick >= openTick && tick < openTick + OPEN_TICKS;
        if (open && view.arena().ready() && isBlowInReach(view, yaw)) {
            view.arena().strike(AttackKind.MELEE);
            struck();
            guardFor(tick);
            return InputWord.pack(steps, yaw, 0);
        }
        if (tick >= openTick + OPEN_TICKS) {
            guardFor(tick);
        }
        return InputWord.pack(steps | (open ? 0 : InputFlags.BLOCK), yaw, 0);
    }

    private void guardFor(long tick) {
        openTick = tick + random.between(2L * TICKS_PER_SECOND, 5L * TICKS_PER_SECOND);
    }
}
