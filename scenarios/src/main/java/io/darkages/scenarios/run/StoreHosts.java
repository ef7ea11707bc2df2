package io.darkages.scenarios.run;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.scenarios.format.ScyllaSpec;
import io.darkages.sim.HostOptions;
import io.darkages.sim.LinkSpec;
import io.darkages.sim.Simulation;
import io.darkages.sim.store.StoreCluster;
import io.darkages.sim.store.StoreOptions;
import io.darkages.sim.store.StoreRing;

/** Puts the nodes of Scylla into a world. */
final class StoreHosts {

    private static final String NAME = "store";
    private static final String LINK_CLASS = "store";
    private static final int PORT = 9_042;
    /** Nodes live in 10.0.2.0/24. */
    private static final int NETWORK = 10 << 24 | 2 << 8;
    /** Far more than a day of fights fills. */
    private static final long DISK_BYTES = 1L << 34;

    private static final int SOCKET_BYTES = 4 << 20;

    private StoreHosts() {}

    /** Where the nodes will be. */
    static StoreRing ring(ScyllaSpec spec) {
        long[] addresses = new long[spec.nodes()];
        for (int node = 0; node < addresses.length; node++) {
            addresses[node] = NetworkAddress.of(NETWORK + node + 1, PORT);
        }
        return new StoreRing(addresses, spec.replication());
    }

    /**
     * Adds the nodes to a world, and the ways between them and the processes.
     *
     * @param processClass the processes' class of links
     */
    static StoreCluster add(Simulation simulation, ScyllaSpec spec, String processClass) {
        LinkSpec way = LinkSpec.ofLatencyNanos(spec.latencyNanos());
        StoreOptions options = StoreOptions.PERIODIC.withSyncNanos(spec.syncNanos());
        HostOptions machine = HostOptions.of(LINK_CLASS).withSocketBytesMax(SOCKET_BYTES);
        simulation.network().between(LINK_CLASS, processClass, way);
        return StoreCluster.add(simulation, NAME, ring(spec), options, node -> machine, DISK_BYTES, way);
    }
}
