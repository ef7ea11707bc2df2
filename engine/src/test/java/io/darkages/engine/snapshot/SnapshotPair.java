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
public final class SnapshotPair {

    record State(long place, long motion) {}

    /** Input sequences pass 65,536 in a session of 18 min. */
    private static final int FIRST_INPUT = 65_500;

    public final EntityTable entities;
    public final SnapshotHistory history;
    public final Viewer viewer;
    final SnapshotEncoder encoder;
    public final ReplicaTable replicas = new ReplicaTable();
    public final SnapshotDecoder decoder = new SnapshotDecoder(replicas);
    final MotionState self = new MotionState();
    private final byte[] buffer = new byte[2_048];

    /** What the server has of each slot now. */
    public final long[] place;

    public final long[] motion;

    private final Map<Long, State> truth = new HashMap<>();
    private final Map<Integer, Long> digests = new HashMap<>();
    private final Map<Integer, MotionState> selves = new HashMap<>();
    public int tick;
    int applied;

    public SnapshotPair(int capacity) {
        entities = new EntityTable(capacity);
        history = new SnapshotHistory(capacity);
        viewer = new Viewer(capacity);
        encoder = new SnapshotEncoder(history);
        place = new long[capacity];
        motion = new long[capacity];
    }

    public int create(long placeNow, long motionNow) {
        int id = entities.create(1, 0, self);
        assertNotEquals(EntityTable.NO_ENTITY, id);
        int slot = EntityTable.slot(id);
        place[slot] = placeNow;
        motion[slot] = motionNow;
        return id;
    }

    public void destroy(int id) {
        int index = viewer.indexOf(EntityTable.slot(id));
        entities.destroy(id);
        if (index >= 0) {
            viewer.leave(index);
        }
    }

    public int enter(int id, int tier, int stagger) {
        return viewer.enter(EntityTable.slot(id), id, tier, stagger);
    }

    /** The next tick: what everybody is now goes into the history. */
    public void record() {
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
    public byte[] encode(ReplicationPolicy policy, int room) {
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
    public SnapshotDecoder.Outcome deliver(byte[] snapshot) {
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
    public void acknowledge(int newestId, int earlier) {
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

    /** Whether the index stands for somebody, or is waiting for its removal to be acknowledged. */
    public boolean isTaken(int index) {
        return viewer.status(index) != Viewer.FREE;
    }

    /** The newest tick that the client knows of a visible entity, or 0. */
    int knownTick(int index) {
        boolean known = replicas.entity(index) == viewer.entity(index) && replicas.stateCount(index) > 0;
        return known ? replicas.tickAt(replicas.state(index, 0)) : 0;
    }
}
