package io.darkages.engine.movement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class ObstaclesTest {

    private static final MovementRules RULES = MovementRules.standard();

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void theGridListsWhateverIsInReach(@ForAll long seed) {
        RandomStream draws = new Randomness(seed).stream("grid");
        Obstacles obstacles = MovementPropertiesTest.clutter(draws);
        for (int i = 0; i < 100; i++) {
            int x = FixedPoint.fromMillimetres(draws.between(-26_000, 26_000));
            int z = FixedPoint.fromMillimetres(draws.between(-26_000, 26_000));
            int cell = obstacles.cellAt(x, z);
            for (int index = 0; index < obstacles.count(); index++) {
                boolean near = obstacles.overlaps(index, x, z, Obstacles.REACH);
                boolean isListed = false;
                for (int at = obstacles.listStart(cell); at < obstacles.listEnd(cell); at++) {
                    isListed |= obstacles.listed(at) == index;
                }
                assertTrue(isListed || !near, "obstacle " + index + " is not listed at " + x + ", " + z);
            }
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void segmentsAgreeWithSamplesAlongThem(@ForAll long seed) {
        RandomStream draws = new Randomness(seed).stream("segments");
        // Small numbers, so that touching, grazing and level cases are frequent and samples can be exact.
        boolean round = draws.nextInt(2) == 0;
        int x = (int) draws.between(-6, 6);
        int z = (int) draws.between(-6, 6);
        int size = (int) draws.between(1, 6);
        int base = (int) draws.between(0, 4);
        int top = base + (int) draws.between(1, 5);
        Obstacles one = round
                ? Obstacles.builder().cylinder(x, z, size, base, top).build()
                : Obstacles.builder().box(x, z, x + size, z + 3, base, top).build();
        for (int i = 0; i < 50; i++) {
            int[] from = {(int) draws.between(-12, 12), (int) draws.between(-2, 12), (int) draws.between(-12, 12)};
            int[] to = {(int) draws.between(-12, 12), (int) draws.between(-2, 12), (int) draws.between(-12, 12)};
            boolean sampled = false;
            // A stretch inside a box is longer than this, because the numbers are small.
            int parts = 27_720;
            for (int t = 0; t <= parts && !sampled; t++) {
                long px = (long) from[0] * (parts - t) + (long) to[0] * t;
                long py = (long) from[1] * (parts - t) + (long) to[1] * t;
                long pz = (long) from[2] * (parts - t) + (long) to[2] * t;
                boolean level = py > (long) base * parts && py < (long) top * parts;
                sampled = level
                        && (round
                                ? sq(px - (long) x * parts) + sq(pz - (long) z * parts) < sq((long) size * parts)
                                : px > (long) x * parts
                                        && px < (long) (x + size) * parts
                                        && pz > (long) z * parts
                                        && pz < (long) (z + 3) * parts);
            }
            boolean blocked = one.blocksSegment(from[0], from[1], from[2], to[0], to[1], to[2]);
            String text = "seed " + seed + " from " + from[0] + "," + from[1] + "," + from[2] + " to " + to[0] + ","
                    + to[1] + "," + to[2];
            if (sampled) {
                assertTrue(blocked, text);
            } else if (blocked) {
                // A stretch inside a cylinder may fall between two samples; then it is about that short.
                assertTrue(round, text);
                double inside = insideLength(from, to, x, z, size, base, top);
                assertTrue(inside > -1e-9 && inside < 1.01 / parts, text + " for " + inside);
            }
            assertEquals(blocked, one.blocksSegment(to[0], to[1], to[2], from[0], from[1], from[2]), text);
        }
    }

    /** Part of the way that lies in the cylinder, negative for a miss, with the errors of floating point. */
    private static double insideLength(int[] from, int[] to, int x, int z, int radius, int base, int top) {
        double wayX = to[0] - from[0];
        double wayY = to[1] - from[1];
        double wayZ = to[2] - from[2];
        double square = wayX * wayX + wayZ * wayZ;
        double middle = -((from[0] - x) * wayX + (from[2] - z) * wayZ) / square;
        double cross = (from[0] - x) * wayZ - (from[2] - z) * wayX;
        double half = StrictMath.sqrt(StrictMath.max(0, radius * radius * square - cross * cross)) / square;
        double enterLevel = wayY == 0 ? 0 : ((wayY > 0 ? base : top) - from[1]) / wayY;
        double leaveLevel = wayY == 0 ? 1 : ((wayY > 0 ? top : base) - from[1]) / wayY;
        double enter = StrictMath.max(0, StrictMath.max(enterLevel, middle - half));
        return StrictMath.min(1, StrictMath.min(leaveLevel, middle + half)) - enter;
    }

    private static long sq(long value) {
        return value * value;
    }

    @Property
    void sumsOfProductsHaveTheRightSign(
            @ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d, @ForAll long e, @ForAll long f) {
        a >>= 1;
        c >>= 1;
        e >>= 1;
        b >>= 1;
        d >>= 1;
        f >>= 1;
        BigInteger sum = product(a, b).add(product(c, d)).add(product(e, f));
        assertEquals(sum.signum(), SegmentCrossing.signOfSum(a, b, c, d, e, f));
        assertEquals(0, SegmentCrossing.signOfSum(a, b, -a, b, 0, f));
    }

    private static BigInteger product(long a, long b) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }

    @Test
    void longSegmentsAreExactToTheLastStep() {
        int far = 1_000 * FixedPoint.ONE;
        int radius = FixedPoint.ONE;
        Obstacles pillar = Obstacles.builder()
                .cylinder(0, 0, radius, 0, 10 * FixedPoint.ONE)
                .build();
        assertFalse(pillar.blocksSegment(-far, 99, radius, far, 99, radius), "touching");
        assertTrue(pillar.blocksSegment(-far, 99, radius - 1, far, 99, radius - 1));
        assertFalse(pillar.blocksSegment(-far, 10 * FixedPoint.ONE, 0, far, 10 * FixedPoint.ONE, 0), "over the top");
        assertTrue(pillar.blocksSegment(-far, 10 * FixedPoint.ONE, 0, far, 10 * FixedPoint.ONE - 1, 0));
        // Passes above the rim, comes down behind it.
        assertFalse(pillar.blocksSegment(-far, far / 4, 0, far, -far / 4, 3 * radius));
        Obstacles box = Obstacles.builder()
                .box(-radius, -radius, radius, radius, 0, radius)
                .build();
        assertFalse(box.blocksSegment(-far, 9, radius, far, 9, radius));
        assertTrue(box.blocksSegment(-far, 9, radius, far, 9, radius - 1));
        assertFalse(box.blocksSegment(-2 * radius, 9, 0, 0, 9, 2 * radius), "through the edge");
        assertTrue(box.blocksSegment(-2 * radius + 1, 9, 0, 0, 9, 2 * radius));
        assertTrue(box.blocksSegment(0, 9, 0, 0, 9, 0), "a point inside");
    }

    @Test
    void boundsAreChecked() {
        ObstaclesBuilder builder = Obstacles.builder();
        assertThrows(IllegalArgumentException.class, () -> builder.boxMillimetres(0, 0, 0, 5, 0, 5));
        assertThrows(IllegalArgumentException.class, () -> builder.boxMillimetres(0, 0, 5, 5, 5, 5));
        assertThrows(IllegalArgumentException.class, () -> builder.boxMillimetres(0, 0, 5, 5, -1, 5));
        assertThrows(IllegalArgumentException.class, () -> builder.boxMillimetres(0, 0, 2_049_000, 5, 0, 5));
        assertThrows(IllegalArgumentException.class, () -> builder.cylinderMillimetres(0, 0, 0, 0, 5));
        assertThrows(IllegalArgumentException.class, () -> builder.cylinderMillimetres(16_380_000, 0, 5_000, 0, 5));
        assertEquals(0, builder.build().count());
        for (int i = 0; i < Obstacles.MOST; i++) {
            builder.cylinderMillimetres(i, 0, 10, 0, 5);
        }
        assertThrows(IllegalArgumentException.class, () -> builder.cylinderMillimetres(0, 0, 10, 0, 5));
        assertEquals(Obstacles.MOST, builder.build().count());
    }

    @Test
    void grownObstaclesReachFartherByThatMuch() {
        int by = FixedPoint.fromMillimetres(50);
        ObstaclesBuilder builder = Obstacles.builder();
        builder.boxMillimetres(0, 0, 2_000, 2_000, 1_000, 2_000);
        builder.cylinderMillimetres(10_000, 0, 1_000, 1_000, 2_000);
        builder.boxMillimetres(20_000, 0, 20_080, 5_000, 0, 5_000);
        Obstacles plain = builder.build();
        for (int grown : new int[] {by, 0, -by}) {
            Obstacles other = plain.grownBy(grown);
            // The thin wall has nothing left of it.
            assertEquals(grown < 0 ? 2 : 3, other.count());
            for (int index = 0; index < 2; index++) {
                assertEquals(plain.lowX(index) - grown, other.lowX(index));
                assertEquals(plain.highX(index) + grown, other.highX(index));
                assertEquals(plain.lowZ(index) - grown, other.lowZ(index));
                assertEquals(plain.highZ(index) + grown, other.highZ(index));
                assertEquals(plain.base(index) - grown, other.base(index));
                assertEquals(plain.top(index) + grown, other.top(index));
                assertEquals(plain.isCylinder(index), other.isCylinder(index));
                int level = FixedPoint.fromMillimetres(1_500);
                int side = plain.highZ(index) + grown;
                int west = plain.lowX(index) - FixedPoint.ONE;
                int east = plain.highX(index) + FixedPoint.ONE;
                assertFalse(other.blocksSegment(west, level, side, east, level, side));
                assertTrue(other.blocksSegment(west, level, side - 2, east, level, side - 2));
            }
        }
        assertEquals(plain.digest(), plain.grownBy(0).digest());
        assertEquals(0, Obstacles.none().grownBy(by).count());
    }

    @Test
    void digestsTellMapsApart() {
        Obstacles a = Obstacles.builder().boxMillimetres(0, 0, 5, 5, 0, 5).build();
        Obstacles same = Obstacles.builder().boxMillimetres(0, 0, 5, 5, 0, 5).build();
        Obstacles other = Obstacles.builder().boxMillimetres(0, 0, 5, 5, 0, 6).build();
        assertEquals(a.digest(), same.digest());
        assertNotEquals(a.digest(), other.digest());
        assertNotEquals(a.digest(), Obstacles.none().digest());
        assertTrue(Obstacles.none().isFree(0, 0, 0, RULES));
    }
}
