package io.darkages.sim.stream;

import io.darkages.engine.port.StreamEnd;
import io.darkages.engine.port.StreamListener;

/**
 * Takes the segments that come for one host's streams: acknowledgements, bytes, ends. Hands over what is next, in order,
 * and tells listeners.
 */
final class SegmentReceiver {

    private static final StreamAcceptor NOBODY = (nanos, stream, from) -> Silent.INSTANCE;

    private final StreamTable table;
    private final SegmentSender segments;
    private final StreamCounts counts;
    private StreamAcceptor acceptor = NOBODY;

    SegmentReceiver(StreamTable table, SegmentSender segments, StreamCounts counts) {
        this.table = table;
        this.segments = segments;
        this.counts = counts;
    }

    /** Who is asked for a listener when a stream of others is open. */
    void listen(StreamAcceptor taker) {
        acceptor = taker;
    }

    boolean isListening() {
        return acceptor != NOBODY;
    }

    /** A whole segment of that stream came. */
    void take(long now, Stream stream, byte[] buffer, int at) {
        stream.heardNanos = now;
        stream.probes = 0;
        stream.sender.peerWindow(Segment.window(buffer, at));
        if (Segment.has(buffer, at, Segment.RST)) {
            counts.add(StreamCounter.RESETS_RECEIVED);
            StreamEnd why = stream.state == Stream.State.CALLING ? StreamEnd.REFUSED : StreamEnd.RESET;
            StreamListener listener = stream.listener;
            int number = stream.number;
            table.free(stream);
            listener.closed(now, number, why);
            return;
        }
        if (Segment.has(buffer, at, Segment.SYN)) {
            takeGreeting(now, stream);
            return;
        }
        if (stream.state == Stream.State.CALLING) {
            // It can't have opened the stream, so this is older than the connection.
            return;
        }
        int number = stream.number;
        if (stream.state == Stream.State.ANSWERING) {
            stream.state = Stream.State.OPEN;
            stream.resend.acknowledged(now, 0, true);
            counts.add(StreamCounter.ACCEPTED);
            StreamListener listener = acceptor.accepted(now, number, stream.peer);
            if (!isStill(stream, number)) {
                return;
            }
            stream.listener = stream.state == Stream.State.OPEN ? listener : Silent.INSTANCE;
        }
        stream.ackDue |= Segment.has(buffer, at, Segment.PROBE);
        takeAcknowledgement(now, stream, Segment.expected(buffer, at), Segment.length(buffer, at) == 0);
        if (isStill(stream, number)) {
            takePart(now, stream, buffer, at);
        }
    }

    private void takeGreeting(long now, Stream stream) {
        if (stream.state == Stream.State.CALLING) {
            stream.state = Stream.State.OPEN;
            stream.resend.acknowledged(now, 0, true);
            stream.ackDue = true;
            int number = stream.number;
            stream.listener.connected(now, number);
            if (isStill(stream, number)) {
                tellRoom(now, stream);
            }
        } else if (stream.state == Stream.State.ANSWERING) {
            segments.send(stream, Segment.SYN | Segment.ACK, 0, 0);
        } else {
            stream.ackDue = true;
        }
    }

    private void takeAcknowledgement(long now, Stream stream, long position, boolean alone) {
        SendSide sender = stream.sender;
        boolean again;
        if (sender.isNew(position)) {
            again = sender.acknowledge(position);
            stream.resend.acknowledged(now, position, !sender.isInFlight());
        } else {
            again = position == sender.acknowledged() && alone && sender.isInFlight() && sender.acknowledgedAgain();
        }
        if (again) {
            counts.add(StreamCounter.RETRANSMISSIONS_FAST);
            segments.sendFirstAgain(stream);
        }
        segments.transmit(now, stream);
        if (sender.isEndAcknowledged() && stream.peerEnded) {
            table.free(stream);
        } else {
            tellRoom(now, stream);
        }
    }

    private static void tellRoom(long now, Stream stream) {
        if (stream.writableWanted && stream.state == Stream.State.OPEN && stream.sender.roomBytes() > 0) {
            stream.writableWanted = false;
            stream.listener.writable(now, stream.number);
        }
    }

    private void takePart(long now, Stream stream, byte[] buffer, int at) {
        long position = Segment.position(buffer, at);
        int length = Segment.length(buffer, at);
        boolean isEnd = Segment.has(buffer, at, Segment.FIN);
        if (length == 0 && !isEnd) {
            return;
        }
        ReceiveSide receiver = stream.receiver;
        stream.ackDue = true;
        long behind = receiver.expected() - position;
        if (stream.peerEnded || behind < 0 && length == 0) {
            counts.add(StreamCounter.SEGMENTS_USELESS);
            return;
        }
        if (isEnd) {
            stream.peerEnd = position + length;
        }
        if (stream.state == Stream.State.CLOSING && length > Math.max(behind, 0)) {
            // Nobody will read it: the peer is to know, as from a closed socket.
            segments.sendReset(stream.peer, stream.connection, stream.initiator);
            table.free(stream);
            return;
        }
        int partAt = at + Segment.HEADER_BYTES;
        int number = stream.number;
        if (behind < 0) {
            if (!receiver.keep(position, buffer, partAt, length)) {
                counts.add(StreamCounter.SEGMENTS_USELESS);
            }
        } else if (behind < length) {
            int fresh = length - (int) behind;
            receiver.advance(fresh);
            counts.add(StreamCounter.BYTES_DELIVERED, fresh);
            stream.listener.received(now, number, buffer, partAt + (int) behind, fresh);
            deliverKept(now, stream, number);
        } else if (length > 0) {
            counts.add(StreamCounter.SEGMENTS_USELESS);
        }
        if (isStill(stream, number) && receiver.expected() == stream.peerEnd) {
            peerEnded(now, stream);
        }
    }

    private void deliverKept(long now, Stream stream, int number) {
        ReceiveSide receiver = stream.receiver;
        while (stream.number == number && stream.state == Stream.State.OPEN && receiver.readyBytes() > 0) {
            int at = receiver.ringOffset(receiver.expected());
            int length = Math.min(receiver.readyBytes(), receiver.window() - at);
            receiver.advance(length);
            counts.add(StreamCounter.BYTES_DELIVERED, length);
            stream.listener.received(now, number, receiver.ring(), at, length);
        }
    }

    private void peerEnded(long now, Stream stream) {
        stream.peerEnded = true;
        stream.receiver.advance(1);
        if (stream.state == Stream.State.OPEN) {
            StreamListener listener = stream.listener;
            stream.listener = Silent.INSTANCE;
            stream.state = Stream.State.CLOSING;
            stream.sinceNanos = now;
            stream.sender.endHere();
            segments.transmit(now, stream);
            listener.closed(now, stream.number, StreamEnd.PEER_CLOSED);
        } else if (stream.sender.isEndAcknowledged()) {
            segments.send(stream, Segment.ACK, 0, stream.sender.next());
            table.free(stream);
        }
    }

    /** Whether the place still holds that stream: a listener may have ended it, and begun another. */
    static boolean isStill(Stream stream, int number) {
        return stream.number == number && stream.state != Stream.State.FREE;
    }
}
