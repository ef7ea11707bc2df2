package io.darkages.engine.transport;

import io.darkages.engine.transport.crypto.Cryptography;
import java.nio.charset.StandardCharsets;

/**
 * A server's side of the handshake. Nothing is kept for an address that has not given its challenge back; one
 * that has gets a session, whose keys are then made. Until the client's first data packet it is half open, and
 * asks for that packet, because a client that has nothing to say would be silent.
 */
final class ServerHandshake implements AgreementJob.Owner {

    private static final int NO_SUITE = 0;
    /** A client is told how long its answer took if that is less; as in GameNetworkingSockets. */
    private static final long TIMESTAMP_LIFE_NANOS = 4_000 * Handshake.MILLI;

    private final Handshake handshake;
    private final Endpoint endpoint;
    private final EndpointOptions options;
    private final EndpointCounters counters;
    private final SessionTable table;
    private final ControlSender sender;
    private final SessionEnd end;
    private final Cryptography cryptography;
    private final byte[] certificate;
    private final byte[] identity;
    private final Challenge challenges;
    private final PeerTerms.Reader terms;

    ServerHandshake(
            Handshake handshake,
            Endpoint endpoint,
            SessionTable table,
            ControlSender sender,
            SessionEnd end,
            Cryptography cryptography,
            byte[] certificate,
            Challenge challenges) {
        this.handshake = handshake;
        this.endpoint = endpoint;
        this.table = table;
        this.sender = sender;
        this.end = end;
        this.cryptography = cryptography;
        this.certificate = certificate;
        this.challenges = challenges;
        terms = handshake.terms();
        options = endpoint.options();
        counters = endpoint.counters();
        identity = options.lifecycle().identity().getBytes(StandardCharsets.UTF_8);
    }

    void challengeRequested(ControlMessage incoming, long monotonicNanos, long from) {
        if (!options.sessions().accepted() || incoming.senderId == 0) {
            counters.increment(EndpointCounter.MALFORMED_CONTROL);
            return;
        }
        Session known = table.byClient(from, incoming.senderId);
        if (known != null) {
            askedAgain(known, monotonicNanos);
            return;
        }
        ControlMessage reply = sender.begin(ControlMessage.CHALLENGE_REPLY);
        reply.recipientId = incoming.senderId;
        reply.challenge = challenges.issue(monotonicNanos, from);
        if (incoming.hasTimestamp) {
            reply.timestamp(incoming.timestamp);
        }
        reply.protocolVersion = Handshake.PROTOCOL_VERSION;
        counters.increment(EndpointCounter.CHALLENGES_SENT);
        sender.send(from);
    }

    void connectRequested(ControlMessage incoming, long monotonicNanos, long from) {
        if (!options.sessions().accepted() || incoming.senderId == 0) {
            counters.increment(EndpointCounter.MALFORMED_CONTROL);
            return;
        }
        if (!challenges.accepts(monotonicNanos, from, incoming.challenge)) {
            counters.increment(EndpointCounter.CHALLENGES_REFUSED);
            return;
        }
        Session known = table.byClient(from, incoming.senderId);
        if (known != null) {
            askedAgain(known, monotonicNanos);
            return;
        }
        if (terms.judge(incoming) != 0) {
            // Not answered: an honest client's request that was damaged comes again.
            counters.increment(EndpointCounter.HANDSHAKES_REFUSED);
            return;
        }
        int suite = commonSuite();
        if (Integer.compareUnsigned(terms.crypt.protocolVersion, Handshake.PROTOCOL_VERSION_MIN) < 0) {
            counters.increment(EndpointCounter.HANDSHAKES_REFUSED);
            refuse(from, incoming.senderId, CloseReason.BAD_PROTOCOL_VERSION, "protocol version");
        } else if (suite == NO_SUITE) {
            counters.increment(EndpointCounter.HANDSHAKES_REFUSED);
            refuse(from, incoming.senderId, CloseReason.BAD_CRYPT, "cipher suite");
        } else if (isFull(from)) {
            counters.increment(EndpointCounter.SESSIONS_REFUSED);
            refuse(from, incoming.senderId, CloseReason.SERVER_FULL, "server full");
        } else if (handshake.hasRoomForJob()) {
            begin(incoming, suite, monotonicNanos, from);
        }
    }

