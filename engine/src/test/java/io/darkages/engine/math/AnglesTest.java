package io.darkages.engine.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.Mix;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AnglesTest {

    private static final long MOST = 1L << 41;

    // The tables are part of the game's rules: a platform that computes others must be noticed.
    private static final long SINES_HASH = -4_948_250_941_115_002_719L;
    private static final long HEADINGS_HASH = 6_147_674_266_608_256_004L;

    @Test
    void sinesAreWithinOneStepOfTheTrueOnesAndSymmetric() {
        long hash = 0;
        for (int angle = 0; angle < Angles.TURN; angle++) {
            double truth = StrictMath.sin(angle * 2 * StrictMath.PI / Angles.TURN) * FixedPoint.ONE;
            assertTrue(StrictMath.abs(truth - Angles.sin(angle)) < 1.0, "angle " + angle);
            assertEquals(Angles.sin(angle), -Angles.sin(-angle));
            assertEquals(Angles.sin(angle), Angles.sin(Angles.TURN / 2 - angle));
            assertEquals(Angles.cos(angle), Angles.cos(-angle));
            assertEquals(Angles.cos(angle), Angles.sin(angle + Angles.QUARTER_TURN));
            assertEquals(Angles.sin(angle), Angles.sin(angle + 7 * Angles.TURN));
            hash = Mix.fold(hash, Angles.sin(angle));
        }
        assertEquals(FixedPoint.ONE, Angles.sin(Angles.QUARTER_TURN));
        assertEquals(0, Angles.sin(0));
        assertEquals(SINES_HASH, hash);
    }

    @Test
    void headingsOfUnitVectorsAreTheirAngles() {
        long hash = 0;
        for (int angle = 0; angle < Angles.TURN; angle++) {
            int heading = Angles.heading(Angles.sin(angle), Angles.cos(angle));
            int off = Angles.difference(angle, heading);
            assertTrue(off >= -1 && off <= 1, "angle " + angle + ", heading " + heading);
            hash = Mix.fold(hash, heading);
        }
        assertEquals(HEADINGS_HASH, hash);
    }

    @Property
    void headingsAreWithinOneStepAndSymmetric(
            @ForAll @LongRange(min = -MOST, max = MOST) long x, @ForAll @LongRange(min = -MOST, max = MOST) long z) {
        int heading = Angles.heading(x, z);
        double truth = StrictMath.atan2(x, z) / (2 * StrictMath.PI) * Angles.TURN;
        double error = truth - heading;
        error -= StrictMath.rint(error / Angles.TURN) * Angles.TURN;
        assertTrue(StrictMath.abs(error) <= 1.0, x + ", " + z + ": " + heading + ", truth " + truth);
        assertTrue(heading >= 0 && heading < Angles.TURN);
        if (x != 0 || z != 0) {
            assertEquals(-heading & Angles.TURN - 1, Angles.heading(-x, z));
            assertEquals(heading + Angles.TURN / 2 & Angles.TURN - 1, Angles.heading(-x, -z));
        }
    }

    @Test
    void theEightMainHeadingsAreExact() {
        assertEquals(0, Angles.heading(0, 0));
        int[][] vectors = {{0, 9}, {9, 9}, {9, 0}, {9, -9}, {0, -9}, {-9, -9}, {-9, 0}, {-9, 9}};
        for (int i = 0; i < 8; i++) {
            assertEquals(i * Angles.TURN / 8, Angles.heading(vectors[i][0], vectors[i][1]));
        }
        assertEquals(-2, Angles.difference(1, 65_535));
        assertEquals(2, Angles.difference(65_535, 1));
    }
}
