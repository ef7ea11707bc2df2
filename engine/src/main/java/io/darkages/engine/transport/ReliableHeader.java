package io.darkages.engine.transport;

/**
 * The header that marks a message in the reliable stream: {@code 0mssssss}, an increment of the
 * message number if {@code m} is set, and the upper bits of a size from 32 up. The numbers that this
 * side sends are consecutive, so it never sets {@code m}; it reads it, and numbers what it delivers by
 * counting.
 */
final class ReliableHeader {

    /** Longest header worth waiting for: lead byte, five bytes of increment, five of size. */
    static final int BYTES_MAX = 11;

    static final int INCOMPLETE = 0;
    static final int COMPLETE = 1;
    static final int BROKEN = 2;

    int headerBytes;
    int messageBytes;

    /** Bytes of the header that {@link #write} makes. */
    static int bytes(int messageBytes) {
        return messageBytes < 32 ? 1 : 1 + WireWriter.varintBytes(messageBytes >> 5);
    }

    static void write(WireWriter out, int messageBytes) {
        if (messageBytes < 32) {
            out.u8(messageBytes);
        } else {
            out.u8(0x20 | messageBytes & 31);
            out.varint(messageBytes >> 5);
        }
    }

    /** Reads a header from the front of what there is of the stream, or says what is wrong. */
    int read(WireReader in) {
        int start = in.position;
        int lead = in.u8();
        if (!in.failed && (lead & 0x80) != 0) {
            return BROKEN;
        }
        if ((lead & 0x40) != 0) {
            in.varint();
        }
        long size = lead & 31;
        if ((lead & 0x20) != 0) {
            long upper = in.varint();
            if (upper < 0 || upper > EndpointOptions.RELIABLE_MESSAGE_BYTES_MAX >> 5) {
                return BROKEN;
            }
            size |= upper << 5;
        }
        if (in.failed) {
            return INCOMPLETE;
        }
        if (size > EndpointOptions.RELIABLE_MESSAGE_BYTES_MAX || in.position - start > BYTES_MAX) {
            return BROKEN;
        }
        headerBytes = in.position - start;
        messageBytes = (int) size;
        return COMPLETE;
    }
}
