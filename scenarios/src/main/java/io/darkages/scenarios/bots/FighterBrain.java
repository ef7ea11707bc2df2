package io.darkages.scenarios.bots;

import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.random.RandomStream;

/**
 * What all fighters do: lie still when dead, wander when there is nobody to fight, and fight otherwise. Blows
 * come from too far away now and then, so that some miss.
 */
abstract class FighterBrain implements Brain {

    /** 9 degrees a tick: a fight needs a faster hand than a walk. */
    static final int FIGHT_TURN = Angles.TURN / 40;

    /** The rules' 2.5 m of a blow, and some prudence. */
    private static final int SHORTEST_BLOW = FixedPoint.fromMillimetres(1_500);

    private static final int LONGEST_BLOW = FixedPoint.fromMillimetres(2_250);

    /** Who overreaches strikes from here. */
    private static final int SHORTEST_OVERREACH = FixedPoint.fromMillimetres(2_800);

    private static final int LONGEST_OVERREACH = FixedPoint.fromMillimetres(3_200);
    private static final int OVERREACHES = 150_000;

    /** The rules' 30 degrees to each side, and some prudence: 20. */
    private static final int WIDEST_BLOW = Angles.TURN / 18;

    /** Nearer than this one steps back: who stands inside another can't tell where it is. */
    private static final int TOO_NEAR = FixedPoint.fromMillimetres(1_000);

    final RandomStream random;
    final Quarry quarry;
    private final WanderBrain idle;
    private long blowReach = SHORTEST_BLOW;
    private int blowAngle = WIDEST_BLOW / 2;

    FighterBrain(RandomStream random, FighterHabits habits) {
        this.random = random;
        quarry = new Quarry(random, habits.sightQ16());
        idle = new WanderBrain(random, habits.idle());
    }

    @Override
    public final long decide(long tick, BotView view) {
        if (!view.arena().alive()) {
            return InputWord.pack(0, view.yaw(), 0);
        }
        if (!quarry.follow(tick, view)) {
            return idle.decide(tick, view);
        }
        return fight(tick, view);
    }

    /** The input of a tick in which there is a {@link #quarry}. */
    abstract long fight(long tick, BotView view);

    /** The yaw after one tick of turning to the enemy. */
    int face(BotView view) {
        return Steering.turn(view.yaw(), quarry.heading(view), FIGHT_TURN);
    }

    /** {@link InputFlags#BACK} where the enemy is too near, else 0. */
    int backOff(BotView view) {
        return quarry.distance(view) < TOO_NEAR ? InputFlags.BACK : 0;
    }

    /** Whether a blow now, with that yaw, seems worth it to it. */
    boolean isBlowInReach(BotView view, int yaw) {
        return quarry.distance(view) <= blowReach
                && Math.abs(Angles.difference(yaw, quarry.heading(view))) <= blowAngle;
    }

    /** The blow was struck: the next is judged by another eye. */
    void struck() {
        blowReach = random.chance(OVERREACHES)
                ? random.between(SHORTEST_OVERREACH, LONGEST_OVERREACH)
                : random.between(SHORTEST_BLOW, LONGEST_BLOW);
        blowAngle = (int) random.between(WIDEST_BLOW / 4, WIDEST_BLOW);
    }
}
