package io.darkages.server.bench;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.snapshot.ReplicaTable;
import io.darkages.engine.snapshot.ReplicationPolicy;
import io.darkages.engine.snapshot.SnapshotDecoder;
import io.darkages.engine.snapshot.SnapshotEncoder;
import io.darkages.engine.snapshot.SnapshotHistory;
import io.darkages.engine.snapshot.Viewer;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Snapshots of 100 moving near neighbours, three ticks apart, each acknowledged two snapshots later. */
@State(Scope.Thread)
public class SnapshotBenchmark {

    private static final int ENTITIES = 100;
    private static final int INTERVAL_TICKS = 3;
    private static final int SNAPSHOTS = 200;
    private static final int ACKNOWLEDGED_AFTER = 2;
    private static final int ROOM = 2_047;

    private final RecordedWalk walk = new RecordedWalk(Crowd.neighbours(ENTITIES, false), SNAPSHOTS * INTERVAL_TICKS);
    private final EntityTable entities = new EntityTable(ENTITIES);
    private final SnapshotHistory history = new SnapshotHistory(ENTITIES);
    private final SnapshotEncoder encoder = new SnapshotEncoder(history);
    private final Viewer viewer = new Viewer(ENTITIES);
    private final MotionState self = new MotionState();
    private final byte[] buffer = new byte[ROOM];
    private final byte[][] encoded = new byte[SNAPSHOTS][];
    private final SnapshotDecoder decoder = new SnapshotDecoder(new ReplicaTable());
    private int tick;
    private int nextDecoded;

    @Setup
    public void fill() {
        for (int i = 0; i < ENTITIES; i++) {
            int id = entities.create(i + 1L, 0, walk.starts[i]);
            viewer.enter(EntityTable.slot(id), id, ReplicationPolicy.NEAR, 0);
        }
        for (int i = 0; i < SNAPSHOTS; i++) {
            encoded[i] = Arrays.copyOf(buffer, encode());
            if (encoder.entityCount() != ENTITIES) {
                throw new IllegalStateException("snapshot " + i + " has " + encoder.entityCount() + " entities");
            }
        }
        for (int i = 0; i < SNAPSHOTS; i++) {
            if (decode() != SnapshotDecoder.Outcome.APPLIED) {
                throw new IllegalStateException("snapshot " + i + " can't be decoded");
            }
        }
    }

    /** Records the tick's states, which is a copy, and encodes them. */
    @Benchmark
    @OperationsPerInvocation(ENTITIES)
    public int encode() {
        tick += INTERVAL_TICKS;
        int row = tick % walk.ticks * ENTITIES;
        for (int slot = 0; slot < ENTITIES; slot++) {
            history.record(tick, slot, walk.places[row + slot], walk.motions[row + slot]);
        }
        int length = encoder.encode(viewer, ReplicationPolicy.FULL, tick, tick, self, buffer, 0, ROOM);
        viewer.acknowledge(viewer.newestSnapshotId() - ACKNOWLEDGED_AFTER, 0);
        return length;
    }

    /** One snapshot after the other; the first has all states whole. */
    @Benchmark
    @OperationsPerInvocation(ENTITIES)
    public SnapshotDecoder.Outcome decode() {
        byte[] bytes = encoded[nextDecoded];
        if (nextDecoded == 0) {
            decoder.reset();
        }
        nextDecoded = nextDecoded + 1 == SNAPSHOTS ? 0 : nextDecoded + 1;
        return decoder.decode(bytes, 0, bytes.length);
    }
}
