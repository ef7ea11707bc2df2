package io.darkages.sim.store;

import io.darkages.engine.random.Mix;
import io.darkages.sim.HostContext;

/** Hinted handoff: keeps what a replica has missed, and sends it on, one batch after the other, when it is back. */
final class HintReplay {

    /** Numbers of hints are above those of writes. */
    private static final long NUMBERS_FROM = 1L << 62;

    private final HostContext context;
    private final StoreTiming timing;
    private final StoreRing ring;
    private final PeerWatch peers;
    private final StoreDisk disk;
    private final StoreWriter writer;
    private final StoreCounters counters;
    private final byte[] frame = new byte[StoreFrame.REQUEST_BYTES_MAX];
    /** By node: number of the hint that is on its way, 0 for none. */
    private final long[] sentNumber;

    private final long[] resendNanos;
    private long numbers = NUMBERS_FROM;

    HintReplay(
            HostContext context,
            StoreTiming timing,
            StoreRing ring,
            PeerWatch peers,
            StoreDisk disk,
            StoreWriter writer,
            StoreCounters counters) {
        this.context = context;
        this.timing = timing;
        this.ring = ring;
        this.peers = peers;
        this.disk = disk;
        this.writer = writer;
        this.counters = counters;
        sentNumber = new long[ring.nodes()];
        resendNanos = new long[ring.nodes()];
    }

    /** Keeps a batch for a node, unless it has been away for too long or there is no room. */
    void keep(int node, long stamp, byte[] batch, int length) {
        HintLog hints = disk.hints(node);
        if (peers.silentNanos(node, context.monotonicNanos()) <= timing.hintWindowNanos()
                && hints.add(stamp, batch, length)) {
            counters.add(StoreCounter.HINTS);
            counters.highWater(StoreCounter.HINT_BYTES_HIGH_WATER, hints.bytes());
            writer.changed();
        } else {
            counters.add(StoreCounter.HINTS_DROPPED);
        }
    }

    /** Sends what is due to nodes that are believed alive. */
    void advance(long nowNanos) {
        for (int node = 0; node < sentNumber.length; node++) {
            if (disk.hints(node).isEmpty() || !peers.isAlive(node)) {
                sentNumber[node] = 0;
            } else if (sentNumber[node] == 0) {
                send(node, ++numbers, nowNanos);
            } else if (nowNanos >= resendNanos[node]) {
                send(node, sentNumber[node], nowNanos);
            }
        }
    }

    private void send(int node, long number, long nowNanos) {
        sentNumber[node] = number;
        resendNanos[node] = nowNanos + 4 * timing.resendNanos();
        HintLog hints = disk.hints(node);
        byte[] rows = hints.rows();
        for (int part = 0; part < StoreFrame.parts(rows.length); part++) {
            int bytes = StoreFrame.writeRequest(
                    frame,
                    StoreFrame.REPLICA_REQUEST,
                    rows,
                    rows.length,
                    part,
                    0,
                    context.incarnation(),
                    number,
                    node,
                    hints.stamp());
            context.send(ring.address(node), frame, 0, bytes);
        }
    }

    static boolean isHint(long number) {
        return number >= NUMBERS_FROM;
    }

    /** A replica has stored a hint, or has no room for it and gets it again later. */
    void replied(int node, long number, boolean stored, long nowNanos) {
        if (sentNumber[node] == number && stored) {
            sentNumber[node] = 0;
            disk.hints(node).removeFirst();
            counters.add(StoreCounter.HINTS_REPLAYED);
            advance(nowNanos);
        }
    }

    long digest() {
        long hash = numbers;
        for (int node = 0; node < sentNumber.length; node++) {
            hash = Mix.fold(Mix.fold(hash, sentNumber[node]), resendNanos[node]);
        }
        return hash;
    }
}
