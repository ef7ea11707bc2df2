package io.darkages.scenarios.bots;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.random.RandomStream;

/** Strikes at a rate of its own, ready or not, at whom it runs after. */
public final class RapidFireBrain extends FighterBrain {

    private static final int MELEE_DISTANCE = FixedPoint.fromMillimetres(1_600);
    private static final int RANGED_DISTANCE = FixedPoint.fromMetres(15);

    private final AttackKind kind;
    private final int intervalTicks;
    private final Footwork feet;
    private final Marksmanship bow;
    private long strikeTick;

    /** @param attacksPerSecond 1 to 60 */
    public RapidFireBrain(RandomStream random, FighterHabits habits, AttackKind kind, int attacksPerSecond) {
        super(random, habits);
        this.kind = kind;
        intervalTicks = TICKS_PER_SECOND / attacksPerSecond;
        feet = new Footwork(random, 400_000);
        bow = new Marksmanship(random, habits.aim());
    }

    @Override
    long fight(long tick, BotView view) {
        bow.aim(view, quarry.drawn);
        int keep = kind == AttackKind.MELEE ? MELEE_DISTANCE : RANGED_DISTANCE;
        long distance = quarry.distance(view);
        if (tick >= strikeTick && distance <= 2L * keep) {
            view.arena().strike(kind);
            strikeTick = tick + intervalTicks;
            bow.next();
        }
        if (distance <= keep) {
            feet.arrived(tick, view);
            return InputWord.pack(feet.side(tick) | backOff(view), bow.yaw(), bow.pitch());
        }
        return InputWord.pack(
                feet.approach(tick, view, distance > 4L * keep ? InputFlags.SPRINT : 0), bow.yaw(), bow.pitch());
    }
}
