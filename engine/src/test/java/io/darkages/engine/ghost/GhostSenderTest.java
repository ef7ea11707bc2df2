package io.darkages.engine.ghost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.backplane.EntitySync;
import io.darkages.engine.backplane.Message;
import io.darkages.engine.ghost.GhostSender.Neighbour;
import io.darkages.engine.grid.BorderBands;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.space.Area;
import io.darkages.engine.space.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A zone around the world's centre, with neighbours in the east (zone 1), the north (2) and the north-east (3). */
class GhostSenderTest {

    private static final int CAPACITY = 512;
    private static final int M = Herd.METRE;

    private static final List<Neighbour> NEIGHBOURS = List.of(
            new Neighbour(1, new Area(500 * M, 1_500 * M, -500 * M, 500 * M)),
            new Neighbour(2, new Area(-500 * M, 500 * M, 500 * M, 1_500 * M)),
            new Neighbour(3, new Area(500 * M, 1_500 * M, 500 * M, 1_500 * M)));

    /** Writes down who was told what, and when. */
    private static final class Post implements GhostOutlet {
        final List<Integer> closed = new ArrayList<>();
        final Map<Integer, Map<Long, List<Integer>>> ticks = new HashMap<>();
        final List<String> removals = new ArrayList<>();
        final Map<Integer, Integer> bytesOfTick = new TreeMap<>();
        final Map<Integer, Integer> statesOfTick = new TreeMap<>();

        @Override
        public boolean isOpen(int zone) {
            return !closed.contains(zone);
        }

        @Override
        public void send(int zone, EntitySync message) {
            assertTrue(message.bytes() <= Message.BYTES_MAX);
            assertEquals(message.tick * 7L, message.sentNanos);
            bytesOfTick.merge(message.tick, message.bytes(), Integer::sum);
            statesOfTick.merge(message.tick, message.ghosts(), Integer::sum);
            for (int i = 0; i < message.ghosts(); i++) {
                ticks.computeIfAbsent(zone, each -> new HashMap<>())
                        .computeIfAbsent(message.player(i), each -> new ArrayList<>())
                        .add(message.tick);
            }
            for (int i = 0; i < message.removals(); i++) {
                removals.add(zone + ":" + message.removedPlayer(i) + "/" + message.removedEpoch(i));
            }
        }

        List<Integer> ticks(int zone, long player) {
            return ticks.getOrDefault(zone, Map.of()).getOrDefault(player, List.of());
        }
    }

    private final Herd herd = new Herd(Origin.WORLD_CENTRE, CAPACITY);
    private final Post post = new Post();
    private int tick = 100;

    private GhostSender sender(GhostBands bands) {
        return new GhostSender(bands, Origin.WORLD_CENTRE, NEIGHBOURS, CAPACITY);
    }

    private void run(GhostSender sender, int count) {
        for (int i = 0; i < count; i++) {
            tick++;
            sender.run(tick, tick * 7L, herd, post);
        }
    }

    @Test
    void theBandDecidesHowOftenAndTheAreaToWhom() {
        herd.put(0, 50, 1, 460, 0);
        herd.put(1, 51, 1, 440, 0);
        herd.put(2, 52, 1, 274, 0);
        herd.put(3, 53, 1, 460, 470);
        herd.put(4, 54, 1, 0, 0);
        GhostSender sender = sender(GhostBands.STANDARD);
        run(sender, 60);
        assertTrue(post.ticks(1, 50).size() >= 20 && post.ticks(1, 50).size() <= 21);
        assertTrue(post.ticks(1, 51).size() >= 5 && post.ticks(1, 51).size() <= 6);
        assertEquals(List.of(), post.ticks(1, 52));
        assertEquals(List.of(), post.ticks(2, 50));
        assertTrue(post.ticks(2, 53).size() >= 20);
        // 40 m to the east and 30 to the north make 50.
        assertTrue(post.ticks(3, 53).size() >= 20);
        for (int zone = 1; zone <= 3; zone++) {
            assertEquals(List.of(), post.ticks(zone, 54));
        }
        assertEquals(3, sender.toldCount(1));
        assertEquals(101, post.ticks(1, 51).get(0), "told at once");
    }

    @Test
    void anyTwoStatesAreAnIntervalApart() {
        for (int slot = 0; slot < 24; slot++) {
            herd.put(slot, 50 + slot, 1, slot % 2 == 0 ? 480 : 400, slot);
        }
        run(sender(GhostBands.STANDARD), 120);
        for (int slot = 0; slot < 24; slot++) {
            List<Integer> ticks = post.ticks(1, 50 + slot);
            for (int i = 2; i < ticks.size(); i++) {
                assertEquals(slot % 2 == 0 ? 3 : 12, ticks.get(i) - ticks.get(i - 1));
            }
        }
    }

    @Test
    void entitiesSpreadOverTheTicksThoughTheyCameTogether() {
        for (int slot = 0; slot < 240; slot++) {
            herd.put(slot, 1_000 + slot, 1, slot < 120 ? 480 : 400, 0);
        }
        run(sender(GhostBands.STANDARD), 60);
        assertEquals(240, post.statesOfTick.get(101));
        for (int each = 113; each < 160; each++) {
            assertEquals(120 / 3 + 120 / 12, post.statesOfTick.get(each), "tick " + each);
        }
    }

