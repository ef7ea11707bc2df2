package io.darkages.engine.transport;

import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.random.Mix;
import io.darkages.engine.random.RandomSource;
import io.darkages.engine.transport.crypto.Cryptography;

/**
 * All sessions of one UDP socket. Both sides are the same class: a server's options let it accept
 * sessions, a client calls {@link #connect}.
 *
 * <p>Not thread-safe. Times are the owner's monotonic clock in nanoseconds and never go back from call
 * to call. Allocates nothing for messages and acks once warm, losses included.
 */
public final class Endpoint {

    /** A session whose rate is set may save up what comes in so short a time, 50 ms. */
    private static final int RATE_BURSTS_PER_SECOND = 20;

    private final EndpointOptions options;
    private final EndpointListener listener;
    private final SessionObserver observer;
    private final EndpointCounters counters = new EndpointCounters();
    private final BufferPool buffers = new BufferPool();
    private final ReceiveMemory.Total receiveTotal;
    private final SessionTable table = new SessionTable();
    private final PacketBuilder builder;
    private final DataReceiver dataReceiver;
    private final Handshake handshake;
    private final SessionEnd end;
    private final SessionTimers timers;
    /** The latest time that was told. */
    private long nowNanos = Long.MIN_VALUE;

    public Endpoint(
            EndpointOptions options,
            DatagramSender datagrams,
            EndpointListener listener,
            Cryptography cryptography,
            RandomSource random) {
        this(options, datagrams, listener, cryptography, random, HandshakeWorker.INLINE, SessionObserver.NONE);
    }

    /**
     * @param options caps, rates and timers
     * @param datagrams where datagrams leave
     * @param listener hears of sessions and messages
     * @param cryptography suites and keys; of its own for each endpoint
     * @param random source of connection ids, secrets, nonces and the challenge's key; must not be guessable on a
     *     real socket. Drawn from on the owner's thread only
     * @param worker does the handshakes' arithmetic
     * @param observer sees what judges need
     */
    public Endpoint(
            EndpointOptions options,
            DatagramSender datagrams,
            EndpointListener listener,
            Cryptography cryptography,
            RandomSource random,
            HandshakeWorker worker,
            SessionObserver observer) {
        this.options = options;
        this.listener = new OpenListener(listener);
        this.observer = observer;
        Liveness liveness = new Liveness(options.timers());
        receiveTotal = new ReceiveMemory.Total(counters, options.buffers().receiveBytesTotalMax());
        builder = new PacketBuilder(options, liveness, datagrams, observer, counters);
        dataReceiver = new DataReceiver(this, liveness);
        handshake = new Handshake(this, table, datagrams, cryptography, random, worker);
        end = handshake.end();
        timers = new SessionTimers(options, liveness, builder, end, counters);
    }

    /**
     * Takes in one datagram. Whatever its bytes are, it is handled or dropped and counted.
     *
     * @param from sender's address, as {@link io.darkages.engine.port.NetworkAddress} packs it
     * @param buffer holds the datagram; not changed, and not kept
     */
    public void receive(long monotonicNanos, long from, byte[] buffer, int offset, int length) {
        nowNanos = monotonicNanos;
        counters.increment(EndpointCounter.DATAGRAMS_RECEIVED);
        counters.add(EndpointCounter.BYTES_RECEIVED, length + EndpointOptions.UDP_IPV4_HEADER_BYTES);
        if (length < 1 || length > EndpointOptions.DATAGRAM_BYTES_MAX) {
            counters.increment(EndpointCounter.MALFORMED_DATAGRAMS);
        } else if (buffer[offset] >= 0) {
            handshake.receive(monotonicNanos, from, buffer, offset, length);
        } else if (length < PacketBuilder.HEADER_BYTES) {
            counters.increment(EndpointCounter.MALFORMED_DATAGRAMS);
        } else {
            receiveData(monotonicNanos, from, buffer, offset, length);
        }
    }

