package io.darkages.engine.ghost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.entity.PlayerIndex;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The parts of the table, each against the plain structure that it stands for. */
class GhostColumnsTest {

    @Property(tries = 100)
    void theIndexIsAMap(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("index");
        PlayerIndex index = new PlayerIndex(40);
        Map<Long, Integer> map = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            long player = 1 + random.nextInt(80);
            if (random.chance(500_000) && map.size() < 40) {
                index.put(player, i);
                map.put(player, i);
            } else {
                index.remove(player);
                map.remove(player);
            }
            long asked = 1 + random.nextInt(80);
            assertEquals(map.getOrDefault(asked, PlayerIndex.ABSENT), index.get(asked));
        }
    }

    @Property(tries = 100)
    void theHistoryIsASortedMapOfTheLastTicks(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("history");
        GhostHistory history = new GhostHistory(3);
        TreeMap<Integer, Long> map = new TreeMap<>();
        history.clear(1);
        int newest = 1;
        for (int i = 0; i < 300; i++) {
            int tick = Math.max(1, newest + random.nextInt(40) - 25 - (i % 20 == 0 ? 120 : 0));
            boolean isKept = newest - tick < GhostHistory.TICKS || map.isEmpty();
            assertEquals(isKept, history.put(1, tick, tick * 3L, -tick));
            if (isKept) {
                map.put(tick, tick * 3L);
                newest = map.lastKey();
                map.headMap(newest - GhostHistory.TICKS, true).clear();
            }
            assertEquals(newest, history.newestTick(1));
            int asked = newest - random.nextInt(200) + 20;
            assertEquals(map.containsKey(asked), history.has(1, asked));
            Integer floor = map.floorKey(asked);
            assertEquals(floor == null ? GhostHistory.NO_TICK : floor, history.tickAtOrBefore(1, asked));
            Integer higher = map.higherKey(asked);
            assertEquals(higher == null ? GhostHistory.NO_TICK : higher, history.tickAfter(1, asked));
            assertEquals(newest * 3L, history.place(1, newest));
            assertEquals(-newest, history.motion(1, newest));
        }
        assertEquals(GhostHistory.NO_TICK, history.newestTick(0));
        assertFalse(history.has(2, newest));
    }

    @Test
    void theBookRemembersThoseHeardOfLast() {
        EpochBook book = new EpochBook(4);
        for (int player = 1; player <= 4; player++) {
            book.heard(player, 10);
        }
        // All are recent: one round forgives them, and the first goes.
        book.heard(5, 10);
        assertTrue(book.admits(1, 1), "forgotten");
        book.heard(3, 11);
        book.heard(6, 10);
        assertTrue(book.admits(2, 1), "forgotten");
        book.heard(7, 10);
        assertFalse(book.admits(3, 10), "heard of lately");
        assertTrue(book.admits(3, 11));
        assertTrue(book.admits(4, 1), "forgotten");
        assertEquals(4, book.count());
    }

    @Test
    void nobodyElseSpeaksUnderAnOwnEpoch() {
        EpochBook book = new EpochBook(4);
        book.ownedHere(1, 7);
        assertFalse(book.admits(1, 6));
        assertFalse(book.admits(1, 7));
        assertTrue(book.admits(1, 8));
        book.heard(1, 8);
        assertTrue(book.admits(1, 8));
        book.ownedHere(1, 7);
        assertTrue(book.admits(1, 8), "an older claim of this zone changes nothing");
    }

    @Test
    void anOwnersTimeIsKnownToWithinTheShortestWay() {
        RandomStream random = new Randomness(4).stream("ways");
        OwnerClocks clocks = new OwnerClocks();
        long ahead = 5_000_000_000_000L;
        for (int i = 0; i < 2_000; i++) {
            long sent = i * 50_000_000L;
            // The owner's clock runs 400 ppm fast.
            long sentThere = sent + ahead + sent / 2_500;
            long way = 500_000 + random.between(0, 3_000_000);
            clocks.heard(9, 1, sentThere, sent + way);
            if (i > 20) {
                long now = sent + way;
                long error = now + ahead + now / 2_500 - clocks.ownerNanos(9, now);
                assertTrue(error >= 0 && error < 2_500_000, "late by " + error + " ns");
            }
        }
        assertEquals(77, clocks.ownerNanos(8, 77), "unknown");
        clocks.heard(9, 2, 1_000, 2_000);
        assertEquals(0, clocks.ownerNanos(9, 1_000), "a new incarnation begins anew");
    }

    @Test
    void ticksBeginAtSixtiethsOfASecond() {
        assertEquals(0, OwnerClocks.timeQ8(0));
        assertEquals(60 << 8, OwnerClocks.timeQ8(1_000_000_000L));
        assertEquals(90 << 8, OwnerClocks.timeQ8(1_500_000_000L));
        assertEquals(-1, OwnerClocks.timeQ8(-1));
        assertEquals(60L * 3600 * 24 * 365 << 8, OwnerClocks.timeQ8(1_000_000_000L * 3600 * 24 * 365));
    }
}
