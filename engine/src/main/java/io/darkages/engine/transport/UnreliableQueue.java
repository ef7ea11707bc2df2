package io.darkages.engine.transport;

/**
 * Unreliable messages that wait for a flush, each behind its length and number, in one array that is
 * borrowed while there is any. A message that is larger than a packet leaves it in pieces.
 */
final class UnreliableQueue {

    /** Bytes that a message takes here besides its own: 32 bits of length, 32 of number. */
    static final int ENTRY_BYTES = 8;

    private final BufferPool pool;
    private byte[] buffer = BufferPool.EMPTY;
    private int head;
    private int tail;
    private int messages;
    /** Bytes of the first message that have left already. */
    private int headSent;
    /** Number of the message queued last. */
    private long lastNumber;
    /** Bytes that the numbers of all messages but the first take in one packet. */
    private int stepBytes;

    UnreliableQueue(BufferPool pool) {
        this.pool = pool;
    }

    /** @param number above that of the message before */
    void queue(long number, byte[] source, int offset, int length) {
        int needed = tail - head + ENTRY_BYTES + length;
        if (tail + ENTRY_BYTES + length > buffer.length) {
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
        LittleEndian.put32(buffer, tail + 4, (int) number);
        System.arraycopy(source, offset, buffer, tail + ENTRY_BYTES, length);
        tail += ENTRY_BYTES + length;
        stepBytes += messages == 0 ? 0 : FrameWriter.stepBytes(number - lastNumber);
        lastNumber = number;
        messages++;
    }

    int messages() {
        return messages;
    }

    /** Bytes held, those besides the messages' included. */
    int heldBytes() {
        return tail - head;
    }

    /** Message bytes that are still to be sent. */
    int pendingBytes() {
        return tail - head - messages * ENTRY_BYTES - headSent;
    }

    /** Bytes that would go with them as one packet's segments, the first one's own number excepted. */
    int overheadBytes() {
        int offsetBytes = headSent == 0 ? 0 : WireWriter.varintBytes(headSent);
        return 2 * messages + stepBytes + offsetBytes;
    }

    /** What a message with that number would add to it, as the next one. */
    int overheadBytes(long number) {
        return 2 + (messages == 0 ? 0 : FrameWriter.stepBytes(number - lastNumber));
    }

    long headNumber() {
        return lastNumber - ((int) lastNumber - LittleEndian.i32(buffer, head + 4));
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
        out.bytes(buffer, head + ENTRY_BYTES + headSent, length);
        headSent += length;
        if (length == left) {
            long number = headNumber();
            head += ENTRY_BYTES + headSent;
            headSent = 0;
            messages--;
            if (messages == 0) {
                release();
            } else {
                stepBytes -= FrameWriter.stepBytes(headNumber() - number);
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
        stepBytes = 0;
    }
}
