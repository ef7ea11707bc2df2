package io.darkages.sim.stream;

import io.darkages.sim.HostContext;

/** Puts the segments of one host's streams together and on their way. */
final class SegmentSender {

    private final HostContext context;
    private final StreamCounts counts;
    private final byte[] frame = new byte[Segment.BYTES_MAX];

    SegmentSender(HostContext context, StreamCounts counts) {
        this.context = context;
        this.counts = counts;
    }

    /** Sends all that may be sent now. */
    void transmit(long now, Stream stream) {
        SendSide sender = stream.sender;
        for (int part = sender.nextPart(); part > 0; part = sender.nextPart()) {
            sendNext(now, stream, Segment.ACK, part, part);
        }
        if (sender.isEndNext()) {
            sendNext(now, stream, Segment.ACK | Segment.FIN, 0, 1);
        }
    }

    private void sendNext(long now, Stream stream, int flags, int length, int counted) {
        SendSide sender = stream.sender;
        long position = sender.next();
        if (sender.isNextRepeated()) {
            counts.add(StreamCounter.RETRANSMISSIONS_TIMED);
            stream.resend.sentAgain();
        }
        sender.sent(counted);
        stream.resend.sent(now, position + counted);
        send(stream, flags, length, position);
    }

    /** Sends the first part that is not acknowledged again. */
    void sendFirstAgain(Stream stream) {
        stream.resend.sentAgain();
        int length = stream.sender.firstPart();
        send(stream, length == 0 ? Segment.ACK | Segment.FIN : Segment.ACK, length, stream.sender.acknowledged());
    }

    /** Sends a segment, which acknowledges all that came. */
    void send(Stream stream, int flags, int length, long position) {
        stream.ackDue = false;
        stream.sender.copy(position, length, frame, Segment.HEADER_BYTES);
        int bytes = Segment.seal(
                frame,
                stream.initiator ? flags | Segment.FROM_INITIATOR : flags,
                length,
                stream.receiver.window(),
                stream.connection,
                position,
                stream.receiver.expected());
        counts.add(StreamCounter.SEGMENTS_SENT);
        context.send(stream.peer, frame, 0, bytes);
    }

    /** Tells a peer that a stream is not, or is no more. */
    void sendReset(long to, long connection, boolean asInitiator) {
        int flags = asInitiator ? Segment.RST | Segment.FROM_INITIATOR : Segment.RST;
        counts.add(StreamCounter.RESETS_SENT);
        counts.add(StreamCounter.SEGMENTS_SENT);
        context.send(to, frame, 0, Segment.seal(frame, flags, 0, 0, connection, 0, 0));
    }
}
