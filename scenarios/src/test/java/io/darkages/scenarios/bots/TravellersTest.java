package io.darkages.scenarios.bots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Those who go where zones meet, in a world without a network. */
class TravellersTest {

    private static final long SECOND = 1_000_000_000L;
    private static final ZoneGrid GRID = ZoneGrid.standard();

    private static final List<Function<RandomStream, Brain>> ALL = List.of(
            random -> new BorderHuggerBrain(random, GRID, metres(10), metres(100)),
            random -> new BorderZigZagBrain(random, GRID, metres(20), metres(110)),
            random -> caravan(random, 5),
            random -> new RaidBrain(
                    random, GRID, metres(30), SECOND, 20 * SECOND, WanderHabits.walking(metres(9), SECOND)));

    private static Brain caravan(RandomStream random, int spread) {
        int[] x = {metres(-40), metres(40), metres(40)};
        int[] z = {metres(-40), metres(-40), metres(40)};
        return new CaravanBrain(random, x, z, metres(spread), 2 * SECOND);
    }

    @Test
    void decideTheSameForTheSameStreamAndOtherwiseForAnother() {
        for (Function<RandomStream, Brain> maker : ALL) {
            long once = new Walker(maker.apply(stream(1)), 45, 33).walk(30).hash();
            assertEquals(
                    once, new Walker(maker.apply(stream(1)), 45, 33).walk(30).hash());
            assertNotEquals(
                    once, new Walker(maker.apply(stream(2)), 45, 33).walk(30).hash());
        }
    }

    @Property(tries = 20)
    void aHuggerStaysAtItsBorderAndCrossesItAgainAndAgain(
            @ForAll long seed, @ForAll @IntRange(min = -15, max = 15) int startX) {
        Set<Integer> sides = new TreeSet<>();
        int[] crossings = new int[1];
        int[] before = new int[1];
        int[] farthest = new int[2];
        Brain brain = new BorderHuggerBrain(stream(seed), GRID, metres(10), metres(50));
        new Walker(brain, startX, 300).walk(300, walker -> {
            int side = GRID.zoneAt(walker.x(), walker.z());
            sides.add(side);
            crossings[0] += walker.tick() > 1 && side != before[0] ? 1 : 0;
            before[0] = side;
            farthest[0] = Math.max(farthest[0], Math.abs(walker.x()));
            farthest[1] = Math.max(farthest[1], Math.abs(walker.z() - metres(300)));
        });
        // The two zones in the north, west and east of the border at x = 0.
        assertEquals(Set.of(2, 3), sides);
        assertTrue(crossings[0] >= 20, () -> crossings[0] + " crossings");
        assertTrue(farthest[0] <= metres(16), () -> farthest[0] + " from the border");
        assertTrue(farthest[1] <= metres(52) && farthest[1] > metres(20), () -> farthest[1] + " along the border");
    }

    @Test
    void aHuggerFarFromTheBorderGoesThereFirst() {
        Walker walker = new Walker(new BorderHuggerBrain(stream(3), GRID, metres(5), metres(50)), 200, 300).walk(60);
        assertTrue(Math.abs(walker.x()) <= metres(6), () -> "at " + walker.x());
    }

    @Property(tries = 20)
    void aZigZagTurnsBackBeforeTheBorder(@ForAll long seed, @ForAll @IntRange(min = -200, max = 200) int startX) {
        int[] turns = new int[1];
        boolean[] far = new boolean[2];
        int from = startX < 0 ? 2 : 3;
        new Walker(new BorderZigZagBrain(stream(seed), GRID, metres(20), metres(110)), startX, 300)
                .walk(180, walker -> {
                    assertEquals(from, GRID.zoneAt(walker.x(), walker.z()));
                    int depth = Math.abs(walker.x());
                    if (depth >= metres(110)) {
                        far[0] = true;
                        far[1] = true;
                    } else if (far[0] && depth <= metres(20)) {
                        far[0] = false;
                        turns[0]++;
                    }
                    // Once it has been where it turns: what begins within 25 m begins, what within 10 m does not.
                    assertTrue(
                            !far[1] || startX > 110 || startX < -110 || depth >= metres(17) && depth <= metres(113),
                            () -> depth + " from the border");
                });
        // 180 s at 9 m/s are 1,620 m; there and back are 180 m and two turns.
        assertTrue(turns[0] >= 5 && turns[0] <= 9, () -> turns[0] + " turns");
    }

