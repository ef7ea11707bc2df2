package io.darkages.engine.combat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.math.Angles;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.movement.ObstaclesBuilder;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Blows and shots against a reference in floating point that decides by other formulas. */
class HitTestTest {

    private static final CombatRules RULES = CombatRules.standard();
    private static final int HEIGHT = MovementRules.standard().height();
    private static final double EDGE = 0.05;

    private final HitTest open = new HitTest(RULES, HEIGHT, Obstacles.none());
    private final MotionState attacker = new MotionState();
    private int hits;
    private int misses;
    private int undecided;

    private static double metres(long q16) {
        return q16 / 65_536.0;
    }

    private static double radians(int angle) {
        return angle * 2 * StrictMath.PI / Angles.TURN;
    }

    private static int q16(double metres) {
        return (int) StrictMath.rint(metres * 65_536);
    }

    private void drawAttacker(RandomStream draws) {
        attacker.place(
                (int) draws.between(-1_000 << 16, 1_000 << 16),
                draws.nextInt(3) == 0 ? draws.nextInt(200 << 16) : 0,
                (int) draws.between(-1_000 << 16, 1_000 << 16));
        attacker.yaw = draws.nextInt(Angles.TURN);
        attacker.pitch = (int) draws.between(-Angles.QUARTER_TURN, Angles.QUARTER_TURN);
    }

