package io.darkages.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Server and client over a path that loses, doubles and reorders in both directions. */
class SnapshotExchangeTest {

    private record Flight(int dueTick, byte[] snapshot, int ackId, int ackMask) {}

    private static final int CAPACITY = 60;
    private static final byte[] NO_SNAPSHOT = {};

    private RandomStream draws;
    private SnapshotPair pair;
    private final List<Integer> ids = new ArrayList<>();
    private final List<Flight> down = new ArrayList<>();
    private final List<Flight> up = new ArrayList<>();

    private int lossDown;
    private int lossUp;
    private int doubled;
    private int mostDelay;
    private int churn;

    private void begin(long seed) {
        draws = new Randomness(seed).stream("exchange");
        pair = new SnapshotPair(CAPACITY);
        ids.clear();
        down.clear();
        up.clear();
        lossDown = draws.nextInt(4) * 150_000;
        lossUp = draws.nextInt(4) * 200_000;
        doubled = draws.nextInt(3) * 200_000;
        mostDelay = 1 + draws.nextInt(20);
        churn = 10_000 + draws.nextInt(300_000);
    }

    private long drawnPlace() {
        return QuantisedState.place(
                (int) draws.between(-70_000, 70_000),
                draws.nextInt(17_000),
                (int) draws.between(-70_000, 70_000),
                draws.nextInt(64));
    }

    private long drawnMotion() {
        return QuantisedState.motion(
                (int) draws.between(-2_400, 2_400),
                draws.nextInt(8) == 0 ? (int) draws.between(-2_000, 1_300) : 0,
                (int) draws.between(-2_400, 2_400),
                draws.nextInt(4_096),
                (int) draws.between(-64, 63));
    }

    private void moveAll() {
        for (int id : ids) {
            int slot = EntityTable.slot(id);
            long place = pair.place[slot];
            long motion = pair.motion[slot];
            int fate = draws.nextInt(100);
            if (fate == 0) {
                pair.place[slot] = drawnPlace();
                pair.motion[slot] = drawnMotion();
            } else if (fate < 80) {
                pair.place[slot] = QuantisedState.place(
                        QuantisedState.x(place) + QuantisedState.vx(motion) / 240,
                        QuantisedState.y(place) + QuantisedState.vy(motion) / 240,
                        QuantisedState.z(place) + QuantisedState.vz(motion) / 240,
                        QuantisedState.flags(place));
                if (fate < 20) {
                    pair.motion[slot] = drawnMotion();
                }
            }
        }
    }

    private void churn() {
        if (draws.chance(churn) && ids.size() < CAPACITY) {
            ids.add(pair.create(drawnPlace(), drawnMotion()));
        }
        if (draws.chance(churn / 2) && !ids.isEmpty()) {
            int gone = ids.remove(draws.nextInt(ids.size()));
            pair.destroy(gone);
            if (draws.nextInt(2) == 0) {
                // The slot's next tenant comes at once, and is seen at once.
                int next = pair.create(drawnPlace(), drawnMotion());
                assertEquals(EntityTable.slot(gone), EntityTable.slot(next));
                ids.add(next);
                pair.enter(next, draws.nextInt(3), draws.nextInt(60));
            }
        }
        for (int id : ids) {
            int index = pair.viewer.indexOf(EntityTable.slot(id));
            if (index < 0 && draws.chance(churn / 2)) {
                pair.enter(id, draws.nextInt(3), draws.nextInt(60));
            } else if (index >= 0 && draws.chance(churn / 4)) {
                pair.viewer.leave(index);
                if (draws.nextInt(3) == 0) {
                    pair.enter(id, draws.nextInt(3), draws.nextInt(60));
                }
            } else if (index >= 0 && draws.chance(churn / 4)) {
                pair.viewer.tier(index, draws.nextInt(3));
            }
        }
    }