    @Test
    void whoHoversAtTheEdgeNeitherComesNorGoes() {
        GhostSender sender = sender(GhostBands.STANDARD);
        for (int i = 0; i < 60; i++) {
            herd.put(0, 50, 1, i % 2 == 0 ? 276 : 270, 0);
            run(sender, 1);
        }
        assertEquals(List.of(), post.removals);
        assertTrue(post.ticks(1, 50).size() >= 5);
        herd.put(0, 50, 1, 264, 0);
        run(sender, 10);
        assertEquals(List.of("1:50/1", "1:50/1", "1:50/1"), post.removals);
        assertEquals(0, sender.toldCount(1));
    }

    @Test
    void whoIsGoneOrAnotherIsToldAsRemoved() {
        herd.put(5, 50, 3, 480, 0);
        herd.put(6, 51, 4, 480, 0);
        GhostSender sender = sender(GhostBands.STANDARD);
        run(sender, 3);
        herd.remove(5);
        herd.put(6, 60, 1, 480, 0);
        run(sender, 10);
        Collections.sort(post.removals);
        assertEquals(List.of("1:50/3", "1:50/3", "1:50/3", "1:51/4", "1:51/4", "1:51/4"), post.removals);
        assertEquals(104, post.ticks(1, 60).get(0));
        assertEquals(6, sender.counters().count(GhostCounter.REMOVALS_SENT));
    }

    @Test
    void aNewEpochIsToldAtOnce() {
        herd.put(0, 50, 1, 400, 0);
        GhostSender sender = sender(GhostBands.STANDARD);
        run(sender, 13);
        int before = post.ticks(1, 50).size();
        herd.epoch(0, 2);
        run(sender, 1);
        assertEquals(before + 1, post.ticks(1, 50).size());
    }

    @Test
    void aBudgetThatIsTooSmallStarvesNobody() {
        for (int slot = 0; slot < 120; slot++) {
            herd.put(slot, 1_000 + slot, 1, 480, 0);
        }
        int bytes = EntitySync.EMPTY_BYTES + 20 * EntitySync.GHOST_BYTES;
        GhostSender sender = sender(GhostBands.STANDARD.withBytesPerTick(bytes));
        run(sender, 600);
        for (int each : post.bytesOfTick.values()) {
            assertTrue(each <= bytes, "bytes " + each);
        }
        // 40 a tick are due and 20 go: half the rate for all.
        for (int slot = 0; slot < 120; slot++) {
            int told = post.ticks(1, 1_000 + slot).size();
            assertTrue(told >= 80 && told <= 120, "slot " + slot + " was told " + told + " times");
        }
        assertTrue(sender.counters().count(GhostCounter.STATES_DEFERRED) > 1_000);
    }

    @Test
    void theAuraGoesFirst() {
        for (int slot = 0; slot < 120; slot++) {
            herd.put(slot, 1_000 + slot, 1, slot < 60 ? 400 : 480, 0);
        }
        int bytes = EntitySync.EMPTY_BYTES + 20 * EntitySync.GHOST_BYTES;
        run(sender(GhostBands.STANDARD.withBytesPerTick(bytes)), 120);
        for (int slot = 60; slot < 120; slot++) {
            assertTrue(post.ticks(1, 1_000 + slot).size() >= 39, "slot " + slot);
        }
    }

    @Test
    void whoSucceedsASilentNeighbourIsToldAllAnew() {
        herd.put(0, 50, 1, 400, 0);
        GhostSender sender = sender(GhostBands.STANDARD);
        run(sender, 3);
        assertEquals(1, post.ticks(1, 50).size());
        post.closed.add(1);
        run(sender, 3);
        post.closed.clear();
        run(sender, 1);
        assertEquals(2, post.ticks(1, 50).size());
        sender.forget(1);
        run(sender, 1);
        assertEquals(3, post.ticks(1, 50).size());
        assertEquals(List.of(), post.removals);
    }

    @Test
    void ticksThatAreLeftOutLoseNobody() {
        herd.put(1, 50, 1, 480, 0);
        GhostSender sender = sender(GhostBands.STANDARD);
        for (int i = 0; i < 10; i++) {
            tick += 4;
            run(sender, 1);
        }
        assertEquals(10, post.ticks(1, 50).size());
    }

    @Test
    void aZoneOfAGridTellsItsNeighboursThere() {
        ZoneGrid grid = ZoneGrid.standard();
        Herd southWest = new Herd(grid.origin(0), CAPACITY);
        southWest.put(0, 50, 1, -30, -100);
        southWest.put(1, 51, 1, -10, -10);
        GhostSender sender = GhostSender.of(GhostBands.STANDARD, grid, 0, CAPACITY);
        sender.run(1, 7, southWest, post);
        assertEquals(2, sender.toldCount(1));
        assertEquals(2, sender.toldCount(2));
        assertEquals(2, sender.toldCount(3));
        for (int each = 2; each <= 60; each++) {
            sender.run(each, each * 7L, southWest, post);
        }
        assertTrue(post.ticks(1, 50).size() >= 20);
        assertTrue(post.ticks(2, 50).size() <= 6);
        assertTrue(post.ticks(3, 51).size() >= 20);
    }

    @Test
    void bandsMustBeInOrder() {
        BorderBands distances = BorderBands.standard();
        int sight = distances.sight();
        assertThrows(IllegalArgumentException.class, () -> new GhostBands(distances, sight - 1, 3, 12, 9_000));
        assertThrows(IllegalArgumentException.class, () -> new GhostBands(distances, sight, 12, 3, 9_000));
        assertThrows(IllegalArgumentException.class, () -> GhostBands.STANDARD.withBytesPerTick(10));
    }
}
