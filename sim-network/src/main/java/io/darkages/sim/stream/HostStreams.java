package io.darkages.sim.stream;

import io.darkages.engine.port.ByteStreams;
import io.darkages.engine.port.StreamEnd;
import io.darkages.engine.port.StreamListener;
import io.darkages.engine.random.Mix;
import io.darkages.sim.HostContext;
import java.util.Arrays;

/**
 * One host's streams. Its program gives it every datagram ({@link #receive} says whether it was one of its own) and
 * one timer. All of it is memory of the program: after a crash the host knows no stream any more, and answers what
 * still comes for one with a reset.
 *
 * <p>Stands between a program and its host: to be called on the host's turn only. Once a stream was open in each
 * place, nothing allocates.
 */
public final class HostStreams implements ByteStreams {

    private static final int INCARNATION_SHIFT = 32;
    private static final StreamAcceptor NOBODY = (nanos, stream, from) -> Silent.INSTANCE;

    private final HostContext context;
    private final int timerId;
    private final StreamOptions options;
    private final StreamTable table;
    private final byte[] frame = new byte[Segment.BYTES_MAX];
    private final long[] counts = new long[StreamCounter.values().length];
    private StreamAcceptor acceptor = NOBODY;
    private long connections;
    private long timerNanos = ResendTimer.NEVER;

    /** @param timerId the timer of the host that is this one's alone; {@link #timer} is to be called when it fires */
    public HostStreams(HostContext context, int timerId, StreamOptions options) {
        this.context = context;
        this.timerId = timerId;
        this.options = options;
        table = new StreamTable(options);
        connections = (long) context.incarnation() << INCARNATION_SHIFT;
    }

    /** From now on others may connect to this host. */
    public void listen(StreamAcceptor taker) {
        acceptor = taker;
    }

    @Override
    public int connect(long address, StreamListener listener) {
        if (!table.hasRoom()) {
            return NONE;
        }
        long now = context.monotonicNanos();
        Stream stream = begin(Stream.State.CALLING, address, ++connections, true, now);
        stream.listener = listener;
        stream.resend.sent(now, 0);
        send(stream, Segment.SYN, 0, 0);
        arm(now, stream);
        return stream.number;
    }

    @Override
    public int write(int number, byte[] buffer, int offset, int length) {
        Stream stream = table.open(number);
        if (stream.state != Stream.State.OPEN) {
            stream.writableWanted = true;
            return 0;
        }
        int taken = stream.sender.write(buffer, offset, length);
        stream.writableWanted = taken < length;
        long now = context.monotonicNanos();
        transmit(now, stream);
        arm(now, stream);
        return taken;
    }

    /** Bytes that the stream would take now. */
    public int roomBytes(int number) {
        Stream stream = table.open(number);
        return stream.state == Stream.State.OPEN ? stream.sender.roomBytes() : 0;
    }

    @Override
    public void close(int number) {
        if (!table.isOpen(number)) {
            return;
        }
        Stream stream = table.open(number);
        long now = context.monotonicNanos();
        stream.listener = Silent.INSTANCE;
        if (stream.state == Stream.State.CALLING) {
            sendReset(stream.peer, stream.connection, true);
            table.free(stream);
        } else {
            stream.state = Stream.State.CLOSING;
            stream.sinceNanos = now;
            stream.sender.end();
            transmit(now, stream);
            arm(now, stream);
        }
    }

    /** Breaks a stream off: what was not sent is dropped, and the peer hears a reset. Nothing if the stream is gone. */
    public void reset(int number) {
        if (table.isOpen(number)) {
            Stream stream = table.open(number);
            sendReset(stream.peer, stream.connection, stream.initiator);
            table.free(stream);
        }
    }

