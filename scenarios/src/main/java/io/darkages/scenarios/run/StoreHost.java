package io.darkages.scenarios.run;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.scenarios.format.StoreSpec;
import io.darkages.sim.Host;
import io.darkages.sim.HostOptions;
import io.darkages.sim.LinkSpec;
import io.darkages.sim.Simulation;
import io.darkages.sim.store.StoreDisk;
import io.darkages.sim.store.StoreNode;
import io.darkages.sim.store.StoreOptions;

/** The store's machine: its host, and the disk that outlives the host's programs. */
record StoreHost(Host host, StoreDisk disk) {

    static final String NAME = "store";
    static final long ADDRESS = NetworkAddress.of(10 << 24 | 2, 9_042);

    private static final String LINK_CLASS = "store";
    /** Far more than a day of fights fills. */
    private static final long DISK_BYTES = 1L << 34;

    private static final int SOCKET_BYTES = 4 << 20;

    /**
     * Adds the store to a world, and its way to the zone.
     *
     * @param zoneClass the zone's class of links
     */
    static StoreHost add(Simulation simulation, StoreSpec spec, String zoneClass) {
        StoreDisk disk = new StoreDisk(DISK_BYTES);
        StoreOptions options = StoreOptions.PERIODIC.withSyncNanos(spec.syncNanos());
        HostOptions machine = HostOptions.of(LINK_CLASS).withSocketBytesMax(SOCKET_BYTES);
        simulation.network().between(LINK_CLASS, zoneClass, LinkSpec.ofLatencyNanos(spec.latencyNanos()));
        Host host = simulation.addHost(NAME, ADDRESS, machine, context -> new StoreNode(context, options, disk));
        return new StoreHost(host, disk);
    }
}
