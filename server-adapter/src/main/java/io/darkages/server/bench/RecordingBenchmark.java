package io.darkages.server.bench;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.snapshot.SnapshotHistory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One tick's states of 1,000 entities, rounded and kept for baselines and rewinding. */
@State(Scope.Thread)
public class RecordingBenchmark {

    private static final int ENTITIES = 1_000;

    private final EntityTable entities = new EntityTable(ENTITIES);
    private final SnapshotHistory history = new SnapshotHistory(ENTITIES);
    private final MotionState state = new MotionState();
    private int tick;

    @Setup
    public void fill() {
        Crowd crowd = Crowd.plaza(ENTITIES);
        for (long player = 1; player <= ENTITIES; player++) {
            crowd.spawn(player, state);
            entities.create(player, 0, state);
        }
    }

    @Benchmark
    @OperationsPerInvocation(ENTITIES)
    public int record() {
        tick++;
        for (int i = 0; i < ENTITIES; i++) {
            int slot = entities.liveSlot(i);
            entities.load(slot, state);
            history.record(tick, slot, QuantisedState.placeOf(state, history.origin()), QuantisedState.motionOf(state));
        }
        return state.x;
    }
}