    private void receiveData(long monotonicNanos, long from, byte[] buffer, int offset, int length) {
        int localId = LittleEndian.i32(buffer, offset + 1);
        Session session = table.byLocalId(localId);
        if (session == null) {
            // Not answered: the peer's own id, without which no answer is believed, is not in the packet.
            counters.increment(EndpointCounter.UNKNOWN_SESSION);
        } else if (session.address != from) {
            counters.increment(EndpointCounter.WRONG_ADDRESS);
        } else if (session.state.takesData()) {
            dataReceiver.receive(session, monotonicNanos, buffer, offset, length);
            if (session.state == SessionState.LINGERING) {
                end.endLinger(session, monotonicNanos);
            }
            reschedule(session, monotonicNanos);
        } else if (session.state == SessionState.CLOSING) {
            end.tellAgain(session, monotonicNanos);
        } else {
            counters.increment(EndpointCounter.UNKNOWN_SESSION);
        }
    }

    /**
     * Runs the timers: handshake attempts, retransmission, acks that are due, keep-alives, timeouts, and
     * what the byte rate held back. To be called at least once per tick; sessions without anything due
     * cost one comparison each.
     */
    public void advance(long monotonicNanos) {
        nowNanos = monotonicNanos;
        for (int i = 0; i < table.places(); i++) {
            if (table.deadline(i) <= monotonicNanos) {
                Session session = table.at(i);
                if (session.state == SessionState.LINGERING) {
                    end.endLinger(session, monotonicNanos);
                    // If that closed it, the peer has just been told, and is told again later.
                    reschedule(session, monotonicNanos);
                }
                if (session.state.isUp()) {
                    timers.run(session, monotonicNanos);
                } else if (session.state != SessionState.CLOSED && table.deadline(i) <= monotonicNanos) {
                    handshake.runTimers(session, monotonicNanos);
                }
                reschedule(session, monotonicNanos);
            }
        }
    }

    /**
     * Begins a session with a server. The listener hears of it when the server has answered, or not.
     *
     * @throws IllegalStateException if {@link EndpointOptions.Sessions#max} sessions are open
     */
    public Session connect(long monotonicNanos, long address) {
        nowNanos = monotonicNanos;
        Session session = handshake.connect(monotonicNanos, address);
        reschedule(session, monotonicNanos);
        return session;
    }

    /**
     * Takes back a job that {@link HandshakeWorker#take} did not run at once, and goes on with its handshake. One
     * whose session has ended is dropped.
     *
     * @throws IllegalArgumentException if the job was not run, was given back before, or is another endpoint's
     */
    public void complete(long monotonicNanos, HandshakeJob job) {
        nowNanos = monotonicNanos;
        handshake.complete(monotonicNanos, job);
    }

    /** Jobs that were handed out and have not come back. */
    public int pendingHandshakes() {
        return handshake.pendingCount();
    }

    /** Closes every session, in the order of their places. */
    public void closeAll(long monotonicNanos, int reason, String debug) {
        for (int i = 0; i < table.places(); i++) {
            if (table.at(i) != null) {
                close(table.at(i), monotonicNanos, reason, debug);
            }
        }
    }

    /** Sessions in any state but closing and closed. */
    public int sessionCount() {
        return table.openCount();
    }

    /** Of these, those that a client has asked for and not yet confirmed. */
    public int halfOpenCount() {
        return table.halfOpenCount();
    }

    public EndpointCounters counters() {
        return counters;
    }

    /** Folds the canonical state of all sessions into a hash, in the order of their places. */
    public long foldState(long hash) {
        long folded = Mix.fold(hash, table.count());
        for (int i = 0; i < table.places(); i++) {
            if (table.at(i) != null) {
                folded = table.at(i).fold(Mix.fold(folded, i));
            }
        }
        return folded;
    }

    public EndpointOptions options() {
        return options;
    }

    EndpointListener listener() {
        return listener;
    }

    SessionObserver observer() {
        return observer;
    }

