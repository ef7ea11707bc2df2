package io.darkages.sim.store;

import io.darkages.engine.random.Mix;
import io.darkages.sim.trace.XxHash64;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Batches that a node keeps for another that was away, oldest first. They lie on the node's disk: what was not synced is
 * forgotten by a crash.
 */
final class HintLog {

    private record Hint(long stamp, byte[] rows) {}

    private final long bytesMax;
    private final Deque<Hint> hints = new ArrayDeque<>();
    private int unsynced;
    private long bytes;
    private long peakBytes;
    private long digest;

    /** @param bytesMax bytes of rows */
    HintLog(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Keeps a batch; false if there is no room. */
    boolean add(long stamp, byte[] batch, int length) {
        if (length > bytesMax - bytes) {
            return false;
        }
        byte[] rows = new byte[length];
        System.arraycopy(batch, 0, rows, 0, length);
        hints.addLast(new Hint(stamp, rows));
        bytes += length;
        peakBytes = Math.max(peakBytes, bytes);
        unsynced++;
        digest = Mix.fold(Mix.fold(digest, stamp), XxHash64.hash(rows, 0, length, 0));
        return true;
    }

    boolean isEmpty() {
        return hints.isEmpty();
    }

    /** Bytes of rows that wait. */
    long bytes() {
        return bytes;
    }

    /** The most bytes of rows that ever waited. */
    long peakBytes() {
        return peakBytes;
    }

    long bytesMax() {
        return bytesMax;
    }

    /** Of the oldest, of which there must be one. */
    long stamp() {
        return hints.getFirst().stamp();
    }

    /** Of the oldest, of which there must be one. */
    byte[] rows() {
        return hints.getFirst().rows();
    }

    /** The oldest has arrived. */
    void removeFirst() {
        bytes -= hints.removeFirst().rows().length;
        unsynced = Math.min(unsynced, hints.size());
        digest = Mix.fold(digest, hints.size());
    }

    void sync() {
        unsynced = 0;
    }

    void forgetUnsynced() {
        for (; unsynced > 0; unsynced--) {
            bytes -= hints.removeLast().rows().length;
            digest = Mix.fold(digest, hints.size());
        }
    }

    long digest() {
        return Mix.fold(digest, unsynced);
    }
}
