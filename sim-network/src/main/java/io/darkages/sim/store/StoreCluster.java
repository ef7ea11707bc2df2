package io.darkages.sim.store;

import io.darkages.engine.port.Probes;
import io.darkages.engine.port.RowCursor;
import io.darkages.sim.Host;
import io.darkages.sim.HostOptions;
import io.darkages.sim.LinkSpec;
import io.darkages.sim.Simulation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The machines of a store: a host and a disk for each node. As {@link StoredRows} it shows what a read of all replicas
 * would: of each key the row that goes before all others.
 */
public final class StoreCluster implements StoredRows {

    private final StoreRing ring;
    private final List<Host> hosts = new ArrayList<>();
    private final List<StoreDisk> disks = new ArrayList<>();
    private final StoreNode[] programs;
    /** By node and counter: what its ended programs have counted. */
    private final long[][] counted;

    private StoreCluster(StoreRing ring) {
        this.ring = ring;
        programs = new StoreNode[ring.nodes()];
        counted = new long[ring.nodes()][StoreCounter.values().length];
    }

    /**
     * Adds a store to a world, and the links between its nodes. The links to its clients are the caller's.
     *
     * @param name the host's, where there is one node; else it is followed by a dash and the node's number from 1
     * @param machines by node, from 0; all of one class of links
     * @param diskBytesMax bytes of rows that each node has room for
     * @param between the way from a node to another
     */
    public static StoreCluster add(
            Simulation simulation,
            String name,
            StoreRing ring,
            StoreOptions options,
            IntFunction<HostOptions> machines,
            long diskBytesMax,
            LinkSpec between) {
        return add(simulation, name, ring, options, PaxosRules.SOUND, machines, diskBytesMax, between);
    }

    static StoreCluster add(
            Simulation simulation,
            String name,
            StoreRing ring,
            StoreOptions options,
            PaxosRules rules,
            IntFunction<HostOptions> machines,
            long diskBytesMax,
            LinkSpec between) {
        StoreCluster cluster = new StoreCluster(ring);
        for (int node = 0; node < ring.nodes(); node++) {
            StoreDisk disk = new StoreDisk(diskBytesMax);
            int its = node;
            String hostName = ring.nodes() == 1 ? name : name + "-" + (node + 1);
            HostOptions machine = machines.apply(node);
            cluster.hosts.add(simulation.addHost(hostName, ring.address(node), machine, context -> {
                StoreNode program = new StoreNode(context, options, ring, disk, rules);
                cluster.started(its, program);
                return program;
            }));
            cluster.disks.add(disk);
            if (ring.nodes() > 1) {
                simulation.network().link(machine.linkClass(), machine.linkClass(), between);
            }
        }
        return cluster;
    }

    public StoreRing ring() {
        return ring;
    }

    /** By node. */
    public List<Host> hosts() {
        return Collections.unmodifiableList(hosts);
    }

    /** By node. */
    public List<StoreDisk> disks() {
        return Collections.unmodifiableList(disks);
    }

    /** On the node's own turn: touches what is the node's only. */
    private void started(int node, StoreNode program) {
        StoreNode before = programs[node];
        if (before != null) {
            for (StoreCounter counter : StoreCounter.values()) {
                counted[node][counter.ordinal()] += before.count(counter);
            }
        }
        programs[node] = program;
    }

    /** The node's present program, or its last; between windows, and after the first has started. */
    public StoreNode program(int node) {
        return programs[node];
    }

    /** Tells judges how full each node has been since its program started, and how full it may get. Between windows. */
    public void reportBounds(Probes probes) {
        for (int node = 0; node < programs.length; node++) {
            if (programs[node] != null) {
                programs[node].reportBounds(probes);
            }
        }
    }

    /**
     * What all programs that ever ran on the nodes have counted, together; of high-water marks, which say nothing
     * together, ask {@link #program}.
     */
    public long count(StoreCounter counter) {
        long sum = 0;
        for (int node = 0; node < programs.length; node++) {
            sum += counted[node][counter.ordinal()] + programs[node].count(counter);
        }
        return sum;
    }

    @Override
    public int rowCount(int table) {
        int[] rows = new int[1];
        scan(table, row -> rows[0]++);
        return rows[0];
    }

    @Override
    public void scan(int table, Consumer<RowCursor> reader) {
        for (int node = 0; node < disks.size(); node++) {
            int from = node;
            disks.get(node).scanStamped(table, (row, stamp) -> {
                if (isFirst(from, row, stamp)) {
                    reader.accept(row);
                }
            });
        }
    }

    /** Whether no node has a row that goes before this, and no earlier node has the same. */
    private boolean isFirst(int node, RowCursor row, long stamp) {
        for (int other = 0; other < disks.size(); other++) {
            int compared = other == node ? -1 : disks.get(other).compare(row, stamp);
            if (compared > 0 || compared == 0 && other < node) {
                return false;
            }
        }
        return true;
    }
}
