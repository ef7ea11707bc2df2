package io.darkages.engine.transport;

import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.random.RandomSource;

/**
 * Control packets: how sessions come about and end. A client asks for a challenge (512 bytes, so that
 * no answer is longer), gives it back with its connect request, and is answered with the server's id.
 * The server keeps nothing for an address before that, and holds the session half open until the
 * client's first data packet.
 */
final class Handshake {

    static final int PROTOCOL_VERSION = 13;
    static final int PROTOCOL_VERSION_MIN = 8;

    private static final long MILLI = 1_000_000;
    /** A client asks for a new challenge before the old one can expire, 3 units of 1.05 s after it was made. */
    private static final long CHALLENGE_LIFE_NANOS = 3_000 * MILLI;

    private static final long CLOSE_RETRY_NANOS = 500 * MILLI;
    private static final int CLOSE_RETRIES = 3;
    /** Answers to packets of sessions that are not there, for all addresses together. */
    private static final int STRAY_ANSWERS_PER_SECOND = 1_000;

    private static final int STRAY_ANSWER_BYTES = 1;

    private final Endpoint endpoint;
    private final EndpointOptions.Sessions sessions;
    private final EndpointOptions.Timers timers;
    private final EndpointCounters counters;
    private final SessionTable table;
    private final DatagramSender datagrams;
    private final PacketCipherFactory ciphers;
    private final RandomSource ids;
    private final Challenge challenges;
    private final SendBudget strayAnswers =
            new SendBudget(STRAY_ANSWERS_PER_SECOND, STRAY_ANSWERS_PER_SECOND, Long.MIN_VALUE / 4);

    private final ControlMessage incoming = new ControlMessage();
    private final ControlMessage outgoing = new ControlMessage();
    private final WireWriter out = new WireWriter();
    private final byte[] datagram = new byte[ControlMessage.BYTES_MAX];
    private int openCount;
    private int halfOpenCount;

    Handshake(
            Endpoint endpoint,
            SessionTable table,
            DatagramSender datagrams,
            PacketCipherFactory ciphers,
            RandomSource ids) {
        this.endpoint = endpoint;
        this.table = table;
        this.datagrams = datagrams;
        this.ciphers = ciphers;
        this.ids = ids;
        sessions = endpoint.options().sessions();
        timers = endpoint.options().timers();
        counters = endpoint.counters();
        challenges = new Challenge(ids.nextLong(), ids.nextLong());
    }

    int openCount() {
        return openCount;
    }

    int halfOpenCount() {
        return halfOpenCount;
    }

