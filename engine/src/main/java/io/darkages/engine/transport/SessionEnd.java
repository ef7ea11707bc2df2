package io.darkages.engine.transport;

/**
 * How sessions end. The side that closes tells the other, again until it answers, a few times at most, and then
 * for five seconds whenever the other sends something; that is GameNetworkingSockets' FinWait. Who lingers first
 * waits until its reliable data has arrived. Who was told answers, and forgets the session.
 *
 * <p>Ends are told in the clear. A packet that ends a session has to name both its ids, and come from its
 * address; only a client that gives up before it was answered knows but one.
 */
final class SessionEnd {

    private static final long MILLI = 1_000_000;
    private static final long CLOSE_RETRY_NANOS = 500 * MILLI;
    private static final int CLOSE_RETRIES = 3;
    /** As in GameNetworkingSockets. */
    private static final long FIN_WAIT_NANOS = 5_000 * MILLI;
    /** Within that, a peer that goes on sending is told at most so often. */
    private static final long TELL_AGAIN_NANOS = 100 * MILLI;
    /** Answers to the ends of sessions that are not there, for all addresses together. */
    private static final int STRAY_ANSWERS_PER_SECOND = 1_000;

    private static final int STRAY_ANSWER_BYTES = 1;

    private final Endpoint endpoint;
    private final EndpointOptions options;
    private final EndpointCounters counters;
    private final SessionTable table;
    private final ControlSender sender;
    private final SendBudget strayAnswers =
            new SendBudget(STRAY_ANSWERS_PER_SECOND, STRAY_ANSWERS_PER_SECOND, Long.MIN_VALUE / 4);

    SessionEnd(Endpoint endpoint, SessionTable table, ControlSender sender) {
        this.endpoint = endpoint;
        this.table = table;
        this.sender = sender;
        options = endpoint.options();
        counters = endpoint.counters();
    }

    /** Tells the listener and the peer, unless they know. */
    void close(Session session, long monotonicNanos, int reason, String debug) {
        close(session, monotonicNanos, reason, debug, CLOSE_RETRIES);
    }

    private void close(Session session, long monotonicNanos, int reason, String debug, int retries) {
        SessionState before = session.state;
        if (before == SessionState.CLOSING || before == SessionState.CLOSED) {
            return;
        }
        session.handshake.job = null;
        if (before != SessionState.LINGERING) {
            session.closeReason = reason;
            session.closeDebug = ControlMessage.limited(debug);
        }
        boolean asking = before == SessionState.CHALLENGING || before == SessionState.REQUESTING;
        boolean toldNobody = asking && !session.handshake.requested;
        boolean waits = table.closingCount() < options.sessions().max()
                && table.countAt(session.address, true) < options.sessions().perAddressMax();
        table.move(session, SessionState.CLOSING);
        session.releaseBuffers();
        if (!toldNobody) {
            session.controlPacketsLeft = retries;
            session.closingEndsNanos = monotonicNanos + FIN_WAIT_NANOS;
            tell(session, monotonicNanos);
        }
        if (toldNobody || !waits) {
            table.remove(session);
        } else {
            counters.highWater(EndpointCounter.CLOSING_HIGH_WATER, table.closingCount());
        }
        announce(session, before, session.closeReason, session.closeDebug);
    }

    /** Nothing was heard for too long, or no answer came. */
    void timeOut(Session session, long monotonicNanos) {
        counters.increment(EndpointCounter.SESSIONS_TIMED_OUT);
        int fault = session.state.isUp() ? 0 : session.handshake.answerFault;
        // Told once: whoever was silent for so long is not worth more, unless it speaks again.
        close(
                session,
                monotonicNanos,
                fault == 0 ? CloseReason.TIMEOUT : fault,
                fault == 0 ? "timed out" : "no valid answer",
                0);
    }

    /** Ends a session as soon as the peer has acknowledged what is queued. */
    void linger(Session session, long monotonicNanos, int reason, String debug) {
        if (session.state != SessionState.CONNECTED) {
            close(session, monotonicNanos, reason, debug);
            return;
        }
        session.closeReason = reason;
        session.closeDebug = ControlMessage.limited(debug);
        session.lingerEndsNanos = monotonicNanos + options.lifecycle().lingerNanos();
        table.move(session, SessionState.LINGERING);
        announce(session, SessionState.CONNECTED, reason, session.closeDebug);
    }

