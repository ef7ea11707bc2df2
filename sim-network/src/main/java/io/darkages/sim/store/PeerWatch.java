package io.darkages.sim.store;

import io.darkages.engine.random.Mix;

/** Which nodes one node believes alive: those that it heard from lately. */
final class PeerWatch {

    private final StoreRing ring;
    private final int self;
    private final long deadNanos;
    private final StoreCounters counters;
    private final long[] heardNanos;
    private int dead;

    PeerWatch(StoreRing ring, int self, long deadNanos, long nowNanos, StoreCounters counters) {
        this.ring = ring;
        this.self = self;
        this.deadNanos = deadNanos;
        this.counters = counters;
        heardNanos = new long[ring.nodes()];
        for (int i = 0; i < heardNanos.length; i++) {
            heardNanos[i] = nowNanos;
        }
    }

    void heard(int node, long nowNanos) {
        heardNanos[node] = nowNanos;
        dead &= ~(1 << node);
    }

    /** Looks at the clock. */
    void advance(long nowNanos) {
        for (int i = 0; i < ring.nodes(); i++) {
            if (i != self && isAlive(i) && nowNanos - heardNanos[i] >= deadNanos) {
                dead |= 1 << i;
                counters.add(StoreCounter.PEERS_LOST);
            }
        }
    }

    boolean isAlive(int node) {
        return (dead & 1 << node) == 0;
    }

    /** Those of them that are believed alive. */
    int alive(int nodes) {
        return nodes & ~dead;
    }

    /** For how long a node was not heard. */
    long silentNanos(int node, long nowNanos) {
        return nowNanos - heardNanos[node];
    }

    long digest() {
        long hash = dead;
        for (long nanos : heardNanos) {
            hash = Mix.fold(hash, nanos);
        }
        return hash;
    }
}
