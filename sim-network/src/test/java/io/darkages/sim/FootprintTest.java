package io.darkages.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What the simulator takes from the heap: nothing once warm, and little for each host. */
class FootprintTest {

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void warmWindowsAllocateNothing() {
        try (Simulation simulation = Throughput.world(SimulationOptions.of(3))) {
            simulation.run(2_000_000_000L, WindowListener.NONE);
            long events = simulation.events();
            long before = threads.getCurrentThreadAllocatedBytes();
            simulation.run(4_000_000_000L, WindowListener.NONE);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(simulation.events() - events > 50_000);
            assertTrue(allocated < 20_000, allocated + " bytes for " + (simulation.events() - events) + " events");
        }
    }

    @Test
    void idleHostTakesLessThanFourKibibytes() {
        try (Simulation simulation = new Simulation(SimulationOptions.of(1))) {
            int hosts = 1_000;
            addIdle(simulation, 0, 10);
            long before = threads.getCurrentThreadAllocatedBytes();
            addIdle(simulation, 10, hosts);
            long each = (threads.getCurrentThreadAllocatedBytes() - before) / (hosts - 10);
            assertTrue(each < 4_096, each + " bytes for each host");
        }
    }

    private static void addIdle(Simulation simulation, int from, int to) {
        for (int i = from; i < to; i++) {
            simulation.addHost("idle-" + i, i, HostOptions.of("players"), new Recorder.Script());
        }
    }
}