    @Test
    void aBorderBehindAnotherZoneIsFoundFromTheMiddleOfTheWorld() {
        ZoneGrid row = new ZoneGrid(4, 1, 500);
        int[] least = {Integer.MAX_VALUE};
        // Nearest is the border at x = 500 m, whatever is north or south.
        new Walker(new BorderZigZagBrain(stream(1), row, metres(20), metres(60)), 440, 0).walk(60, walker -> {
            assertEquals(2, row.zoneAt(walker.x(), walker.z()));
            least[0] = Math.min(least[0], metres(500) - walker.x());
        });
        assertTrue(least[0] <= metres(20) && least[0] > metres(15), () -> "came as near as " + least[0]);
    }

    @Property(tries = 20)
    void aCaravanVisitsItsStopsInOrderAndTurnsBack(@ForAll long seed) {
        StringBuilder visits = new StringBuilder();
        new Walker(caravan(stream(seed), 3), -60, -60).walk(120, walker -> {
            char at = walker.metresFrom(-40, -40) <= 6
                    ? 'a'
                    : walker.metresFrom(40, -40) <= 6 ? 'b' : walker.metresFrom(40, 40) <= 6 ? 'c' : ' ';
            if (at != ' ' && (visits.length() == 0 || visits.charAt(visits.length() - 1) != at)) {
                visits.append(at);
            }
        });
        assertTrue(visits.toString().startsWith("abcba"), visits::toString);
    }

    @Test
    void aCaravanRestsAtItsStops() {
        int still = new Walker(caravan(stream(5), 0), -40, -40).walk(60).stillTicks();
        // Two seconds at each of about four stops, and turning.
        assertTrue(still >= 3 * 2 * Brain.TICKS_PER_SECOND, () -> still + " ticks of rest");
    }

    @Property(tries = 20)
    void aRaiderRunsThroughAllFourZonesAndGoesHome(@ForAll long seed) {
        Set<Integer> zones = new TreeSet<>();
        int[] changes = new int[1];
        int[] before = {3};
        Brain brain = new RaidBrain(
                stream(seed), GRID, metres(30), 10 * SECOND, 60 * SECOND, WanderHabits.walking(metres(10), SECOND));
        new Walker(brain, 120, 90).walk(110, walker -> {
            long second = walker.tick() / Brain.TICKS_PER_SECOND;
            if (second < 10 || second >= 100) {
                assertTrue(walker.metresFrom(120, 90) <= 10, () -> "not at home at " + second + " s");
            }
            if (second >= 35 && second < 70) {
                assertTrue(walker.metresFrom(0, 0) <= 34, () -> "not at the corner at " + second + " s");
                int zone = GRID.zoneAt(walker.x(), walker.z());
                zones.add(zone);
                changes[0] += zone != before[0] ? 1 : 0;
                before[0] = zone;
            }
        });
        assertEquals(Set.of(0, 1, 2, 3), zones);
        assertTrue(changes[0] >= 6, () -> changes[0] + " crossings");
    }

    @Test
    void whereNothingMeetsNobodyGoes() {
        ZoneGrid one = new ZoneGrid(1, 1, 1_000);
        ZoneGrid row = new ZoneGrid(3, 1, 600);
        assertThrows(IllegalArgumentException.class, () -> new BorderHuggerBrain(stream(1), one, metres(5), metres(5)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new RaidBrain(stream(1), row, metres(30), 0, SECOND, WanderHabits.walking(metres(9), SECOND)));
    }

    private static int metres(int metres) {
        return FixedPoint.fromMetres(metres);
    }

    private static RandomStream stream(long seed) {
        return new Randomness(seed).stream("bot");
    }
}
