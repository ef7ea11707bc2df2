package io.darkages.sim.store;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.sim.Host;
import io.darkages.sim.HostContext;
import io.darkages.sim.HostOptions;
import io.darkages.sim.LinkSpec;
import io.darkages.sim.Program;
import io.darkages.sim.Simulation;
import io.darkages.sim.SimulationOptions;
import io.darkages.sim.WindowListener;
import java.util.ArrayList;
import java.util.List;

/** Hosts that use the register, and the nodes of the store that it lies on; links of 0.5 ms between all of them. */
final class RegisterWorld implements AutoCloseable {

    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;
    static final LinkSpec LINK = LinkSpec.ofLatencyNanos(MILLI / 2);
    private static final long TICK = 5 * MILLI;

    /** What a client does, 200 times a second. */
    @FunctionalInterface
    interface Actor {
        void tick(long monotonicNanos);
    }

    /** Makes a client's actor, at its start and after each restart. */
    @FunctionalInterface
    interface ActorFactory {
        Actor start(int client, HostContext context, RegisterClient register);
    }

    private static final class ClientProgram implements Program {
        private final HostContext context;
        private final RegisterClient register;
        private final Actor actor;

        ClientProgram(
                int client, HostContext context, RegisterClientOptions options, StoreRing ring, ActorFactory actors) {
            this.context = context;
            register = new RegisterClient(options, context, ring, context.incarnation());
            actor = actors.start(client, context, register);
            setTimer();
        }

        @Override
        public void datagram(long from, byte[] buffer, int offset, int length) {
            register.receive(context.monotonicNanos(), from, buffer, offset, length);
        }

        @Override
        public void timer(int id) {
            register.advance(context.monotonicNanos());
            actor.tick(context.monotonicNanos());
            setTimer();
        }

        private void setTimer() {
            context.setTimer(0, context.monotonicNanos() + TICK);
        }

        @Override
        public long stateHash() {
            return register.stateHash();
        }
    }

    final Simulation simulation;
    final StoreCluster cluster;
    final List<Host> clients = new ArrayList<>();

    RegisterWorld(
            SimulationOptions options,
            int nodes,
            StoreOptions storeOptions,
            PaxosRules rules,
            int clientCount,
            RegisterClientOptions clientOptions,
            ActorFactory actors) {
        simulation = new Simulation(options);
        simulation.network().between("clients", "stores", LINK);
        StoreRing ring = StoreWorld.ring(nodes, Math.min(3, nodes));
        for (int i = 0; i < clientCount; i++) {
            int client = i;
            long address = NetworkAddress.of(0x0A00_0101 + i, 1);
            clients.add(simulation.addHost(
                    "client-" + i,
                    address,
                    HostOptions.of("clients"),
                    context -> new ClientProgram(client, context, clientOptions, ring, actors)));
        }
        // The nodes' wall clocks differ by more than a transaction takes.
        cluster = StoreCluster.add(
                simulation,
                "store",
                ring,
                storeOptions,
                rules,
                node -> HostOptions.of("stores").withWallOffsetMicros(40_000L * node),
                1 << 20,
                LINK);
    }

    Host node(int node) {
        return cluster.hosts().get(node);
    }

    void runNanos(long untilNanos) {
        simulation.run(untilNanos, WindowListener.NONE);
    }

    @Override
    public void close() {
        simulation.close();
    }
}
