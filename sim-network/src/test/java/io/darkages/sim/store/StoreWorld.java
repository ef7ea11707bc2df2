package io.darkages.sim.store;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.sim.Host;
import io.darkages.sim.HostContext;
import io.darkages.sim.HostOptions;
import io.darkages.sim.LinkFault;
import io.darkages.sim.LinkSelector;
import io.darkages.sim.LinkSpec;
import io.darkages.sim.Program;
import io.darkages.sim.Simulation;
import io.darkages.sim.SimulationOptions;
import io.darkages.sim.WindowListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A zone's host and a store's one or several, with links of 1 ms between all of them. */
final class StoreWorld implements AutoCloseable {

    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;
    static final int TICKS_PER_SECOND = 60;
    static final long ZONE = NetworkAddress.of(0x0A00_0001, 1);
    static final long STORE = NetworkAddress.of(0x0A00_0002, 9_042);
    static final LinkSpec LINK = LinkSpec.ofLatencyNanos(MILLI);

    /** What runs on the zone's host, 60 times a second. */
    interface Loop {
        void tick(long monotonicNanos, long wallMicros);

        long stateHash();
    }

    /** Makes the loop of a zone's program, at its start and after each restart. */
    @FunctionalInterface
    interface LoopFactory {
        Loop start(HostContext context, StoreClient client);
    }

    /** A zone's program as the real one is to be: answers first, then the tick. */
    static final class LoopProgram implements Program {
        private final HostContext context;
        private final StoreClient client;
        private final Loop loop;
        private long ticks;

        LoopProgram(HostContext context, StoreRing ring, LoopFactory factory) {
            this.context = context;
            client = new StoreClient(
                    StoreClientOptions.STANDARD, context, ring, context::wallMicros, context.incarnation());
            loop = factory.start(context, client);
            setTimer();
        }

        @Override
        public void datagram(long from, byte[] buffer, int offset, int length) {
            if (client.ring().isNode(from)) {
                client.receive(context.monotonicNanos(), buffer, offset, length);
            }
        }

        @Override
        public void timer(int id) {
            client.advance(context.monotonicNanos());
            loop.tick(context.monotonicNanos(), context.wallMicros());
            ticks++;
            setTimer();
        }

        private void setTimer() {
            long tick = (context.monotonicNanos() * TICKS_PER_SECOND + TICKS_PER_SECOND - 1) / SECOND;
            context.setTimer(0, (tick + 1) * SECOND / TICKS_PER_SECOND);
        }

        StoreClient client() {
            return client;
        }

        long ticks() {
            return ticks;
        }

        @Override
        public long stateHash() {
            return client.stateHash() ^ loop.stateHash();
        }
    }

    final Simulation simulation;
    final Host zone;
    final StoreCluster cluster;

    /** The first node, and the only one unless there are more. */
    final Host store;

    final StoreDisk disk;
    final List<LoopProgram> loops = new ArrayList<>();
    private final List<LinkFault> faults = new ArrayList<>();

    StoreWorld(SimulationOptions options, StoreOptions storeOptions, long diskBytesMax, LoopFactory loop) {
        this(options, 1, 1, storeOptions, diskBytesMax, loop);
    }

    StoreWorld(
            SimulationOptions options,
            int nodes,
            int replicationFactor,
            StoreOptions storeOptions,
            long diskBytesMax,
            LoopFactory loop) {
        simulation = new Simulation(options);
        simulation.network().between("zones", "stores", LINK);
        StoreRing ring = ring(nodes, replicationFactor);
        zone = simulation.addHost("zone", ZONE, HostOptions.of("zones"), context -> {
            LoopProgram program = new LoopProgram(context, ring, loop);
            loops.add(program);
            return program;
        });
        HostOptions machine = HostOptions.of("stores").withSocketBytesMax(4 << 20);
        cluster = StoreCluster.add(simulation, "store", ring, storeOptions, node -> machine, diskBytesMax, LINK);
        store = cluster.hosts().get(0);
        disk = cluster.disks().get(0);
    }

    static StoreRing ring(int nodes, int replicationFactor) {
        long[] addresses = new long[nodes];
        Arrays.setAll(addresses, node -> NetworkAddress.of(0x0A00_0002 + node, 9_042));
        return new StoreRing(addresses, replicationFactor);
    }

    /** The first node's present program. */
    StoreNode node() {
        return cluster.program(0);
    }

    /** The zone's present program. */
    LoopProgram loop() {
        return loops.get(loops.size() - 1);
    }

    void runMillis(long untilMillis) {
        simulation.run(untilMillis * MILLI, WindowListener.NONE);
    }

    /** Lays a fault on both directions between zone and store from one time to another. */
    void links(long fromMillis, long untilMillis, UnaryOperator<LinkSpec> change) {
        LinkFault[] laid = new LinkFault[1];
        simulation.at(
                fromMillis * MILLI,
                world -> laid[0] = world.network().impose(LinkSelector.between("zones", "stores"), change));
        simulation.at(untilMillis * MILLI, world -> world.network().lift(laid[0]));
    }

    /** Cuts the link now, or restores it. */
    void cut(boolean cut) {
        if (cut) {
            faults.add(
                    simulation.network().impose(LinkSelector.between("zones", "stores"), spec -> spec.withCut(true)));
        } else {
            simulation.network().lift(faults.remove(0));
        }
    }

    @Override
    public void close() {
        simulation.close();
    }
}
