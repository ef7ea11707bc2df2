package io.darkages.scenarios.run;

import io.darkages.sim.Host;
import io.darkages.sim.Simulation;
import io.darkages.sim.trace.TraceWriter;
import java.io.ByteArrayOutputStream;

/**
 * Writes a run's trace. The interval is shorter than it takes for a difference to get from one host to the next,
 * so that the first host that differs is the one where it began; only worlds so large that their trace would
 * not fit get a longer one.
 */
final class TraceRecorder {

    /** Shorter than the latency of most links. */
    private static final long INTERVAL_NANOS = 10_000_000L;

    private static final long BYTES_MAX = 64L << 20;
    private static final int BYTES_PER_HOST = 2 * Long.BYTES;

    private final Simulation simulation;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TraceWriter writer;
    private final long intervalNanos;

    /** @param durationNanos of the run */
    TraceRecorder(Simulation simulation, long durationNanos) {
        this.simulation = simulation;
        writer = new TraceWriter(
                bytes, simulation.hosts().stream().map(Host::name).toList());
        long needed = durationNanos / INTERVAL_NANOS * simulation.hosts().size() * BYTES_PER_HOST;
        intervalNanos = INTERVAL_NANOS * (1 + needed / BYTES_MAX);
    }

    /** How often to call {@link #record}. */
    long intervalNanos() {
        return intervalNanos;
    }

    void record() {
        simulation.tellHashes(writer);
    }

    RunTrace trace() {
        return RunTrace.of(bytes.toByteArray());
    }
}
