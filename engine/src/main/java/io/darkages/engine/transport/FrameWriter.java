package io.darkages.engine.transport;

/**
 * Writes frames into a packet. Segments are written with their size; {@link #finish} drops the size of
 * the last one, which then reaches to the packet's end, and so saves a byte. A packet begins in lane 0;
 * {@link #select} changes the lane, and numbers start anew there.
 */
final class FrameWriter {

    /** Bytes of a lane's first unreliable segment besides its data: lead, 16 bits of number, size. */
    static final int UNRELIABLE_FIRST_BYTES = 4;

    /** The same with 32 bits of number. */
    static final int UNRELIABLE_WIDE_BYTES = 6;

    /** Bytes of a lane's first reliable segment besides its data: lead, 24 bits of position, size. */
    static final int RELIABLE_FIRST_BYTES = 5;

    /** The same with 48 bits of position, around each 2^24th byte of a stream. */
    static final int RELIABLE_WIDE_BYTES = 8;

    /** The same of a second segment: lead, 32 bits of distance at most, size. */
    static final int RELIABLE_NEXT_BYTES = 6;

    /** Selecting a lane: lead and, from lane 8 on, the number. */
    static final int SELECT_BYTES_MAX = 3;

    /** An ack without blocks: lead, 16 bits of number, 16 of delay. */
    static final int ACK_BYTES = 5;

    static final int SEGMENT_BYTES_MAX = 0x4FF;

    final WireWriter out = new WireWriter();
    private int sizeAt;
    private int leadAt;
    private int lane;
    private boolean anyUnreliable;
    private boolean anyReliable;
    private long lastNumber;
    private long segmentEnd;

    void reset(byte[] buffer, int offset, int limit) {
        out.reset(buffer, offset, limit);
        sizeAt = -1;
        enter(0);
    }

    private void enter(int selected) {
        lane = selected;
        anyUnreliable = false;
        anyReliable = false;
    }

    /** Bytes that {@link #select} would write. */
    int selectBytes(int wanted) {
        return wanted == lane ? 0 : selectBytesElsewhere(wanted);
    }

    /** Bytes that it takes to select that lane from another. */
    static int selectBytesElsewhere(int wanted) {
        return wanted > 0 && wanted < 8 ? 1 : 1 + WireWriter.varintBytes(wanted);
    }

    /** What follows is of that lane. Writes nothing if it is selected already. */
    void select(int wanted) {
        if (wanted == lane) {
            return;
        }
        if (wanted > 0 && wanted < 8) {
            out.u8(0x87 + wanted);
        } else {
            out.u8(0x8F);
            out.varint(wanted);
        }
        enter(wanted);
    }

    /**
     * Bytes besides the data that it takes to select the lane and to write that unreliable segment there.
     *
     * @param wide as {@link #unreliable} has it
     */
    int unreliableHeaderBytes(int wanted, long number, boolean wide, int messageOffset) {
        int offsetBytes = messageOffset == 0 ? 0 : WireWriter.varintBytes(messageOffset);
        if (wanted == lane && anyUnreliable) {
            return 2 + stepBytes(number - lastNumber) + offsetBytes;
        }
        return selectBytes(wanted) + (wide ? UNRELIABLE_WIDE_BYTES : UNRELIABLE_FIRST_BYTES) + offsetBytes;
    }

    /** Bytes for the number of a message that comes after another one in its lane and packet. */
    static int stepBytes(long step) {
        return step == 1 ? 0 : WireWriter.varintBytes(step);
    }

    /**
     * Bytes besides the data that it takes at most to select the lane and to write a reliable segment there.
     *
     * @param wide as {@link #reliable} has it
     */
    int reliableHeaderBytes(int wanted, boolean wide) {
        if (wanted == lane && anyReliable) {
            return RELIABLE_NEXT_BYTES;
        }
        return selectBytes(wanted) + (wide ? RELIABLE_WIDE_BYTES : RELIABLE_FIRST_BYTES);
    }

    /**
     * Writes an unreliable segment; the caller then appends the data.
     *
     * @param number the message's, at least that of the message before it in this lane and packet
     * @param wide whether the lane's first number in this packet has 32 bits and not 16
     */
    void unreliable(long number, boolean wide, int messageOffset, int length, boolean ends) {
        leadAt = out.position;
        long step = number - lastNumber;
        boolean numbered = anyUnreliable ? step != 1 : wide;
        out.u8((ends ? 0x20 : 0) | (numbered ? 0x10 : 0) | (messageOffset == 0 ? 0 : 0x08) | length >> 8);
        if (!anyUnreliable) {
            out.unsigned(number, wide ? 4 : 2);
            anyUnreliable = true;
        } else if (numbered) {
            out.varint(step);
        }
        lastNumber = number;
        if (messageOffset != 0) {
            out.varint(messageOffset);
        }
        sizeAt = out.position;
        out.u8(length);
    }

    /** Writes a reliable segment with 48 bits of position where it is the lane's first. */
    void reliable(long position, int length) {
        reliable(position, true, length);
    }

    /**
     * Writes a reliable segment; the caller then appends the data.
     *
     * @param position at or after the end of the segment before it in this lane and packet
     * @param wide whether a first segment has 48 bits of position: 24 only complete to what they were if the
     *     peer can have no data beyond a multiple of 2^24 above the position, because GameNetworkingSockets
     *     completes them upwards only
     */
    void reliable(long position, boolean wide, int length) {
        leadAt = out.position;
        if (!anyReliable) {
            out.u8(0x40 | (wide ? 0x10 : 0) | length >> 8);
            out.unsigned(position, wide ? 6 : 3);
            anyReliable = true;
        } else {
            long distance = position - segmentEnd;
            int width = distance == 0 ? 0 : distance < 0x100 ? 1 : distance < 0x1_0000 ? 2 : 3;
            out.u8(0x40 | width << 3 | length >> 8);
            out.unsigned(distance, width == 3 ? 4 : width);
        }
        segmentEnd = position + length;
        if (anyUnreliable) {
            // The format's rule: a reliable segment uses up a message number, whether or not it has it.
            lastNumber++;
        }
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
