package io.darkages.engine.transport;

import io.darkages.engine.port.DatagramSender;

/**
 * Builds, seals and sends data packets: {@code [0x80 | flags][u32 destination id][u16 packet number]},
 * then the sealed frames in the order stop waiting, ack, reliable, unreliable. One scratch buffer
 * serves all sessions of an endpoint.
 */
final class PacketBuilder {

    static final int DATA_FLAG = 0x80;
    static final int FLAG_STATS = 0x01;
    static final int FLAG_SPACING = 0x02;
    static final int HEADER_BYTES = 7;

    /** Largest sealed part that GameNetworkingSockets sends. */
    static final int SEALED_BYTES_MAX = 1248;

    /** Stats that say nothing but "acknowledge this": length, then field 3 with the flag for it. */
    static final int STATS_BYTES = 3;

    static final int STATS_FLAGS_TAG = 3 << 3;
    static final int STATS_ACK_REQUEST = 2;
    static final int STATS_ACK_IMMEDIATE = 4;

    /** Room for the largest tag, and for the size byte that {@link FrameWriter#finish} drops. */
    private static final int SLACK_BYTES = 65;

    private final EndpointOptions options;
    private final DatagramSender datagrams;
    private final SessionObserver observer;
    private final EndpointCounters counters;
    private final byte[] datagram;
    private final FrameWriter frames = new FrameWriter();
    private final ReceiveWindow.Scratch ackScratch = new ReceiveWindow.Scratch();
    private final SegmentPacker segments;

    PacketBuilder(
            EndpointOptions options, DatagramSender datagrams, SessionObserver observer, EndpointCounters counters) {
        this.options = options;
        datagram = new byte[options.pace().largestDatagramBytes() + SLACK_BYTES];
        this.datagrams = datagrams;
        this.observer = observer;
        this.counters = counters;
        segments = new SegmentPacker(frames, counters);
    }

    /**
     * Sends one packet if there is something that must or may leave now.
     *
     * @param keepAlive send one in any case, and ask for an ack
     * @return whether a packet was sent
     */
    boolean build(Session session, long monotonicNanos, boolean keepAlive) {
        return build(session, monotonicNanos, keepAlive ? STATS_ACK_REQUEST : 0);
    }

    /** The same, with the flags of the ack to ask for; 0 for none. */
    boolean build(Session session, long monotonicNanos, int ackRequest) {
        boolean keepAlive = ackRequest != 0;
        int header = HEADER_BYTES + (keepAlive ? STATS_BYTES : 0);
        int room = plainRoom(session, session.budget.availableBytes(monotonicNanos), header);
        if (room < 0) {
            return false;
        }
        boolean full = room == plainRoom(session, options.pace().burstBytes(), header);
        WireWriter out = frames.out;
        frames.reset(datagram, header, header + room);
        boolean acked = prefix(session, monotonicNanos);
        // The last segment's size byte will be dropped, so segments may use one byte more.
        out.limit++;
        boolean content = segments.pack(session, full, largestUnreliable(session));
        if (!content && !keepAlive && !(acked && monotonicNanos >= session.ackDueNanos)) {
            return false;
        }
        frames.finish();
        send(session, monotonicNanos, header, out.position - header, ackRequest);
        if (acked) {
            session.ackDueNanos = Session.NEVER;
        }
        if (keepAlive) {
            counters.increment(EndpointCounter.KEEP_ALIVES_SENT);
        } else if (!content) {
            counters.increment(EndpointCounter.ACK_ONLY_PACKETS_SENT);
        }
        return true;
    }

    /** See {@link Session#sendAllowanceBytes}. */
    int allowance(Session session, long monotonicNanos) {
        int room = plainRoom(session, session.budget.availableBytes(monotonicNanos), HEADER_BYTES);
        if (room <= 0) {
            return 0;
        }
        frames.reset(datagram, HEADER_BYTES, HEADER_BYTES + room);
        prefix(session, monotonicNanos);
        int left = frames.out.room() + 1;
        return Math.max(0, SegmentPacker.roomForUnreliable(session, left));
    }

    /** Most bytes of one unreliable message that the largest packet there can be carries. */
    private int largestUnreliable(Session session) {
        return plainRoom(session, options.pace().burstBytes(), HEADER_BYTES) + 1 - FrameWriter.UNRELIABLE_FIRST_BYTES;
    }

    /** Bytes of the next datagram that would carry what is queued, headers included, for pacing; at most a full one. */
    int nextDatagramBytes(Session session) {
        int content = SegmentPacker.pendingBytes(session);
        int overhead = EndpointOptions.UDP_IPV4_HEADER_BYTES
                + HEADER_BYTES
                + session.cipher.overheadBytes()
                + 4 * FrameWriter.ACK_BYTES;
        return Math.min(overhead + content, options.pace().datagramBytesMax() + EndpointOptions.UDP_IPV4_HEADER_BYTES);
    }

    private int plainRoom(Session session, int budgetBytes, int header) {
        int datagramBytes =
                Math.min(options.pace().datagramBytesMax(), budgetBytes - EndpointOptions.UDP_IPV4_HEADER_BYTES);
        return Math.min(datagramBytes - header, SEALED_BYTES_MAX) - session.cipher.overheadBytes();
    }

    /** Stop waiting and ack, where they are called for and fit. True if an ack was written. */
    private boolean prefix(Session session, long monotonicNanos) {
        SentPackets sent = session.sent;
        if (session.peerReportsGaps) {
            long offset = sent.next() - Math.min(sent.tail(), sent.next() - 1) - 1;
            if (frames.out.room() >= FrameWriter.stopWaitingBytes(offset)) {
                frames.stopWaiting(offset);
            }
        }
        return session.ackDueNanos != Session.NEVER && session.window.writeAck(frames, monotonicNanos, ackScratch);
    }

    private void send(Session session, long monotonicNanos, int header, int plainBytes, int ackRequest) {
        SentPackets sent = session.sent;
        long number = sent.next();
        datagram[0] = (byte) (DATA_FLAG | (ackRequest != 0 ? FLAG_STATS : 0));
        LittleEndian.put32(datagram, 1, session.remoteId);
        LittleEndian.put16(datagram, 5, (int) number);
        if (ackRequest != 0) {
            datagram[HEADER_BYTES] = STATS_BYTES - 1;
            datagram[HEADER_BYTES + 1] = STATS_FLAGS_TAG;
            datagram[HEADER_BYTES + 2] = (byte) ackRequest;
        }
        int length = header + session.cipher.seal(number, datagram, header, plainBytes);
        int bytes = length + EndpointOptions.UDP_IPV4_HEADER_BYTES;
        session.budget.take(bytes);
        session.lastSentNanos = monotonicNanos;
        sent.push(monotonicNanos);
        segments.carryTo(sent);
        counters.increment(EndpointCounter.DATAGRAMS_SENT);
        counters.add(EndpointCounter.BYTES_SENT, bytes);
        observer.datagramSent(session, bytes, false);
        datagrams.send(session.address, datagram, 0, length);
    }
}
