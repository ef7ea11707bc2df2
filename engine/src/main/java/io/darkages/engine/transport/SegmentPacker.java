package io.darkages.engine.transport;

/**
 * Fills what is left of a packet with segments of the session's messages, reliable ones first, and
 * remembers which stretches of the stream went in, for {@link SentPackets}. One serves all sessions
 * of an endpoint.
 */
final class SegmentPacker {

    /** A reliable segment is cut shorter than its stretch only if it still gets that many bytes. */
    private static final int RELIABLE_PIECE_MIN = 48;

    private static final int UNRELIABLE_PIECE_MIN = 32;

    private final FrameWriter frames;
    private final EndpointCounters counters;
    private final long[] stretchPositions = new long[SentPackets.STRETCHES_MAX];
    private final int[] stretchLengths = new int[SentPackets.STRETCHES_MAX];
    private int stretches;

    /** @param frames the packet under way */
    SegmentPacker(FrameWriter frames, EndpointCounters counters) {
        this.frames = frames;
        this.counters = counters;
    }

    /**
     * Packs as much as fits.
     *
     * @param full the packet is as large as any can be
     * @param largest most bytes of an unreliable message that the largest packet carries whole
     * @return whether anything went in
     */
    boolean pack(Session session, boolean full, int largest) {
        stretches = 0;
        boolean content = reliable(session);
        content |= unreliable(session, full, largest, content);
        return content;
    }

    /** Tells of the stretches that the packet sent last carries. True if there are any. */
    boolean carryTo(SentPackets sent) {
        for (int i = 0; i < stretches; i++) {
            sent.carry(stretchPositions[i], stretchLengths[i]);
        }
        return stretches > 0;
    }

    /** Message bytes that wait to be sent, for the first time or again. */
    static int pendingBytes(Session session) {
        return session.reliableSender.pendingBytes() + session.unreliable.pendingBytes();
    }

    /** Of {@code room} bytes for segments, those that one more unreliable message could have, all else packed before. */
    static int roomForUnreliable(Session session, int room) {
        int left = room;
        ReliableSender stream = session.reliableSender;
        if (stream.pendingBytes() > 0 && !session.sent.isFull()) {
            if (stream.pendingStretches() > SentPackets.STRETCHES_MAX) {
                return 0;
            }
            left -= stream.pendingBytes()
                    + FrameWriter.RELIABLE_FIRST_BYTES
                    + (stream.pendingStretches() - 1) * FrameWriter.RELIABLE_NEXT_BYTES;
        }
        left -= FrameWriter.UNRELIABLE_FIRST_BYTES;
        UnreliableQueue queue = session.unreliable;
        if (queue.messages() > 0) {
            int offsetBytes = queue.headSent() == 0 ? 0 : WireWriter.varintBytes(queue.headSent());
            left -= queue.pendingBytes() + offsetBytes + 2 * queue.messages();
        }
        return left;
    }

    private boolean reliable(Session session) {
        ReliableSender stream = session.reliableSender;
        WireWriter out = frames.out;
        while (stretches < SentPackets.STRETCHES_MAX && stream.pendingBytes() > 0 && !session.sent.isFull()) {
            int stretch = stream.pendingLength();
            int length = Math.min(
                    Math.min(stretch, out.room() - frames.reliableHeaderBytes()), FrameWriter.SEGMENT_BYTES_MAX);
            if (length < Math.min(stretch, RELIABLE_PIECE_MIN)) {
                break;
            }
            long position = stream.pendingBegin();
            frames.reliable(position, length);
            stream.copy(position, length, out);
            if (stream.markSent(position, length)) {
                counters.add(EndpointCounter.RELIABLE_BYTES_RETRANSMITTED, length);
            }
            stretchPositions[stretches] = position;
            stretchLengths[stretches] = length;
            stretches++;
        }
        return stretches > 0;
    }

    private boolean unreliable(Session session, boolean full, int largest, boolean contentBefore) {
        UnreliableQueue queue = session.unreliable;
        WireWriter out = frames.out;
        boolean content = false;
        while (queue.messages() > 0) {
            int left = queue.headLeft();
            int room = out.room() - frames.unreliableHeaderBytes(queue.headSent());
            boolean whole = left <= Math.min(room, FrameWriter.SEGMENT_BYTES_MAX);
            if (!whole && !mustSplit(queue, largest, full && !contentBefore && !content)) {
                break;
            }
            int length = whole ? left : Math.min(room, FrameWriter.SEGMENT_BYTES_MAX);
            if (!whole && length < UNRELIABLE_PIECE_MIN) {
                break;
            }
            frames.unreliable(queue.headNumber(), queue.headSent(), length, whole);
            queue.take(out, length);
            content = true;
            if (!whole) {
                break;
            }
        }
        return content;
    }

    /** A message is split only if it was split already or would not fit in the largest packet there can be. */
    private static boolean mustSplit(UnreliableQueue queue, int largest, boolean largestPacket) {
        return queue.headSent() > 0 || queue.headLeft() > largest || largestPacket;
    }
}
