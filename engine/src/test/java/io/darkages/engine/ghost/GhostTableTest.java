package io.darkages.engine.ghost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.backplane.EntitySync;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.combat.DrawMode;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.space.Origin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GhostTableTest {

    private static final long MILLI = 1_000_000;
    private static final Origin HERE = new Origin(1_000, 0);
    private static final Origin THERE = Origin.WORLD_CENTRE;

    private final List<String> events = new ArrayList<>();
    private final GhostTable[] self = new GhostTable[1];
    private final GhostTable table = new GhostTable(HERE, 4, 8, new GhostWatcher() {
        @Override
        public void appeared(int ghost) {
            events.add("+" + self[0].player(ghost) + "/" + self[0].epoch(ghost));
        }

        @Override
        public void vanished(int ghost, Cause cause) {
            events.add("-" + self[0].player(ghost) + " " + cause);
        }
    });
    private final MessageHeader header = new MessageHeader();
    private final EntitySync sync = new EntitySync();
    private long now;

    GhostTableTest() {
        self[0] = table;
        from(7, 1);
    }

    private void from(long process, long incarnation) {
        header.sourceProcess = process;
        header.sourceIncarnation = incarnation;
        header.sourceZone = (int) process + 10;
    }

    private static long worldPlace(int xMetres) {
        return WorldPlace.of(QuantisedState.place(xMetres * 64, 0, 0, QuantisedState.FLAG_GROUNDED), THERE);
    }

    private void tell(int tick, long player, int epoch, int xMetres) {
        sync.clear();
        sync.tick = tick;
        sync.sentNanos = tick * 1_000_000_000L / 60;
        sync.add(player, epoch, worldPlace(xMetres), QuantisedState.motion(256, 0, 0, 9, 1), 5_000 + tick, 3);
        table.accept(now, header, sync);
    }

    private void tellRemoval(int tick, long player, int epoch) {
        sync.clear();
        sync.tick = tick;
        sync.remove(player, epoch);
        table.accept(now, header, sync);
    }

    private long count(GhostCounter counter) {
        return table.counters().count(counter);
    }

    @Test
    void aGhostIsWhatItsOwnerTold() {
        now = 40 * MILLI;
        tell(100, 50, 6, 480);
        int ghost = table.ghostOf(50);
        assertNotEquals(GhostTable.NONE, ghost);
        assertEquals(List.of("+50/6"), events);
        assertEquals(50, table.player(ghost));
        assertEquals(17, table.zone(ghost));
        assertEquals(7, table.process(ghost));
        assertEquals(6, table.epoch(ghost));
        assertEquals(5_100, table.health(ghost));
        assertEquals(3, table.team(ghost));
        assertEquals(100, table.newestTick(ghost));
        assertEquals(now, table.heardNanos(ghost));
        long place = table.history().place(ghost, 100);
        assertEquals(-520 * 64, QuantisedState.x(place));
        assertEquals(QuantisedState.FLAG_GROUNDED, QuantisedState.flags(place));
        assertEquals(256, QuantisedState.vx(table.history().motion(ghost, 100)));
        assertEquals(1, table.count());
        assertEquals(ghost, table.live(0));
        assertEquals(GhostTable.NONE, table.ghostOf(51));
    }

    @Test
    void aLowerEpochAfterAHigherOneIsRefused() {
        tell(100, 50, 6, 480);
        from(8, 1);
        tell(20, 50, 7, 490);
        assertEquals(List.of("+50/6", "-50 OTHER_OWNER", "+50/7"), events);
        int ghost = table.ghostOf(50);
        assertFalse(table.history().has(ghost, 100), "the old owner's ticks are others");
        from(7, 1);
        tell(103, 50, 6, 481);
        tellRemoval(104, 50, 6);
        assertEquals(2, count(GhostCounter.STALE_EPOCHS));
        assertEquals(7, table.epoch(table.ghostOf(50)));
        assertEquals(20, table.newestTick(table.ghostOf(50)));
    }

    @Test
    void aHigherEpochIsRememberedWhenTheGhostIsGone() {
        tell(100, 50, 6, 480);
        tellRemoval(101, 50, 6);
        assertEquals(0, table.count());
        assertEquals(List.of("+50/6", "-50 REMOVED"), events);
        from(8, 1);
        tell(20, 50, 5, 490);
        assertEquals(0, table.count());
        assertEquals(1, count(GhostCounter.STALE_EPOCHS));
        tell(20, 50, 6, 490);
        assertEquals(1, table.count());
    }

    @Test
    void oneSpeaksUnderOneEpoch() {
        tell(100, 50, 6, 480);
        from(8, 1);
        tell(200, 50, 6, 490);
        tellRemoval(201, 50, 6);
        from(7, 2);
        tell(10, 50, 6, 490);
        assertEquals(3, count(GhostCounter.FOREIGN));
        assertEquals(100, table.newestTick(table.ghostOf(50)));
    }

    @Test
    void nobodySpeaksForWhomThisZoneActs() {
        tell(100, 50, 6, 480);
        table.ownedHere(50, 7);
        assertEquals(List.of("+50/6", "-50 OWNED_HERE"), events);
        tell(103, 50, 6, 480);
        tell(103, 50, 7, 480);
        assertEquals(2, count(GhostCounter.STALE_EPOCHS));
        assertEquals(0, table.count());
        tell(104, 50, 8, 480);
        assertEquals(1, table.count());
        table.ownedHere(50, 7);
        assertEquals(1, table.count(), "it has a newer owner");
    }

    @Test
    void whatIsNotHeardOfExpires() {
        tell(100, 50, 6, 480);
        now = 500 * MILLI;
        tell(130, 51, 6, 480);
        now = 999 * MILLI;
        table.expire(now);
        assertEquals(2, table.count());
        now = 1_000 * MILLI;
        table.expire(now);
        assertEquals(List.of("+50/6", "+51/6", "-50 EXPIRED"), events);
        assertEquals(1, count(GhostCounter.EXPIRED));
        tell(160, 50, 6, 470);
        assertEquals(2, table.count());
    }

    @Test
    void lateStatesFillThePastAndNoMore() {
        tell(300, 50, 6, 480);
        tell(297, 50, 6, 477);
        int ghost = table.ghostOf(50);
        assertEquals(300, table.newestTick(ghost));
        assertEquals(5_300, table.health(ghost));
        assertTrue(table.history().has(ghost, 297));
        tell(172, 50, 6, 400);
        assertEquals(1, count(GhostCounter.LATE));
        tellRemoval(299, 50, 6);
        assertEquals(2, count(GhostCounter.LATE));
        assertEquals(1, table.count());
        // 128 ticks are kept, the newest included.
        tell(173, 50, 6, 401);
        assertTrue(table.history().has(ghost, 173));
        tell(301, 50, 6, 481);
        assertFalse(table.history().has(ghost, 173));
    }

    @Test
    void aGhostIsDrawnInItsOwnersTime() {
        tell(100, 50, 6, 480);
        tell(103, 50, 6, 483);
        int ghost = table.ghostOf(50);
        DrawnPlace drawn = new DrawnPlace().of(HERE);
        table.draw(ghost, DrawnPlace.startQ8(101), drawn);
        assertEquals(DrawMode.BETWEEN, drawn.mode);
        assertEquals(481 << 16, drawn.x, 1_024);
        table.draw(ghost, DrawnPlace.startQ8(109), drawn);
        assertEquals(DrawMode.AHEAD, drawn.mode);
        assertEquals((483 << 16) + (6 << 16) / 60, drawn.x, 1_024);
        table.draw(ghost, DrawnPlace.startQ8(99), drawn);
        assertEquals(DrawMode.AT, drawn.mode);
        assertEquals(480 << 16, drawn.x);
        // Told without delay: this clock's 0 is the owner's tick 103.
        assertEquals(DrawnPlace.startQ8(103), table.ownerTimeQ8(ghost, 0), 1);
        assertEquals(DrawnPlace.startQ8(109), table.ownerTimeQ8(ghost, 100 * MILLI), 1);
    }

    @Test
    void whatThisZoneCantTellIsRefused() {
        tell(100, 50, 6, -30);
        tell(0, 51, 6, 480);
        assertEquals(2, count(GhostCounter.OUT_OF_RANGE));
        assertEquals(0, table.count());
    }

    @Test
    void thereAreNoMoreThanTheCap() {
        for (int player = 50; player < 56; player++) {
            tell(100, player, 1, 480);
        }
        assertEquals(4, table.count());
        assertEquals(2, count(GhostCounter.CROWDED_OUT));
        assertEquals(4, count(GhostCounter.GHOSTS_HIGH_WATER));
        tellRemoval(101, 51, 1);
        tell(102, 54, 1, 480);
        assertEquals(4, table.count());
        for (int player = 60; player < 90; player++) {
            tell(100, player, 1, 480);
        }
        assertEquals(8, count(GhostCounter.EPOCHS_HIGH_WATER));
        assertThrows(IllegalArgumentException.class, () -> new GhostTable(HERE, 4, 3, null));
    }
}
