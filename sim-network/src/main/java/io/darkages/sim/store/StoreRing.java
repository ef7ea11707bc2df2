package io.darkages.sim.store;

import io.darkages.engine.port.Consistency;
import io.darkages.engine.random.Mix;
import io.darkages.sim.Range;

/**
 * Which nodes a cluster has, and which of them keep a row. Nodes stand in a ring, numbered from 0; a row belongs to the
 * node that its key's hash names, and to those after it until there are as many as the replication factor says. All
 * nodes are in one data centre, so LOCAL_QUORUM is QUORUM and LOCAL_SERIAL is SERIAL. Immutable.
 */
public final class StoreRing {

    /** Most nodes. */
    public static final int NODES_MAX = 16;

    private final long[] addresses;
    private final int replicationFactor;

    /**
     * @param addresses of the nodes, all different, 1 to {@value #NODES_MAX}
     * @param replicationFactor nodes that keep a row, 1 to the number of nodes
     */
    public StoreRing(long[] addresses, int replicationFactor) {
        Range.check("nodes", addresses.length, 1, NODES_MAX);
        Range.check("replicationFactor", replicationFactor, 1, addresses.length);
        this.addresses = addresses.clone();
        this.replicationFactor = replicationFactor;
        for (int i = 0; i < addresses.length; i++) {
            if (nodeAt(addresses[i]) != i) {
                throw new IllegalArgumentException("nodes " + nodeAt(addresses[i]) + " and " + i + " share an address");
            }
        }
    }

    /** A ring of one node. */
    public static StoreRing of(long address) {
        return new StoreRing(new long[] {address}, 1);
    }

    public int nodes() {
        return addresses.length;
    }

    public int replicationFactor() {
        return replicationFactor;
    }

    /** The node's address, as {@link io.darkages.engine.port.NetworkAddress} packs it. */
    public long address(int node) {
        return addresses[node];
    }

    /** Whether a node has that address. */
    public boolean isNode(long address) {
        return nodeAt(address) < addresses.length;
    }

    /** The node that has that address; {@link #nodes} if none has. */
    int nodeAt(long address) {
        int node = 0;
        while (node < addresses.length && addresses[node] != address) {
            node++;
        }
        return node;
    }

    /** Replicas that must have taken a write of that level. */
    int required(Consistency consistency) {
        return consistency == Consistency.ONE ? 1 : quorum();
    }

    /** More than half of the replicas. */
    int quorum() {
        return replicationFactor / 2 + 1;
    }

    /** The first node that keeps what has that hash. */
    int owner(long hash) {
        return (int) Long.remainderUnsigned(Mix.mix64(hash), addresses.length);
    }

    /** A bit for each node that keeps what belongs to that owner. */
    int replicas(int owner) {
        int nodes = 0;
        for (int i = 0; i < replicationFactor; i++) {
            nodes |= 1 << (owner + i) % addresses.length;
        }
        return nodes;
    }

    /** Whether every node keeps every row. */
    boolean isWhole() {
        return replicationFactor == addresses.length;
    }
}
