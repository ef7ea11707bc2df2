package io.darkages.engine.transport;

/**
 * Fills what is left of a packet with segments of the session's messages: first what is sent again, then
 * lane by lane as {@link SendLanes} has it, reliable ones before unreliable ones. Remembers which reliable
 * segments went in, for {@link SentPackets}. One serves all sessions of an endpoint.
 */
final class SegmentPacker {

    /** A reliable segment is cut shorter than its stretch only if it still gets that many bytes. */
    private static final int RELIABLE_PIECE_MIN = 48;

    private static final int UNRELIABLE_PIECE_MIN = 32;

    private final FrameWriter frames;
    private final EndpointCounters counters;
    private final int[] stretchLanes = new int[SentPackets.STRETCHES_MAX];
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
        int before = frames.out.position;
        if (retries(session)) {
            fresh(session, full, largest, before);
        }
        return frames.out.position > before;
    }

    /**
     * Tells of the segments that the packet sent last carries, and forgets them: the next packet may be one for
     * which nothing is packed, and an ack of it must not count for these. True if there are any.
     */
    boolean carryTo(SentPackets sent) {
        int carried = stretches;
        for (int i = 0; i < carried; i++) {
            sent.carry(stretchLanes[i], stretchPositions[i]);
        }
        stretches = 0;
        return carried > 0;
    }

    /**
     * Of {@code room} bytes for segments, those that one more unreliable message of lane 0 could have, all else
     * packed before.
     */
    static int roomForUnreliable(Session session, int room, int largest) {
        SendLanes lanes = session.sending;
        int left = room;
        int pieces = 0;
        for (int i = 0; i < lanes.count(); i++) {
            SendLane lane = lanes.lane(i);
            ReliableSender stream = lane.reliable;
            boolean streaming = stream.pendingBytes() > 0 && !session.sent.isFull();
            if (streaming) {
                int max = segmentMax(lane, largest);
                int count = stream.lostCount() + (stream.unsentBytes() + max - 1) / max;
                left -= stream.pendingBytes()
                        + firstHeaderBytes(stream)
                        + (count - 1) * FrameWriter.RELIABLE_NEXT_BYTES;
                pieces += count;
            }
            if (i == 0 || lane.unreliable.messages() > 0) {
                left -= lane.unreliable.pendingBytes() + lane.unreliableOverheadBytes();
            }
            if (i > 0 && (streaming || lane.unreliable.messages() > 0)) {
                // Lane 0 may have to be selected again behind it.
                left -= 2 * FrameWriter.SELECT_BYTES_MAX;
            }
        }
        return pieces > SentPackets.STRETCHES_MAX ? 0 : left;
    }

    private static int firstHeaderBytes(ReliableSender stream) {
        long first = stream.hasLost() ? stream.lostBegin() : stream.sentEnd();
        boolean wide = stream.isWide(first, stream.pendingBytes());
        return wide ? FrameWriter.RELIABLE_WIDE_BYTES : FrameWriter.RELIABLE_FIRST_BYTES;
    }

    /** Bytes that the segment takes which has to go again next, as the last one of its packet; 0 if none has to. */
    static int retryBytes(Session session) {
        SendLanes lanes = session.sending;
        for (int i = 0; i < lanes.count() && !session.sent.isFull(); i++) {
            SendLane lane = lanes.ordered(i);
            if (lane.reliable.hasLost()) {
                int select = lane.index == 0 ? 0 : FrameWriter.selectBytesElsewhere(lane.index);
                return select + FrameWriter.RELIABLE_WIDE_BYTES - 1 + lane.reliable.lostLength();
            }
        }
        return 0;
    }

    /**
     * Packs what goes again, each segment whole.
     *
     * @return whether there may be more in the packet: nothing overtakes a segment that waits for a larger packet,
     *     which would never come if what is new used up the rate
     */
    private boolean retries(Session session) {
        SendLanes lanes = session.sending;
        for (int i = 0; i < lanes.count(); i++) {
            SendLane lane = lanes.ordered(i);
            ReliableSender stream = lane.reliable;
            while (stream.hasLost() && mayCarry(session)) {
                long position = stream.lostBegin();
                int length = stream.lostLength();
                boolean wide = stream.isWide(position, length);
                int needed = frames.reliableHeaderBytes(lane.index, wide) + length;
                if (needed > frames.out.room()) {
                    return false;
                }
                reliable(lane, position, wide, length);
                stream.markResent();
                counters.add(EndpointCounter.RELIABLE_BYTES_RETRANSMITTED, length);
            }
        }
        return true;
    }

    /** Packs what was never sent, until the lane whose turn it is has more than fits. */
    private void fresh(Session session, boolean full, int largest, int emptyAt) {
        SendLanes lanes = session.sending;
        WireWriter out = frames.out;
        for (int i = lanes.next(mayCarry(session)); i != SendLanes.NONE; i = lanes.next(mayCarry(session))) {
            SendLane lane = lanes.lane(i);
            int before = out.position;
            boolean done =
                    reliable(session, lane, largest) && unreliable(session, lane, full && before == emptyAt, largest);
            if (out.position > before) {
                lanes.served(i, out.position - before);
            }
            if (!done) {
                return;
            }
        }
    }

    /** Whether the packet may have one more reliable segment. */
    private boolean mayCarry(Session session) {
        return stretches < SentPackets.STRETCHES_MAX && !session.sent.isFull();
    }

    /** Packs new reliable data of a lane. Whether all of it went in that may go now. */
    private boolean reliable(Session session, SendLane lane, int largest) {
        ReliableSender stream = lane.reliable;
        while (stream.maySendMore() && mayCarry(session)) {
            long position = stream.sentEnd();
            int stretch = stream.unsentBytes();
            boolean wide = stream.isWide(position, stretch);
            int room = frames.out.room() - frames.reliableHeaderBytes(lane.index, wide);
            int length = Math.min(Math.min(stretch, room), segmentMax(lane, largest));
            if (length < Math.min(stretch, pieceMin(RELIABLE_PIECE_MIN, segmentMax(lane, largest)))) {
                return false;
            }
            reliable(lane, position, wide, length);
            stream.markSent(length);
        }
        return true;
    }

    /** A segment must fit in a packet again when its position needs more bits and the packet begins in lane 0. */
    private static int segmentMax(SendLane lane, int largest) {
        int overhead = FrameWriter.RELIABLE_WIDE_BYTES - FrameWriter.UNRELIABLE_FIRST_BYTES;
        int select = lane.index == 0 ? 0 : FrameWriter.selectBytesElsewhere(lane.index);
        return Math.min(largest - overhead - select, FrameWriter.SEGMENT_BYTES_MAX);
    }

    /**
     * Least size of a piece. Where packets are so small that, beside an ack, none may have room for one of the usual
     * least size, half of the largest will do.
     */
    private static int pieceMin(int usual, int largest) {
        return largest >= usual + 2 * FrameWriter.RELIABLE_WIDE_BYTES ? usual : Math.max(1, largest / 2);
    }

    private void reliable(SendLane lane, long position, boolean wide, int length) {
        frames.select(lane.index);
        frames.reliable(position, wide, length);
        lane.reliable.copy(position, length, frames.out);
        stretchLanes[stretches] = lane.index;
        stretchPositions[stretches] = position;
        stretchLengths[stretches] = length;
        stretches++;
    }

    /**
     * Packs unreliable messages of a lane. Whether all of them went in.
     *
     * @param alone the lane has the largest packet there can be for itself
     */
    private boolean unreliable(Session session, SendLane lane, boolean alone, int largest) {
        UnreliableQueue queue = lane.unreliable;
        WireWriter out = frames.out;
        boolean first = alone;
        while (queue.messages() > 0) {
            int left = queue.headLeft();
            long number = queue.headNumber();
            boolean wide = lane.isWide(number);
            int room = out.room() - frames.unreliableHeaderBytes(lane.index, number, wide, queue.headSent());
            boolean whole = left <= Math.min(room, FrameWriter.SEGMENT_BYTES_MAX);
            if (!whole && !mustSplit(queue, largest, first)) {
                return false;
            }
            int length = whole ? left : Math.min(room, FrameWriter.SEGMENT_BYTES_MAX);
            if (!whole && length < pieceMin(UNRELIABLE_PIECE_MIN, largest)) {
                return false;
            }
            frames.select(lane.index);
            frames.unreliable(number, wide, queue.headSent(), length, whole);
            queue.take(out, length);
            lane.carried(number, session.sent);
            if (!whole) {
                return false;
            }
            first = false;
        }
        return true;
    }

    /** A message is split only if it was split already or would not fit in the largest packet there can be. */
    private static boolean mustSplit(UnreliableQueue queue, int largest, boolean largestPacket) {
        return queue.headSent() > 0 || queue.headLeft() > largest || largestPacket;
    }
}