    /** Ends a lingering session whose data has arrived, or took too long. */
    void endLinger(Session session, long monotonicNanos) {
        if (session.reliableBytesHeld() == 0 || monotonicNanos >= session.lingerEndsNanos) {
            close(session, monotonicNanos, session.closeReason, session.closeDebug);
        }
    }

    void runTimers(Session session, long monotonicNanos) {
        if (monotonicNanos >= session.closingEndsNanos) {
            table.remove(session);
        } else if (session.controlPacketsLeft > 0) {
            session.controlPacketsLeft--;
            tell(session, monotonicNanos);
        }
    }

    /** The peer of a session that is closing sent something: it has not heard. */
    void tellAgain(Session session, long monotonicNanos) {
        if (monotonicNanos - session.closeToldNanos >= TELL_AGAIN_NANOS) {
            tell(session, monotonicNanos);
            table.deadline(session.index, session.controlDueNanos);
        } else {
            counters.increment(EndpointCounter.UNKNOWN_SESSION);
        }
    }

    /** Takes a session away without a word to anybody. */
    void forget(Session session) {
        session.handshake.job = null;
        session.releaseBuffers();
        table.remove(session);
    }

    void closedByPeer(ControlMessage incoming, long monotonicNanos, long from) {
        Session session = ended(incoming, from);
        // The answer says exactly what the packet said. It was padded, and is the longer one by far.
        answer(incoming, monotonicNanos, from, session != null);
        if (session == null) {
            counters.increment(EndpointCounter.UNKNOWN_SESSION);
        } else {
            end(session, incoming.reason, incoming.debug.text());
        }
    }

    /** The session that the packet names, or null. */
    private Session ended(ControlMessage incoming, long from) {
        if (incoming.recipientId == 0) {
            // A client that gives up before it was answered does not know this side's id.
            Session early = incoming.senderId == 0 ? null : table.byClient(from, incoming.senderId);
            boolean unanswered = early != null && !early.state.isUp();
            return unanswered ? early : null;
        }
        Session session = table.byLocalId(incoming.recipientId);
        // A client that was not answered yet does not know the server's id, and a refusal names none.
        boolean itsPeer = session != null
                && session.address == from
                && (session.remoteId == incoming.senderId || session.remoteId == 0);
        return itsPeer ? session : null;
    }

    private void answer(ControlMessage incoming, long monotonicNanos, long to, boolean known) {
        if (incoming.recipientId == 0 && incoming.senderId == 0) {
            return;
        }
        if (!known) {
            if (strayAnswers.availableBytes(monotonicNanos) < STRAY_ANSWER_BYTES) {
                return;
            }
            strayAnswers.take(STRAY_ANSWER_BYTES);
        }
        ControlMessage reply = sender.begin(ControlMessage.NO_CONNECTION);
        reply.senderId = incoming.recipientId;
        reply.recipientId = incoming.senderId;
        counters.increment(EndpointCounter.NO_CONNECTION_SENT);
        sender.send(to);
    }

    void noConnection(ControlMessage incoming, long from) {
        Session session = table.byLocalId(incoming.recipientId);
        boolean told = session != null && (session.remoteId != 0 || session.state == SessionState.CLOSING);
        if (!told || session.address != from || session.remoteId != incoming.senderId) {
            counters.increment(EndpointCounter.UNKNOWN_SESSION);
        } else {
            end(session, CloseReason.NO_CONNECTION, "the peer knows no such session");
        }
    }

    /** The peer is done with the session: nobody need be told but the listener. */
    private void end(Session session, int reason, String debug) {
        SessionState before = session.state;
        forget(session);
        announce(session, before, reason, debug);
    }

    private void tell(Session session, long monotonicNanos) {
        session.closeToldNanos = monotonicNanos;
        session.controlDueNanos = session.controlPacketsLeft > 0
                ? Math.min(monotonicNanos + CLOSE_RETRY_NANOS, session.closingEndsNanos)
                : session.closingEndsNanos;
        ControlMessage told = sender.begin(ControlMessage.CONNECTION_CLOSED);
        told.senderId = session.localId;
        told.recipientId = session.remoteId;
        told.reason = session.closeReason;
        told.debug(session.closeDebug);
        sender.send(session);
    }

    /** Tells the listener, if it knows the session at all and has not heard so before. */
    private void announce(Session session, SessionState before, int reason, String debug) {
        boolean known = before == SessionState.CONNECTED
                || before == SessionState.CHALLENGING
                || before == SessionState.REQUESTING;
        if (known) {
            counters.increment(EndpointCounter.SESSIONS_CLOSED);
            endpoint.listener().closed(session, reason, debug);
        }
    }
}
