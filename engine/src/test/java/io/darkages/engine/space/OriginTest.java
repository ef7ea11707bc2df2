package io.darkages.engine.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.math.FixedPoint;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OriginTest {

    private static final int ONE = FixedPoint.ONE;
    private static final int FARTHEST = Origin.FARTHEST_METRES * ONE;

    @Property
    void roundingToTheWiresUnitAndMovingByTheOriginCommute(
            @ForAll @IntRange(min = -FARTHEST, max = FARTHEST) int x,
            @ForAll @IntRange(min = -Origin.FARTHEST_METRES, max = Origin.FARTHEST_METRES) int metres) {
        Origin origin = new Origin(metres, -metres);
        assertEquals(metres * ONE, origin.x());
        assertEquals(-metres * ONE, origin.z());
        // Within ±16,384 m both ways, so that the difference is a Q16.16 number.
        int near = (int) Math.max(-(1L << 31), Math.min((1L << 31) - 1_024, (long) x - origin.x()));
        int far = near + origin.x();
        assertEquals(FixedPoint.toSixtyFourths(near), FixedPoint.toSixtyFourths(far) - origin.xSixtyFourths());
    }

    @Property
    void whatIsWithinReachLiesInTheArea(
            @ForAll @IntRange(min = -FARTHEST, max = FARTHEST) int x,
            @ForAll @IntRange(min = -FARTHEST, max = FARTHEST) int z) {
        Origin origin = new Origin(1_500, -500);
        assertEquals(origin.reach().contains(x, z), origin.reaches(x, z));
        assertEquals(origin.reaches(x, z), origin.reach().squaredDistance(x, z) == 0);
    }

    @Test
    void theReachEndsAfter1024Metres() {
        Origin origin = new Origin(-15_500, 15_500);
        assertTrue(origin.reaches(-16_524 * ONE, 14_476 * ONE));
        assertFalse(origin.reaches(-16_524 * ONE - 1, 14_476 * ONE));
        assertFalse(origin.reaches(-16_524 * ONE, 14_476 * ONE - 1));
        origin.requireReach(1, -16_524 * ONE, 14_476 * ONE);
        assertThrows(IllegalStateException.class, () -> origin.requireReach(1, Integer.MAX_VALUE, 15_500 * ONE));
        assertThrows(IllegalArgumentException.class, () -> new Origin(16_385, 0));
        assertThrows(IllegalArgumentException.class, () -> new Origin(0, Integer.MIN_VALUE));
    }

    @Test
    void areasAreMeasuredExactly() {
        Area area = new Area(0, 10, -20, -10);
        assertEquals(0, area.squaredDistance(10, -20));
        assertEquals(25, area.squaredDistance(13, -6));
        assertEquals(9, area.squaredDistance(-3, -15));
        Area whole = Area.around(FARTHEST, FARTHEST);
        assertEquals(area, whole.intersection(area));
        long across = 2L * FARTHEST - ONE;
        assertEquals(
                2 * across * across,
                new Area(-FARTHEST, ONE - FARTHEST, -FARTHEST, ONE - FARTHEST).squaredDistance(FARTHEST, FARTHEST));
        assertThrows(IllegalArgumentException.class, () -> area.intersection(new Area(11, 12, -20, -10)));
        assertThrows(IllegalArgumentException.class, () -> new Area(1, 0, 0, 0));
    }
}
