package io.darkages.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.sim.Recorder.Script;

/** The smallest world: a sender and a receiver with one link between them. */
final class TwoHosts implements AutoCloseable {

    static final long MILLI = 1_000_000L;
    static final long SENDER = NetworkAddress.of(0x0A00_0001, 1);
    static final long RECEIVER = NetworkAddress.of(0x0A00_0002, 2);
    static final LinkSpec TEN_MILLIS = LinkSpec.ofLatencyNanos(10 * MILLI);

    final Simulation simulation;
    final Host sender;
    final Host receiver;

    TwoHosts(LinkSpec spec, Script sending, Script receiving) {
        this(1, spec, sending, receiving, HostOptions.of("hosts"), HostOptions.of("hosts"));
    }

    TwoHosts(
            long seed,
            LinkSpec spec,
            Script sending,
            Script receiving,
            HostOptions senderOptions,
            HostOptions receiverOptions) {
        simulation = new Simulation(SimulationOptions.of(seed));
        simulation.network().between("hosts", "hosts", spec);
        sender = simulation.addHost("sender", SENDER, senderOptions, sending);
        receiver = simulation.addHost("receiver", RECEIVER, receiverOptions, receiving);
    }

    static void assertNear(long expected, long actual, long tolerance) {
        assertTrue(
                Math.abs(actual - expected) <= tolerance, actual + " is not within " + tolerance + " of " + expected);
    }

    void runMillis(long untilMillis) {
        simulation.run(untilMillis * MILLI, WindowListener.NONE);
    }

    @Override
    public void close() {
        simulation.close();
    }
}
