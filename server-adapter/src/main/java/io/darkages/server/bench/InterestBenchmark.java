package io.darkages.server.bench;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.interest.Interest;
import io.darkages.engine.interest.InterestRules;
import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.snapshot.Viewer;
import io.darkages.engine.space.SpatialHash;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One player's look around among 400 others, all of them in reach, while it walks in a circle of 20 m. */
@State(Scope.Thread)
public class InterestBenchmark {

    private static final int OTHERS = 400;
    private static final int SPREAD = 175 * FixedPoint.ONE;
    private static final int WALK = 20;
    private static final int PLACES = 64;

    private final EntityTable entities = new EntityTable(OTHERS + 1);
    private final SpatialHash space = new SpatialHash(OTHERS + 1);
    private final Interest interest = new Interest(InterestRules.DEFAULT, entities, space);
    private final Viewer viewer = new Viewer(OTHERS + 1);
    private final MotionState state = new MotionState();
    private int self;
    private int tick;

    @Setup
    public void fill() {
        Crowd crowd = Crowd.standing(OTHERS, SPREAD);
        self = EntityTable.slot(entities.create(OTHERS + 1L, 0, state.place(0, 0, 0)));
        space.insert(self, 0, 0);
        for (long player = 1; player <= OTHERS; player++) {
            crowd.spawn(player, state);
            space.insert(EntityTable.slot(entities.create(player, 0, state)), state.x, state.z);
        }
        look();
        if (viewer.visibleCount() != OTHERS) {
            throw new IllegalStateException(viewer.visibleCount() + " of " + OTHERS + " are seen");
        }
    }

    @Benchmark
    public int look() {
        tick += InterestRules.DEFAULT.intervalTicks();
        int bearing = tick / InterestRules.DEFAULT.intervalTicks() % PLACES * (Angles.TURN / PLACES);
        state.place(WALK * Angles.sin(bearing), 0, WALK * Angles.cos(bearing));
        entities.store(self, state);
        space.move(self, state.x, state.z);
        return interest.look(viewer, self, tick);
    }
}
