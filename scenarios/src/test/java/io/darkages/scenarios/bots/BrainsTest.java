package io.darkages.scenarios.bots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BrainsTest {

    private static final long SECOND = 1_000_000_000L;

    private static final List<Function<RandomStream, Brain>> ALL = List.of(
            random -> new WanderBrain(random, WanderHabits.walking(metres(30), 2 * SECOND)),
            random -> new WanderBrain(random, WanderHabits.sprinting(metres(60), 2 * SECOND, 3 * SECOND)),
            random -> new CircleBrain(random, metres(10)),
            random -> new LineBrain(random, metres(20)),
            random -> new CrowdBrain(
                    random,
                    new GatheringPlan(metres(50), metres(-20), metres(10), 5 * SECOND, 20 * SECOND),
                    WanderHabits.walking(metres(10), SECOND)));

    @Test
    void decideTheSameForTheSameStreamAndOtherwiseForAnother() {
        for (Function<RandomStream, Brain> maker : ALL) {
            long once = new Walker(maker.apply(stream(1)), 5, 5).walk(30).hash();
            assertEquals(once, new Walker(maker.apply(stream(1)), 5, 5).walk(30).hash());
            assertNotEquals(
                    once, new Walker(maker.apply(stream(2)), 5, 5).walk(30).hash());
        }
    }

    @Test
    void idleStandsAndKeepsItsYaw() {
        Walker walker = new Walker(new IdleBrain(), 3, 4).walk(10);
        assertEquals(0, walker.metresFrom(3, 4));
        assertEquals(600, walker.stillTicks());
        assertEquals(0, walker.turningTicks());
    }

    @Property(tries = 40)
    void wanderersStayInTheirDisc(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 250) int roamMetres, @ForAll boolean sprints) {
        WanderHabits habits = sprints
                ? WanderHabits.sprinting(metres(roamMetres), 3 * SECOND, 5 * SECOND)
                : WanderHabits.walking(metres(roamMetres), 3 * SECOND);
        // A small disc may be left by what it takes to stop and turn.
        int limit = roamMetres + (roamMetres < 16 ? 2 : 0);
        new Walker(new WanderBrain(stream(seed), habits), -20, 30)
                .walk(
                        90,
                        walker -> assertTrue(
                                walker.metresFrom(-20, 30) <= limit,
                                () -> walker.metresFrom(-20, 30) + " m at tick " + walker.tick()));
    }

    @Test
    void aWalkerWalksRestsTurnsSmoothlyStrafesAndJumps() {
        Walker walker =
                new Walker(new WanderBrain(stream(3), WanderHabits.walking(metres(40), 2 * SECOND)), 0, 0).walk(300);
        int ticks = 300 * Brain.TICKS_PER_SECOND;
        assertTrue(walker.fastestTurn() <= Steering.MAX_TURN, "turns by " + walker.fastestTurn());
        assertTrue(walker.turningTicks() > ticks / 20, "turns in " + walker.turningTicks());
        assertTrue(walker.pressed(InputFlags.FORWARD) > ticks / 2, "forward in " + walker.pressed(InputFlags.FORWARD));
        assertTrue(walker.stillTicks() > ticks / 20, "still in " + walker.stillTicks());
        assertTrue(walker.pressed(InputFlags.LEFT) > 0 && walker.pressed(InputFlags.RIGHT) > 0);
        int jumps = walker.pressed(InputFlags.JUMP);
        assertTrue(jumps >= 5 && jumps <= 30, "jumps " + jumps);
        assertEquals(0, walker.pressed(InputFlags.SPRINT));
    }

    @Test
    void aSprinterRuns() {
        WanderHabits habits = WanderHabits.sprinting(metres(200), 5 * SECOND, 0);
        Walker walker = new Walker(new WanderBrain(stream(4), habits), 0, 0).walk(60);
        assertTrue(walker.pressed(InputFlags.SPRINT) > 50 * Brain.TICKS_PER_SECOND);
        assertEquals(0, walker.pressed(InputFlags.JUMP));
    }

    @Property(tries = 20)
    void aCircleIsRoundAndGoesRound(@ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int radiusMetres) {
        Walker walker = new Walker(new CircleBrain(stream(seed), metres(radiusMetres)), 0, 0);
        int[] farthest = new int[1];
        int[] returns = new int[1];
        boolean[] away = new boolean[1];
        walker.walk(180, w -> {
            int distance = w.metresFrom(0, 0);
            farthest[0] = Math.max(farthest[0], distance);
            if (distance > radiusMetres) {
                away[0] = true;
            } else if (away[0] && distance <= 1 + radiusMetres / 4) {
                away[0] = false;
                returns[0]++;
            }
        });
        // Over a diameter away on the far side, and back once for each round of 2 pi r at 6 m/s.
        int rounds = 180 * 6 * 100 / (628 * radiusMetres);
        assertTrue(
                farthest[0] >= 2 * radiusMetres - 2 && farthest[0] <= 2 * radiusMetres + 2,
                () -> "farthest " + farthest[0]);
        assertTrue(Math.abs(returns[0] - rounds) <= 1 + rounds / 5, () -> returns[0] + " rounds, not " + rounds);
    }

    @Property(tries = 20)
    void aLineIsWalkedToAndFro(@ForAll long seed, @ForAll @IntRange(min = 5, max = 100) int lengthMetres) {
        Walker walker = new Walker(new LineBrain(stream(seed), metres(lengthMetres)), 10, 10);
        int[] visits = new int[2];
        boolean[] far = new boolean[1];
        walker.walk(240, w -> {
            int distance = w.metresFrom(10, 10);
            assertTrue(distance <= lengthMetres + 1, () -> "strayed " + distance);
            if (!far[0] && distance >= lengthMetres - 2) {
                far[0] = true;
                visits[0]++;
            } else if (far[0] && distance <= 1) {
                far[0] = false;
                visits[1]++;
            }
        });
        // 240 s at 6 m/s are 1,440 m; up to 2 s go into each turn.
        int legs = 1_440 / (lengthMetres + 12);
        assertTrue(visits[0] >= legs / 2 && visits[1] >= legs / 2 - 1, () -> visits[0] + " and " + visits[1]);
    }

    @Property(tries = 30)
    void theSmallestAreasThatAScenarioMayAskForWork(@ForAll long seed, @ForAll @IntRange(max = 3) int kind) {
        Brain brain =
                switch (kind) {
                    case 0 ->
                        new WanderBrain(stream(seed), WanderHabits.walking(FixedPoint.fromMillimetres(1), SECOND));
                    case 1 -> new CircleBrain(stream(seed), metres(1));
                    case 2 -> new LineBrain(stream(seed), metres(1));
                    default ->
                        new CrowdBrain(
                                stream(seed),
                                new GatheringPlan(0, 0, metres(1), 0, 60 * SECOND),
                                WanderHabits.walking(FixedPoint.fromMillimetres(1), SECOND));
                };
        Walker walker = new Walker(brain, 0, 0);
        walker.walk(30, w -> assertTrue(w.metresFrom(0, 0) <= 3, () -> w.metresFrom(0, 0) + " m"));
        assertTrue(walker.pressed(InputFlags.FORWARD) > 0);
    }

    @Test
    void aBlockedLineTurnsRound() {
        Obstacles walls = Obstacles.builder()
                .boxMillimetres(-60_000, 10_000, 60_000, 12_000, 0, 3_000)
                .boxMillimetres(-60_000, -12_000, 60_000, -10_000, 0, 3_000)
                .boxMillimetres(10_000, -10_000, 12_000, 10_000, 0, 3_000)
                .boxMillimetres(-12_000, -10_000, -10_000, 10_000, 0, 3_000)
                .build();
        int[] returns = new int[1];
        boolean[] away = new boolean[1];
        new Walker(new LineBrain(stream(6), metres(80)), 0, 0, walls).walk(120, walker -> {
            if (walker.metresFrom(0, 0) >= 8) {
                away[0] = true;
            } else if (away[0] && walker.metresFrom(0, 0) <= 1) {
                away[0] = false;
                returns[0]++;
            }
        });
        assertTrue(returns[0] >= 3, "came back " + returns[0] + " times");
    }

    @Property(tries = 20)
    void aCrowdGathersMillsAboutAndGoesHome(@ForAll long seed) {
        GatheringPlan plan = new GatheringPlan(metres(100), metres(-50), metres(15), 20 * SECOND, 60 * SECOND);
        Brain brain = new CrowdBrain(stream(seed), plan, WanderHabits.walking(metres(20), 2 * SECOND));
        new Walker(brain, -60, 40).walk(100, walker -> {
            long second = walker.tick() / Brain.TICKS_PER_SECOND;
            if (second < 20 || second >= 95) {
                assertTrue(walker.metresFrom(-60, 40) <= 20, () -> "not at home at " + second + " s");
            }
            // 190 m and the wandering at 9 m/s, and two seconds to notice.
            if (second >= 46 && second < 60) {
                assertTrue(
                        Math.abs(walker.x() - metres(100)) <= metres(15)
                                && Math.abs(walker.z() - metres(-50)) <= metres(15),
                        () -> "not in the square at " + second + " s");
            }
        });
    }

    @Test
    void aCrowdFindsItsWayAroundAWall() {
        Obstacles wall = Obstacles.builder()
                .boxMillimetres(-4_000, 20_000, 4_000, 21_000, 0, 3_000)
                .build();
        GatheringPlan plan = new GatheringPlan(0, metres(50), metres(4), SECOND, 60 * SECOND);
        int reached = 0;
        for (int player = 0; player < 20; player++) {
            Brain brain = new CrowdBrain(stream(player), plan, WanderHabits.walking(metres(2), SECOND));
            reached += new Walker(brain, 0, 0, wall).walk(50).metresFrom(0, 50) <= 6 ? 1 : 0;
        }
        assertEquals(20, reached);
    }

    private static int metres(int metres) {
        return FixedPoint.fromMetres(metres);
    }

    private static RandomStream stream(long seed) {
        return new Randomness(seed).stream("bot");
    }
}
