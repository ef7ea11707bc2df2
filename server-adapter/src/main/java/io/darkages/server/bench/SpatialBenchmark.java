package io.darkages.server.bench;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.space.SpatialHash;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Who is within 200 m: 1,000 entities evenly spread over a square kilometre. */
@State(Scope.Thread)
public class SpatialBenchmark {

    private static final int ENTITIES = 1_000;
    private static final int HALF_SIZE = 500 * FixedPoint.ONE;
    private static final int RADIUS = 200 * FixedPoint.ONE;

    private final SpatialHash space = new SpatialHash(ENTITIES);
    private final int[] x = new int[ENTITIES];
    private final int[] z = new int[ENTITIES];
    private final int[] found = new int[ENTITIES];
    private int next;

    @Setup
    public void fill() {
        RandomStream random = new Randomness(1).stream("places");
        for (int slot = 0; slot < ENTITIES; slot++) {
            x[slot] = (int) random.between(-HALF_SIZE, HALF_SIZE);
            z[slot] = (int) random.between(-HALF_SIZE, HALF_SIZE);
            space.insert(slot, x[slot], z[slot]);
        }
    }

    /** Around one entity after the other. */
    @Benchmark
    public int query() {
        next = next + 1 == ENTITIES ? 0 : next + 1;
        return space.query(x[next], z[next], RADIUS, found);
    }
}
