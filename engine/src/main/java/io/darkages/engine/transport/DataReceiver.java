package io.darkages.engine.transport;

/**
 * Opens data packets and does what their frames say. A packet is first walked to its end; only one
 * that is well-formed throughout has any effect.
 */
final class DataReceiver {

    private static final int NO_SPACING = -1;
    /** Of the spacing field: the time between this packet and the one before it. */
    private static final long SPACING_UNIT_MICROS = 16;

    private final Endpoint endpoint;
    private final EndpointOptions.AckDelays ackDelays;
    private final boolean gapsAtOnce;
    private final Liveness liveness;
    private final EndpointCounters counters;
    private final FrameReader frames = new FrameReader();
    private final WireReader header = new WireReader();
    private final StatsBlob blob = new StatsBlob();
    private final SegmentReceiver segments;
    /** The opened packet. */
    private final byte[] plain = new byte[EndpointOptions.DATAGRAM_BYTES_MAX];

    DataReceiver(Endpoint endpoint, Liveness liveness) {
        this.endpoint = endpoint;
        this.liveness = liveness;
        gapsAtOnce = endpoint.options().sending().gapsAtOnce();
        ackDelays = endpoint.options().ackDelays();
        counters = endpoint.counters();
        segments = new SegmentReceiver(endpoint, frames, plain);
    }

    /** A data packet for a session that is half open or connected, from its address. */
    void receive(Session session, long monotonicNanos, byte[] buffer, int offset, int length) {
        int flags = buffer[offset] & 0x7F;
        header.reset(buffer, offset + PacketBuilder.HEADER_BYTES, length - PacketBuilder.HEADER_BYTES);
        boolean blobbed = (flags & PacketBuilder.FLAG_STATS) != 0;
        if (blobbed) {
            blob.read(header);
        }
        int spacing = (flags & PacketBuilder.FLAG_SPACING) != 0 ? header.u16() : NO_SPACING;
        // Other flags are to come with later versions of the protocol: what they announce is sealed.
        int sealedBytes = header.remaining();
        if (header.failed || sealedBytes < session.cipher.overheadBytes()) {
            counters.increment(EndpointCounter.MALFORMED_DATAGRAMS);
            return;
        }
        ReceiveWindow window = session.window;
        long number = window.complete(LittleEndian.u16(buffer, offset + 5));
        int verdict = window.judge(number);
        if (verdict != ReceiveWindow.NEW) {
            refuse(session, verdict);
            return;
        }
        int plainBytes = session.cipher.open(number, buffer, header.position, sealedBytes, plain, 0);
        if (plainBytes < 0) {
            counters.increment(EndpointCounter.FORGED_PACKETS);
            return;
        }
        if (!isWellFormed(session, number, plainBytes)) {
            counters.increment(EndpointCounter.MALFORMED_FRAMES);
            return;
        }
        if (session.meter != null) {
            measure(session, monotonicNanos, number, length, spacing);
        }
        boolean gap = window.markSeen(number, monotonicNanos);
        liveness.heard(session, monotonicNanos);
        if (gap && gapsAtOnce) {
            oweAck(session, monotonicNanos, ReceiveWindow.GAP_HOLD_NANOS);
        }
        if (session.state == SessionState.HALF_OPEN) {
            endpoint.confirm(session);
        }
        if (session.state.isUp()) {
            process(session, monotonicNanos, number, plainBytes);
        }
        if (blobbed && session.state.isUp()) {
            heed(session, monotonicNanos);
        }
    }

    private void refuse(Session session, int verdict) {
        switch (verdict) {
            case ReceiveWindow.REPLAYED -> {
                counters.increment(EndpointCounter.REPLAYED_PACKETS);
                if (session.meter != null) {
                    session.meter.duplicate();
                }
            }
            case ReceiveWindow.STALE -> counters.increment(EndpointCounter.STALE_PACKETS);
            default -> counters.increment(EndpointCounter.JUMPED_PACKETS);
        }
    }

