package io.darkages.engine.transport;

/** The timers of a connected session: acks that are due, retransmission, keep-alive, timeout, and pacing. */
final class SessionTimers {

    private final EndpointOptions options;
    private final PacketBuilder builder;
    private final SessionEnd end;
    private final EndpointCounters counters;

    SessionTimers(EndpointOptions options, PacketBuilder builder, SessionEnd end, EndpointCounters counters) {
        this.options = options;
        this.builder = builder;
        this.end = end;
        this.counters = counters;
    }

    /** Builds packets as long as there is something that may leave. */
    void sendQueued(Session session, long monotonicNanos) {
        while (builder.build(session, monotonicNanos, false)) {
            // Each call sends one packet.
        }
        boolean reliableWaits = session.reliableSender.pendingBytes() > 0 && !session.sent.isFull();
        session.sendDue = reliableWaits || session.unreliable.messages() > 0;
    }

    /** Does what is due. */
    void run(Session session, long monotonicNanos) {
        if (monotonicNanos - session.lastReceivedNanos >= options.timers().timeoutNanos()) {
            end.timeOut(session, monotonicNanos);
            return;
        }
        SentPackets sent = session.sent;
        if (sent.reliableInFlight() > 0
                && sent.expire(
                                monotonicNanos,
                                session.roundTrip.timeoutNanos(
                                        options.ackDelays().reliableNanos()))
                        > 0) {
            counters.increment(EndpointCounter.RETRANSMISSION_TIMEOUTS);
            session.roundTrip.timedOut();
            session.sendDue = true;
        }
        if (session.sendDue || monotonicNanos >= session.ackDueNanos) {
            sendQueued(session, monotonicNanos);
        }
        if (monotonicNanos - session.lastSentNanos >= options.timers().keepAliveNanos()) {
            builder.build(session, monotonicNanos, true);
        }
    }

    /** When the session wants to be visited next. */
    long deadline(Session session, long monotonicNanos) {
        long keepAliveNanos = session.lastSentNanos + options.timers().keepAliveNanos();
        long paced = Long.MIN_VALUE;
        boolean ackLate = session.ackDueNanos <= monotonicNanos;
        if (session.sendDue || ackLate || keepAliveNanos <= monotonicNanos) {
            // At once, if an advance has not come round to it yet; else when the rate lets it out.
            paced = monotonicNanos + session.budget.nanosUntil(monotonicNanos, builder.nextDatagramBytes(session));
        }
        long deadline = session.lastReceivedNanos + options.timers().timeoutNanos();
        deadline = Math.min(deadline, Math.max(keepAliveNanos, paced));
        if (session.ackDueNanos != Session.NEVER) {
            deadline = Math.min(deadline, ackLate ? paced : session.ackDueNanos);
        }
        if (session.sendDue) {
            deadline = Math.min(deadline, paced);
        }
        if (session.sent.reliableInFlight() > 0) {
            long timeout = session.roundTrip.timeoutNanos(options.ackDelays().reliableNanos());
            // Packet times are kept to 1,024 ns; a visit too early would find nothing expired.
            long left = timeout - session.sent.oldestReliableAgeNanos(monotonicNanos) + 2048;
            deadline = Math.min(deadline, monotonicNanos + Math.max(left, 1));
        }
        return deadline;
    }
}