    /** The blow by angle and length, the cone turned and the length moved by as much as {@code edge} is there. */
    private static boolean strikes(double dx, double dy, double dz, double yaw, double edge) {
        double length = StrictMath.sqrt(dx * dx + dy * dy + dz * dz);
        double level = StrictMath.sqrt(dx * dx + dz * dz);
        double turned = StrictMath.abs(StrictMath.IEEEremainder(StrictMath.atan2(dx, dz) - yaw, 2 * StrictMath.PI));
        double slack = StrictMath.asin(StrictMath.min(1, StrictMath.abs(edge) / StrictMath.max(level, 1e-9)));
        double half = StrictMath.toRadians(30) + (edge < 0 ? -slack : slack);
        return length <= 2.5 + edge && (turned <= half || level < edge);
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void blowsAgreeWithAnglesAwayFromTheEdge(@ForAll long seed) {
        RandomStream draws = new Randomness(seed).stream("blows");
        for (int i = 0; i < 200; i++) {
            drawAttacker(draws);
            int x = attacker.x + (int) draws.between(-3 << 16, 3 << 16);
            int y = attacker.y + (draws.nextInt(2) == 0 ? 0 : (int) draws.between(-2 << 16, 2 << 16));
            int z = attacker.z + (int) draws.between(-3 << 16, 3 << 16);
            double dx = metres((long) x - attacker.x);
            double dy = metres((long) y - attacker.y);
            double dz = metres((long) z - attacker.z);
            double yaw = radians(attacker.yaw);
            int margin = open.margin(AttackKind.MELEE, attacker, x, y, z);
            boolean clearly = strikes(dx, dy, dz, yaw, -EDGE);
            boolean possibly = strikes(dx, dy, dz, yaw, EDGE);
            count(clearly, possibly);
            AttackOutcome outcome = open.judge(AttackKind.MELEE, attacker, x, y, z);
            assertEquals(margin >= 0 ? AttackOutcome.HIT : AttackOutcome.MISS, outcome);
            if (clearly || !possibly) {
                assertEquals(clearly, outcome == AttackOutcome.HIT, () -> "margin " + metres(margin));
                // The distance to the edge may be more than it seems, never less by much.
                assertTrue(Math.abs(metres(margin)) > EDGE - 0.002, () -> "margin " + metres(margin));
            } else {
                assertTrue(Math.abs(metres(margin)) < EDGE + 0.002, () -> "margin " + metres(margin));
            }
        }
    }

    /** The first point of a ray in a sphere, in metres from its start; infinite where it does not meet it. */
    private static double entry(double[] way, double[] direction, double radius) {
        double along = 0;
        double square = 0;
        for (int i = 0; i < 3; i++) {
            along += way[i] * direction[i];
            square += way[i] * way[i];
        }
        double root = along * along - square + radius * radius;
        if (square <= radius * radius) {
            return 0;
        }
        double first = along - StrictMath.sqrt(StrictMath.max(0, root));
        return root < 0 || first < 0 ? Double.POSITIVE_INFINITY : first;
    }

    private double[] direction() {
        double yaw = radians(attacker.yaw);
        double pitch = radians(attacker.pitch);
        return new double[] {
            StrictMath.cos(pitch) * StrictMath.sin(yaw),
            StrictMath.sin(pitch),
            StrictMath.cos(pitch) * StrictMath.cos(yaw)
        };
    }

    /** A target's feet, somewhere along the ray and a little off it. */
    private int[] nearTheRay(RandomStream draws, double far, double off) {
        double[] direction = direction();
        double length = draws.nextInt(1_000_000) * far / 1e6;
        double[] point = new double[3];
        for (int i = 0; i < 3; i++) {
            point[i] = direction[i] * length + draws.between(-1_000, 1_000) * off / 1e3;
        }
        return new int[] {
            attacker.x + q16(point[0]),
            attacker.y + RULES.reach().eyeHeight() - HEIGHT / 2 + q16(point[1]),
            attacker.z + q16(point[2])
        };
    }

    private double[] way(int[] feet) {
        return new double[] {
            metres((long) feet[0] - attacker.x),
            metres((long) feet[1] + HEIGHT / 2 - attacker.y - RULES.reach().eyeHeight()),
            metres((long) feet[2] - attacker.z)
        };
    }

    private void count(boolean clearly, boolean possibly) {
        if (clearly) {
            hits++;
        } else if (possibly) {
            undecided++;
        } else {
            misses++;
        }
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void shotsAgreeWithTheQuadraticEquationAwayFromTheEdge(@ForAll long seed) {
        RandomStream draws = new Randomness(seed).stream("shots");
        for (int i = 0; i < 200; i++) {
            drawAttacker(draws);
            int[] feet = nearTheRay(draws, 84, 0.8);
            int margin = open.margin(AttackKind.RANGED, attacker, feet[0], feet[1], feet[2]);
            boolean clearly = entry(way(feet), direction(), 0.5 - EDGE) <= 80;
            boolean possibly = entry(way(feet), direction(), 0.5 + EDGE) <= 80;
            count(clearly, possibly);
            AttackOutcome outcome = open.judge(AttackKind.RANGED, attacker, feet[0], feet[1], feet[2]);
            assertEquals(margin >= 0 ? AttackOutcome.HIT : AttackOutcome.MISS, outcome);
            if (clearly || !possibly) {
                assertEquals(clearly, outcome == AttackOutcome.HIT, () -> "margin " + metres(margin));
                assertTrue(Math.abs(metres(margin)) > EDGE - 0.005, () -> "margin " + metres(margin));
            } else {
                assertTrue(Math.abs(metres(margin)) < EDGE + 0.005, () -> "margin " + metres(margin));
            }
        }
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void targetsFarAwayOrBehindAreMissed(@ForAll long seed) {
        RandomStream draws = new Randomness(seed).stream("far");
        for (int i = 0; i < 200; i++) {
            drawAttacker(draws);
            int x = (int) draws.between(-1_024 << 16, 1_024 << 16);
            int z = (int) draws.between(-1_024 << 16, 1_024 << 16);
            int y = draws.nextInt(255 << 16);
            double[] way = way(new int[] {x, y, z});
            boolean reaches = entry(way, direction(), 0.55) <= 80;
            assertTrue(reaches || open.margin(AttackKind.RANGED, attacker, x, y, z) < 0);
            boolean close = strikes(way[0], metres((long) y - attacker.y), way[2], radians(attacker.yaw), EDGE);
            assertTrue(close || open.margin(AttackKind.MELEE, attacker, x, y, z) < 0);
        }
    }

    @Test
    void bothSidesOfEachEdgeAreTried() {
        for (int seed = 0; seed < 20; seed++) {
            blowsAgreeWithAnglesAwayFromTheEdge(seed);
            shotsAgreeWithTheQuadraticEquationAwayFromTheEdge(seed);
        }
        String text = hits + " hits, " + misses + " misses, " + undecided + " undecided";
        assertTrue(hits > 1_000 && misses > 1_000 && undecided > 200, text);
    }

    /** Whether a segment passes a box, by clipping it; the box moved outwards by the edge. */
    private static boolean passes(double[] from, double[] to, double[] low, double[] high, double edge) {
        double enter = 0;
        double leave = 1;
        for (int i = 0; i < 3; i++) {
            double way = to[i] - from[i];
            double a = (low[i] - edge - from[i]) / way;
            double b = (high[i] + edge - from[i]) / way;
            enter = StrictMath.max(enter, StrictMath.min(a, b));
            leave = StrictMath.min(leave, StrictMath.max(a, b));
        }
        return enter < leave;
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void boxesBlockWhatWouldHitBehindThem(@ForAll long seed) {
        RandomStream draws = new Randomness(seed).stream("boxes");
        int[] box = {(int) draws.between(-4_000, 2_000), (int) draws.between(-4_000, 2_000), 0, 0, 0, 0};
        box[2] = box[0] + 300 + draws.nextInt(4_000);
        box[3] = box[1] + 300 + draws.nextInt(4_000);
        box[4] = draws.nextInt(2_000);
        box[5] = box[4] + 300 + draws.nextInt(3_000);
        ObstaclesBuilder builder = Obstacles.builder();
        builder.boxMillimetres(box[0], box[1], box[2], box[3], box[4], box[5]);
        Obstacles obstacles = builder.build();
        HitTest walled = new HitTest(RULES, HEIGHT, obstacles);
        double[] low = {box[0] / 1e3, box[4] / 1e3, box[1] / 1e3};
        double[] high = {box[2] / 1e3, box[5] / 1e3, box[3] / 1e3};
        for (int i = 0; i < 300; i++) {
            attacker.place((int) draws.between(-5 << 16, 5 << 16), draws.nextInt(4 << 16), (int)
                    draws.between(-5 << 16, 5 << 16));
            attacker.yaw = draws.nextInt(Angles.TURN);
            attacker.pitch = (int) draws.between(-4_000, 4_000);
            AttackKind kind = draws.nextInt(2) == 0 ? AttackKind.MELEE : AttackKind.RANGED;
            int[] feet = nearTheRay(draws, kind == AttackKind.MELEE ? 2 : 16, 0.2);
            AttackOutcome without = open.judge(kind, attacker, feet[0], feet[1], feet[2]);
            AttackOutcome with = walled.judge(kind, attacker, feet[0], feet[1], feet[2]);
            if (without == AttackOutcome.MISS) {
                assertEquals(AttackOutcome.MISS, with);
                continue;
            }
            double[] from = {metres(attacker.x), 0, metres(attacker.z)};
            double[] to = new double[3];
            double middle = metres(HEIGHT / 2);
            double[] way = way(feet);
            double[] direction = direction();
            double entry = entry(way, direction, 0.5);
            if (kind == AttackKind.RANGED && entry > 80) {
                continue; // So close to the edge that the reference misses.
            }
            from[1] = metres(attacker.y)
                    + (kind == AttackKind.MELEE ? middle : metres(RULES.reach().eyeHeight()));
            for (int axis = 0; axis < 3; axis++) {
                to[axis] = kind == AttackKind.MELEE
                        ? metres(feet[axis]) + (axis == 1 ? middle : 0)
                        : from[axis] + direction[axis] * entry;
            }
            // Where the ray only grazes the sphere, a little more turn enters it much later.
            boolean grazes = kind == AttackKind.RANGED && entry(way, direction, 0.495) - entry > EDGE;
            boolean clearly = passes(from, to, low, high, -EDGE);
            boolean possibly = passes(from, to, low, high, EDGE);
            if (!grazes && clearly == possibly) {
                assertEquals(clearly ? AttackOutcome.BLOCKED_BY_OBSTACLE : AttackOutcome.HIT, with);
            }
            count(clearly, possibly);
        }
    }

    @Test
    void boxesBlockAndLetPass() {
        for (int seed = 0; seed < 30; seed++) {
            boxesBlockWhatWouldHitBehindThem(seed);
        }
        assertTrue(hits > 300 && misses > 300 && undecided > 30, hits + ", " + misses + ", " + undecided);
    }

    @Test
    void aShotStopsAtTheSphereAndBehindItNothingCounts() {
        ObstaclesBuilder wall = Obstacles.builder();
        wall.boxMillimetres(-5_000, 10_000, 5_000, 10_100, 0, 5_000);
        HitTest walled = new HitTest(RULES, HEIGHT, wall.build());
        attacker.place(0, 0, 0);
        // The eye is 0.7 m above the middle of the body: straight ahead is over the sphere.
        assertEquals(AttackOutcome.MISS, walled.judge(AttackKind.RANGED, attacker, 0, 0, 5 << 16));
        int up = q16(0.7);
        assertEquals(AttackOutcome.HIT, walled.judge(AttackKind.RANGED, attacker, 0, up, 5 << 16));
        assertEquals(AttackOutcome.BLOCKED_BY_OBSTACLE, walled.judge(AttackKind.RANGED, attacker, 0, up, 11 << 16));
        // The sphere reaches out of the wall by 0.1 m.
        assertEquals(AttackOutcome.HIT, walled.judge(AttackKind.RANGED, attacker, 0, up, q16(10.4)));
        assertEquals(AttackOutcome.MISS, walled.judge(AttackKind.RANGED, attacker, 0, up, -5 << 16));
        attacker.place(0, 0, q16(9.2));
        assertEquals(AttackOutcome.BLOCKED_BY_OBSTACLE, walled.judge(AttackKind.MELEE, attacker, 0, 0, 11 << 16));
        assertEquals(AttackOutcome.HIT, open.judge(AttackKind.MELEE, attacker, 0, 0, 11 << 16));
    }

    @Test
    void theRimOfABlowBelongsToIt() {
        attacker.place(0, 0, 0);
        int range = RULES.reach().meleeRange();
        assertEquals(AttackOutcome.HIT, open.judge(AttackKind.MELEE, attacker, 0, 0, range));
        assertEquals(AttackOutcome.MISS, open.judge(AttackKind.MELEE, attacker, 0, 0, range + 1));
        assertEquals(0, open.margin(AttackKind.MELEE, attacker, 0, 0, 0), "somebody in the same place");
        assertEquals(AttackOutcome.HIT, open.judge(AttackKind.MELEE, attacker, 0, 1 << 16, 0));
        // A shot from within the sphere.
        assertEquals(AttackOutcome.HIT, open.judge(AttackKind.RANGED, attacker, 0, q16(0.7), 0));
    }

    @Test
    void aBlockCoversTheFront() {
        MotionState blocker = new MotionState().place(5 << 16, 0, 5 << 16);
        for (int turn = 0; turn < Angles.TURN; turn += 64) {
            blocker.yaw = turn;
            for (int off = -Angles.TURN / 2; off < Angles.TURN / 2; off += 1_111) {
                int x = blocker.x + Angles.sin(turn + off) * 3;
                int z = blocker.z + Angles.cos(turn + off) * 3;
                if (Math.abs(Math.abs(off) - Angles.TURN / 6) > 8) {
                    assertEquals(Math.abs(off) < Angles.TURN / 6, open.covers(blocker, x, z), "off by " + off);
                }
            }
        }
        assertTrue(open.covers(blocker, blocker.x, blocker.z));
        blocker.yaw = 0;
        assertFalse(open.covers(blocker, blocker.x, blocker.z - 1));
    }
}
