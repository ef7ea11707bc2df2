package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.scenarios.format.RedisSpec;
import io.darkages.sim.Simulation;
import io.darkages.sim.SimulationOptions;
import org.junit.jupiter.api.Test;

/** Redis's machines as a scenario asks for them. */
final class RedisHostsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final RedisSpec SPEC =
            new RedisSpec(2, RedisSpec.Persistence.EVERY_SECOND, 500_000, SECOND / 2, SECOND, SECOND);

    /** Datagrams of ten seconds in which the primary dies after two, and the trace's hash. */
    private static long[] run(RedisSpec spec, boolean crash) {
        try (Simulation simulation = new Simulation(SimulationOptions.of(7))) {
            RedisHosts redis = RedisHosts.add(simulation, spec, "zone", WorldParts.STANDARD);
            assertEquals(1 + spec.replicas(), redis.nodes().size());
            if (crash) {
                simulation.at(2 * SECOND, sim -> redis.nodes().get(0).crash());
            }
            simulation.run(10 * SECOND, ended -> {});
            return new long[] {simulation.datagrams(), simulation.traceHash()};
        }
    }

    @Test
    void nodesAndMonitorTalk() {
        long[] quiet = run(SPEC, false);
        // The monitor asks three nodes twice a second and is answered.
        assertTrue(quiet[0] >= 2 * 3 * 2 * 9, () -> quiet[0] + " datagrams");
        assertEquals(quiet[1], run(SPEC, false)[1]);
        assertNotEquals(quiet[1], run(SPEC, true)[1]);
    }

    @Test
    void howOftenTheMonitorAsksIsTheFiles() {
        RedisSpec slow = new RedisSpec(2, RedisSpec.Persistence.NONE, 500_000, 4 * SECOND, 5 * SECOND, SECOND);
        assertTrue(run(slow, false)[0] < run(SPEC, false)[0] / 2);
    }
}
