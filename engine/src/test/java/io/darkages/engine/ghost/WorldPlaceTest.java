package io.darkages.engine.ghost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.space.Origin;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WorldPlaceTest {

    /** Whoever tells, the same spot is the same to the last bit. */
    @Property
    void aPlaceMeansTheSameFromEitherSide(
            @ForAll @IntRange(min = -15_000, max = 15_000) int originX,
            @ForAll @IntRange(min = -15_000, max = 15_000) int originZ,
            @ForAll @IntRange(min = -33_000_000, max = 33_000_000) int x,
            @ForAll @IntRange(min = 0, max = 16_000_000) int y,
            @ForAll @IntRange(min = -33_000_000, max = 33_000_000) int z,
            @ForAll @IntRange(max = 63) int flags) {
        Origin owner = new Origin(originX, originZ);
        Origin neighbour = new Origin(originX + 1_000, originZ - 1_000);
        MotionState state = new MotionState().place(owner.x() + x, y, owner.z() + z);
        long place = QuantisedState.withFlags(QuantisedState.placeOf(state, owner), flags);
        long world = WorldPlace.of(place, owner);
        assertEquals(FixedPoint.toSixtyFourths(state.x), WorldPlace.x(world));
        assertEquals(FixedPoint.toSixtyFourths(state.z), WorldPlace.z(world));
        assertEquals(place, WorldPlace.toldFrom(world, owner));
        assertTrue(WorldPlace.isWithinReach(world, owner));
        boolean isNear = Math.abs((long) state.x - neighbour.x()) < 1_024L << 16
                && Math.abs((long) state.z - neighbour.z()) < 1_024L << 16;
        if (isNear) {
            long told = QuantisedState.withFlags(QuantisedState.placeOf(state, neighbour), flags);
            assertEquals(told, WorldPlace.toldFrom(world, neighbour));
        }
    }

    @Test
    void whatIsTooFarToTellIsKnown() {
        long world = WorldPlace.of(QuantisedState.place(500 * 64, 0, 0, 0), new Origin(1_000, 0));
        assertTrue(WorldPlace.isWithinReach(world, new Origin(477, 0)));
        assertFalse(WorldPlace.isWithinReach(world, new Origin(476, 0)));
        assertFalse(WorldPlace.isWithinReach(world, new Origin(1_000, -1_100)));
    }
}
