package io.darkages.engine.transport;

/**
 * Opens data packets and does what their frames say. A packet is first walked to its end; only one
 * that is well-formed throughout has any effect.
 */
final class DataReceiver {

    private final Endpoint endpoint;
    private final EndpointCounters counters;
    private final FrameReader frames = new FrameReader();
    private final WireReader header = new WireReader();
    private final SegmentReceiver segments;
    /** The opened packet. */
    private final byte[] plain = new byte[EndpointOptions.DATAGRAM_BYTES_MAX];

    DataReceiver(Endpoint endpoint) {
        this.endpoint = endpoint;
        counters = endpoint.counters();
        segments = new SegmentReceiver(endpoint, frames, plain);
    }

    /** A data packet for a session that is half open or connected, from its address. */
    void receive(Session session, long monotonicNanos, byte[] buffer, int offset, int length) {
        int flags = buffer[offset] & 0x7F;
        header.reset(buffer, offset + PacketBuilder.HEADER_BYTES, length - PacketBuilder.HEADER_BYTES);
        int ackRequest = (flags & PacketBuilder.FLAG_STATS) != 0 ? readStats() : 0;
        if ((flags & PacketBuilder.FLAG_SPACING) != 0) {
            header.skip(2);
        }
        int sealedBytes = header.remaining();
        boolean unknownFlag = (flags & ~(PacketBuilder.FLAG_STATS | PacketBuilder.FLAG_SPACING)) != 0;
        if (header.failed || unknownFlag || sealedBytes < session.cipher.overheadBytes()) {
            counters.increment(EndpointCounter.MALFORMED_DATAGRAMS);
            return;
        }
        ReceiveWindow window = session.window;
        long number = window.complete(LittleEndian.u16(buffer, offset + 5));
        int verdict = window.judge(number);
        if (verdict != ReceiveWindow.NEW) {
            boolean replayed = verdict == ReceiveWindow.REPLAYED;
            counters.increment(replayed ? EndpointCounter.REPLAYED_PACKETS : EndpointCounter.STALE_PACKETS);
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
        window.markSeen(number, monotonicNanos);
        session.loss.packet(window.highest());
        session.lastReceivedNanos = monotonicNanos;
        if (ackRequest != 0) {
            boolean immediate = (ackRequest & PacketBuilder.STATS_ACK_IMMEDIATE) != 0;
            oweAck(
                    session,
                    monotonicNanos
                            + (immediate ? 0 : endpoint.options().ackDelays().unreliableNanos()));
        }
        if (session.state == SessionState.HALF_OPEN) {
            endpoint.confirm(session);
        }
        if (session.state.isUp()) {
            process(session, monotonicNanos, number, plainBytes);
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
        frames.reset(
                plain,
                0,
                plainBytes,
                number,
                session.highestMessage,
                session.reliableReceiver.expected(),
                session.sent.next());
    }

    private void process(Session session, long monotonicNanos, long number, int plainBytes) {
        restart(session, number, plainBytes);
        EndpointOptions options = endpoint.options();
        boolean acceptable = true;
        long ackDueNanos = Session.NEVER;
        for (int kind = frames.next(); kind != FrameReader.END; kind = frames.next()) {
            switch (kind) {
                case FrameReader.UNRELIABLE -> {
                    ackDueNanos = Math.min(
                            ackDueNanos, monotonicNanos + options.ackDelays().unreliableNanos());
                    segments.unreliable(session);
                }
                case FrameReader.RELIABLE -> {
                    ackDueNanos = Math.min(
                            ackDueNanos, monotonicNanos + options.ackDelays().reliableNanos());
                    acceptable &= segments.reliable(session, monotonicNanos);
                }
                case FrameReader.STOP_WAITING -> session.window.stopWaiting(frames.stopWaiting);
                case FrameReader.ACK -> {
                    session.sent.acknowledge(frames, monotonicNanos);
                    session.peerReportsGaps = frames.ackBlocks > 0;
                    // Lost reliable data goes again as soon as the rate allows, flush or not.
                    session.sendDue |= session.reliableSender.hasLost();
                }
                default -> throw new IllegalStateException("packet " + number + " was well-formed before");
            }
            if (!session.state.isUp()) {
                return;
            }
        }
        if (acceptable) {
            session.window.markAcceptable(number);
        }
        // Owed only now: an ack that the listener flushed meanwhile could not have named this packet.
        oweAck(session, ackDueNanos);
    }

    private static void oweAck(Session session, long dueNanos) {
        session.ackDueNanos = Math.min(session.ackDueNanos, dueNanos);
    }

    /** The flags of an inline stats message; the statistics themselves are of no use here. */
    private int readStats() {
        long length = header.varint();
        int end = header.end;
        if (length < 0 || length > header.remaining()) {
            header.failed = true;
            return 0;
        }
        header.end = header.position + (int) length;
        int flags = 0;
        while (header.remaining() > 0) {
            long tag = header.varint();
            switch ((int) tag & 7) {
                case 0 -> {
                    long value = header.varint();
                    flags = tag == PacketBuilder.STATS_FLAGS_TAG ? (int) value : flags;
                }
                case 1 -> header.skip(8);
                case 2 -> header.skip(header.varint());
                case 5 -> header.skip(4);
                default -> header.failed = true;
            }
            if (header.failed) {
                return 0;
            }
        }
        header.end = end;
        return flags & (PacketBuilder.STATS_ACK_REQUEST | PacketBuilder.STATS_ACK_IMMEDIATE);
    }
}
