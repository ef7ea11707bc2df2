package io.darkages.engine.transport;

import io.darkages.engine.port.DatagramSender;

/**
 * Builds, seals and sends data packets: {@code [0x80 | flags][u32 destination id][u16 packet number]},
 * with flag 0x01 a {@link StatsBlob}, then the sealed frames in the order stop waiting, ack, reliable, unreliable. One scratch buffer
 * serves all sessions of an endpoint.
 */
final class PacketBuilder {

    static final int DATA_FLAG = 0x80;
    static final int FLAG_STATS = 0x01;
    static final int FLAG_SPACING = 0x02;
    static final int HEADER_BYTES = 7;

    /** Largest sealed part that GameNetworkingSockets sends. */
    static final int SEALED_BYTES_MAX = 1248;

    /** Room for the largest tag, and for the size byte that {@link FrameWriter#finish} drops. */
    private static final int SLACK_BYTES = 65;

    /** Bytes of an ack that go before message data where a packet can't carry all of both: about six blocks. */
    private static final int ACK_BYTES_FIRST = FrameWriter.ACK_BYTES + 6;

    /** An ack with a handful of blocks: with less room beside a segment that goes again, it waits. */
    private static final int ACK_ROOM_BYTES = FrameWriter.ACK_BYTES + 8;

    private final EndpointOptions.Pace pace;
    private final DatagramSender datagrams;
    private final SessionObserver observer;
    private final EndpointCounters counters;
    private final byte[] datagram;
    private final FrameWriter frames = new FrameWriter();
    private final ReceiveWindow.Scratch ackScratch = new ReceiveWindow.Scratch();
    private final SegmentPacker segments;
    private final Liveness liveness;
    private final boolean credit;
    private final StatsBlob blob = new StatsBlob();
    private final WireWriter blobOut = new WireWriter();
    /** What of the statistics the packet under way carries. */
    private int statsNeed;

    PacketBuilder(
            EndpointOptions options,
            Liveness liveness,
            DatagramSender datagrams,
            SessionObserver observer,
            EndpointCounters counters) {
        pace = options.pace();
        credit = options.sending().acksOnCredit();
        this.liveness = liveness;
        datagram = new byte[pace.largestDatagramBytes() + SLACK_BYTES];
        this.datagrams = datagrams;
        this.observer = observer;
        this.counters = counters;
        segments = new SegmentPacker(frames, counters);
    }

    /**
     * Sends one packet if there is something that must or may leave now.
     *
     * @param ask send one in any case, and ask for an ack
     * @return whether a packet was sent
     */
    boolean build(Session session, long monotonicNanos, boolean ask) {
        int available = session.budget.availableBytes(monotonicNanos);
        int header = HEADER_BYTES + writeBlob(session, monotonicNanos, ask);
        int room = plainRoom(session, available, header);
        int roomMost = plainRoom(session, pace.burstBytes(), header);
        int creditRoom = Math.min(roomMost, creditRoom(session, available, header));
        boolean onCredit = room < FrameWriter.ACK_BYTES
                && creditRoom >= FrameWriter.ACK_BYTES
                && (ask || monotonicNanos >= session.ackDueNanos);
        if (onCredit) {
            room = creditRoom;
        } else if (room < 0) {
            return false;
        }
        WireWriter out = frames.out;
        frames.reset(datagram, header, header + room);
        int ackBytes = onCredit ? room : ackBytes(session, room);
        boolean acked = prefix(session, monotonicNanos, ackBytes);
        // The last segment's size byte will be dropped, so segments may use one byte more.
        out.limit++;
        boolean content = !onCredit && segments.pack(session, room == roomMost, largestUnreliable(session));
        if (!content && !ask && !(acked && monotonicNanos >= session.ackDueNanos)) {
            return false;
        }
        frames.finish();
        send(session, monotonicNanos, header, out.position - header, onCredit);
        if (acked && session.window.acked()) {
            session.ackDueNanos = Session.NEVER;
        }
        if (ask) {
            counters.increment(EndpointCounter.KEEP_ALIVES_SENT);
        } else if (!content) {
            counters.increment(EndpointCounter.ACK_ONLY_PACKETS_SENT);
        }
        return true;
    }

    /** Whether acks and requests may leave although the rate is used up. */
    boolean mayBorrow(Session session, int availableBytes) {
        return creditRoom(session, availableBytes, HEADER_BYTES) >= FrameWriter.ACK_BYTES;
    }

    /** Plain bytes that a packet may have on credit: with it the debt is a burst at most. */
    private int creditRoom(Session session, int availableBytes, int header) {
        return credit ? plainRoom(session, availableBytes + pace.burstBytes(), header) : -1;
    }

    /** See {@link Session#sendAllowanceBytes}. */
    int allowance(Session session, long monotonicNanos) {
        int header = HEADER_BYTES + writeBlob(session, monotonicNanos, false);
        int room = plainRoom(session, session.budget.availableBytes(monotonicNanos), header);
        if (room <= 0) {
            return 0;
        }
        frames.reset(datagram, header, header + room);
        prefix(session, monotonicNanos, ACK_BYTES_FIRST);
        int left = frames.out.room() + 1;
        return Math.max(0, SegmentPacker.roomForUnreliable(session, left, largestUnreliable(session)));
    }

    /** Payload bytes of a full packet: so many waiting make it worth sending one. */
    int fullBytes(Session session) {
        return plainRoom(session, pace.burstBytes(), HEADER_BYTES);
    }

    /** Most bytes of one unreliable message that the largest packet there can be carries. */
    private int largestUnreliable(Session session) {
        return plainRoom(session, pace.burstBytes(), HEADER_BYTES) + 1 - FrameWriter.UNRELIABLE_FIRST_BYTES;
    }

