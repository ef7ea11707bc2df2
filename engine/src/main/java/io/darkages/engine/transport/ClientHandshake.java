package io.darkages.engine.transport;

import io.darkages.engine.transport.crypto.Cryptography;
import java.nio.charset.StandardCharsets;

/**
 * A client's side of the handshake. Its own keys are made while it waits for the challenge. An answer that was
 * damaged on its way is dropped, and comes again when the request does.
 */
final class ClientHandshake implements AgreementJob.Owner {

    /** A client asks for a new challenge before the old one can expire, 3 units of 1.05 s after it was made. */
    private static final long CHALLENGE_LIFE_NANOS = 3_000 * Handshake.MILLI;

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
    private final PeerTerms.Reader terms;

    ClientHandshake(
            Handshake handshake,
            Endpoint endpoint,
            SessionTable table,
            ControlSender sender,
            SessionEnd end,
            Cryptography cryptography,
            byte[] certificate) {
        this.handshake = handshake;
        this.endpoint = endpoint;
        this.table = table;
        this.sender = sender;
        this.end = end;
        this.cryptography = cryptography;
        this.certificate = certificate;
        terms = handshake.terms();
        options = endpoint.options();
        counters = endpoint.counters();
        identity = options.lifecycle().identity().getBytes(StandardCharsets.UTF_8);
    }

    Session connect(long monotonicNanos, long address) {
        if (table.openCount() >= options.sessions().max()) {
            throw new IllegalStateException("all " + options.sessions().max() + " sessions are taken");
        }
        Session session = handshake.open(monotonicNanos, address, false);
        askForChallenge(session, monotonicNanos);
        makeKeys(session, monotonicNanos);
        return session;
    }

    void runTimers(Session session, long monotonicNanos) {
        if (monotonicNanos - session.createdNanos >= options.timers().handshakeTimeoutNanos()) {
            end.timeOut(session, monotonicNanos);
            return;
        }
        makeKeys(session, monotonicNanos);
        if (session.state == SessionState.CHALLENGING || monotonicNanos >= session.handshake.challengeExpiresNanos) {
            askForChallenge(session, monotonicNanos);
        } else {
            askToConnect(session, monotonicNanos);
        }
    }

    /** Has the session's own keys made, unless they are, or are being made. */
    private void makeKeys(Session session, long monotonicNanos) {
        HandshakeState own = session.handshake;
        if (!own.isSigned() && own.job == null && handshake.hasRoomForJob()) {
            handshake.start(session, new KeysJob(this, cryptography, session), monotonicNanos);
        }
    }

    void keysMade(Session session, KeysJob job, long monotonicNanos) {
        session.handshake.signed(job.info, job.signature);
        if (session.state == SessionState.REQUESTING) {
            askToConnect(session, monotonicNanos);
            table.deadline(session.index, handshake.deadline(session));
        }
    }

    void challenged(ControlMessage incoming, long monotonicNanos, long from) {
        Session session = table.byLocalId(incoming.recipientId);
        // A second, different challenge is taken as well: the first may have been damaged on its way.
        boolean asked = session != null
                && session.address == from
                && (session.state == SessionState.CHALLENGING
                        || session.state == SessionState.REQUESTING
                                && session.handshake.challenge != incoming.challenge);
        if (!asked) {
            counters.increment(EndpointCounter.UNKNOWN_SESSION);
            return;
        }
        if (Integer.compareUnsigned(incoming.protocolVersion, Handshake.PROTOCOL_VERSION_MIN) < 0) {
            // Nothing here is signed: if it was damaged, another one will do.
            session.handshake.answerFault = CloseReason.BAD_PROTOCOL_VERSION;
            counters.increment(EndpointCounter.MALFORMED_CONTROL);
            return;
        }
        long sample = sampleNanos(incoming, monotonicNanos);
        if (sample >= 0) {
            session.roundTrip.sample(sample);
        }
        session.handshake.challenge = incoming.challenge;
        session.handshake.challengeVersion = incoming.protocolVersion;
        session.handshake.challengeExpiresNanos = monotonicNanos + CHALLENGE_LIFE_NANOS;
        table.move(session, SessionState.REQUESTING);
        askToConnect(session, monotonicNanos);
        table.deadline(session.index, handshake.deadline(session));
    }