    private boolean isFull(long from) {
        LifecycleOptions shares = options.lifecycle();
        return table.openCount() >= options.sessions().max()
                || table.halfOpenCount() >= options.sessions().halfOpenMax()
                || table.countAt(from, false) >= options.sessions().perAddressMax()
                || table.openAtHost(from) >= shares.sessionsPerHostMax()
                || table.halfOpenAtHost(from) >= shares.halfOpenPerHostMax();
    }

    /** The first of this side's suites that the client has. */
    private int commonSuite() {
        for (int suite : cryptography.suites()) {
            if (terms.crypt.offers(suite)) {
                return suite;
            }
        }
        return NO_SUITE;
    }

    private void begin(ControlMessage incoming, int suite, long monotonicNanos, long from) {
        Session session = handshake.open(monotonicNanos, from, true);
        session.remoteId = incoming.senderId;
        session.handshake.hasTimestamp = incoming.hasTimestamp;
        session.handshake.timestamp = incoming.timestamp;
        session.handshake.requestNanos = monotonicNanos;
        counters.highWater(EndpointCounter.HALF_OPEN_HIGH_WATER, table.halfOpenCount());
        table.deadline(session.index, handshake.deadline(session));
        AgreementJob job = new AgreementJob(
                this, cryptography, session, incoming.senderId, certificate, terms.copy(incoming), suite, 0);
        handshake.start(session, job, monotonicNanos);
    }

    @Override
    public void agreed(AgreementJob job, long monotonicNanos) {
        Session session = job.session();
        if (job.fault != 0) {
            counters.increment(EndpointCounter.HANDSHAKES_REFUSED);
            end.forget(session);
            if (job.fault != AgreementJob.FORGED) {
                refuse(session.address, session.remoteId, job.fault, "key");
            }
            return;
        }
        session.handshake.signed(job.info, job.signature);
        Handshake.agreed(session, job);
        session.lastReceivedNanos = monotonicNanos;
        counters.increment(EndpointCounter.SESSIONS_ACCEPTED);
        table.move(session, SessionState.HALF_OPEN);
        accept(session, monotonicNanos);
        nudge(session, monotonicNanos);
        endpoint.reschedule(session, monotonicNanos);
    }

    void runTimers(Session session, long monotonicNanos) {
        if (monotonicNanos - session.createdNanos >= options.timers().handshakeTimeoutNanos()) {
            end.timeOut(session, monotonicNanos);
        } else {
            nudge(session, monotonicNanos);
        }
    }

    /** Asks the client for a packet: its first one confirms the session. */
    private void nudge(Session session, long monotonicNanos) {
        if (session.state == SessionState.HALF_OPEN) {
            session.controlDueNanos = monotonicNanos + options.timers().handshakeRetryNanos();
            endpoint.nudge(session, monotonicNanos);
        }
    }

    /** A client that has a session already asks for one: it has not heard the answer, or not that it ended. */
    private void askedAgain(Session session, long monotonicNanos) {
        if (session.state.takesData()) {
            accept(session, monotonicNanos);
        } else if (session.state == SessionState.CLOSING) {
            end.tellAgain(session, monotonicNanos);
        } else {
            counters.increment(EndpointCounter.UNKNOWN_SESSION);
        }
    }

    /** Sends the answer, the same each time but for how long it took. */
    private void accept(Session session, long monotonicNanos) {
        HandshakeState own = session.handshake;
        ControlMessage answer = sender.begin(ControlMessage.CONNECT_OK);
        answer.recipientId = session.remoteId;
        answer.senderId = session.localId;
        long thinkingNanos = monotonicNanos - own.requestNanos;
        if (own.hasTimestamp && thinkingNanos < TIMESTAMP_LIFE_NANOS) {
            answer.timestamp(own.timestamp);
            answer.delayMicros = (int) (thinkingNanos / 1_000);
        }
        answer.certificate.set(certificate);
        answer.cryptInfo.set(own.info);
        answer.cryptSignature.set(own.signature);
        if (identity.length > 0) {
            answer.identity.set(identity);
        }
        sender.send(session);
    }

    /** Says no to a client that has proven its address; it has no session. */
    private void refuse(long to, int clientId, int reason, String debug) {
        ControlMessage refusal = sender.begin(ControlMessage.CONNECTION_CLOSED);
        refusal.recipientId = clientId;
        refusal.reason = reason;
        refusal.debug(debug);
        sender.send(to);
    }
}