    /**
     * A datagram came.
     *
     * @return whether it was one of streams, whole or damaged; others are left to the program
     */
    public boolean receive(long from, byte[] buffer, int offset, int length) {
        if (!Segment.isMarked(buffer, offset, length)) {
            return false;
        }
        if (!Segment.isWhole(buffer, offset, length)) {
            add(StreamCounter.SEGMENTS_DAMAGED);
            return true;
        }
        add(StreamCounter.SEGMENTS_RECEIVED);
        long now = context.monotonicNanos();
        long connection = Segment.connection(buffer, offset);
        boolean byInitiator = Segment.has(buffer, offset, Segment.FROM_INITIATOR);
        int place = table.find(from, connection, !byInitiator);
        if (place == table.places()) {
            strange(now, from, buffer, offset, connection, byInitiator);
        } else {
            Stream stream = table.at(place);
            int number = stream.number;
            take(now, stream, buffer, offset);
            if (isStill(stream, number)) {
                if (stream.ackDue) {
                    send(stream, Segment.ACK, 0, stream.sender.next());
                }
                arm(now, stream);
            }
        }
        return true;
    }

    /** A segment of no stream that is known here. */
    private void strange(long now, long from, byte[] buffer, int at, long connection, boolean byInitiator) {
        if (Segment.has(buffer, at, Segment.RST)) {
            return;
        }
        boolean isCall = Segment.has(buffer, at, Segment.SYN) && byInitiator;
        if (!isCall || acceptor == NOBODY) {
            sendReset(from, connection, !byInitiator);
            return;
        }
        if (!table.hasRoom()) {
            add(StreamCounter.ACCEPTS_REFUSED);
            return;
        }
        Stream stream = begin(Stream.State.ANSWERING, from, connection, false, now);
        stream.sender.peerWindow(Segment.window(buffer, at));
        stream.resend.sent(now, 0);
        send(stream, Segment.SYN | Segment.ACK, 0, 0);
        arm(now, stream);
    }

