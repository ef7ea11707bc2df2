package io.darkages.server.bench;

import io.darkages.engine.client.Prediction;
import io.darkages.engine.client.Reconciliation;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A client's worst reconciliation: all 120 inputs that it keeps are replayed. */
@State(Scope.Thread)
public class ReplayBenchmark {

    private final RecordedWalk walk = new RecordedWalk(Crowd.plaza(1), Prediction.CAPACITY);
    private final Prediction prediction = new Prediction(walk.rules, walk.obstacles);
    private final MotionState here = new MotionState();
    private final MotionState there = new MotionState();
    private boolean moved;

    @Setup
    public void fill() {
        here.copyFrom(walk.starts[0]);
        there.copyFrom(here);
        there.x += FixedPoint.ONE;
        prediction.start(0, here);
        for (long word : walk.words) {
            prediction.apply(word, 0);
        }
        if (replay() == Reconciliation.EXACT || prediction.unacknowledged() != Prediction.CAPACITY) {
            throw new IllegalStateException("nothing was replayed of " + prediction.unacknowledged());
        }
    }

    /** The server's state is now here, now a metre away, so that no replayed state is the old one. */
    @Benchmark
    public Reconciliation replay() {
        moved = !moved;
        return prediction.reconcile(0, moved ? there : here);
    }
}
