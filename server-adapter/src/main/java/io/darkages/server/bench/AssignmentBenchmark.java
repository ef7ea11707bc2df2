package io.darkages.server.bench;

import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Which zone a place belongs to: places all over the original design's world of 2 by 2 zones. */
@State(Scope.Thread)
public class AssignmentBenchmark {

    /** A power of two. */
    private static final int PLACES = 1_024;

    private final ZoneGrid grid = ZoneGrid.standard();
    private final int[] x = new int[PLACES];
    private final int[] z = new int[PLACES];
    private int next;

    public AssignmentBenchmark() {
        RandomStream random = new Randomness(1).stream("places");
        for (int i = 0; i < PLACES; i++) {
            x[i] = (int) random.between(grid.world().lowX(), grid.world().highX());
            z[i] = (int) random.between(grid.world().lowZ(), grid.world().highZ());
        }
    }

    @Benchmark
    public int zoneAt() {
        next = next + 1 & PLACES - 1;
        return grid.zoneAt(x[next], z[next]);
    }
}
