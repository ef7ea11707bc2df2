package io.darkages.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.entity.EntityTable;
import org.junit.jupiter.api.Test;

class ViewerTest {

    private static final long PLACE = QuantisedState.place(0, 0, 0, 1);

    private final SnapshotPair pair = new SnapshotPair(EntityTable.MAX_CAPACITY);

    private byte[] next() {
        pair.record();
        return pair.encode(ReplicationPolicy.FULL, 1_200);
    }

    private void acknowledge() {
        pair.acknowledge(pair.decoder.newestId(), pair.decoder.earlier());
    }

    @Test
    void anIndexIsReusedOnlyAfterItsRemovalIsAcknowledged() {
        int first = pair.create(PLACE, 0);
        int index = pair.enter(first, 0, 59);
        pair.deliver(next());
        acknowledge();
        pair.destroy(first);
        int second = pair.create(PLACE, 0);
        assertNotEquals(index, pair.enter(second, 0, 59), "the client has not heard of the removal");
        pair.deliver(next());
        assertEquals(1, pair.replicas.liveCount());
        acknowledge();
        int third = pair.create(PLACE, 0);
        assertEquals(index, pair.enter(third, 0, 59));
        pair.deliver(next());
        assertEquals(third, pair.replicas.entity(index));
        assertEquals(2, pair.replicas.liveCount());
    }

    /**
     * A removal is repeated until it is acknowledged. An acknowledgement of a repeat that told of the
     * index's former tenant must not free it for the tenant that is leaving now: nobody would tell the
     * client of that one's removal, and it would stand there for good.
     */
    @Test
    void aRepeatedRemovalDoesNotCountForTheNextTenant() {
        int first = pair.create(PLACE, 0);
        int index = pair.enter(first, 0, 59);
        pair.deliver(next());
        acknowledge();
        pair.destroy(first);
        pair.deliver(next());
        int removalId = pair.decoder.newestId();
        pair.deliver(next());
        int repeatId = pair.decoder.newestId();
        pair.acknowledge(removalId, 0);

        int second = pair.create(PLACE, 0);
        assertEquals(index, pair.enter(second, 0, 59));
        pair.deliver(next());
        assertEquals(second, pair.replicas.entity(index));
        pair.destroy(second);
        pair.acknowledge(repeatId, 0);
        pair.deliver(next());
        assertEquals(0, pair.replicas.liveCount(), "a ghost");
        acknowledge();
        assertEquals(0, pair.viewer.leavingCount());
    }

