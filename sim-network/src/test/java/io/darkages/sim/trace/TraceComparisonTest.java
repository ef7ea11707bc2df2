package io.darkages.sim.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.sim.Host;
import io.darkages.sim.HostContext;
import io.darkages.sim.HostOptions;
import io.darkages.sim.LinkSpec;
import io.darkages.sim.Program;
import io.darkages.sim.Simulation;
import io.darkages.sim.SimulationOptions;
import io.darkages.sim.WindowListener;
import io.darkages.sim.trace.TraceDifference.Field;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A run with planted nondeterminism is caught, and the host that brought it in is named. */
class TraceComparisonTest {

    private static final long MILLI = 1_000_000L;

    /** What must never be: a counter that lives longer than a run, as a static would. */
    private final AtomicLong outlivesRuns = new AtomicLong();

    /** Counts ticks, tells the next host; a tainted one mixes in the shared counter at 450 ms. */
    private final class Chatter implements Program {
        private final HostContext context;
        private final boolean tainted;
        private final boolean tells;
        private long state;
        private long tick;

        Chatter(HostContext context, boolean tainted, boolean tells) {
            this.context = context;
            this.tainted = tainted;
            this.tells = tells;
            context.setTimer(0, 0);
        }

        @Override
        public void datagram(long from, byte[] buffer, int offset, int length) {
            state = state * 31 + buffer[offset];
        }

        @Override
        public void timer(int id) {
            state += tainted && tick == 45 ? outlivesRuns.incrementAndGet() : 1;
            if (tells) {
                context.send(address(hostNumber() + 1), new byte[] {(byte) state}, 0, 1);
            }
            context.setTimer(0, ++tick * 10 * MILLI);
        }

        private int hostNumber() {
            return Integer.parseInt(context.hostName().substring("host-".length()));
        }

        @Override
        public long stateHash() {
            return state;
        }
    }

    private static long address(int number) {
        return NetworkAddress.of(number + 1, 1);
    }

    private byte[] trace(int taintedHost, boolean tells, long untilMillis) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Simulation simulation = new Simulation(SimulationOptions.of(1))) {
            simulation.network().link("all", "all", LinkSpec.ofLatencyNanos(10 * MILLI));
            for (int i = 0; i < 5; i++) {
                boolean tainted = i == taintedHost;
                simulation.addHost(
                        "host-" + i,
                        address(i),
                        HostOptions.of("all"),
                        context -> new Chatter(context, tainted, tells));
            }
            TraceWriter writer = new TraceWriter(
                    bytes, simulation.hosts().stream().map(Host::name).toList());
            simulation.traceTo(writer);
            simulation.run(untilMillis * MILLI, WindowListener.NONE);
            writer.flush();
        }
        return bytes.toByteArray();
    }

    private static Optional<TraceDifference> compare(byte[] one, byte[] other) throws IOException {
        return TraceComparison.compare(new ByteArrayInputStream(one), new ByteArrayInputStream(other));
    }

    @Test
    void twinsAreEqual() throws IOException {
        assertEquals(Optional.empty(), compare(trace(-1, true, 1_000), trace(-1, true, 1_000)));
    }

    @Test
    void plantedCounterIsFoundInItsHostBeforeAnythingIsSent() throws IOException {
        TraceDifference difference =
                compare(trace(2, false, 1_000), trace(2, false, 1_000)).orElseThrow();
        assertEquals(new TraceDifference(500 * MILLI, "host-2", Field.STATE, 1), difference);
    }

    @Test
    void plantedCounterIsTracedToItsHostThoughOthersHaveSeenItsDatagrams() throws IOException {
        TraceDifference difference =
                compare(trace(2, true, 1_000), trace(2, true, 1_000)).orElseThrow();
        assertEquals("host-2", difference.host());
        assertEquals(Field.STATE, difference.field());
        assertEquals(500 * MILLI, difference.virtualNanos());
        assertEquals(
                "the runs differ first in state of host host-2 in the interval that ends at 0.500 s" + " ("
                        + difference.hostsDiffering() + " hosts differ there)",
                difference.describe());
    }

    @Test
    void otherEventsAreNamedAsSuch() throws IOException {
        TraceDifference difference =
                compare(trace(-1, true, 1_000), trace(-1, false, 1_000)).orElseThrow();
        assertEquals(Field.EVENTS, difference.field());
        assertEquals("host-1", difference.host());
        assertEquals(100 * MILLI, difference.virtualNanos());
    }

    @Test
    void shorterRunAndOtherHostsDiffer() throws IOException {
        TraceDifference shorter =
                compare(trace(-1, true, 1_000), trace(-1, true, 500)).orElseThrow();
        assertEquals(new TraceDifference(500 * MILLI, "", Field.LENGTH, 0), shorter);
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        new TraceWriter(other, List.of("someone")).flush();
        assertEquals(
                Field.HOSTS,
                compare(trace(-1, true, 100), other.toByteArray()).orElseThrow().field());
    }

    @Test
    void cutOrForeignFilesAreErrors() {
        byte[] trace = trace(-1, true, 200);
        byte[] cut = Arrays.copyOf(trace, trace.length - 3);
        assertThrows(IOException.class, () -> compare(trace, cut));
        assertThrows(IOException.class, () -> compare(new byte[100], trace));
    }
}
