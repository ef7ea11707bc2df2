package io.darkages.engine.transport;

/**
 * The receiving half of a reliable stream: puts segments in order, cuts the stream into messages and
 * hands on each exactly once. A segment that continues the stream and ends with a message is handed on
 * from the packet itself; anything else waits in a ring that grows to a cap and goes back to the pool
 * when nothing is left in it.
 */
final class ReliableReceiver {

    /** Takes whole messages. */
    interface Sink {
        /**
         * The message is valid during the call.
         *
         * @param number its number in the lane
         * @return false to stop: the session is no longer open
         */
        boolean reliable(long number, byte[] buffer, int offset, int length);
    }

    static final int ACCEPTED = 0;
    /** Beyond a cap; the packet may not be acknowledged. */
    static final int REFUSED = 1;
    /** The peer breaks the rules; the session can't go on. */
    static final int BROKEN = 2;

    /** As many islands as are kept beyond the gap that is waited for, a little more than GameNetworkingSockets' 30. */
    private static final int RANGES_MAX = 32;

    private final int lane;
    private final BufferPool pool;
    private final ReceiveMemory memory;
    private final ReceivedNumbers numbers;
    private int bytesMax;
    private byte[] ring = BufferPool.EMPTY;
    /** Start of the first message that is not handed on. */
    private long base = 1;
    /** First position that is missing. */
    private long contiguousEnd = 1;

    private final ByteRanges ahead = new ByteRanges(RANGES_MAX);
    private boolean delivering;
    private boolean released;

    /** @param numbers of the lane, its unreliable messages included */
    ReliableReceiver(int lane, BufferPool pool, ReceiveMemory memory, ReceivedNumbers numbers, int bytesMax) {
        this.lane = lane;
        this.pool = pool;
        this.memory = memory;
        this.numbers = numbers;
        this.bytesMax = bytesMax;
    }

    /** Keeps at most that many bytes from now on; what is kept already stays. */
    void limit(int newBytesMax) {
        bytesMax = newBytesMax;
    }

    /** The position that is expected next. */
    long expected() {
        return contiguousEnd;
    }

    /** Bytes that the ring holds, gaps included. */
    int heldBytes() {
        return (int) ((ahead.count() > 0 ? ahead.end(ahead.count() - 1) : contiguousEnd) - base);
    }

    int accept(long position, byte[] buffer, int offset, int length, Sink sink, Scratch scratch) {
        long end = position + length;
        if (end <= contiguousEnd || length == 0) {
            return ACCEPTED;
        }
        int skipped = (int) Math.max(0, contiguousEnd - position);
        long begin = position + skipped;
        int at = offset + skipped;
        int bytes = length - skipped;
        if (begin == base && ahead.count() == 0) {
            return straight(buffer, at, bytes, sink, scratch);
        }
        if (end - base > (begin > contiguousEnd ? bytesMax : continuedMax())
                || !reserve(Math.max(end, base + heldBytes()))) {
            return REFUSED;
        }
        if (begin > contiguousEnd) {
            if (!ahead.add(begin, end)) {
                return REFUSED;
            }
            store(begin, buffer, at, bytes);
            return ACCEPTED;
        }
        store(begin, buffer, at, bytes);
        contiguousEnd = end;
        while (ahead.count() > 0 && ahead.begin(0) <= contiguousEnd) {
            contiguousEnd = Math.max(contiguousEnd, ahead.end(0));
            ahead.remove(ahead.begin(0), ahead.end(0));
        }
        return drain(sink, scratch);
    }

    void release() {
        released = true;
        if (!delivering) {
            giveBack();
        }
    }

    /**
     * How far a segment may reach that continues the stream: it may bring the rest of a message that is within the
     * cap, and others behind it.
     */
    private int continuedMax() {
        return Math.min(bytesMax + FrameWriter.SEGMENT_BYTES_MAX, BufferPool.BYTES_MAX);
    }

