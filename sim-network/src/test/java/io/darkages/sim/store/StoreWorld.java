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
import java.util.List;
import java.util.function.UnaryOperator;

/** A zone's host and a store's, with a link of 1 ms between them. */
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

        LoopProgram(HostContext context, LoopFactory factory) {
            this.context = context;
            client = new StoreClient(StoreClientOptions.STANDARD, context, STORE, context.incarnation());
            loop = factory.start(context, client);
            setTimer();
        }

        @Override
        public void datagram(long from, byte[] buffer, int offset, int length) {
            if (from == client.storeAddress()) {
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
    final Host store;
    final StoreDisk disk;
    final List<LoopProgram> loops = new ArrayList<>();
    final List<StoreNode> nodes = new ArrayList<>();
    private final List<LinkFault> faults = new ArrayList<>();

    StoreWorld(SimulationOptions options, StoreOptions storeOptions, long diskBytesMax, LoopFactory loop) {
        simulation = new Simulation(options);
        simulation.network().between("zones", "stores", LINK);
        disk = new StoreDisk(diskBytesMax);
        zone = simulation.addHost("zone", ZONE, HostOptions.of("zones"), context -> {
            LoopProgram program = new LoopProgram(context, loop);
            loops.add(program);
            return program;
        });
        store = simulation.addHost("store", STORE, HostOptions.of("stores").withSocketBytesMax(4 << 20), context -> {
            StoreNode node = new StoreNode(context, storeOptions, disk);
            nodes.add(node);
            return node;
        });
    }

    /** The store's present program. */
    StoreNode node() {
        return nodes.get(nodes.size() - 1);
    }

    /** The zone's present program. */
    LoopProgram loop() {
        return loops.get(loops.size() - 1);
    }

    void runMillis(long untilMillis) {
        simulation.run(untilMillis * MILLI, WindowListener.NONE);
    }

    /** Lays a fault on both directions of the link from one time to another. */
    void links(long fromMillis, long untilMillis, UnaryOperator<LinkSpec> change) {
        LinkFault[] laid = new LinkFault[1];
        simulation.at(fromMillis * MILLI, world -> laid[0] = world.network().impose(LinkSelector.of(store), change));
        simulation.at(untilMillis * MILLI, world -> world.network().lift(laid[0]));
    }

    /** Cuts the link now, or restores it. */
    void cut(boolean cut) {
        if (cut) {
            faults.add(simulation.network().impose(LinkSelector.of(store), spec -> spec.withCut(true)));
        } else {
            simulation.network().lift(faults.remove(0));
        }
    }

    @Override
    public void close() {
        simulation.close();
    }
}