    /** Bytes of the next datagram that would carry what is queued, headers included, for pacing; at most a full one. */
    int nextDatagramBytes(Session session) {
        int content = session.sending.pendingBytes();
        int overhead = EndpointOptions.UDP_IPV4_HEADER_BYTES
                + HEADER_BYTES
                + session.cipher.overheadBytes()
                + 4 * FrameWriter.ACK_BYTES;
        return Math.min(overhead + content, pace.datagramBytesMax() + EndpointOptions.UDP_IPV4_HEADER_BYTES);
    }

    private int plainRoom(Session session, int budgetBytes, int header) {
        int datagramBytes = Math.min(pace.datagramBytesMax(), budgetBytes - EndpointOptions.UDP_IPV4_HEADER_BYTES);
        return Math.min(datagramBytes - header, SEALED_BYTES_MAX) - session.cipher.overheadBytes();
    }

    /** Bytes that an ack may have: all that message data leaves, but the first few blocks go before them. */
    private int ackBytes(Session session, int room) {
        return session.window.hasGaps()
                ? Math.max(ACK_BYTES_FIRST, SegmentPacker.roomForUnreliable(session, room, largestUnreliable(session)))
                : ACK_BYTES_FIRST;
    }

    /** Stop waiting and ack, where they are called for and fit. True if an ack was written. */
    private boolean prefix(Session session, long monotonicNanos, int ackBytes) {
        SentPackets sent = session.sent;
        WireWriter out = frames.out;
        // A segment that goes again goes whole: all else has to leave it the room that it had.
        int retryBytes = ackBytes == out.room() ? 0 : SegmentPacker.retryBytes(session);
        int reserved = retryBytes <= out.room() ? retryBytes : 0;
        out.limit -= reserved;
        if (session.peerReportsGaps) {
            long offset = sent.next() - Math.min(sent.tail(), sent.next() - 1) - 1;
            if (out.room() >= FrameWriter.stopWaitingBytes(offset)) {
                frames.stopWaiting(offset);
            }
        }
        ReceiveWindow window = session.window;
        boolean due = monotonicNanos >= session.ackDueNanos;
        boolean owed = window.hasNews() || due;
        boolean fits = reserved == 0 || out.room() >= ACK_ROOM_BYTES;
        boolean acked = owed && fits && window.writeAck(frames, monotonicNanos, ackBytes, due, ackScratch);
        out.limit += reserved;
        if (due && !acked) {
            // It can't wait; the segment goes with the next packet.
            return window.writeAck(frames, monotonicNanos, ackBytes, true, ackScratch);
        }
        return acked;
    }

    /** Writes what goes before the sealed part, and returns its bytes. */
    private int writeBlob(Session session, long monotonicNanos, boolean ask) {
        int request = liveness.request(session, monotonicNanos) | (ask ? StatsBlob.ACK_REQUEST : 0);
        LinkMeter meter = session.meter;
        statsNeed = meter == null ? LinkMeter.NOTHING : statsNeed(session, meter.need(monotonicNanos));
        blob.flags = request;
        if (request == 0 && statsNeed == LinkMeter.NOTHING) {
            return 0;
        }
        blob.stats.clear();
        if (statsNeed != LinkMeter.NOTHING) {
            meter.fill(blob.stats, statsNeed, session, monotonicNanos);
            blob.flags |= StatsBlob.ACK_REQUEST;
        }
        blobOut.reset(datagram, HEADER_BYTES, datagram.length);
        blob.write(blobOut);
        int bytes = blobOut.position - HEADER_BYTES;
        if (!ask && SegmentPacker.retryBytes(session) > plainRoom(session, pace.burstBytes(), HEADER_BYTES + bytes)) {
            // A segment that goes again goes whole, and beside this it never could.
            blob.flags = 0;
            statsNeed = LinkMeter.NOTHING;
            return 0;
        }
        return bytes;
    }

    /** What is due goes in any case; what may wait, only where it takes no room from messages. */
    private int statsNeed(Session session, int need) {
        boolean room = session.sending.pendingBytes() + StatsBlob.BYTES_MAX < pace.largestDatagramBytes() / 2;
        return room ? need : need & LinkMeter.ANY_DUE;
    }

    private void send(Session session, long monotonicNanos, int header, int plainBytes, boolean onCredit) {
        SentPackets sent = session.sent;
        long number = sent.next();
        datagram[0] = (byte) (DATA_FLAG | (header > HEADER_BYTES ? FLAG_STATS : 0));
        LittleEndian.put32(datagram, 1, session.remoteId);
        LittleEndian.put16(datagram, 5, (int) number);
        int length = header + session.cipher.seal(number, datagram, header, plainBytes);
        int bytes = length + EndpointOptions.UDP_IPV4_HEADER_BYTES;
        if (onCredit) {
            session.budget.takeOnCredit(bytes);
        } else {
            session.budget.take(bytes);
        }
        session.lastSentNanos = monotonicNanos;
        sent.push(monotonicNanos);
        if (segments.carryTo(sent) || blob.flags != 0) {
            liveness.requested(session, monotonicNanos, (blob.flags & StatsBlob.ACK_IMMEDIATE) != 0);
        }
        if (session.meter != null) {
            session.meter.sent(monotonicNanos, length);
            if (statsNeed != LinkMeter.NOTHING) {
                session.meter.left(statsNeed);
                sent.watchLast();
                counters.increment(EndpointCounter.LINK_STATS_SENT);
            }
        }
        counters.increment(EndpointCounter.DATAGRAMS_SENT);
        counters.add(EndpointCounter.BYTES_SENT, bytes);
        observer.datagramSent(session, bytes, false);
        datagrams.send(session.address, datagram, 0, length);
    }
}