    /** What the sessions hold of messages that are not whole yet. */
    ReceiveMemory.Total receiveTotal() {
        return receiveTotal;
    }

    BufferPool buffers() {
        return buffers;
    }

    /** A message was queued, at the latest time that this endpoint was told. */
    void queued(Session session, boolean noNagle) {
        if (noNagle || options.sending().nagleNanos() != EndpointOptions.Sending.UNTIL_FLUSHED) {
            timers.queued(session, nowNanos, noNagle);
            reschedule(session, nowNanos);
        }
    }

    /** The peer wants to hear at once. */
    void answer(Session session, long monotonicNanos) {
        timers.answer(session, monotonicNanos);
    }

    void sendRate(Session session, int bytesPerSecond) {
        if (bytesPerSecond < EndpointOptions.Pace.RATE_MIN || bytesPerSecond > EndpointOptions.Pace.RATE_MAX) {
            throw new IllegalArgumentException("bytesPerSecond " + bytesPerSecond + " is out of range");
        }
        int burstBytes = Math.max(options.pace().burstBytes(), bytesPerSecond / RATE_BURSTS_PER_SECOND);
        session.budget.rate(nowNanos, bytesPerSecond, burstBytes);
        if (session.state != SessionState.CLOSED) {
            reschedule(session, nowNanos);
        }
    }

    void flush(Session session, long monotonicNanos) {
        nowNanos = monotonicNanos;
        if (session.state == SessionState.CONNECTED) {
            timers.sendQueued(session, monotonicNanos);
            reschedule(session, monotonicNanos);
        }
    }

    int sendAllowanceBytes(Session session, long monotonicNanos) {
        return session.state == SessionState.CONNECTED ? builder.allowance(session, monotonicNanos) : 0;
    }

    void close(Session session, long monotonicNanos, int reason, String debug) {
        nowNanos = monotonicNanos;
        end.close(session, monotonicNanos, reason, debug);
        reschedule(session, monotonicNanos);
    }

    void linger(Session session, long monotonicNanos, int reason, String debug) {
        nowNanos = monotonicNanos;
        boolean hadData = session.state == SessionState.CONNECTED;
        end.linger(session, monotonicNanos, reason, debug);
        if (hadData && session.state == SessionState.LINGERING) {
            timers.sendQueued(session, monotonicNanos);
            end.endLinger(session, monotonicNanos);
        }
        reschedule(session, monotonicNanos);
    }

    /** The client's first packet has come. */
    void confirm(Session session) {
        handshake.up(session);
    }

    /** Has the peer of a half-open session say something at once. */
    void nudge(Session session, long monotonicNanos) {
        builder.build(session, monotonicNanos, true);
    }

    /** Makes sure that the peer hears something now: whatever is queued, or a packet that asks for an ack. */
    void sendFirst(Session session, long monotonicNanos) {
        if (session.state == SessionState.CONNECTED) {
            timers.sendQueued(session, monotonicNanos);
            if (session.sent.next() == session.firstNumber) {
                builder.build(session, monotonicNanos, true);
            }
            reschedule(session, monotonicNanos);
        }
    }

    /** Sets when the session wants to be visited next. */
    void reschedule(Session session, long monotonicNanos) {
        if (session.state == SessionState.CLOSED) {
            return;
        }
        table.deadline(
                session.index,
                session.state.isUp()
                        ? Math.min(timers.deadline(session, monotonicNanos), session.lingerEndsNanos)
                        : handshake.deadline(session));
    }

    /** The owner's listener, to which messages come only as long as it has not closed the session. */
    private record OpenListener(EndpointListener listener) implements EndpointListener {

        @Override
        public void connected(Session session) {
            listener.connected(session);
        }

        @Override
        public void message(
                Session session, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {
            if (session.state == SessionState.CONNECTED) {
                listener.message(session, lane, number, reliable, buffer, offset, length);
            }
        }

        @Override
        public void closed(Session session, int reason, String debug) {
            listener.closed(session, reason, debug);
        }
    }
}
