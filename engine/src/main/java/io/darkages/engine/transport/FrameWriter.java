package io.darkages.engine.transport;

/**
 * Writes frames into a packet. Segments are written with their size; {@link #finish} drops the size of
 * the last one, which then reaches to the packet's end, and so saves a byte.
 */
final class FrameWriter {

    /** Bytes of the first unreliable segment of a packet besides its data: lead, number, size. */
    static final int UNRELIABLE_FIRST_BYTES = 4;

    /** Bytes of a reliable segment besides its data: lead, 24 bits of position, size. */
    static final int RELIABLE_FIRST_BYTES = 5;

    /** The same of a second segment: lead, 32 bits of distance at most, size. */
    static final int RELIABLE_NEXT_BYTES = 6;

    /** An ack without blocks: lead, 16 bits of number, 16 of delay. */
    static final int ACK_BYTES = 5;

    static final int SEGMENT_BYTES_MAX = 0x4FF;

    final WireWriter out = new WireWriter();
    private int sizeAt;
    private int leadAt;
    private boolean anyUnreliable;
    private boolean anyReliable;
    private long streamEnd;

    void reset(byte[] buffer, int offset, int limit) {
        out.reset(buffer, offset, limit);
        sizeAt = -1;
        anyUnreliable = false;
        anyReliable = false;
    }

    /** Bytes besides the data that {@link #unreliable} would write for that segment. */
    int unreliableHeaderBytes(int messageOffset) {
        int offsetBytes = messageOffset == 0 ? 0 : WireWriter.varintBytes(messageOffset);
        return (anyUnreliable ? 2 : UNRELIABLE_FIRST_BYTES) + offsetBytes;
    }

    int reliableHeaderBytes() {
        return anyReliable ? RELIABLE_NEXT_BYTES : RELIABLE_FIRST_BYTES;
    }

    /**
     * Writes an unreliable segment; the caller then appends the data.
     *
     * @param number the message's; in one packet each message's number is one above that of the one before
     */
    void unreliable(long number, int messageOffset, int length, boolean ends) {
        leadAt = out.position;
        int lead = (ends ? 0x20 : 0) | (messageOffset == 0 ? 0 : 0x08) | length >> 8;
        out.u8(lead);
        if (!anyUnreliable) {
            out.u16((int) number);
            anyUnreliable = true;
        }
        if (messageOffset != 0) {
            out.varint(messageOffset);
        }
        sizeAt = out.position;
        out.u8(length);
    }

    /** Writes a reliable segment; the caller then appends the data. All of them come before unreliable ones. */
    void reliable(long position, int length) {
        leadAt = out.position;
        int lead = 0x40 | length >> 8;
        if (!anyReliable) {
            out.u8(lead);
            out.unsigned(position & 0xFF_FFFF, 3);
            anyReliable = true;
        } else {
            long distance = position - streamEnd;
            int width = distance == 0 ? 0 : distance < 0x100 ? 1 : distance < 0x1_0000 ? 2 : 3;
            out.u8(lead | width << 3);
            out.unsigned(distance, width == 3 ? 4 : width);
        }
        streamEnd = position + length;
        sizeAt = out.position;
        out.u8(length);
    }

    static int stopWaitingBytes(long offset) {
        return offset < 0x100 ? 2 : offset < 0x1_0000 ? 3 : offset < 0x100_0000 ? 4 : 9;
    }

    /** @param offset packet number less the oldest number still to be acknowledged, less 1 */
    void stopWaiting(long offset) {
        int bytes = stopWaitingBytes(offset) - 1;
        out.u8(0x80 | (bytes == 8 ? 3 : bytes - 1));
        out.unsigned(offset, bytes);
    }

    /** Writes an ack's head; {@link #ackBlock} follows as often as it says, newest block first. */
    void ack(long latest, int delay, int blocks) {
        out.u8(0x98 | Math.min(blocks, 7));
        out.u16((int) latest);
        out.u16(delay);
        if (blocks >= 7) {
            out.u8(blocks);
        }
    }

    static int ackBlockBytes(int acks, int nacks) {
        return 1
                + (acks < 8 ? 0 : WireWriter.varintBytes(acks >> 3))
                + (nacks < 8 ? 0 : WireWriter.varintBytes(nacks >> 3));
    }

    void ackBlock(int acks, int nacks) {
        out.u8((acks < 8 ? acks : 8 | acks & 7) << 4 | (nacks < 8 ? nacks : 8 | nacks & 7));
        if (acks >= 8) {
            out.varint(acks >> 3);
        }
        if (nacks >= 8) {
            out.varint(nacks >> 3);
        }
    }

    /** Lets the last segment reach to the end. */
    void finish() {
        if (sizeAt >= 0) {
            byte[] buffer = out.buffer;
            buffer[leadAt] |= 7;
            System.arraycopy(buffer, sizeAt + 1, buffer, sizeAt, out.position - sizeAt - 1);
            out.position--;
        }
    }
}
