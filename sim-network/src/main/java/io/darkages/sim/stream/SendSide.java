package io.darkages.sim.stream;

import io.darkages.engine.random.Mix;

/**
 * The sending half of a stream: bytes that are not acknowledged, and how many of them may be on their way. Slow start,
 * congestion avoidance and fast retransmission as in RFC 5681, partial acknowledgements as in RFC 6582. Positions
 * count the bytes of the stream from 0; its end counts as one.
 */
final class SendSide {

    private static final int PART = Segment.PART_BYTES_MAX;

    /** RFC 6928. */
    private static final int FIRST_WINDOW_PARTS = 10;

    private static final int DUPLICATES_BEFORE_LOSS = 3;

    private final byte[] ring;
    private long acknowledged;
    private long next;
    /** Highest position ever sent. */
    private long high;

    private long written;
    private boolean ended;
    private int peerWindow;
    private int congestionWindow;
    private int threshold;
    private int duplicates;
    /** While positive, losses up to there are being mended. */
    private long recoverTo;

    private int peakBytes;

    SendSide(int bytes) {
        ring = new byte[bytes];
    }

    void reset() {
        acknowledged = 0;
        next = 0;
        high = 0;
        written = 0;
        ended = false;
        peerWindow = PART;
        congestionWindow = FIRST_WINDOW_PARTS * PART;
        threshold = Integer.MAX_VALUE;
        duplicates = 0;
        recoverTo = 0;
    }

    void peerWindow(int bytes) {
        peerWindow = Math.max(bytes, 1);
    }

    int roomBytes() {
        return ended ? 0 : (int) (ring.length - (written - acknowledged));
    }

    /** Takes as many bytes as there is room for. */
    int write(byte[] source, int offset, int length) {
        int taken = Math.min(length, roomBytes());
        int at = (int) (written % ring.length);
        int first = Math.min(taken, ring.length - at);
        System.arraycopy(source, offset, ring, at, first);
        System.arraycopy(source, offset + first, ring, 0, taken - first);
        written += taken;
        peakBytes = Math.max(peakBytes, (int) (written - acknowledged));
        return taken;
    }

    /** The most bytes that ever were not acknowledged, in all streams that used this place. */
    int peakBytes() {
        return peakBytes;
    }

    /** No more is written; the end follows the last byte. */
    void end() {
        ended = true;
    }

    /** No more is written, and what was never sent is not wanted. */
    void endHere() {
        written = Math.min(written, high);
        ended = true;
    }

    boolean isEndAcknowledged() {
        return ended && acknowledged > written;
    }

    boolean isInFlight() {
        return next > acknowledged;
    }

    /** Length of the part that may be sent next; 0 if none may. */
    int nextPart() {
        long window = Math.min(peerWindow, congestionWindow);
        long room = acknowledged + window - next;
        return (int) Math.max(0, Math.min(Math.min(PART, written - next), room));
    }

    /** Whether the stream's end may be sent next. */
    boolean isEndNext() {
        return ended && next == written;
    }

    /** Position of what may be sent next. */
    long next() {
        return next;
    }

    /** Whether what is sent next was sent before. */
    boolean isNextRepeated() {
        return next < high;
    }

    /** Copies a part into a frame. */
    void copy(long position, int length, byte[] frame, int offset) {
        int at = (int) (position % ring.length);
        int first = Math.min(length, ring.length - at);
        System.arraycopy(ring, at, frame, offset, first);
        System.arraycopy(ring, 0, frame, offset + first, length - first);
    }

    void sent(int length) {
        next += length;
        high = Math.max(high, next);
    }

    /** First unacknowledged part's length, 0 if only the end is missing. */
    int firstPart() {
        return (int) Math.min(PART, written - acknowledged);
    }

    long acknowledged() {
        return acknowledged;
    }

    /** Whether an acknowledgement of that position is new and possible. */
    boolean isNew(long position) {
        return position > acknowledged && position <= high;
    }

    /** Returns whether the first part is to be sent again at once. */
    boolean acknowledge(long position) {
        int bytes = (int) Math.min(position - acknowledged, PART);
        acknowledged = position;
        next = Math.max(next, acknowledged);
        duplicates = 0;
        if (acknowledged < recoverTo) {
            return true;
        }
        recoverTo = 0;
        if (congestionWindow < threshold) {
            congestionWindow += bytes;
        } else {
            congestionWindow += Math.max(1, (int) ((long) PART * bytes / congestionWindow));
        }
        congestionWindow = Math.min(congestionWindow, ring.length);
        return false;
    }

    /** The same position was acknowledged again; returns whether the first part is to be sent again at once. */
    boolean acknowledgedAgain() {
        duplicates++;
        if (duplicates != DUPLICATES_BEFORE_LOSS || recoverTo > 0) {
            return false;
        }
        slowDown();
        congestionWindow = threshold;
        recoverTo = high;
        return true;
    }

    /** Nothing was acknowledged in time: everything is sent again, slowly. */
    void timedOut() {
        slowDown();
        congestionWindow = PART;
        duplicates = 0;
        recoverTo = 0;
        next = acknowledged;
    }

    private void slowDown() {
        threshold = (int) Math.max((next - acknowledged) / 2, 2 * PART);
    }

    long digest() {
        long hash = Mix.fold(acknowledged, next);
        hash = Mix.fold(hash, Mix.fold(high, written));
        hash = Mix.fold(hash, (long) congestionWindow << 32 | threshold);
        hash = Mix.fold(hash, (long) peerWindow << 32 | duplicates);
        return Mix.fold(hash, recoverTo << 1 | (ended ? 1 : 0));
    }
}