    private void send(List<Flight> path, int loss, Flight flight) {
        int copies = draws.chance(doubled) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (!draws.chance(loss)) {
                int due = pair.tick + 1 + draws.nextInt(mostDelay);
                path.add(new Flight(due, flight.snapshot(), flight.ackId(), flight.ackMask()));
            }
        }
    }

    private void arrive() {
        for (int i = 0; i < down.size(); i++) {
            if (down.get(i).dueTick() <= pair.tick) {
                pair.deliver(down.remove(i--).snapshot());
            }
        }
        for (int i = 0; i < up.size(); i++) {
            if (up.get(i).dueTick() <= pair.tick) {
                Flight ack = up.remove(i--);
                pair.acknowledge(ack.ackId(), ack.ackMask());
            }
        }
    }

    private void tick(int interval, ReplicationPolicy policy, int room) {
        moveAll();
        MotionState self = pair.self;
        self.x = (int) draws.between(-1_024 << 16, 1_024 << 16);
        self.y = draws.nextInt(255 << 16);
        self.vx = draws.nextInt(2) == 0 ? 0 : (int) draws.between(-9 << 16, 9 << 16);
        self.vy = draws.nextInt(2) == 0 ? 0 : (int) draws.between(-50 << 16, 5 << 16);
        pair.record();
        if (pair.tick % interval == 0) {
            byte[] snapshot = pair.encode(policy, room);
            if (snapshot.length > 0) {
                send(down, lossDown, new Flight(0, snapshot, 0, 0));
            }
        }
        if (pair.tick % 3 == 1 && pair.decoder.any()) {
            send(up, lossUp, new Flight(0, NO_SNAPSHOT, pair.decoder.newestId(), pair.decoder.earlier()));
        }
        arrive();
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void theClientHasExactlyWhatTheServerTold(@ForAll long seed) {
        begin(seed);
        int interval = new int[] {1, 3, 6}[draws.nextInt(3)];
        int steadyLossUp = lossUp;
        int outageFrom = 100 + draws.nextInt(400);
        int outageTo = outageFrom + draws.nextInt(300);
        for (int i = 0; i < 900; i++) {
            churn();
            lossUp = i >= outageFrom && i < outageTo ? 1_000_000 : steadyLossUp;
            ReplicationPolicy policy = new ReplicationPolicy(20, 10, 5, interval, 1 + draws.nextInt(100));
            tick(interval, policy, 20 + draws.nextInt(1_180));
            if (draws.nextInt(50) == 0) {
                // An id that was never sent says nothing.
                pair.acknowledge(pair.viewer.newestSnapshotId() + 1 + draws.nextInt(1_000), draws.nextInt(65_536));
            }
        }
        lossUp = 0;
        lossDown = 0;
        mostDelay = 2;
        for (int i = 0; i < 300; i++) {
            tick(interval, ReplicationPolicy.FULL, 1_100);
        }
        assertAgreed();
        assertTrue(pair.applied > 40, () -> pair.applied + " snapshots applied");
    }

    /** All that is visible is known and fresh, all else is gone. */
    private void assertAgreed() {
        Viewer viewer = pair.viewer;
        for (int id : ids) {
            int index = viewer.indexOf(EntityTable.slot(id));
            if (index >= 0) {
                assertEquals(id, pair.replicas.entity(index));
                int age = pair.tick - pair.knownTick(index);
                assertTrue(age < 50, () -> "entity " + id + " was told " + age + " ticks ago");
            }
        }
        assertEquals(viewer.visibleCount(), pair.replicas.liveCount(), "entities that left are still there");
        assertEquals(0, viewer.leavingCount());
    }

    /** Acks that stay away for longer than the book reaches: all is told whole, and agreed on again afterwards. */
    @Test
    void survivesASilenceOfTheClient() {
        begin(5);
        lossDown = 0;
        mostDelay = 2;
        for (int i = 0; i < 20; i++) {
            int id = pair.create(drawnPlace(), drawnMotion());
            ids.add(id);
            pair.enter(id, i % 3, i);
        }
        for (int silence : new int[] {5, 40, 100, 200, 400}) {
            lossUp = 1_000_000;
            for (int i = 0; i < silence; i++) {
                tick(1, ReplicationPolicy.FULL, 1_200);
            }
            lossUp = 0;
            for (int i = 0; i < 60; i++) {
                tick(1, ReplicationPolicy.FULL, 1_200);
            }
            assertAgreed();
        }
    }

    @Test
    void idsWrap() {
        SnapshotPair wrapping = new SnapshotPair(4);
        for (int i = 0; i < 3; i++) {
            int id = wrapping.create(QuantisedState.place(i * 100, 0, 0, 1), QuantisedState.motion(240, 0, 0, 0, 0));
            wrapping.enter(id, i, 0);
        }
        ReplicationPolicy policy = new ReplicationPolicy(20, 10, 5, 1, 100);
        RandomStream fates = new Randomness(3).stream("wrap");
        for (int i = 0; i < 140_000; i++) {
            for (int slot = 0; slot < 3; slot++) {
                int x = QuantisedState.x(wrapping.place[slot]);
                wrapping.place[slot] = QuantisedState.place(x > 60_000 ? 0 : x + 1, 0, 0, 1);
            }
            wrapping.record();
            byte[] snapshot = wrapping.encode(policy, 200);
            if (!fates.chance(100_000)) {
                assertEquals(SnapshotDecoder.Outcome.APPLIED, wrapping.deliver(snapshot));
                assertEquals(wrapping.viewer.newestSnapshotId(), wrapping.decoder.newestId());
            }
            if (i % 3 == 0) {
                wrapping.acknowledge(wrapping.decoder.newestId(), wrapping.decoder.earlier());
            }
            if (i % 4_096 == 0) {
                wrapping.forgetBefore(wrapping.tick - 2_000);
            }
        }
        assertTrue(wrapping.decoder.newestId() > 2 * 65_536);
        // Residuals, not whole states: acknowledgements still count after both wraps.
        assertTrue(wrapping.encoder.entityBits() < 60, () -> wrapping.encoder.entityBits() + " bits");
    }

    /** The longest entries there are, at both ends of the indices, in rooms where the last one just fits or not. */
    @Test
    void theLongestEntriesNeverRunOverTheRoom() {
        SnapshotPair crowded = new SnapshotPair(EntityTable.MAX_CAPACITY);
        int[] all = new int[Viewer.MAX_VISIBLE];
        for (int i = 0; i < all.length; i++) {
            all[i] = crowded.create(0, 0);
            crowded.enter(all[i], ReplicationPolicy.NEAR, 0);
        }
        for (int i = 1; i < all.length - 1; i++) {
            crowded.destroy(all[i]);
        }
        ReplicationPolicy policy = new ReplicationPolicy(60, 60, 60, 1, 100);
        for (int i = 0; i < 20; i++) {
            crowded.record();
            crowded.deliver(crowded.encode(policy, 1_200));
            crowded.acknowledge(crowded.decoder.newestId(), crowded.decoder.earlier());
        }
        assertEquals(0, crowded.viewer.leavingCount());
        RandomStream rooms = new Randomness(8).stream("rooms");
        for (int i = 0; i < 20_000; i++) {
            for (int end : new int[] {all[0], all[511]}) {
                int slot = EntityTable.slot(end);
                // From one corner of the zone to the opposite one, at top speed the other way.
                boolean low = (i & 1) == 0;
                int speed = low ? -16_384 : 16_383;
                crowded.place[slot] = low
                        ? QuantisedState.place(-65_536, 0, -65_536, 0)
                        : QuantisedState.place(65_535, 16_383, 65_535, 63);
                crowded.motion[slot] = QuantisedState.motion(
                        speed, speed, rooms.nextInt(2) == 0 ? speed : -speed, rooms.nextInt(4_096), low ? -64 : 63);
            }
            // As if records had been short so far, so that only the room stops the encoder.
            crowded.viewer.meanRecordBits16 = 16;
            crowded.record();
            crowded.deliver(crowded.encode(policy, 60 + rooms.nextInt(50)));
            crowded.acknowledge(crowded.decoder.newestId(), crowded.decoder.earlier());
            if (i % 1_000 == 0) {
                crowded.forgetBefore(crowded.tick - 200);
            }
        }
        assertEquals(2, crowded.replicas.liveCount());
    }

    @Test
    void whatComesTwiceOrLateIsStale() {
        begin(1);
        int id = pair.create(drawnPlace(), drawnMotion());
        pair.enter(id, 0, 59);
        pair.record();
        byte[] first = pair.encode(ReplicationPolicy.FULL, 500);
        pair.record();
        byte[] second = pair.encode(ReplicationPolicy.FULL, 500);
        assertEquals(SnapshotDecoder.Outcome.APPLIED, pair.deliver(second));
        assertEquals(SnapshotDecoder.Outcome.STALE, pair.deliver(second));
        assertEquals(SnapshotDecoder.Outcome.STALE, pair.deliver(first));
        assertEquals(0, pair.decoder.earlier());
        pair.record();
        byte[] third = pair.encode(ReplicationPolicy.FULL, 500);
        assertEquals(SnapshotDecoder.Outcome.APPLIED, pair.deliver(third));
        assertEquals(1, pair.decoder.earlier());
    }

    /** A judge that can't fail is none: a flipped bit in a state must not pass the digest. */
    @Test
    void theDigestSeesADifference() {
        long a = SnapshotDigest.entity(SnapshotDigest.begin(1, 1), 5, 10, 20);
        assertTrue(a != SnapshotDigest.entity(SnapshotDigest.begin(1, 1), 5, 11, 20));
        assertTrue(a != SnapshotDigest.entity(SnapshotDigest.begin(1, 1), 5, 10, 21));
        assertTrue(a != SnapshotDigest.entity(SnapshotDigest.begin(1, 1), 6, 10, 20));
        assertTrue(a != SnapshotDigest.entity(SnapshotDigest.begin(2, 1), 5, 10, 20));
    }
}