    /** What the packet in hand says of the link. Called before it counts as seen. */
    private static void measure(Session session, long monotonicNanos, long number, int length, int spacing) {
        long highest = session.window.highest();
        session.meter.received(monotonicNanos, length, number < highest);
        if (spacing != NO_SPACING && number == highest + 1) {
            long micros = (monotonicNanos - session.lastReceivedNanos) / 1_000;
            session.meter.jitter(micros - spacing * SPACING_UNIT_MICROS);
        }
    }

    /** Does what the message in front of the sealed part asks for. */
    private void heed(Session session, long monotonicNanos) {
        if (blob.hasStats()) {
            session.peerSaid(blob.stats);
            counters.increment(EndpointCounter.LINK_STATS_RECEIVED);
        }
        if ((blob.flags & StatsBlob.ACK_IMMEDIATE) != 0) {
            endpoint.answer(session, monotonicNanos);
        } else if ((blob.flags & StatsBlob.ACK_REQUEST) != 0) {
            oweAck(session, monotonicNanos, ackDelays.reliableNanos());
        }
    }

    private boolean isWellFormed(Session session, long number, int plainBytes) {
        restart(session, number, plainBytes);
        int kind;
        do {
            kind = frames.next();
        } while (kind != FrameReader.END && kind != FrameReader.MALFORMED);
        return kind == FrameReader.END;
    }

    private void restart(Session session, long number, int plainBytes) {
        frames.reset(plain, 0, plainBytes, number, session.receiving, session.sent.next());
    }

    private void process(Session session, long monotonicNanos, long number, int plainBytes) {
        restart(session, number, plainBytes);
        boolean acceptable = true;
        long ackDelayNanos = EndpointOptions.AckDelays.UNTIL_ASKED;
        for (int kind = frames.next(); kind != FrameReader.END; kind = frames.next()) {
            switch (kind) {
                case FrameReader.UNRELIABLE -> {
                    ackDelayNanos = Math.min(ackDelayNanos, ackDelays.unreliableNanos());
                    segments.unreliable(session);
                }
                case FrameReader.RELIABLE -> {
                    ackDelayNanos = Math.min(ackDelayNanos, ackDelays.reliableNanos());
                    acceptable &= segments.reliable(session, monotonicNanos);
                }
                case FrameReader.STOP_WAITING -> session.window.stopWaiting(frames.stopWaiting);
                case FrameReader.ACK -> {
                    acknowledged(session, monotonicNanos);
                    session.peerReportsGaps = frames.ackBlocks > 0;
                    // Lost reliable data goes again as soon as the rate allows, and what was flushed but had to
                    // wait for acks.
                    session.sendDue |= session.sending.hasLost() || session.awaitsAcks;
                }
                default -> {
                    // Numbers are completed from what was received so far, and the packet itself has added to that: a
                    // peer that drives them to the end of 64 bits gets here.
                    counters.increment(EndpointCounter.MALFORMED_FRAMES);
                    return;
                }
            }
            if (!session.state.isUp()) {
                return;
            }
        }
        if (acceptable) {
            session.window.markAcceptable(number);
        }
        // Owed only now: an ack that the listener flushed meanwhile could not have named this packet.
        oweAck(session, monotonicNanos, ackDelayNanos);
    }

    private void acknowledged(Session session, long monotonicNanos) {
        SentPackets sent = session.sent;
        if (sent.acknowledge(frames, monotonicNanos)) {
            session.sampledNanos = monotonicNanos;
        }
        if (session.meter != null && session.meter.isInFlight() && !sent.isWatchedOpen()) {
            session.meter.settled(sent.isWatchedAcknowledged(), monotonicNanos);
        }
    }

    private static void oweAck(Session session, long monotonicNanos, long delayNanos) {
        if (delayNanos != EndpointOptions.AckDelays.UNTIL_ASKED) {
            session.ackDueNanos = Math.min(session.ackDueNanos, monotonicNanos + delayNanos);
        }
    }
}
