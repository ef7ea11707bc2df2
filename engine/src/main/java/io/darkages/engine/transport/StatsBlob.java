package io.darkages.engine.transport;

/**
 * The inline message in front of a data packet's sealed part, {@code CMsgSteamSockets_UDP_Stats} behind its
 * length: statistics (field 1) and flags (field 3). It is not sealed, so it may decide nothing but when an
 * ack leaves. One that has statistics asks for an ack even without the flag.
 */
final class StatsBlob {

    static final int ACK_REQUEST = 2;
    static final int ACK_IMMEDIATE = 4;

    /** Bytes that {@link #write} writes at most. */
    static final int BYTES_MAX = 2 + 1 + 2 + LinkStats.BYTES_MAX + 2;

    private static final int STATS_TAG = 1 << 3 | 2;
    private static final int FLAGS_TAG = 3 << 3;
    private static final int NESTED_END_FAILED = -1;

    /** As said, or as implied. */
    int flags;

    final LinkStats stats = new LinkStats();

    void clear() {
        flags = 0;
        stats.clear();
    }

    boolean hasStats() {
        return stats.has(LinkStats.INSTANTANEOUS) || stats.has(LinkStats.LIFETIME);
    }

    /** Writes the length and the message, or nothing if there is nothing to say. */
    void write(WireWriter out) {
        int statsBytes = stats.bytes();
        // The request is implied by the statistics, unless more than that is said.
        boolean implied = statsBytes > 0 && flags == ACK_REQUEST;
        int flagsBytes = flags == 0 || implied ? 0 : 2;
        int nested = statsBytes == 0 ? 0 : 1 + WireWriter.varintBytes(statsBytes) + statsBytes;
        if (nested + flagsBytes == 0) {
            return;
        }
        out.varint(nested + flagsBytes);
        if (nested > 0) {
            out.u8(STATS_TAG);
            out.varint(statsBytes);
            stats.write(out);
        }
        if (flagsBytes > 0) {
            out.u8(FLAGS_TAG);
            out.u8(flags);
        }
    }

    /** Reads the length and the message; what it doesn't know is skipped. Failures show in the reader. */
    void read(WireReader in) {
        clear();
        int end = enter(in);
        while (in.remaining() > 0) {
            long tag = in.varint();
            if (tag == FLAGS_TAG) {
                flags |= (int) in.varint() & (ACK_REQUEST | ACK_IMMEDIATE);
            } else if (tag == STATS_TAG) {
                int statsEnd = enter(in);
                stats.read(in);
                leave(in, statsEnd);
                flags |= ACK_REQUEST;
            } else {
                skip(in, tag);
            }
        }
        leave(in, end);
    }

    /** Reads a length and makes what it spans all that can be read. Returns the old end for {@link #leave}. */
    static int enter(WireReader in) {
        long length = in.varint();
        if (length < 0 || length > in.remaining()) {
            in.fail();
            return NESTED_END_FAILED;
        }
        int end = in.end;
        in.end = in.position + (int) length;
        return end;
    }

    static void leave(WireReader in, int end) {
        if (end != NESTED_END_FAILED) {
            in.end = end;
        }
    }

    /** Skips the value of a field that has no meaning here. */
    static void skip(WireReader in, long tag) {
        switch ((int) tag & 7) {
            case 0 -> in.varint();
            case 1 -> in.skip(8);
            case 2 -> in.skip(in.varint());
            case 5 -> in.skip(4);
            default -> in.fail();
        }
    }
}
