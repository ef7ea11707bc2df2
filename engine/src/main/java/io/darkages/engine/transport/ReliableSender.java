package io.darkages.engine.transport;

/**
 * The sending half of a reliable stream: the bytes from the first that is not acknowledged to the last
 * that was queued, in a ring that grows to a cap and goes back to the pool when all is acknowledged.
 * It knows which of them were sent, lost and acknowledged; packets and timers are not its business.
 */
final class ReliableSender {

    private static final int RANGES_MAX = 512;

    private final BufferPool pool;
    private final int bytesMax;
    private byte[] ring = BufferPool.EMPTY;
    /** First position not acknowledged; positions start at 1. */
    private long base = 1;
    /** First position never sent. */
    private long sentEnd = 1;
    /** One past the last position queued. */
    private long queuedEnd = 1;

    private final ByteRanges lost = new ByteRanges(RANGES_MAX);
    private final ByteRanges acknowledged = new ByteRanges(RANGES_MAX);
    private final WireWriter header = new WireWriter();
    private final byte[] headerBytes = new byte[ReliableHeader.BYTES_MAX];

    ReliableSender(BufferPool pool, int bytesMax) {
        this.pool = pool;
        this.bytesMax = bytesMax;
    }

    /** Appends a message. False if the cap leaves no room for it. */
    boolean queue(byte[] buffer, int offset, int length) {
        int headerLength = ReliableHeader.bytes(length);
        long held = queuedEnd - base + headerLength + length;
        if (held > bytesMax) {
            return false;
        }
        reserve((int) held);
        header.reset(headerBytes, 0, headerBytes.length);
        ReliableHeader.write(header, length);
        append(headerBytes, 0, headerLength);
        append(buffer, offset, length);
        return true;
    }

    int heldBytes() {
        return (int) (queuedEnd - base);
    }

    /** Bytes that wait to be sent, for the first time or again. */
    int pendingBytes() {
        return (int) (lost.total() + queuedEnd - sentEnd);
    }

    /** Separate stretches that wait to be sent: each needs a segment of its own. */
    int pendingStretches() {
        return lost.count() + (queuedEnd > sentEnd ? 1 : 0);
    }

    /** Where the next segment to be sent begins, if anything is pending. */
    long pendingBegin() {
        return lost.count() > 0 ? lost.begin(0) : sentEnd;
    }

    /** Length of the stretch that begins at {@link #pendingBegin}. */
    int pendingLength() {
        return (int) (lost.count() > 0 ? lost.end(0) - lost.begin(0) : queuedEnd - sentEnd);
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

    /** True if those bytes had been sent before. */
    boolean markSent(long position, int length) {
        if (position < sentEnd) {
            lost.remove(position, position + length);
            return true;
        }
        sentEnd = position + length;
        return false;
    }

    /** Those bytes were in a packet that is held lost: what is not acknowledged meanwhile is to be sent again. */
    void markLost(long position, int length) {
        long begin = Math.max(position, base);
        long end = position + length;
        for (int i = 0; i < acknowledged.count() && begin < end; i++) {
            if (acknowledged.begin(i) < end && acknowledged.end(i) > begin) {
                if (acknowledged.begin(i) > begin) {
                    lost.cover(begin, acknowledged.begin(i));
                }
                begin = acknowledged.end(i);
            }
        }
        if (begin < end) {
            lost.cover(begin, end);
        }
    }

    void markAcknowledged(long position, int length) {
        long begin = Math.max(position, base);
        long end = position + length;
        if (begin >= end) {
            return;
        }
        if (begin == base) {
            base = end;
        } else if (!acknowledged.add(begin, end)) {
            // No place to remember it; so it goes again.
            lost.cover(begin, end);
            return;
        }
        while (acknowledged.count() > 0 && acknowledged.begin(0) <= base) {
            base = Math.max(base, acknowledged.end(0));
            acknowledged.remove(acknowledged.begin(0), acknowledged.end(0));
        }
        lost.remove(begin, end);
        if (lost.count() > 0 && lost.begin(0) < base) {
            lost.remove(lost.begin(0), base);
        }
        if (base == queuedEnd) {
            release();
        }
    }

    void release() {
        if (ring.length > 0) {
            pool.giveBack(ring);
            ring = BufferPool.EMPTY;
        }
        lost.clear();
        acknowledged.clear();
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
