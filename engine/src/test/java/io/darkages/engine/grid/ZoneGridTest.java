package io.darkages.engine.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.space.Area;
import io.darkages.engine.space.Origin;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ZoneGridTest {

    private static final int ONE = FixedPoint.ONE;
    private static final ZoneGrid FOUR = ZoneGrid.standard();

    /** A grid and a place in its world, often right at a border. */
    record Spot(ZoneGrid grid, int x, int z) {}

    @Provide
    Arbitrary<Spot> spots() {
        Arbitrary<Integer> counts = Arbitraries.integers().between(1, 7);
        Arbitrary<Integer> sides = Arbitraries.integers().between(150, 750).map(half -> 2 * half);
        Arbitrary<Integer> parts = Arbitraries.integers().between(0, 1 << 20);
        Arbitrary<Integer> hairs = Arbitraries.integers().between(-2, 2);
        return Combinators.combine(counts, counts, sides, parts, parts, hairs, hairs)
                .as((columns, rows, side, x, z, hairX, hairZ) -> {
                    ZoneGrid grid = new ZoneGrid(columns, rows, side);
                    return new Spot(
                            grid,
                            along(grid.world().lowX(), columns, side, x, hairX),
                            along(grid.world().lowZ(), rows, side, z, hairZ));
                });
    }

    /** Half of the time within a hair of a border, else anywhere. */
    private static int along(int low, int zones, int side, int part, int hair) {
        long length = (long) zones * side * ONE;
        long way = part % 2 == 0 ? (long) (part % (zones + 1)) * side * ONE + hair : length * part >> 20;
        return (int) (low + Math.max(0, Math.min(length, way)));
    }

    @Property
    void eachPlaceBelongsToOneZoneWhichHoldsIt(@ForAll("spots") Spot spot) {
        ZoneGrid grid = spot.grid;
        int zone = grid.zoneAt(spot.x, spot.z);
        assertTrue(zone >= 0 && zone < grid.zones());
        Area area = grid.area(zone);
        assertTrue(area.contains(spot.x, spot.z));
        assertEquals(0, grid.squaredDistance(zone, spot.x, spot.z));
        // A border belongs to the east and to the north, but for the world's own.
        assertTrue(spot.x < area.highX() || grid.column(zone) == grid.columns() - 1);
        assertTrue(spot.z < area.highZ() || grid.row(zone) == grid.rows() - 1);
    }

    @Property
    void originsAreTheCentresInWholeMetres(@ForAll("spots") Spot spot) {
        ZoneGrid grid = spot.grid;
        int zone = grid.zoneAt(spot.x, spot.z);
        Area area = grid.area(zone);
        Origin origin = grid.origin(zone);
        assertEquals((long) area.lowX() + area.highX(), 2L * origin.x());
        assertEquals((long) area.lowZ() + area.highZ(), 2L * origin.z());
        assertEquals(area, area.intersection(grid.world()));
        int sight = BorderBands.standard().sight();
        assertTrue(origin.reaches(area.lowX() - sight, area.highZ() + sight), "who is seen beyond is within reach");
        assertEquals(zone, grid.zoneAt(origin.x(), origin.z()));
    }

    @Property
    void neighboursAreTheZonesThatTouch(@ForAll("spots") Spot spot) {
        ZoneGrid grid = spot.grid;
        int zone = grid.zoneAt(spot.x, spot.z);
        int found = 0;
        for (int other = 0; other < grid.zones(); other++) {
            int direction = grid.direction(zone, other);
            Area a = grid.area(zone);
            Area b = grid.area(other);
            boolean touches = other != zone
                    && a.lowX() <= b.highX()
                    && b.lowX() <= a.highX()
                    && a.lowZ() <= b.highZ()
                    && b.lowZ() <= a.highZ();
            assertEquals(touches, direction != ZoneGrid.NONE, () -> zone + " and " + spot);
            if (touches) {
                found |= 1 << direction;
                assertEquals(other, grid.neighbour(zone, direction));
                assertEquals(zone, grid.neighbour(other, ZoneGrid.DIRECTIONS - 1 - direction), "the way back");
            }
        }
        assertEquals(found, grid.neighbours(zone));
        for (int direction = 0; direction < ZoneGrid.DIRECTIONS; direction++) {
            assertEquals((found >>> direction & 1) != 0, grid.neighbour(zone, direction) != ZoneGrid.NONE);
        }
    }

    @Property
    void whoIsNearIsFoundAsByMeasuring(
            @ForAll("spots") Spot spot, @ForAll @IntRange(max = 300 * ONE) int distance, @ForAll boolean astray) {
        ZoneGrid grid = spot.grid;
        int zone = grid.zoneAt(spot.x, spot.z);
        int own = astray ? Math.max(zone - 1, 0) : zone;
        int near = grid.within(own, spot.x, spot.z, distance);
        int nearest = nearestNeighbour(grid, own, spot.x, spot.z);
        assertEquals(nearest == ZoneGrid.NONE, grid.neighbours(own) == 0);
        for (int direction = 0; direction < ZoneGrid.DIRECTIONS; direction++) {
            int other = grid.neighbour(own, direction);
            boolean isNear = other != ZoneGrid.NONE
                    && grid.area(other).squaredDistance(spot.x, spot.z) <= (long) distance * distance;
            assertEquals(isNear, (near >>> direction & 1) != 0);
            if (other != ZoneGrid.NONE) {
                long squared = grid.squaredDistance(other, spot.x, spot.z);
                assertTrue(grid.squaredDistance(nearest, spot.x, spot.z) <= squared);
                int rounded = grid.distance(other, spot.x, spot.z);
                assertTrue((long) rounded * rounded <= squared && (rounded + 1L) * (rounded + 1L) > squared);
            }
        }
    }

    /** Nobody whose zone could be seen from a place is left out because it is no neighbour. */
    @Property
    void whoeverSeesAPlaceIsItsZoneOrANeighbour(@ForAll("spots") Spot spot) {
        ZoneGrid grid = spot.grid;
        int zone = grid.zoneAt(spot.x, spot.z);
        BorderBands bands = BorderBands.standard();
        for (int other = 0; other < grid.zones(); other++) {
            long squared = grid.squaredDistance(other, spot.x, spot.z);
            int direction = grid.direction(zone, other);
            boolean isTold =
                    direction != ZoneGrid.NONE && (bands.inAura(grid, zone, spot.x, spot.z) >>> direction & 1) != 0;
            boolean isSeen = direction != ZoneGrid.NONE
                    && (bands.inSightOnly(grid, zone, spot.x, spot.z) >>> direction & 1) != 0;
            assertEquals(other != zone && squared <= (long) bands.aura() * bands.aura(), isTold);
            assertEquals(other != zone && squared <= (long) bands.sight() * bands.sight(), isTold || isSeen);
            assertFalse(isTold && isSeen, "one rate for each");
        }
    }

    @Test
    void theFourZonesMeetInTheMiddle() {
        assertEquals(4, FOUR.zones());
        assertEquals(Area.around(1_000 * ONE, 1_000 * ONE), FOUR.world());
        assertEquals(3, FOUR.zoneAt(0, 0));
        assertEquals(2, FOUR.zoneAt(-1, 0));
        assertEquals(1, FOUR.zoneAt(0, -1));
        assertEquals(0, FOUR.zoneAt(-1, -1));
        assertEquals(0, FOUR.zoneAt(-1_000 * ONE, -1_000 * ONE));
        assertEquals(3, FOUR.zoneAt(1_000 * ONE, 1_000 * ONE));
        assertEquals(1, FOUR.zoneAt(1_000 * ONE, -1));
        assertEquals(new Origin(-500, -500), FOUR.origin(0));
        assertEquals(new Origin(500, -500), FOUR.origin(1));
        assertEquals(new Origin(-500, 500), FOUR.origin(2));
        assertEquals(new Origin(500, 500), FOUR.origin(3));
        for (int zone = 0; zone < 4; zone++) {
            assertEquals(FOUR.neighbours(zone), FOUR.within(zone, 0, 0, 0), "all are at the corner");
            assertEquals(0, FOUR.squaredDistance(zone, 0, 0));
        }
        assertThrows(IllegalArgumentException.class, () -> FOUR.zoneAt(1_000 * ONE + 1, 0));
        assertThrows(IllegalArgumentException.class, () -> FOUR.zoneAt(0, Integer.MIN_VALUE));
    }

    @Test
    void ofNearNeighboursThePlacesOwnComesFirstThenOneAcrossAnEdge() {
        assertEquals(1, nearestNeighbour(FOUR, 0, -30 * ONE, -40 * ONE));
        assertEquals(2, nearestNeighbour(FOUR, 0, -40 * ONE, -30 * ONE));
        assertEquals(1, nearestNeighbour(FOUR, 0, -40 * ONE, -40 * ONE), "of two across edges the lower number");
        assertEquals(3, nearestNeighbour(FOUR, 0, 5 * ONE, 5 * ONE), "who is in the zone across the corner");
        assertEquals(3, nearestNeighbour(FOUR, 0, 0, 0));
        assertEquals(1, nearestNeighbour(FOUR, 0, 0, -1));
    }

    @Test
    void theLargestWorldEndsWhereAllWorldsEnd() {
        ZoneGrid grid = new ZoneGrid(32, 32, 1_000);
        assertEquals(new Origin(15_500, -15_500), grid.origin(31));
        assertEquals(31, grid.zoneAt(16_000 * ONE, -16_000 * ONE));
        ZoneGrid wide = new ZoneGrid(64, 2, 512);
        assertEquals(Origin.FARTHEST_METRES * ONE, wide.world().highX());
        assertEquals(127, wide.zoneAt(wide.world().highX(), wide.world().highZ()));
        assertEquals(wide.world().highX(), wide.area(127).highX());
        assertEquals(new Origin(0, 0), new ZoneGrid(3, 3, 501).origin(4));
        assertEquals(new Origin(501, -501), new ZoneGrid(3, 3, 501).origin(2));
        assertEquals(0, new ZoneGrid(1, 1, 2_048).neighbours(0));
        assertEquals(ZoneGrid.NONE, nearestNeighbour(new ZoneGrid(1, 1, 10), 0, 0, 0));
    }

    @Test
    void whatIsNoGridIsRefused() {
        int[][] bad = {
            {0, 1, 1_000},
            {1, 0, 1_000},
            {33, 32, 400},
            {2, 1, 501},
            {1, 2, 501},
            {2, 2, 298},
            {2, 2, 1_502},
            {1, 1, 2_049},
            {33, 1, 1_000},
            {1, 1, 1},
            {Integer.MAX_VALUE, Integer.MAX_VALUE, 1_000}
        };
        for (int[] grid : bad) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new ZoneGrid(grid[0], grid[1], grid[2]),
                    () -> grid[0] + " by " + grid[1] + " of " + grid[2]);
        }
    }

    private static int nearestNeighbour(ZoneGrid grid, int zone, int x, int z) {
        return grid.nearest(zone, grid.neighbours(zone), ZoneGrid.NONE, x, z);
    }
}
