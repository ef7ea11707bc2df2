package io.darkages.engine.transport;

/**
 * Unreliable messages that wait for a flush, each behind its length, in one array that is borrowed
 * while there is any. A message that is larger than a packet leaves it in pieces.
 */
final class UnreliableQueue {

    private static final int LENGTH_BYTES = 4;

    private final BufferPool pool;
    private final int bytesMax;
    private byte[] buffer = BufferPool.EMPTY;
    private int head;
    private int tail;
    private int messages;
    /** Bytes of the first message that have left already. */
    private int headSent;
    /** Number of the first message; the wire counts from 1. */
    private long headNumber = 1;

    UnreliableQueue(BufferPool pool, int bytesMax) {
        this.pool = pool;
        this.bytesMax = bytesMax;
    }

    boolean queue(byte[] source, int offset, int length) {
        int needed = tail - head + LENGTH_BYTES + length;
        if (needed > bytesMax) {
            return false;
        }
        if (tail + LENGTH_BYTES + length > buffer.length) {
            byte[] target = needed > buffer.length ? pool.borrow(needed) : buffer;
            System.arraycopy(buffer, head, target, 0, tail - head);
            if (target != buffer && buffer.length > 0) {
                pool.giveBack(buffer);
            }
            buffer = target;
            tail -= head;
            head = 0;
        }
        LittleEndian.put32(buffer, tail, length);
        System.arraycopy(source, offset, buffer, tail + LENGTH_BYTES, length);
        tail += LENGTH_BYTES + length;
        messages++;
        return true;
    }

    int messages() {
        return messages;
    }

    /** Message bytes that are still to be sent. */
    int pendingBytes() {
        return tail - head - messages * LENGTH_BYTES - headSent;
    }

    long headNumber() {
        return headNumber;
    }

    /** Bytes of the first message that have been sent. */
    int headSent() {
        return headSent;
    }

    /** Bytes of the first message that are still to be sent. */
    int headLeft() {
        return LittleEndian.i32(buffer, head) - headSent;
    }

    /** Moves that much of the first message into a packet; the message goes when all of it has gone. */
    void take(WireWriter out, int length) {
        int left = headLeft();
        out.bytes(buffer, head + LENGTH_BYTES + headSent, length);
        headSent += length;
        if (length == left) {
            head += LENGTH_BYTES + headSent;
            headSent = 0;
            headNumber++;
            messages--;
            if (messages == 0) {
                release();
            }
        }
    }

    void release() {
        if (buffer.length > 0) {
            pool.giveBack(buffer);
            buffer = BufferPool.EMPTY;
        }
        head = 0;
        tail = 0;
        messages = 0;
        headSent = 0;
    }
}
