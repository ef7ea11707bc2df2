package io.darkages.scenarios.run;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.port.Probes;
import io.darkages.scenarios.format.RedisSpec;
import io.darkages.sim.Host;
import io.darkages.sim.HostOptions;
import io.darkages.sim.LinkSpec;
import io.darkages.sim.Simulation;
import io.darkages.sim.redis.RedisDisk;
import io.darkages.sim.redis.RedisMonitor;
import io.darkages.sim.redis.RedisNode;
import io.darkages.sim.redis.RedisNodeOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The machines of Redis.
 *
 * @param nodes the one that begins as the primary first
 * @param monitor what replaces the primary
 * @param programs what runs on them now, or ran last
 */
record RedisHosts(List<Host> nodes, Host monitor, Programs programs) {

    /** Written on each machine's own turn, each its own place; read between windows. */
    static final class Programs {
        private final List<Optional<RedisNode>> nodes;
        private Optional<RedisMonitor> monitor = Optional.empty();

        private Programs(int count) {
            nodes = new ArrayList<>(Collections.nCopies(count, Optional.empty()));
        }

        private RedisNode started(int number, RedisNode node) {
            nodes.set(number, Optional.of(node));
            return node;
        }

        private RedisMonitor started(RedisMonitor its) {
            monitor = Optional.of(its);
            return its;
        }
    }

    private static final String LINK_CLASS = "redis";
    private static final int PORT = 6_379;
    private static final int MONITOR_PORT = 26_379;
    /** Nodes live in 10.0.3.0/24, the monitor after them. */
    private static final int NETWORK = 10 << 24 | 3 << 8;

    private static final int SOCKET_BYTES = 4 << 20;

    RedisHosts {
        nodes = List.copyOf(nodes);
    }

    /** Where a node will be, 0 for the one that begins as the primary. */
    static long address(int node) {
        return NetworkAddress.of(NETWORK + node + 1, PORT);
    }

    /** Where all nodes will be. */
    static long[] addresses(RedisSpec spec) {
        return IntStream.rangeClosed(0, spec.replicas())
                .mapToLong(RedisHosts::address)
                .toArray();
    }

    /**
     * Adds the nodes and their monitor to a world, and the ways among them and to the processes.
     *
     * @param processClass the processes' class of links
     */
    static RedisHosts add(Simulation simulation, RedisSpec spec, String processClass, WorldParts parts) {
        LinkSpec way = LinkSpec.ofLatencyNanos(spec.latencyNanos());
        simulation.network().between(LINK_CLASS, processClass, way);
        simulation.network().link(LINK_CLASS, LINK_CLASS, way);
        RedisNodeOptions options = parts.redis(RedisNodeOptions.STANDARD.withPersistence(
                switch (spec.persistence()) {
                    case NONE -> RedisNodeOptions.Persistence.NONE;
                    case EVERY_SECOND -> RedisNodeOptions.Persistence.EVERY_SECOND;
                }));
        HostOptions machine = HostOptions.of(LINK_CLASS).withSocketBytesMax(SOCKET_BYTES);
        List<Host> nodes = new ArrayList<>();
        long[] addresses = addresses(spec);
        Programs programs = new Programs(addresses.length);
        for (int node = 0; node < addresses.length; node++) {
            int number = node;
            RedisDisk disk = node == 0 ? RedisDisk.ofPrimary() : RedisDisk.ofReplica(addresses[0]);
            nodes.add(simulation.addHost(
                    "redis-" + (node + 1),
                    addresses[node],
                    machine,
                    context -> programs.started(number, new RedisNode(context, options, disk))));
        }
        RedisMonitor.Options watch =
                new RedisMonitor.Options(spec.pollNanos(), spec.downAfterNanos(), spec.electionNanos());
        long monitorAddress = NetworkAddress.of(NETWORK + addresses.length + 1, MONITOR_PORT);
        Host monitor = simulation.addHost(
                "redis-monitor",
                monitorAddress,
                machine,
                context -> programs.started(new RedisMonitor(context, watch, addresses)));
        return new RedisHosts(nodes, monitor, programs);
    }

    /** Tells judges how full each node and the monitor have been since their programs started. Between windows. */
    void reportBounds(Probes probes) {
        programs.nodes.forEach(node -> node.ifPresent(its -> its.reportBounds(probes)));
        programs.monitor.ifPresent(its -> its.reportBounds(probes));
    }
}
