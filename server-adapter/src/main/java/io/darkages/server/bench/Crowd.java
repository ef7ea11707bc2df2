package io.darkages.server.bench;

import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.movement.ObstaclesBuilder;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.zone.Roster;
import io.darkages.scenarios.bots.Aim;
import io.darkages.scenarios.bots.ArcherBrain;
import io.darkages.scenarios.bots.Brain;
import io.darkages.scenarios.bots.BrawlerBrain;
import io.darkages.scenarios.bots.CircleBrain;
import io.darkages.scenarios.bots.FighterHabits;
import io.darkages.scenarios.bots.LineBrain;
import io.darkages.scenarios.bots.WanderBrain;
import io.darkages.scenarios.bots.WanderHabits;

/**
 * Players in a disc, and what they do there: of twenty, ten wander at a walk, four go round in circles,
 * three walk to and fro and three wander at a run, as in the library's plaza. None ever
 * rests, but who turns back turns on the spot.
 *
 * @param players how many, with ids from 1
 * @param spawnRadius of the disc in which they enter, evenly spread, Q16.16 metres
 * @param roam how far wanderers go from where they entered, Q16.16 metres
 * @param circle radius of the circles, Q16.16 metres
 * @param line length of the walks to and fro, Q16.16 metres
 * @param unsteady whether all look about while they go
 * @param temper whether they fight; who does is a brawler or an archer, one half each
 * @param obstacles what stands in their way
 */
record Crowd(
        int players,
        int spawnRadius,
        int roam,
        int circle,
        int line,
        boolean unsteady,
        Temper temper,
        Obstacles obstacles)
        implements Roster {

    /** What they are to each other. */
    enum Temper {
        PEACEFUL,
        /** They go for each other and strike at their cooldown. */
        FIGHTING,
        /** They go for each other and don't strike. */
        TRUCE
    }

    private static final int ARCHERS_RANGE = metres(15);
    private static final long TURN_NANOS = 3_000_000_000L;
    private static final long JUMP_NANOS = 8_000_000_000L;
    private static final int ASKEW_PARTS_PER_MILLION = 150_000;

    /** Spread over 250 m among some of its houses and columns, like the library's plaza. */
    static Crowd plaza(int players) {
        ObstaclesBuilder builder = Obstacles.builder()
                .boxMillimetres(45_000, 30_000, 75_000, 50_000, 0, 12_000)
                .cylinderMillimetres(0, 0, 6_000, 0, 2_000);
        for (int i = 0; i < 8; i++) {
            builder.boxMillimetres(-52_000, 20_000 + 10_000 * i, -48_000, 23_000 + 10_000 * i, 0, 3_000);
            builder.cylinderMillimetres(-70_000 + 20_000 * i, -20_000, 1_000, 0, 8_000);
        }
        return new Crowd(
                players, metres(250), metres(40), metres(8), metres(60), false, Temper.PEACEFUL, builder.build());
    }

    /** On open ground, doing what those of the plaza do. */
    static Crowd field(int players, int spawnRadius) {
        return new Crowd(players, spawnRadius, metres(40), metres(8), metres(60), false, Temper.PEACEFUL, open());
    }

    /** Everybody within 50 m of everybody else, always: all stay within 25 m of the centre. */
    static Crowd neighbours(int players, boolean unsteady) {
        return new Crowd(players, metres(8), metres(16), metres(8), metres(16), unsteady, Temper.PEACEFUL, open());
    }

    /** Enemies who are at each other all the time; with a truce they do the same and never strike. */
    static Crowd fighters(int players, boolean truce) {
        Temper temper = truce ? Temper.TRUCE : Temper.FIGHTING;
        return new Crowd(players, metres(16), metres(16), metres(1), metres(1), false, temper, open());
    }

    /** Standing in a disc without obstacles, to be looked at. */
    static Crowd standing(int players, int spawnRadius) {
        return new Crowd(players, spawnRadius, metres(1), metres(1), metres(1), false, Temper.PEACEFUL, open());
    }

    private static Obstacles open() {
        return Obstacles.builder().build();
    }

    private static int metres(int metres) {
        return metres * FixedPoint.ONE;
    }

    Brain brain(long player, RandomStream random) {
        if (temper != Temper.PEACEFUL) {
            FighterHabits habits = new FighterHabits(metres(60), Aim.CLEAR, WanderHabits.walking(roam, TURN_NANOS));
            return player % 2 == 0 ? new BrawlerBrain(random, habits) : new ArcherBrain(random, habits, ARCHERS_RANGE);
        }
        int kind = (int) (player % 20);
        Brain steady = steadyBrain(kind, random);
        return unsteady ? new UnsteadyBrain(steady, random) : steady;
    }

    private Brain steadyBrain(int kind, RandomStream random) {
        if (kind < 10) {
            WanderHabits usual = WanderHabits.walking(roam, TURN_NANOS);
            return new WanderBrain(
                    random,
                    new WanderHabits(
                            usual.roamQ16(),
                            usual.turnEveryTicks(),
                            false,
                            usual.jumpEveryTicks(),
                            0,
                            ASKEW_PARTS_PER_MILLION));
        }
        if (kind < 14) {
            return new CircleBrain(random, circle);
        }
        if (kind < 17) {
            return new LineBrain(random, line);
        }
        return new WanderBrain(random, WanderHabits.sprinting(roam, TURN_NANOS, JUMP_NANOS));
    }

    @Override
    public boolean admits(long player) {
        return player >= 1 && player <= players;
    }

    @Override
    public int team(long player) {
        return 0;
    }

    @Override
    public void spawn(long player, MotionState state) {
        RandomStream random = new Randomness(player).stream("spawn");
        do {
            long part = random.between(0, FixedPoint.ONE);
            long radius = FixedPoint.isqrt((long) spawnRadius * spawnRadius / FixedPoint.ONE * part);
            int bearing = random.nextInt(Angles.TURN);
            state.place((int) (radius * Angles.sin(bearing) / FixedPoint.ONE), 0, (int)
                    (radius * Angles.cos(bearing) / FixedPoint.ONE));
        } while (!obstacles.isFree(state.x, 0, state.z, MovementRules.standard()));
    }
}
