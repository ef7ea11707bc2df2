package io.darkages.sim.stream;

import io.darkages.engine.random.Mix;

/**
 * The receiving half of a stream: what came ahead of its turn waits in a ring, within the window. Positions count the
 * bytes of the stream from 0.
 */
final class ReceiveSide {

    /** Gaps that are remembered between the bytes that came early; TCP's selective acknowledgement tells four. */
    private static final int RUNS_MAX = 16;

    private final byte[] ring;
    private final long[] runStarts = new long[RUNS_MAX + 1];
    private final long[] runEnds = new long[RUNS_MAX + 1];
    private int runs;
    private long expected;
    private int peakBytes;

    ReceiveSide(int windowBytes) {
        ring = new byte[windowBytes];
    }

    void reset() {
        runs = 0;
        expected = 0;
    }

    /** Position of the first byte that has not come. */
    long expected() {
        return expected;
    }

    int window() {
        return ring.length;
    }

    /** How far ahead bytes ever were that were kept, in all streams that used this place. */
    int peakBytes() {
        return peakBytes;
    }

    boolean hasEarlyBytes() {
        return runs > 0;
    }

    /** Bytes came that are the next: they need not be kept. */
    void advance(int length) {
        expected += length;
        while (runs > 0 && runEnds[0] <= expected) {
            removeRun(0);
        }
    }

    /** Bytes at the front that were kept and are next now; 0 if none are. */
    int readyBytes() {
        return runs > 0 && runStarts[0] <= expected ? (int) (runEnds[0] - expected) : 0;
    }

    byte[] ring() {
        return ring;
    }

    int ringOffset(long position) {
        return (int) (position % ring.length);
    }

    /** Keeps bytes that came early; false if they are of no use or there is no room for one more gap. */
    boolean keep(long position, byte[] source, int offset, int length) {
        if (position + length > expected + ring.length || !addRun(position, position + length)) {
            return false;
        }
        peakBytes = Math.max(peakBytes, (int) (position + length - expected));
        int at = ringOffset(position);
        int first = Math.min(length, ring.length - at);
        System.arraycopy(source, offset, ring, at, first);
        System.arraycopy(source, offset + first, ring, 0, length - first);
        return true;
    }

    private boolean addRun(long start, long end) {
        int at = 0;
        while (at < runs && runEnds[at] < start) {
            at++;
        }
        if (at < runs && runStarts[at] <= end) {
            runStarts[at] = Math.min(runStarts[at], start);
            runEnds[at] = Math.max(runEnds[at], end);
            while (at + 1 < runs && runStarts[at + 1] <= runEnds[at]) {
                runEnds[at] = Math.max(runEnds[at], runEnds[at + 1]);
                removeRun(at + 1);
            }
            return true;
        }
        if (runs == RUNS_MAX) {
            return false;
        }
        System.arraycopy(runStarts, at, runStarts, at + 1, runs - at);
        System.arraycopy(runEnds, at, runEnds, at + 1, runs - at);
        runStarts[at] = start;
        runEnds[at] = end;
        runs++;
        return true;
    }

    private void removeRun(int index) {
        runs--;
        System.arraycopy(runStarts, index + 1, runStarts, index, runs - index);
        System.arraycopy(runEnds, index + 1, runEnds, index, runs - index);
    }

    long digest() {
        long hash = expected;
        for (int i = 0; i < runs; i++) {
            hash = Mix.fold(Mix.fold(hash, runStarts[i]), runEnds[i]);
        }
        return hash;
    }
}
