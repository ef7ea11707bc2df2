package io.darkages.sim.store;

import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.RowCursor;
import io.darkages.engine.random.Mix;
import io.darkages.sim.HostContext;
import io.darkages.sim.trace.XxHash64;

/** Puts batches on a node's disk, all of their rows or none, and knows which of them belong to which node. */
final class StoreWriter {

    private final HostContext context;
    private final StoreOptions options;
    private final StoreRing ring;
    private final StoreDisk disk;
    private final StoreCounters counters;
    private final int syncTimer;
    private final RowCursor row = new RowCursor();
    private final byte[] shared = new byte[CombatHistory.BATCH_BYTES_MAX];
    private boolean syncDue;

    StoreWriter(
            HostContext context,
            StoreOptions options,
            StoreRing ring,
            StoreDisk disk,
            StoreCounters counters,
            int syncTimer) {
        this.context = context;
        this.options = options;
        this.ring = ring;
        this.disk = disk;
        this.counters = counters;
        this.syncTimer = syncTimer;
    }

    /** Whether those bytes are rows, as many as a batch may hold. */
    boolean isWellFormed(byte[] batch, int length) {
        int rows = 0;
        row.wrap(batch, 0, length);
        while (row.next()) {
            rows++;
        }
        return !row.isMalformed() && rows >= 1 && rows <= CombatHistory.BATCH_ROWS_MAX;
    }

    /** Stores a well-formed batch; false if the disk has no room for it. */
    boolean store(byte[] batch, int length, long stamp) {
        int rows = 0;
        row.wrap(batch, 0, length);
        while (row.next()) {
            rows++;
        }
        StoreOptions.Costs costs = options.costs();
        context.spend(costs.batchNanos() + rows * costs.rowNanos() + length * costs.byteNanos());
        if (!disk.hasRoomFor(batch, length)) {
            return false;
        }
        row.wrap(batch, 0, length);
        while (row.next()) {
            disk.put(row, stamp);
        }
        changed();
        return true;
    }

    /** Something was written: it is synced now, or when the period ends. */
    void changed() {
        if (options.syncNanos() == 0) {
            sync();
        } else if (!syncDue) {
            syncDue = true;
            context.setTimer(syncTimer, context.monotonicNanos() + options.syncNanos());
        }
    }

    /** The period ended. */
    void periodEnded() {
        syncDue = false;
        sync();
    }

    private void sync() {
        context.spend(options.costs().syncNanos());
        disk.sync();
        counters.add(StoreCounter.SYNCS);
    }

    /** A bit for each node that owns a row of the batch. */
    int owners(byte[] batch, int length) {
        int owners = 0;
        row.wrap(batch, 0, length);
        while (row.next()) {
            owners |= 1 << owner();
        }
        return owners;
    }

    private int owner() {
        int key = row.rowOffset() + row.rowLength() - row.valueBytes() - row.keyBytes();
        return ring.owner(XxHash64.hash(row.bytes(), key, row.keyBytes(), Mix.GOLDEN_GAMMA));
    }

    /** Collects the rows that a node keeps; they lie in {@link #shared} until the next call. Returns their length. */
    int collect(byte[] batch, int length, int node) {
        if (ring.isWhole()) {
            System.arraycopy(batch, 0, shared, 0, length);
            return length;
        }
        int bytes = 0;
        row.wrap(batch, 0, length);
        while (row.next()) {
            if ((ring.replicas(owner()) & 1 << node) != 0) {
                System.arraycopy(row.bytes(), row.rowOffset(), shared, bytes, row.rowLength());
                bytes += row.rowLength();
            }
        }
        return bytes;
    }

    byte[] shared() {
        return shared;
    }
}
