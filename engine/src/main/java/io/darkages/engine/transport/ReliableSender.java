package io.darkages.engine.transport;

/**
 * The sending half of a reliable stream: the bytes from the first that is not acknowledged to the last
 * that was queued, in a ring that grows to a cap and goes back to the pool when all is acknowledged.
 * It knows into which segments they were cut, and which of these were lost and acknowledged; packets and
 * timers are not its business.
 */
final class ReliableSender {

    /** Bits of a position that are always the same for 24 bits of it to be enough. */
    private static final int NARROW_BITS = 24;

    private final BufferPool pool;
    private byte[] ring = BufferPool.EMPTY;
    /** First position not acknowledged; positions start at 1. */
    private long base = 1;
    /** First position never sent. */
    private long sentEnd = 1;
    /** One past the last position queued. */
    private long queuedEnd = 1;

    private final SentSegments segments;
    private final WireWriter header = new WireWriter();
    private final byte[] headerBytes = new byte[ReliableHeader.BYTES_MAX];

    ReliableSender(BufferPool pool) {
        this.pool = pool;
        segments = new SentSegments(pool);
    }

    /**
     * Appends a message.
     *
     * @param step from the number of the message before
     */
    void queue(long step, byte[] buffer, int offset, int length) {
        int headerLength = ReliableHeader.bytes(step, length);
        reserve(heldBytes() + headerLength + length);
        header.reset(headerBytes, 0, headerBytes.length);
        ReliableHeader.write(header, step, length);
        append(headerBytes, 0, headerLength);
        append(buffer, offset, length);
    }

    int heldBytes() {
        return (int) (queuedEnd - base);
    }

    /** Bytes that wait to be sent, for the first time or again. */
    int pendingBytes() {
        return holdsNothing() ? 0 : segments.lostBytes() + unsentBytes();
    }

    /** Segments that wait to be sent again. */
    int lostCount() {
        return holdsNothing() ? 0 : segments.lostCount();
    }

    boolean hasLost() {
        return lostCount() > 0;
    }

    /** As most of the time. Then it need not look at the segments, which lie elsewhere in memory. */
    private boolean holdsNothing() {
        return base == queuedEnd;
    }

    /** Where the first lost segment begins, if there is one. It goes again in one piece. */
    long lostBegin() {
        return whole(segments.lostPosition());
    }

    int lostLength() {
        return segments.lostLength();
    }

    /** Bytes that were never sent. */
    int unsentBytes() {
        return (int) (queuedEnd - sentEnd);
    }

    /** Whether what was never sent may be now. */
    boolean maySendMore() {
        return queuedEnd > sentEnd && !segments.isFull();
    }

    /** Where it begins. */
    long sentEnd() {
        return sentEnd;
    }

    /** Whether a segment there needs more than 24 bits of its position. */
    boolean isWide(long position, int length) {
        return isWide(position, Math.max(sentEnd, position + length));
    }

    /** Whether the peer may have bytes beyond the next multiple of 2^24, as one may that has all that was sent. */
    static boolean isWide(long position, long sentEnd) {
        return position >>> NARROW_BITS != sentEnd >>> NARROW_BITS;
    }

    long base() {
        return base;
    }

    void copy(long position, int length, WireWriter out) {
        int at = (int) position & ring.length - 1;
        int first = Math.min(length, ring.length - at);
        out.bytes(ring, at, first);
        out.bytes(ring, 0, length - first);
    }

    /** The first so many bytes never sent before were sent: they are one segment from now on. */
    void markSent(int length) {
        segments.append(sentEnd, length);
        sentEnd += length;
    }

    /** The first lost segment was sent again. */
    void markResent() {
        segments.resent();
    }

    /** The segment that begins there was in a packet that is held lost: it goes again if it has not come meanwhile. */
    void markLost(int positionLow) {
        segments.markLost(positionLow);
    }

    void markAcknowledged(int positionLow) {
        base += segments.markAcknowledged(positionLow);
        if (base == queuedEnd) {
            release();
        }
    }

    void release() {
        if (ring.length > 0) {
            pool.giveBack(ring);
            ring = BufferPool.EMPTY;
        }
        segments.release();
    }

    /** Whole position from its low bits: it is never far from the stream's base. */
    private long whole(int low) {
        return base + (low - (int) base);
    }

    private void reserve(int bytes) {
        if (bytes <= ring.length) {
            return;
        }
        byte[] larger = pool.borrow(bytes);
        int mask = larger.length - 1;
        for (long p = base; p < queuedEnd; ) {
            int from = (int) p & ring.length - 1;
            int to = (int) p & mask;
            int run = (int) Math.min(queuedEnd - p, Math.min(ring.length - from, larger.length - to));
            System.arraycopy(ring, from, larger, to, run);
            p += run;
        }
        if (ring.length > 0) {
            pool.giveBack(ring);
        }
        ring = larger;
    }

    private void append(byte[] buffer, int offset, int length) {
        int at = (int) queuedEnd & ring.length - 1;
        int first = Math.min(length, ring.length - at);
        System.arraycopy(buffer, offset, ring, at, first);
        System.arraycopy(buffer, offset + first, ring, 0, length - first);
        queuedEnd += length;
    }
}
