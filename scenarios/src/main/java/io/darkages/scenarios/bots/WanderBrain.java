package io.darkages.scenarios.bots;

import io.darkages.engine.math.Angles;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.random.RandomStream;

/**
 * Walks or sprints at random about a home: every now and then it takes another direction, stands a
 * while or goes askew, and it jumps sometimes. Near the rim of its area it goes home until it is
 * half-way there. Its home is where it was when it was first asked, unless it was given one.
 */
public final class WanderBrain implements Brain {

    /** Turning back takes some metres; it starts this far inside the rim, or at 3/4 of a small area. */
    private static final int RIM_Q16 = 8 << 16;

    private final RandomStream random;
    private final WanderHabits habits;
    private int homeX;
    private int homeZ;
    private boolean settled;
    private boolean homing;
    private int heading;
    private int flags;
    private boolean resting;
    private long chooseAtTick;
    private long jumpAtTick;

    public WanderBrain(RandomStream random, WanderHabits habits) {
        this.random = random;
        this.habits = habits;
    }

    /** Moves its home to that point, in Q16.16 metres. */
    void settle(int x, int z) {
        homeX = x;
        homeZ = z;
        settled = true;
    }

    @Override
    public long decide(long tick, BotView view) {
        if (!settled) {
            settle(view.x(), view.z());
        }
        if (tick >= chooseAtTick) {
            choose(tick);
        }
        int turnBack = Math.max(habits.roamQ16() - RIM_Q16, habits.roamQ16() / 4 * 3);
        homing = !Steering.within(view, homeX, homeZ, homing ? habits.roamQ16() / 2 : turnBack);
        if (homing) {
            heading = Steering.headingTo(view, homeX, homeZ);
            return Steering.go(view, heading, pace() | jump(tick));
        }
        if (resting) {
            return Steering.look(view, heading);
        }
        return Steering.go(view, heading, flags | jump(tick));
    }

    private void choose(long tick) {
        chooseAtTick = tick + spread(habits.turnEveryTicks());
        heading = random.nextInt(Angles.TURN);
        resting = random.chance(habits.restPartsPerMillion());
        boolean askew = random.chance(habits.strafePartsPerMillion());
        int side = random.nextInt(2) == 0 ? InputFlags.LEFT : InputFlags.RIGHT;
        flags = pace() | (askew ? side : 0);
    }

    private int pace() {
        return habits.sprints() ? InputFlags.SPRINT : 0;
    }

    private int jump(long tick) {
        if (habits.jumpEveryTicks() == 0 || tick < jumpAtTick) {
            return 0;
        }
        boolean first = jumpAtTick == 0;
        jumpAtTick = tick + spread(habits.jumpEveryTicks());
        return first ? 0 : InputFlags.JUMP;
    }

    /** From half to one and a half of an average. */
    private long spread(long average) {
        return random.between(average - average / 2, average + average / 2);
    }
}
