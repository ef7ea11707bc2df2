package io.darkages.server.bench;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.Movement;
import io.darkages.engine.space.SpatialHash;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One tick's movement of 1,000 entities: load, step, store, and keep the spatial hash. */
@State(Scope.Thread)
public class MovementBenchmark {

    private static final int ENTITIES = 1_000;
    private static final int TICKS = 240;

    private final RecordedWalk walk = new RecordedWalk(Crowd.plaza(ENTITIES), TICKS);
    private final EntityTable entities = new EntityTable(ENTITIES);
    private final SpatialHash space = new SpatialHash(ENTITIES);
    private final MotionState state = new MotionState();
    private int tick;

    @Setup
    public void fill() {
        for (int i = 0; i < ENTITIES; i++) {
            int slot = EntityTable.slot(entities.create(i + 1L, 0, walk.starts[i]));
            space.insert(slot, walk.starts[i].x, walk.starts[i].z);
        }
    }

    @Benchmark
    public int step() {
        tick = tick + 1 == TICKS ? 0 : tick + 1;
        int row = tick * ENTITIES;
        for (int slot = 0; slot < ENTITIES; slot++) {
            entities.load(slot, state);
            Movement.step(state, walk.words[row + slot], walk.rules, walk.obstacles);
            entities.store(slot, state);
            space.move(slot, state.x, state.z);
        }
        return state.x;
    }
}