    void answered(ControlMessage incoming, long monotonicNanos, long from) {
        Session session = table.byLocalId(incoming.recipientId);
        if (session == null || session.address != from || session.serverSide) {
            counters.increment(EndpointCounter.UNKNOWN_SESSION);
            return;
        }
        if (session.state == SessionState.CLOSING) {
            if (session.remoteId == 0) {
                session.remoteId = incoming.senderId;
            }
            end.tellAgain(session, monotonicNanos);
            return;
        }
        HandshakeState own = session.handshake;
        boolean waiting = session.state == SessionState.REQUESTING || session.state == SessionState.CHALLENGING;
        if (!waiting || !own.requested || own.job != null) {
            // Also the second answer to a request that was made twice.
            counters.increment(EndpointCounter.UNKNOWN_SESSION);
            return;
        }
        int malformed = incoming.senderId == 0 ? CloseReason.BAD_CRYPT : terms.judge(incoming);
        if (malformed != 0) {
            own.answerFault = malformed;
            counters.increment(EndpointCounter.HANDSHAKES_REFUSED);
            return;
        }
        if (!handshake.hasRoomForJob()) {
            return;
        }
        own.answerSampleNanos = sampleNanos(incoming, monotonicNanos);
        int suite = terms.crypt.suites[0];
        AgreementJob job = new AgreementJob(
                this,
                cryptography,
                session,
                incoming.senderId,
                certificate,
                terms.copy(incoming),
                suite,
                fault(session));
        handshake.start(session, job, monotonicNanos);
    }

    /** What is wrong with a well-formed answer if it is really the server's, 0 if nothing is. */
    private int fault(Session session) {
        CryptInfo answer = terms.crypt;
        if (answer.protocolVersion != session.handshake.challengeVersion) {
            return CloseReason.BAD_PROTOCOL_VERSION;
        }
        boolean one = answer.suiteCount == 1 && cryptography.suites().contains(answer.suites[0]);
        return one ? 0 : CloseReason.BAD_CRYPT;
    }

    @Override
    public void agreed(AgreementJob job, long monotonicNanos) {
        Session session = job.session();
        if (job.fault == AgreementJob.FORGED) {
            session.handshake.answerFault = CloseReason.BAD_CRYPT;
            counters.increment(EndpointCounter.HANDSHAKES_REFUSED);
            return;
        }
        if (job.fault != 0) {
            counters.increment(EndpointCounter.HANDSHAKES_REFUSED);
            session.remoteId = job.remoteId;
            boolean version = job.fault == CloseReason.BAD_PROTOCOL_VERSION;
            end.close(session, monotonicNanos, job.fault, version ? "protocol version" : "cipher suite or key");
            endpoint.reschedule(session, monotonicNanos);
            return;
        }
        Handshake.agreed(session, job);
        session.handshake.answered();
        if (session.handshake.answerSampleNanos >= 0) {
            session.roundTrip.sample(session.handshake.answerSampleNanos);
        }
        session.lastReceivedNanos = monotonicNanos;
        handshake.up(session);
        endpoint.sendFirst(session, monotonicNanos);
    }

    private void askForChallenge(Session session, long monotonicNanos) {
        table.move(session, SessionState.CHALLENGING);
        session.controlDueNanos = monotonicNanos + options.timers().handshakeRetryNanos();
        ControlMessage request = sender.begin(ControlMessage.CHALLENGE_REQUEST);
        request.senderId = session.localId;
        request.timestamp(micros(monotonicNanos));
        request.protocolVersion = Handshake.PROTOCOL_VERSION;
        sender.send(session);
    }

    /** Sends the request, or has it wait until the keys are there. */
    private void askToConnect(Session session, long monotonicNanos) {
        HandshakeState own = session.handshake;
        session.controlDueNanos = monotonicNanos + options.timers().handshakeRetryNanos();
        if (!own.isSigned()) {
            return;
        }
        own.requested = true;
        ControlMessage request = sender.begin(ControlMessage.CONNECT_REQUEST);
        request.senderId = session.localId;
        request.challenge = own.challenge;
        request.timestamp(micros(monotonicNanos));
        request.ping((int) (session.roundTrip.smoothedNanos() / Handshake.MILLI));
        request.certificate.set(certificate);
        request.cryptInfo.set(own.info);
        request.cryptSignature.set(own.signature);
        if (identity.length > 0) {
            request.identity.set(identity);
        }
        sender.send(session);
    }

    /** A round trip of the handshake; negative if the time that was given back is none of ours. */
    private long sampleNanos(ControlMessage incoming, long monotonicNanos) {
        long elapsed = micros(monotonicNanos) - incoming.timestamp;
        boolean ours = incoming.hasTimestamp
                && elapsed >= 0
                && elapsed <= options.timers().handshakeTimeoutNanos() / 1_000;
        return ours && incoming.delayMicros >= 0 ? (elapsed - incoming.delayMicros) * 1_000 : -1;
    }

    private static long micros(long nanos) {
        return Math.floorDiv(nanos, 1_000L);
    }
}