    @Test
    void allIndicesTaken() {
        int[] ids = new int[Viewer.MAX_VISIBLE + 1];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = pair.create(PLACE, 0);
            assertEquals(i < Viewer.MAX_VISIBLE ? i : -1, pair.enter(ids[i], i % 3, i % 60));
        }
        assertEquals(Viewer.MAX_VISIBLE, pair.viewer.visibleCount());
        assertEquals(Viewer.MAX_VISIBLE, pair.viewer.peakCount());
        assertEquals(-1, pair.viewer.indexOf(EntityTable.slot(ids[Viewer.MAX_VISIBLE])));
        for (int i = 0; i < 200 && pair.replicas.liveCount() < Viewer.MAX_VISIBLE; i++) {
            pair.deliver(next());
            acknowledge();
        }
        assertEquals(Viewer.MAX_VISIBLE, pair.replicas.liveCount());
        // All at once, many more than one snapshot can tell.
        for (int i = 0; i < Viewer.MAX_VISIBLE; i++) {
            pair.destroy(ids[i]);
        }
        for (int i = 0; i < 10; i++) {
            pair.deliver(next());
            acknowledge();
        }
        assertEquals(0, pair.replicas.liveCount());
        assertEquals(0, pair.viewer.leavingCount());
        assertEquals(0, pair.viewer.end);
        assertEquals(0, pair.enter(ids[Viewer.MAX_VISIBLE], 0, 0));
    }

    @Test
    void acknowledgementsOfTheUnknownChangeNothing() {
        int id = pair.create(PLACE, 0);
        int index = pair.enter(id, 0, 59);
        pair.deliver(next());
        int newest = pair.viewer.newestSnapshotId();
        for (int ack : new int[] {newest + 1, newest + 40, newest + 32_768, 0, -1}) {
            pair.acknowledge(ack, 0xFFFE);
            assertEquals(Baseline.NO_TICK, Baseline.tick(pair.viewer.baseline(index)), "ack of " + ack);
        }
        pair.acknowledge(newest, 0);
        assertEquals(1, Baseline.tick(pair.viewer.baseline(index)));
        int before = pair.tick;
        pair.deliver(next());
        pair.acknowledge(newest, 0);
        assertEquals(before, Baseline.tick(pair.viewer.baseline(index)));
    }

    /** The index of each entity in each snapshot, as the client heard of it, against what the book says later. */
    @Test
    void theBookTellsWhatWasTold() {
        int[] ids = new int[40];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = pair.create(PLACE, 0);
            pair.enter(ids[i], i % 3, i);
        }
        for (int i = 0; i < 120; i++) {
            byte[] snapshot = next();
            pair.deliver(snapshot);
            int count = 0;
            for (int id : ids) {
                int index = pair.viewer.indexOf(EntityTable.slot(id));
                int state = pair.replicas.newest(index);
                boolean told = state != ReplicaTable.NONE && pair.replicas.tickAt(state) == pair.tick;
                assertEquals(told ? index : Viewer.NONE, pair.viewer.told().indexAt(id, pair.tick));
                assertEquals(
                        told && pair.replicas.hasMotionAt(state),
                        pair.viewer.told().hadMotion(index, pair.tick));
                count += told ? 1 : 0;
            }
            assertEquals(pair.encoder.entityCount(), count);
            assertEquals(pair.tick, pair.viewer.told().tickOf(pair.viewer.newestSnapshotId() & 0xFFFF));
        }
        int id = ids[0];
        int index = pair.viewer.indexOf(EntityTable.slot(id));
        int first = 0;
        for (int tick = pair.tick - SentBook.PAGES + 1; tick <= pair.tick; tick++) {
            if (pair.viewer.told().indexAt(id, tick) == index) {
                assertEquals(0, (tick - (first == 0 ? tick : first)) % 3, "20 Hz");
                first = first == 0 ? tick : first;
            }
        }
        assertTrue(first <= pair.tick - SentBook.PAGES + 3, "the oldest kept is of tick " + first);
        assertEquals(Viewer.NONE, pair.viewer.told().indexAt(id, 0));
        assertEquals(Viewer.NONE, pair.viewer.told().indexAt(id, pair.tick + 1));
        assertEquals(ToldHistory.NO_TICK, pair.viewer.told().tickOf(pair.viewer.newestSnapshotId() + 1));
        assertEquals(0, pair.viewer.told().acknowledgedBetween(index, first, pair.tick), "nothing is acknowledged");
        acknowledge();
        // Those of the last 17 ticks; every third told of this one.
        int counted = pair.viewer.told().acknowledgedBetween(index, first, Integer.MAX_VALUE);
        assertTrue(counted == 5 || counted == 6, () -> counted + " of 17 snapshots");
    }

    @Test
    void whoLeavesIsInTheBookUntilTheClientHasHeardOfIt() {
        int first = pair.create(PLACE, 0);
        int index = pair.enter(first, 0, 59);
        pair.deliver(next());
        int told = pair.tick;
        pair.destroy(first);
        assertEquals(index, pair.viewer.told().indexAt(first, told));
        assertTrue(pair.viewer.told().hadMotion(index, told));
        pair.deliver(next());
        assertEquals(index, pair.viewer.told().indexAt(first, told));
        assertEquals(Viewer.NONE, pair.viewer.told().indexAt(first, pair.tick), "told of its removal, not of it");
        acknowledge();
        assertEquals(Viewer.NONE, pair.viewer.told().indexAt(first, told));
        // The index's next tenant was not told of by what told of the former one.
        int second = pair.create(PLACE, 0);
        assertEquals(index, pair.enter(second, 0, 59));
        assertEquals(Viewer.NONE, pair.viewer.told().indexAt(second, told));
        assertEquals(0, pair.viewer.told().acknowledgedBetween(index, 0, Integer.MAX_VALUE));
        pair.deliver(next());
        assertEquals(index, pair.viewer.told().indexAt(second, pair.tick));
    }

    /** More than the ring of entries holds: pages are forgotten, none tells anything wrong. */
    @Test
    void aFullBookForgetsTheOldest() {
        ReplicationPolicy all = new ReplicationPolicy(60, 60, 60, 1, 100);
        int[] ids = new int[100];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = pair.create(PLACE, 0);
            pair.enter(ids[i], 0, 59);
        }
        for (int i = 0; i < 200; i++) {
            pair.record();
            pair.deliver(pair.encode(all, 2_000));
            acknowledge();
        }
        assertEquals(100, pair.encoder.entityCount());
        int kept = 0;
        for (int tick = 1; tick <= pair.tick; tick++) {
            boolean told = pair.viewer.told().indexAt(ids[7], tick) != Viewer.NONE;
            assertTrue(told || kept == 0, "a gap at " + tick);
            kept += told ? 1 : 0;
        }
        assertTrue(kept >= SentBook.KEPT_PAGES && kept < 40, kept + " pages of 100");
    }

    @Test
    void anInterestPassTakesAwayWhatItDidNotSee() {
        int first = pair.create(PLACE, 0);
        int second = pair.create(PLACE, 0);
        pair.viewer.beginInterest(1);
        int kept = pair.enter(first, 0, 0);
        pair.enter(second, 0, 0);
        pair.viewer.endInterest();
        assertEquals(2, pair.viewer.visibleCount());
        pair.viewer.beginInterest(13);
        pair.viewer.see(kept);
        pair.viewer.endInterest();
        assertEquals(1, pair.viewer.visibleCount());
        assertEquals(kept, pair.viewer.indexOf(EntityTable.slot(first)));
        assertEquals(-1, pair.viewer.indexOf(EntityTable.slot(second)));
        assertTrue(pair.viewer.leavingCount() == 1);
    }
}
