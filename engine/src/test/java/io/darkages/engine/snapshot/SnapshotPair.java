package io.darkages.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A server's snapshots of made-up entities and the client that reads them, judged at every step: each
 * digest, and each state that the client holds against what the server had rounded.
 */
final class SnapshotPair {

    record State(long place, long motion) {}

    /** Input sequences pass 65,536 in a session of 18 min. */
    private static final int FIRST_INPUT = 65_500;

    final EntityTable entities;
    final SnapshotHistory history;
    final Viewer viewer;
    final SnapshotEncoder encoder;
    final ReplicaTable replicas = new ReplicaTable();
    final SnapshotDecoder decoder = new SnapshotDecoder(replicas);
    final MotionState self = new MotionState();
    private final byte[] buffer = new byte[2_048];

    /** What the server has of each slot now. */
    final long[] place;

    final long[] motion;

    private final Map<Long, State> truth = new HashMap<>();
    private final Map<Integer, Long> digests = new HashMap<>();
    private final Map<Integer, MotionState> selves = new HashMap<>();
    int tick;
    int applied;

    SnapshotPair(int capacity) {
        entities = new EntityTable(capacity);
        history = new SnapshotHistory(capacity);
        viewer = new Viewer(capacity);
        encoder = new SnapshotEncoder(history);
        place = new long[capacity];
        motion = new long[capacity];
    }

    int create(long placeNow, long motionNow) {
        int id = entities.create(1, 0, self);
        assertNotEquals(EntityTable.NO_ENTITY, id);
        int slot = EntityTable.slot(id);
        place[slot] = placeNow;
        motion[slot] = motionNow;
        return id;
    }

    void destroy(int id) {
        int index = viewer.indexOf(EntityTable.slot(id));
        entities.destroy(id);
        if (index >= 0) {
            viewer.leave(index);
        }
    }

    int enter(int id, int tier, int stagger) {
        return viewer.enter(EntityTable.slot(id), id, tier, stagger);
    }

    /** The next tick: what everybody is now goes into the history. */
    void record() {
        tick++;
        for (int i = 0; i < entities.liveCount(); i++) {
            int slot = entities.liveSlot(i);
            history.record(tick, slot, place[slot], motion[slot]);
            truth.put((long) tick << 32 | entities.id(slot) & 0xFFFF_FFFFL, new State(place[slot], motion[slot]));
        }
    }

    /** Whole, as the gate counts: only the low 16 bits travel. */
    private int processedInput() {
        return tick + FIRST_INPUT;
    }

    /** One snapshot's bytes, or none where the room was too small. */
    byte[] encode(ReplicationPolicy policy, int room) {
        int length = encoder.encode(viewer, policy, tick, processedInput(), self, buffer, 1, room);
        assertTrue(length <= room, () -> length + " bytes in a room of " + room);
        if (length > 0) {
            assertTrue(encoder.entityCount() <= policy.entityCap());
            digests.put(viewer.newestSnapshotId(), encoder.digest());
            selves.put(viewer.newestSnapshotId(), new MotionState().copyFrom(self));
        }
        return Arrays.copyOfRange(buffer, 1, 1 + length);
    }

    /** The client reads a snapshot that the server made. */
    SnapshotDecoder.Outcome deliver(byte[] snapshot) {
        SnapshotDecoder.Outcome outcome = decoder.decode(snapshot, 0, snapshot.length);
        assertNotEquals(SnapshotDecoder.Outcome.MALFORMED, outcome, "an honest snapshot of tick " + tick);
        if (outcome == SnapshotDecoder.Outcome.APPLIED) {
            applied++;
            assertEquals(digests.get(decoder.newestId()), decoder.digest(), "digest of snapshot");
            MotionState exact = selves.get(decoder.newestId());
            exact.yaw = 0;
            exact.pitch = 0;
            assertEquals(exact.digest(), decoder.self().digest(), "own state");
            assertEquals(decoder.tick() + FIRST_INPUT & 0xFFFF, decoder.lastProcessedInput());
            checkReplicas();
        }
        return outcome;
    }

    /** The server hears what the client has by now. */
    void acknowledge(int newestId, int earlier) {
        viewer.acknowledge(newestId & 0xFFFF, earlier);
    }

    private void checkReplicas() {
        int live = 0;
        for (int index = 0; index < replicas.end(); index++) {
            int id = replicas.entity(index);
            if (id == EntityTable.NO_ENTITY) {
                continue;
            }
            live++;
            int last = Integer.MAX_VALUE;
            for (int back = 0; back < replicas.stateCount(index); back++) {
                int state = replicas.state(index, back);
                int at = replicas.tickAt(state);
                assertTrue(at < last, "states are not in the order of their ticks");
                last = at;
                State server = truth.get((long) at << 32 | id & 0xFFFF_FFFFL);
                assertNotNull(server, "entity " + id + " was never told at tick " + at);
                boolean whole = replicas.hasMotionAt(state);
                assertEquals(
                        whole ? server.place() : QuantisedState.positionOnly(server.place()), replicas.placeAt(state));
                assertEquals(whole ? server.motion() : 0, replicas.motionAt(state));
            }
        }
        assertEquals(live, replicas.liveCount());
    }

    /** Forgets what can't be asked for any more, so that long runs stay small. */
    void forgetBefore(int oldestTick) {
        truth.keySet().removeIf(key -> key >> 32 < oldestTick);
        digests.keySet().removeIf(id -> id < viewer.newestSnapshotId() - 100);
        selves.keySet().removeIf(id -> id < viewer.newestSnapshotId() - 100);
    }

    /** The newest tick that the client knows of a visible entity, or 0. */
    int knownTick(int index) {
        boolean known = replicas.entity(index) == viewer.entity(index) && replicas.stateCount(index) > 0;
        return known ? replicas.tickAt(replicas.state(index, 0)) : 0;
    }
}
