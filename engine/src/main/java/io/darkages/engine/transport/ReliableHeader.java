package io.darkages.engine.transport;

/**
 * The header that marks a message in the reliable stream: {@code 0mssssss}, the step from the number of
 * the stream's message before it if that is not 1 ({@code m}), and the upper bits of a size from 32 up.
 */
final class ReliableHeader {

    /** Longest header worth waiting for: lead byte, five bytes of step, five of size. */
    static final int BYTES_MAX = 11;

    /** A message number may be that far above the highest seen in its lane, as in GameNetworkingSockets. */
    static final int LEAD_MAX = 10_000;

    static final int INCOMPLETE = 0;
    static final int COMPLETE = 1;
    static final int BROKEN = 2;

    int headerBytes;
    int messageBytes;
    /** From the number of the message before; 1 or more. */
    long step;

    /** Bytes of the header that {@link #write} makes. */
    static int bytes(long step, int messageBytes) {
        return 1 + FrameWriter.stepBytes(step) + (messageBytes < 32 ? 0 : WireWriter.varintBytes(messageBytes >> 5));
    }

    static void write(WireWriter out, long step, int messageBytes) {
        out.u8((step == 1 ? 0 : 0x40) | (messageBytes < 32 ? messageBytes : 0x20 | messageBytes & 31));
        if (step != 1) {
            out.varint(step);
        }
        if (messageBytes >= 32) {
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
        long jump = (lead & 0x40) != 0 ? in.varint() : 1;
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
        if (jump < 1
                || jump > Integer.MAX_VALUE
                || size > EndpointOptions.RELIABLE_MESSAGE_BYTES_MAX
                || in.position - start > BYTES_MAX) {
            return BROKEN;
        }
        step = jump;
        headerBytes = in.position - start;
        messageBytes = (int) size;
        return COMPLETE;
    }
}