    Session connect(long monotonicNanos, long address) {
        if (table.count() >= sessions.max()) {
            throw new IllegalStateException("all " + sessions.max() + " sessions are taken");
        }
        Session session = open(monotonicNanos, address, false);
        askForChallenge(session, monotonicNanos);
        return session;
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
            case ControlMessage.CHALLENGE_REQUEST -> challengeRequested(monotonicNanos, from);
            case ControlMessage.CHALLENGE_REPLY -> challenged(monotonicNanos, from);
            case ControlMessage.CONNECT_REQUEST -> connectRequested(monotonicNanos, from);
            case ControlMessage.CONNECT_OK -> accepted(monotonicNanos, from);
            case ControlMessage.CONNECTION_CLOSED -> closedByPeer(monotonicNanos, from);
            default -> noConnection(from);
        }
    }

    /** Timers of the states in which no data goes. */
    void runTimers(Session session, long monotonicNanos) {
        switch (session.state) {
            case CHALLENGING, REQUESTING -> {
                if (monotonicNanos - session.createdNanos >= timers.handshakeTimeoutNanos()) {
                    timeOut(session, monotonicNanos);
                } else if (session.state == SessionState.CHALLENGING
                        || monotonicNanos >= session.challengeExpiresNanos) {
                    askForChallenge(session, monotonicNanos);
                } else {
                    askToConnect(session, monotonicNanos);
                }
            }
            case HALF_OPEN -> {
                counters.increment(EndpointCounter.SESSIONS_TIMED_OUT);
                forget(session);
            }
            case CLOSING -> {
                if (session.controlPacketsLeft == 0) {
                    forget(session);
                } else {
                    session.controlPacketsLeft--;
                    sendClosed(session, monotonicNanos);
                }
            }
            default -> throw new IllegalStateException(session + " has no handshake timers");
        }
    }

    long deadline(Session session) {
        long end = session.createdNanos + timers.handshakeTimeoutNanos();
        return switch (session.state) {
            case HALF_OPEN -> end;
            case CHALLENGING, REQUESTING -> Math.min(session.controlDueNanos, end);
            default -> session.controlDueNanos;
        };
    }

    void confirm(Session session) {
        halfOpenCount--;
        session.state = SessionState.CONNECTED;
        counters.increment(EndpointCounter.SESSIONS_CONNECTED);
        endpoint.listener().connected(session);
    }

    void close(Session session, long monotonicNanos, int reason, String debug) {
        SessionState before = session.state;
        if (before == SessionState.CLOSING || before == SessionState.CLOSED) {
            return;
        }
        String text = ControlMessage.limited(debug);
        if (before == SessionState.CHALLENGING) {
            // The server has heard of nothing yet.
            forget(session);
        } else {
            leaveOpen(session);
            session.state = SessionState.CLOSING;
            session.closeReason = reason;
            session.closeDebug = text;
            session.controlPacketsLeft = CLOSE_RETRIES;
            session.releaseBuffers();
            sendClosed(session, monotonicNanos);
        }
        announceClosed(session, before, reason, text);
    }

    void timeOut(Session session, long monotonicNanos) {
        counters.increment(EndpointCounter.SESSIONS_TIMED_OUT);
        close(session, monotonicNanos, CloseReason.TIMEOUT, "timed out");
        if (session.state == SessionState.CLOSING) {
            // Told once; whoever was silent for so long is not worth three more attempts.
            forget(session);
        }
    }

    /** Answers a packet of a session that is not there, unless there were too many of them. Never longer than it. */
    void sendNoConnection(long monotonicNanos, long to, int ownId, int peerId) {
        if (strayAnswers.availableBytes(monotonicNanos) < STRAY_ANSWER_BYTES || ownId == 0 && peerId == 0) {
            return;
        }
        strayAnswers.take(STRAY_ANSWER_BYTES);
        outgoing.clear(ControlMessage.NO_CONNECTION);
        outgoing.senderId = ownId;
        outgoing.recipientId = peerId;
        counters.increment(EndpointCounter.NO_CONNECTION_SENT);
        sendOutgoing(to);
    }

    private void challengeRequested(long monotonicNanos, long from) {
        if (!sessions.accepted() || incoming.senderId == 0) {
            counters.increment(EndpointCounter.MALFORMED_CONTROL);
            return;
        }
        outgoing.clear(ControlMessage.CHALLENGE_REPLY);
        outgoing.recipientId = incoming.senderId;
        outgoing.challenge = challenges.issue(monotonicNanos, from);
        outgoing.timestamp = incoming.timestamp;
        outgoing.protocolVersion = PROTOCOL_VERSION;
        counters.increment(EndpointCounter.CHALLENGES_SENT);
        sendOutgoing(from);
    }

    private void challenged(long monotonicNanos, long from) {
        Session session = table.byLocalId(incoming.recipientId);
        // A second, different challenge is taken as well: the first may have been damaged on its way.
        boolean asked = session != null
                && session.address == from
                && (session.state == SessionState.CHALLENGING
                        || session.state == SessionState.REQUESTING && session.challenge != incoming.challenge);
        if (!asked) {
            counters.increment(EndpointCounter.UNKNOWN_SESSION);
            return;
        }
        sample(session, monotonicNanos, 0);
        session.challenge = incoming.challenge;
        session.challengeExpiresNanos = monotonicNanos + CHALLENGE_LIFE_NANOS;
        session.state = SessionState.REQUESTING;
        askToConnect(session, monotonicNanos);
        table.deadline(session.index, deadline(session));
    }

    private void connectRequested(long monotonicNanos, long from) {
        if (!sessions.accepted() || incoming.senderId == 0) {
            counters.increment(EndpointCounter.MALFORMED_CONTROL);
            return;
        }
        if (!challenges.accepts(monotonicNanos, from, incoming.challenge)) {
            counters.increment(EndpointCounter.CHALLENGES_REFUSED);
            return;
        }
        Session known = table.byPeer(from, incoming.senderId);
        if (known != null) {
            boolean repeated = known.serverSide && known.remoteNonce == incoming.nonce;
            if (repeated && (known.state == SessionState.HALF_OPEN || known.state == SessionState.CONNECTED)) {
                accept(known);
            } else {
                counters.increment(EndpointCounter.UNKNOWN_SESSION);
            }
        } else if (incoming.protocolVersion < PROTOCOL_VERSION_MIN) {
            refuse(from, CloseReason.BAD_PROTOCOL_VERSION, "protocol version");
        } else if (incoming.suite != ciphers.suite()) {
            refuse(from, CloseReason.BAD_CRYPT, "cipher suite");
        } else if (table.count() >= sessions.max()
                || halfOpenCount >= sessions.halfOpenMax()
                || table.countAt(from) >= sessions.perAddressMax()) {
            counters.increment(EndpointCounter.SESSIONS_REFUSED);
            refuse(from, CloseReason.SERVER_FULL, "server full");
        } else {
            Session session = open(monotonicNanos, from, true);
            session.remoteId = incoming.senderId;
            session.remoteNonce = incoming.nonce;
            session.cipher = ciphers.create(new CipherParameters(
                    true, session.remoteId, session.localId, session.remoteNonce, session.localNonce));
            halfOpenCount++;
            counters.increment(EndpointCounter.SESSIONS_ACCEPTED);
            counters.highWater(EndpointCounter.HALF_OPEN_HIGH_WATER, halfOpenCount);
            table.deadline(session.index, deadline(session));
            accept(session);
        }
    }

    private void accepted(long monotonicNanos, long from) {
        Session session = table.byLocalId(incoming.recipientId);
        if (session == null || session.address != from || session.state != SessionState.REQUESTING) {
            // Also the second answer to a request that was made twice.
            counters.increment(EndpointCounter.UNKNOWN_SESSION);
            return;
        }
        if (incoming.senderId == 0 || incoming.protocolVersion < PROTOCOL_VERSION_MIN) {
            counters.increment(EndpointCounter.MALFORMED_CONTROL);
            return;
        }
        if (incoming.suite != ciphers.suite()) {
            session.remoteId = incoming.senderId;
            close(session, monotonicNanos, CloseReason.BAD_CRYPT, "cipher suite");
            table.deadline(session.index, deadline(session));
            return;
        }
        sample(session, monotonicNanos, incoming.delayMicros * 1_000L);
        session.remoteId = incoming.senderId;
        session.remoteNonce = incoming.nonce;
        session.cipher = ciphers.create(new CipherParameters(
                false, session.localId, session.remoteId, session.localNonce, session.remoteNonce));
        session.state = SessionState.CONNECTED;
        session.lastReceivedNanos = monotonicNanos;
        session.controlDueNanos = Session.NEVER;
        counters.increment(EndpointCounter.SESSIONS_CONNECTED);
        endpoint.listener().connected(session);
        endpoint.sendFirst(session, monotonicNanos);
    }

    private void closedByPeer(long monotonicNanos, long from) {
        // A client that gives up before it was accepted does not know this side's id.
        Session session = incoming.recipientId != 0
                ? table.byLocalId(incoming.recipientId)
                : incoming.senderId != 0 ? table.byPeer(from, incoming.senderId) : null;
        if (session != null && (session.address != from || !isFromPeer(session))) {
            counters.increment(EndpointCounter.WRONG_ADDRESS);
            return;
        }
        int reason = incoming.reason;
        String debug = session == null ? "" : incoming.debug.text();
        sendNoConnection(monotonicNanos, from, incoming.recipientId, incoming.senderId);
        if (session == null) {
            counters.increment(EndpointCounter.UNKNOWN_SESSION);
        } else {
            end(session, reason, debug);
        }
    }

    private void noConnection(long from) {
        // An answer to a data packet names only the id that is not there: then the address must do.
        Session session = incoming.recipientId != 0
                ? table.byLocalId(incoming.recipientId)
                : table.byPeer(from, incoming.senderId);
        boolean named = incoming.senderId != 0 || session != null && session.state == SessionState.CLOSING;
        if (session == null || !named || session.address != from || session.remoteId != incoming.senderId) {
            counters.increment(EndpointCounter.UNKNOWN_SESSION);
        } else {
            end(session, CloseReason.NO_CONNECTION, "the peer knows no such session");
        }
    }

    /** A client that has no answer yet does not know the server's id. */
    private boolean isFromPeer(Session session) {
        return session.remoteId == incoming.senderId || session.remoteId == 0;
    }

    /** The peer is done with the session: nobody need be told but the listener. */
    private void end(Session session, int reason, String debug) {
        SessionState before = session.state;
        forget(session);
        announceClosed(session, before, reason, debug);
    }

    /** A round trip of the handshake, unless the time that was given back is none of ours. */
    private void sample(Session session, long monotonicNanos, long peerDelayNanos) {
        long elapsed = Math.floorDiv(monotonicNanos, 1_000L) - incoming.timestamp;
        if (elapsed >= 0 && elapsed <= timers.handshakeTimeoutNanos() / 1_000 && peerDelayNanos >= 0) {
            session.roundTrip.sample(elapsed * 1_000 - peerDelayNanos);
        }
    }

    private Session open(long monotonicNanos, long address, boolean serverSide) {
        int id = (int) ids.nextLong();
        while (id == 0 || table.byLocalId(id) != null) {
            id = (int) ids.nextLong();
        }
        Session session = new Session(endpoint, address, id, serverSide, monotonicNanos);
        session.localNonce = ids.nextLong();
        table.add(session);
        openCount++;
        counters.highWater(EndpointCounter.SESSIONS_HIGH_WATER, table.count());
        return session;
    }

    private void askForChallenge(Session session, long monotonicNanos) {
        session.state = SessionState.CHALLENGING;
        session.controlDueNanos = monotonicNanos + timers.handshakeRetryNanos();
        outgoing.clear(ControlMessage.CHALLENGE_REQUEST);
        outgoing.senderId = session.localId;
        outgoing.timestamp = Math.floorDiv(monotonicNanos, 1_000L);
        outgoing.protocolVersion = PROTOCOL_VERSION;
        sendOutgoing(session);
    }

    private void askToConnect(Session session, long monotonicNanos) {
        session.controlDueNanos = monotonicNanos + timers.handshakeRetryNanos();
        outgoing.clear(ControlMessage.CONNECT_REQUEST);
        outgoing.senderId = session.localId;
        outgoing.challenge = session.challenge;
        outgoing.timestamp = Math.floorDiv(monotonicNanos, 1_000L);
        outgoing.pingMillis = (int) (session.roundTrip.smoothedNanos() / MILLI);
        outgoing.nonce = session.localNonce;
        outgoing.protocolVersion = PROTOCOL_VERSION;
        outgoing.suite = ciphers.suite();
        sendOutgoing(session);
    }

    private void accept(Session session) {
        outgoing.clear(ControlMessage.CONNECT_OK);
        outgoing.recipientId = session.remoteId;
        outgoing.senderId = session.localId;
        outgoing.timestamp = incoming.timestamp;
        outgoing.nonce = session.localNonce;
        outgoing.protocolVersion = PROTOCOL_VERSION;
        outgoing.suite = ciphers.suite();
        sendOutgoing(session);
    }

    /** Says no to an address that has proven itself; it has no session. */
    private void refuse(long to, int reason, String debug) {
        outgoing.clear(ControlMessage.CONNECTION_CLOSED);
        outgoing.recipientId = incoming.senderId;
        outgoing.reason = reason;
        outgoing.debug(debug);
        sendOutgoing(to);
    }

    private void sendClosed(Session session, long monotonicNanos) {
        session.controlDueNanos = monotonicNanos + CLOSE_RETRY_NANOS;
        outgoing.clear(ControlMessage.CONNECTION_CLOSED);
        outgoing.senderId = session.localId;
        outgoing.recipientId = session.remoteId;
        outgoing.reason = session.closeReason;
        outgoing.debug(session.closeDebug);
        sendOutgoing(session);
    }

    private void sendOutgoing(Session session) {
        int bytes = writeOutgoing() + EndpointOptions.UDP_IPV4_HEADER_BYTES;
        endpoint.observer().datagramSent(session, bytes, true);
        sendWritten(session.address);
    }

    private void sendOutgoing(long to) {
        writeOutgoing();
        sendWritten(to);
    }

    private int writeOutgoing() {
        out.reset(datagram, 0, datagram.length);
        outgoing.write(out);
        return out.position;
    }

    private void sendWritten(long to) {
        counters.increment(EndpointCounter.DATAGRAMS_SENT);
        counters.add(EndpointCounter.BYTES_SENT, out.position + EndpointOptions.UDP_IPV4_HEADER_BYTES);
        datagrams.send(to, datagram, 0, out.position);
    }

    /** Takes a session out of the counts of those that are open. */
    private void leaveOpen(Session session) {
        if (session.state == SessionState.HALF_OPEN) {
            halfOpenCount--;
        }
        if (session.state != SessionState.CLOSING) {
            openCount--;
        }
    }

    private void forget(Session session) {
        leaveOpen(session);
        session.state = SessionState.CLOSED;
        session.releaseBuffers();
        table.remove(session);
    }

    /** Tells the listener, if it knows the session at all and has not heard so before. */
    private void announceClosed(Session session, SessionState before, int reason, String debug) {
        if (before != SessionState.HALF_OPEN && before != SessionState.CLOSING) {
            counters.increment(EndpointCounter.SESSIONS_CLOSED);
            endpoint.listener().closed(session, reason, debug);
        }
    }
}
