package io.darkages.sim.stream;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.ByteStreams;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.StreamEnd;
import io.darkages.engine.port.StreamListener;
import io.darkages.engine.random.Mix;
import io.darkages.sim.HostContext;

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

    private final HostContext context;
    private final int timerId;
    private final StreamOptions options;
    private final StreamTable table;
    private final StreamCounts counts = new StreamCounts();
    private final SegmentSender segments;
    private final SegmentReceiver receiver;
    private long connections;
    private long timerNanos = ResendTimer.NEVER;

    /** @param timerId the timer of the host that is this one's alone; {@link #timer} is to be called when it fires */
    public HostStreams(HostContext context, int timerId, StreamOptions options) {
        this.context = context;
        this.timerId = timerId;
        this.options = options;
        table = new StreamTable(options);
        segments = new SegmentSender(context, counts);
        receiver = new SegmentReceiver(table, segments, counts);
        connections = (long) context.incarnation() << INCARNATION_SHIFT;
    }

    /** From now on others may connect to this host. */
    public void listen(StreamAcceptor taker) {
        receiver.listen(taker);
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
        segments.send(stream, Segment.SYN, 0, 0);
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
        segments.transmit(now, stream);
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
            segments.sendReset(stream.peer, stream.connection, true);
            table.free(stream);
        } else {
            stream.state = Stream.State.CLOSING;
            stream.sinceNanos = now;
            stream.sender.end();
            segments.transmit(now, stream);
            arm(now, stream);
        }
    }

    /** Breaks a stream off: what was not sent is dropped, and the peer hears a reset. Nothing if the stream is gone. */
    public void reset(int number) {
        if (table.isOpen(number)) {
            Stream stream = table.open(number);
            segments.sendReset(stream.peer, stream.connection, stream.initiator);
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
            counts.add(StreamCounter.SEGMENTS_DAMAGED);
            return true;
        }
        counts.add(StreamCounter.SEGMENTS_RECEIVED);
        long now = context.monotonicNanos();
        long connection = Segment.connection(buffer, offset);
        boolean byInitiator = Segment.has(buffer, offset, Segment.FROM_INITIATOR);
        int place = table.find(from, connection, !byInitiator);
        if (place == table.places()) {
            strange(now, from, buffer, offset, connection, byInitiator);
        } else {
            Stream stream = table.at(place);
            int number = stream.number;
            receiver.take(now, stream, buffer, offset);
            if (SegmentReceiver.isStill(stream, number)) {
                if (stream.ackDue) {
                    segments.send(stream, Segment.ACK, 0, stream.sender.next());
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
        if (!isCall || !receiver.isListening()) {
            segments.sendReset(from, connection, !byInitiator);
            return;
        }
        if (!table.hasRoom()) {
            counts.add(StreamCounter.ACCEPTS_REFUSED);
            return;
        }
        Stream stream = begin(Stream.State.ANSWERING, from, connection, false, now);
        stream.sender.peerWindow(Segment.window(buffer, at));
        stream.resend.sent(now, 0);
        segments.send(stream, Segment.SYN | Segment.ACK, 0, 0);
        arm(now, stream);
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
                    counts.add(StreamCounter.RETRANSMISSIONS_TIMED);
                    segments.send(stream, stream.initiator ? Segment.SYN : Segment.SYN | Segment.ACK, 0, 0);
                }
            }
            case OPEN, CLOSING -> {
                if (stream.isGivenUp(now, waits)) {
                    end(now, stream, StreamEnd.TIMED_OUT);
                } else if (stream.resend.dueNanos() <= now) {
                    stream.sender.timedOut();
                    stream.resend.expired(now);
                    segments.transmit(now, stream);
                } else if (stream.keepAliveNanos(options.waits()) <= now) {
                    stream.probes++;
                    stream.probedNanos = now;
                    segments.send(stream, Segment.ACK | Segment.PROBE, 0, stream.sender.next());
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

    private void end(long now, Stream stream, StreamEnd why) {
        if (why == StreamEnd.TIMED_OUT) {
            counts.add(StreamCounter.TIMED_OUT);
        }
        StreamListener listener = stream.listener;
        int number = stream.number;
        table.free(stream);
        listener.closed(now, number, why);
    }

    private Stream begin(Stream.State state, long peer, long connection, boolean initiator, long nowNanos) {
        Stream stream = table.begin(state, peer, connection, initiator, nowNanos);
        counts.highWater(StreamCounter.STREAMS_HIGH_WATER, table.used());
        return stream;
    }

    /** Tells judges how full it has been, and how full it may get. */
    public void reportBounds(Probes probes) {
        int sent = 0;
        int early = 0;
        for (int i = 0; i < table.places(); i++) {
            sent = Math.max(sent, table.at(i).sender.peakBytes());
            early = Math.max(early, table.at(i).receiver.peakBytes());
        }
        probes.bound(BoundedStructure.STREAMS, count(StreamCounter.STREAMS_HIGH_WATER), options.streamsMax());
        probes.bound(BoundedStructure.STREAM_SEND_BYTES, sent, options.sendBytes());
        probes.bound(BoundedStructure.STREAM_RECEIVE_BYTES, early, options.receiveBytes());
    }

    public long count(StreamCounter counter) {
        return counts.count(counter);
    }

    /** Digest of all streams and counts, for the program's. */
    public long stateHash() {
        long hash = Mix.fold(connections, table.digest());
        return Mix.fold(hash, counts.digest());
    }
}