    private void take(long now, Stream stream, byte[] buffer, int at) {
        stream.heardNanos = now;
        stream.probes = 0;
        stream.sender.peerWindow(Segment.window(buffer, at));
        if (Segment.has(buffer, at, Segment.RST)) {
            add(StreamCounter.RESETS_RECEIVED);
            end(now, stream, stream.state == Stream.State.CALLING ? StreamEnd.REFUSED : StreamEnd.RESET);
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
            add(StreamCounter.ACCEPTED);
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
            send(stream, Segment.SYN | Segment.ACK, 0, 0);
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
            add(StreamCounter.RETRANSMISSIONS_FAST);
            sendFirstAgain(stream);
        }
        transmit(now, stream);
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
            add(StreamCounter.SEGMENTS_USELESS);
            return;
        }
        if (isEnd) {
            stream.peerEnd = position + length;
        }
        if (stream.state == Stream.State.CLOSING && length > Math.max(behind, 0)) {
            // Nobody will read it: the peer is to know, as from a closed socket.
            sendReset(stream.peer, stream.connection, stream.initiator);
            table.free(stream);
            return;
        }
        int partAt = at + Segment.HEADER_BYTES;
        int number = stream.number;
        if (behind < 0) {
            if (!receiver.keep(position, buffer, partAt, length)) {
                add(StreamCounter.SEGMENTS_USELESS);
            }
        } else if (behind < length) {
            int fresh = length - (int) behind;
            receiver.advance(fresh);
            add(StreamCounter.BYTES_DELIVERED, fresh);
            stream.listener.received(now, number, buffer, partAt + (int) behind, fresh);
            deliverKept(now, stream, number);
        } else if (length > 0) {
            add(StreamCounter.SEGMENTS_USELESS);
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
            add(StreamCounter.BYTES_DELIVERED, length);
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
            transmit(now, stream);
            listener.closed(now, stream.number, StreamEnd.PEER_CLOSED);
        } else if (stream.sender.isEndAcknowledged()) {
            send(stream, Segment.ACK, 0, stream.sender.next());
            table.free(stream);
        }
    }

    /** The timer fired. */
    public void timer() {
        long now = context.monotonicNanos();
        timerNanos = ResendTimer.NEVER;
        for (int i = 0; i < table.places(); i++) {
            Stream stream = table.at(i);
            if (stream.state != Stream.State.FREE && stream.dueNanos(options.waits()) <= now) {
                due(now, stream);
            }
            if (stream.state != Stream.State.FREE) {
                arm(now, stream);
            }
        }
    }

    private void due(long now, Stream stream) {
        StreamOptions.Waits waits = options.waits();
        switch (stream.state) {
            case CALLING, ANSWERING -> {
                if (now - stream.sinceNanos >= waits.connectNanosMax()) {
                    end(now, stream, StreamEnd.TIMED_OUT);
                } else {
                    stream.resend.expired(now);
                    add(StreamCounter.RETRANSMISSIONS_TIMED);
                    send(stream, stream.initiator ? Segment.SYN : Segment.SYN | Segment.ACK, 0, 0);
                }
            }
            case OPEN, CLOSING -> {
                if (stream.isGivenUp(now, waits)) {
                    end(now, stream, StreamEnd.TIMED_OUT);
                } else if (stream.resend.dueNanos() <= now) {
                    stream.sender.timedOut();
                    stream.resend.expired(now);
                    transmit(now, stream);
                } else if (stream.keepAliveNanos(options.waits()) <= now) {
                    stream.probes++;
                    stream.probedNanos = now;
                    send(stream, Segment.ACK | Segment.PROBE, 0, stream.sender.next());
                }
            }
            case FREE -> {}
        }
    }

    private void arm(long now, Stream stream) {
        long due = Math.max(stream.dueNanos(options.waits()), now);
        if (stream.state != Stream.State.FREE && due < timerNanos) {
            timerNanos = due;
            context.setTimer(timerId, due);
        }
    }

    private void transmit(long now, Stream stream) {
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
            add(StreamCounter.RETRANSMISSIONS_TIMED);
            stream.resend.sentAgain();
        }
        sender.sent(counted);
        stream.resend.sent(now, position + counted);
        send(stream, flags, length, position);
    }

    private void sendFirstAgain(Stream stream) {
        stream.resend.sentAgain();
        int length = stream.sender.firstPart();
        send(stream, length == 0 ? Segment.ACK | Segment.FIN : Segment.ACK, length, stream.sender.acknowledged());
    }

    /** Sends a segment, which acknowledges all that came. */
    private void send(Stream stream, int flags, int length, long position) {
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
        add(StreamCounter.SEGMENTS_SENT);
        context.send(stream.peer, frame, 0, bytes);
    }

    private void sendReset(long to, long connection, boolean asInitiator) {
        int flags = asInitiator ? Segment.RST | Segment.FROM_INITIATOR : Segment.RST;
        add(StreamCounter.RESETS_SENT);
        add(StreamCounter.SEGMENTS_SENT);
        context.send(to, frame, 0, Segment.seal(frame, flags, 0, 0, connection, 0, 0));
    }

    private void end(long now, Stream stream, StreamEnd why) {
        if (why == StreamEnd.TIMED_OUT) {
            add(StreamCounter.TIMED_OUT);
        }
        StreamListener listener = stream.listener;
        int number = stream.number;
        table.free(stream);
        listener.closed(now, number, why);
    }

    private Stream begin(Stream.State state, long peer, long connection, boolean initiator, long nowNanos) {
        Stream stream = table.begin(state, peer, connection, initiator, nowNanos);
        int high = StreamCounter.STREAMS_HIGH_WATER.ordinal();
        counts[high] = Math.max(counts[high], table.used());
        return stream;
    }

    /** Whether the place still holds that stream: a listener may have ended it, and begun another. */
    private static boolean isStill(Stream stream, int number) {
        return stream.number == number && stream.state != Stream.State.FREE;
    }

    public long count(StreamCounter counter) {
        return counts[counter.ordinal()];
    }

    /** Digest of all streams and counts, for the program's. */
    public long stateHash() {
        long hash = Mix.fold(connections, table.digest());
        return Mix.fold(hash, Arrays.hashCode(counts));
    }

    private void add(StreamCounter counter) {
        counts[counter.ordinal()]++;
    }

    private void add(StreamCounter counter, long count) {
        counts[counter.ordinal()] += count;
    }
}