    /** The stream is in order and nothing waits: messages come straight from the packet. */
    private int straight(byte[] buffer, int offset, int length, Sink sink, Scratch scratch) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            scratch.reader.reset(buffer, at, end - at);
            int found = read(scratch, end - at);
            int bodyLength = scratch.header.messageBytes;
            int whole = scratch.header.headerBytes + bodyLength;
            if (found == ReliableHeader.BROKEN) {
                return BROKEN;
            }
            if (found == ReliableHeader.INCOMPLETE || whole > end - at) {
                return keep(buffer, at, end - at);
            }
            base += whole;
            contiguousEnd = base;
            at += whole;
            if (!sink.reliable(numbers.delivered(scratch.header.step), buffer, at - bodyLength, bodyLength)) {
                return ACCEPTED;
            }
        }
        return ACCEPTED;
    }

    /** The first bytes of a message wait for the rest. */
    private int keep(byte[] buffer, int offset, int length) {
        if (!reserve(base + length)) {
            return REFUSED;
        }
        store(base, buffer, offset, length);
        contiguousEnd = base + length;
        return ACCEPTED;
    }

    /** Reads a header of which there are so many bytes, or as many as any has. */
    private int read(Scratch scratch, int available) {
        int found = scratch.header.read(scratch.reader);
        if (found == ReliableHeader.INCOMPLETE) {
            return available < ReliableHeader.BYTES_MAX ? found : ReliableHeader.BROKEN;
        }
        boolean tooLong =
                found == ReliableHeader.COMPLETE && scratch.header.headerBytes + scratch.header.messageBytes > bytesMax;
        return tooLong || !numbers.isPlausible(scratch.header.step) ? ReliableHeader.BROKEN : found;
    }

    private int drain(Sink sink, Scratch scratch) {
        delivering = true;
        int outcome = ACCEPTED;
        while (outcome == ACCEPTED && base < contiguousEnd && !released) {
            int available = (int) (contiguousEnd - base);
            int peek = Math.min(available, ReliableHeader.BYTES_MAX);
            copyOut(base, peek, scratch.head);
            scratch.reader.reset(scratch.head, 0, peek);
            int found = read(scratch, peek);
            int bodyLength = scratch.header.messageBytes;
            int whole = scratch.header.headerBytes + bodyLength;
            if (found == ReliableHeader.BROKEN) {
                outcome = BROKEN;
            } else if (found == ReliableHeader.INCOMPLETE || whole > available) {
                break;
            } else {
                long bodyAt = base + scratch.header.headerBytes;
                base += whole;
                deliver(numbers.delivered(scratch.header.step), bodyAt, bodyLength, sink);
            }
        }
        delivering = false;
        if (released || base == contiguousEnd && ahead.count() == 0) {
            giveBack();
        }
        return outcome;
    }

    private void deliver(long number, long position, int length, Sink sink) {
        int at = (int) position & ring.length - 1;
        if (at + length <= ring.length) {
            sink.reliable(number, ring, at, length);
        } else {
            byte[] whole = pool.borrow(length);
            copyOut(position, length, whole);
            sink.reliable(number, whole, 0, length);
            pool.giveBack(whole);
        }
    }

    private void copyOut(long position, int length, byte[] target) {
        int at = (int) position & ring.length - 1;
        int first = Math.min(length, ring.length - at);
        System.arraycopy(ring, at, target, 0, first);
        System.arraycopy(ring, 0, target, first, length - first);
    }

    /**
     * Makes room in the ring.
     *
     * @param highest one past the last position that the ring must have room for
     * @return false, and nothing changed, if there is no memory for it
     */
    private boolean reserve(long highest) {
        int needed = (int) (highest - base);
        if (needed <= ring.length) {
            return true;
        }
        int bytes = BufferPool.capacity(needed);
        if (!memory.takeForStream(lane, bytes - ring.length)) {
            return false;
        }
        byte[] larger = pool.borrow(needed);
        int kept = ring.length;
        // Whatever the old ring may hold lies in [base, base + its length).
        for (int done = 0; done < kept; ) {
            int from = (int) (base + done) & kept - 1;
            int to = (int) (base + done) & larger.length - 1;
            int run = Math.min(kept - done, Math.min(kept - from, larger.length - to));
            System.arraycopy(ring, from, larger, to, run);
            done += run;
        }
        if (kept > 0) {
            pool.giveBack(ring);
        }
        ring = larger;
        return true;
    }

    private void store(long position, byte[] buffer, int offset, int length) {
        int at = (int) position & ring.length - 1;
        int first = Math.min(length, ring.length - at);
        System.arraycopy(buffer, offset, ring, at, first);
        System.arraycopy(buffer, offset + first, ring, 0, length - first);
    }

    private void giveBack() {
        memory.giveBackAll(lane, ring.length);
        if (ring.length > 0) {
            pool.giveBack(ring);
            ring = BufferPool.EMPTY;
        }
    }

    /** What a call needs and no session keeps: one for an endpoint. */
    static final class Scratch {
        final WireReader reader = new WireReader();
        final ReliableHeader header = new ReliableHeader();
        final byte[] head = new byte[ReliableHeader.BYTES_MAX];
    }
}
