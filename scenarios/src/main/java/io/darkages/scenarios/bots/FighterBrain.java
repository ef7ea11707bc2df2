package io.darkages.scenarios.bots;

import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.random.RandomStream;

/**
 * What all fighters do: lie still when dead, wander or do what else they are for when there is nobody to fight, and fight otherwise. Blows
 * come from too far away now and then, so that some miss.
 */
abstract class FighterBrain implements Brain {

    /** 9 degrees a tick: a fight needs a faster hand than a walk. */
    static final int FIGHT_TURN = Angles.TURN / 40;

    /** The rules' 2.5 m of a blow, and some prudence. */
    private static final int SHORTEST_BLOW = FixedPoint.fromMillimetres(1_500);

    private static final int LONGEST_BLOW = FixedPoint.fromMillimetres(2_250);

    private static final int NEAREST_BLOW = FixedPoint.fromMillimetres(500);

    /** Who overreaches strikes from here. */
    private static final int SHORTEST_OVERREACH = FixedPoint.fromMillimetres(2_800);

    private static final int LONGEST_OVERREACH = FixedPoint.fromMillimetres(3_200);
    private static final int OVERREACHES = 150_000;

    /** The rules' 30 degrees to each side, and some prudence: 20. */
    private static final int WIDEST_BLOW = Angles.TURN / 18;

    /** Nearer than this one steps back. */
    private static final int TOO_NEAR = FixedPoint.fromMillimetres(1_000);

    /** With an even aim blows come from anywhere around the reach, 2.5 m. */
    private static final int LONGEST_EVEN_BLOW = FixedPoint.fromMillimetres(3_500);

    /** And up to 45 degrees beside the enemy, around the edge of the cone at 30. */
    private static final int WIDEST_EVEN_BLOW = Angles.TURN / 8;

    /** It faces where it wants to within 2 degrees. */
    private static final int FACED_WITHIN = Angles.TURN / 180;

    /** From so much nearer than it wants to strike it steps back. */
    private static final int DISTANCE_KEPT = FixedPoint.fromMillimetres(250);

    final RandomStream random;
    final Quarry quarry;
    private final Brain idle;
    private final Aim aim;
    private int blowReach = SHORTEST_BLOW;
    private int blowAngle = WIDEST_BLOW / 2;
    /** So far beside its enemy it strikes. */
    private int blowAside;

    FighterBrain(RandomStream random, FighterHabits habits) {
        this(random, habits, new WanderBrain(random, habits.idle()));
    }

    /** @param idle what it does while there is nobody to fight */
    FighterBrain(RandomStream random, FighterHabits habits, Brain idle) {
        this.random = random;
        this.idle = idle;
        quarry = new Quarry(random, habits.sightQ16());
        aim = habits.aim();
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

    /** The yaw after one tick of turning to the enemy, or to where it wants to strike beside it. */
    int face(BotView view) {
        boolean isNear = quarry.distance(view) < LONGEST_EVEN_BLOW;
        return Steering.turn(view.yaw(), quarry.heading(view) + (isNear ? blowAside : 0), FIGHT_TURN);
    }

    /** How near it wants to get: for an even aim where it strikes from, else as it is used to. */
    int closeness(int usual) {
        return aim == Aim.EVEN ? blowReach : usual;
    }

    /** {@link InputFlags#BACK} where the enemy is too near, else 0. */
    int backOff(BotView view) {
        int tooNear = aim == Aim.EVEN ? Math.max(TOO_NEAR, blowReach - DISTANCE_KEPT) : TOO_NEAR;
        return quarry.distance(view) < tooNear ? InputFlags.BACK : 0;
    }

    /** Whether a blow now, with that yaw, seems worth it to it. */
    boolean isBlowInReach(BotView view, int yaw) {
        long distance = quarry.distance(view);
        // Who overreaches does so plainly: not from where it might be in reach after all. And who stands inside
        // another can't tell where it is.
        boolean isPlain = aim == Aim.EVEN
                || distance >= NEAREST_BLOW && distance <= LONGEST_BLOW
                || distance >= SHORTEST_OVERREACH;
        return isPlain
                && distance <= blowReach
                && Math.abs(Angles.difference(yaw, quarry.heading(view) + blowAside)) <= blowAngle;
    }

    /** The blow was struck: the next is judged by another eye. */
    void struck() {
        if (aim == Aim.EVEN) {
            blowReach = (int) random.between(SHORTEST_BLOW, LONGEST_EVEN_BLOW);
            blowAside = (int) random.between(-WIDEST_EVEN_BLOW, WIDEST_EVEN_BLOW);
            blowAngle = FACED_WITHIN;
            return;
        }
        blowReach = (int)
                (random.chance(OVERREACHES)
                        ? random.between(SHORTEST_OVERREACH, LONGEST_OVERREACH)
                        : random.between(SHORTEST_BLOW, LONGEST_BLOW));
        blowAngle = (int) random.between(WIDEST_BLOW / 4, WIDEST_BLOW);
    }
}
