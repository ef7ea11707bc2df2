package io.darkages.engine.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.darkages.engine.math.FixedPoint;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PackedPlaceTest {

    private static final int FARTHEST = 17_408 * FixedPoint.ONE;
    private static final int HALF_TILE = 2_048 * FixedPoint.ONE;

    @Property
    void aPlaceAndItsTileTellWhereInTheWorldItIs(
            @ForAll @IntRange(min = -FARTHEST, max = FARTHEST) int x,
            @ForAll @IntRange(max = 255 * FixedPoint.ONE) int y,
            @ForAll @IntRange(min = -FARTHEST, max = FARTHEST) int z) {
        long place = PackedPlace.of(x, y, z);
        int tile = PackedPlace.tile(x, z);
        assertEquals(x >> 6, PackedPlace.x(place, tile));
        assertEquals(y >> 6, PackedPlace.y(place));
        assertEquals(z >> 6, PackedPlace.z(place, tile));
        assertEquals(tile, tile & 0xFF);
    }

    @Property
    void theWayBetweenPlacesNeedsNoTile(
            @ForAll @IntRange(min = -FARTHEST, max = FARTHEST) int x,
            @ForAll @IntRange(min = -FARTHEST, max = FARTHEST) int z,
            @ForAll @IntRange(min = 1 - HALF_TILE, max = HALF_TILE - 64) int dx,
            @ForAll @IntRange(min = 1 - HALF_TILE, max = HALF_TILE - 64) int dz,
            @ForAll @IntRange(max = 255 * FixedPoint.ONE) int y) {
        long from = PackedPlace.of(x, y, z);
        long to = PackedPlace.of(x + dx, 255 * FixedPoint.ONE - y, z + dz);
        assertEquals((x + dx >> 6) - (x >> 6), PackedPlace.wayX(from, to));
        assertEquals((z + dz >> 6) - (z >> 6), PackedPlace.wayZ(from, to));
    }

    @Test
    void theMiddleOfTheWorldIsTileZero() {
        assertEquals(0, PackedPlace.tile(-HALF_TILE, HALF_TILE - 1));
        assertEquals(1, PackedPlace.tile(HALF_TILE, 0));
        assertEquals(0xF0, PackedPlace.tile(0, -HALF_TILE - 1));
    }
}
