package io.darkages.engine.transport;

import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.random.RandomSource;
import io.darkages.engine.transport.crypto.Cryptography;

/**
 * Control packets: how sessions come about and end. A client asks for a challenge (512 bytes, so that no answer
 * is longer), gives it back with its certificate and signed crypt info, and is answered with the server's. The
 * server keeps nothing for an address before that, and holds the session half open until the client's first
 * data packet. The arithmetic of keys is a {@link HandshakeJob}'s, which may come back later.
 *
 * <p>This class sorts the packets, and does what both sides have in common.
 */
final class Handshake {

    static final int PROTOCOL_VERSION = 13;
    static final int PROTOCOL_VERSION_MIN = 8;
    /** From this version on the handshake counts as packet 1. */
    private static final int PROTOCOL_VERSION_NUMBERED = 10;

    static final long MILLI = 1_000_000;

    private final Endpoint endpoint;
    private final EndpointOptions options;
    private final EndpointCounters counters;
    private final SessionTable table;
    private final RandomSource random;
    private final HandshakeWorker worker;
    private final ClientHandshake client;
    private final ServerHandshake server;
    private final SessionEnd end;
    private final ControlMessage incoming = new ControlMessage();
    /** One for both sides: what it found is copied, or done with, before the next packet. */
    private final PeerTerms.Reader terms = new PeerTerms.Reader();

    private int pending;

    Handshake(
            Endpoint endpoint,
            SessionTable table,
            DatagramSender datagrams,
            Cryptography cryptography,
            RandomSource random,
            HandshakeWorker worker) {
        this.endpoint = endpoint;
        this.table = table;
        this.random = random;
        this.worker = worker;
        options = endpoint.options();
        counters = endpoint.counters();
        ControlSender sender = new ControlSender(datagrams, endpoint.observer(), counters);
        byte[] certificate = Certificate.encode(cryptography.signingKey());
        Challenge challenges = new Challenge(random.nextLong(), random.nextLong());
        end = new SessionEnd(endpoint, table, sender);
        client = new ClientHandshake(this, endpoint, table, sender, end, cryptography, certificate);
        server = new ServerHandshake(this, endpoint, table, sender, end, cryptography, certificate, challenges);
    }

    SessionEnd end() {
        return end;
    }

    PeerTerms.Reader terms() {
        return terms;
    }

    int pendingCount() {
        return pending;
    }

    Session connect(long monotonicNanos, long address) {
        return client.connect(monotonicNanos, address);
    }

    void receive(long monotonicNanos, long from, byte[] buffer, int offset, int length) {
        int kind = buffer[offset];
        if (kind < ControlMessage.CHALLENGE_REQUEST || kind > ControlMessage.NO_CONNECTION) {
            counters.increment(EndpointCounter.MALFORMED_DATAGRAMS);
            return;
        }
        if (!incoming.read(buffer, offset, length)) {
            counters.increment(EndpointCounter.MALFORMED_CONTROL);
            return;
        }
        switch (kind) {
            case ControlMessage.CHALLENGE_REQUEST -> server.challengeRequested(incoming, monotonicNanos, from);
            case ControlMessage.CHALLENGE_REPLY -> client.challenged(incoming, monotonicNanos, from);
            case ControlMessage.CONNECT_REQUEST -> server.connectRequested(incoming, monotonicNanos, from);
            case ControlMessage.CONNECT_OK -> client.answered(incoming, monotonicNanos, from);
            case ControlMessage.CONNECTION_CLOSED -> end.closedByPeer(incoming, monotonicNanos, from);
            default -> end.noConnection(incoming, from);
        }
    }

    /** Timers of the states in which no data goes. */
    void runTimers(Session session, long monotonicNanos) {
        switch (session.state) {
            case CHALLENGING, REQUESTING -> client.runTimers(session, monotonicNanos);
            case PENDING, HALF_OPEN -> server.runTimers(session, monotonicNanos);
            case CLOSING -> end.runTimers(session, monotonicNanos);
            default -> throw new IllegalStateException(session + " has no handshake timers");
        }
    }

    long deadline(Session session) {
        long giveUpNanos = session.createdNanos + options.timers().handshakeTimeoutNanos();
        return switch (session.state) {
            case CHALLENGING, REQUESTING, PENDING, HALF_OPEN -> Math.min(session.controlDueNanos, giveUpNanos);
            default -> session.controlDueNanos;
        };
    }

    /** Both sides have their keys, and know so. */
    void up(Session session) {
        table.move(session, SessionState.CONNECTED);
        session.controlDueNanos = Session.NEVER;
        counters.increment(EndpointCounter.SESSIONS_CONNECTED);
        endpoint.listener().connected(session);
    }

    /** A session with an id, a secret and a nonce of its own. */
    Session open(long monotonicNanos, long address, boolean serverSide) {
        Session session = new Session(endpoint, address, newId(), serverSide, monotonicNanos);
        session.handshake.nonce = random.nextLong();
        session.handshake.secret = new byte[Cryptography.KEY_BYTES];
        random.fill(session.handshake.secret);
        table.add(session);
        counters.highWater(EndpointCounter.SESSIONS_HIGH_WATER, table.openCount());
        return session;
    }

    /** GameNetworkingSockets takes an id without low bits for none, and draws its own with both halves. */
    private int newId() {
        int id = (int) random.nextLong();
        while ((id & 0xFFFF) == 0 || id >>> 16 == 0 || table.byLocalId(id) != null) {
            id = (int) random.nextLong();
        }
        return id;
    }

    /** Whether one more job may be handed out; counts it if not. */
    boolean hasRoomForJob() {
        boolean room = pending < options.lifecycle().pendingHandshakesMax();
        if (!room) {
            counters.increment(EndpointCounter.HANDSHAKES_POSTPONED);
        }
        return room;
    }

    void start(Session session, HandshakeJob job, long monotonicNanos) {
        session.handshake.job = job;
        pending++;
        counters.highWater(EndpointCounter.PENDING_HANDSHAKES_HIGH_WATER, pending);
        if (worker.take(job)) {
            complete(monotonicNanos, job);
        }
    }

    /** A job came back. */
    void complete(long monotonicNanos, HandshakeJob job) {
        Session session = job.session();
        if (!job.isDone() || session.endpoint != endpoint) {
            throw new IllegalArgumentException("job of " + session + " is not done, or another endpoint's");
        }
        if (!job.giveBack()) {
            throw new IllegalArgumentException("job of " + session + " was given back twice");
        }
        pending--;
        if (session.handshake.job != job) {
            // Nobody waits for it any more: the session ended meanwhile.
            counters.increment(EndpointCounter.HANDSHAKES_ABANDONED);
            return;
        }
        session.handshake.job = null;
        job.finish(monotonicNanos);
    }

    /** What is known of the peer from its terms, and the cipher that was agreed on. */
    static void agreed(Session session, AgreementJob job) {
        session.remoteId = job.remoteId;
        session.peerIdentity = job.peer.identity;
        session.cipher = job.cipher;
        boolean numbered = Integer.compareUnsigned(job.peer.protocolVersion, PROTOCOL_VERSION_NUMBERED) >= 0;
        session.begin(job.peer.protocolVersion, numbered ? 2 : 1);
        session.handshake.wipe();
    }
}
