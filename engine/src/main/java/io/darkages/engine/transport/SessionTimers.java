package io.darkages.engine.transport;

/** The timers of a connected session: acks that are due, retransmission, requests for acks, Nagle's, and pacing. */
final class SessionTimers {

    private final long reliableAckDelayNanos;
    private final long nagleNanos;
    private final Liveness liveness;
    private final PacketBuilder builder;
    private final SessionEnd end;
    private final EndpointCounters counters;

    SessionTimers(
            EndpointOptions options,
            Liveness liveness,
            PacketBuilder builder,
            SessionEnd end,
            EndpointCounters counters) {
        reliableAckDelayNanos = options.ackDelays().reliableNanos();
        nagleNanos = options.sending().nagleNanos();
        this.liveness = liveness;
        this.builder = builder;
        this.end = end;
        this.counters = counters;
    }

    /** Builds packets as long as there is something that may leave. */
    void sendQueued(Session session, long monotonicNanos) {
        session.nagleDueNanos = Session.NEVER;
        while (builder.build(session, monotonicNanos, false)) {
            // Each call sends one packet.
        }
        session.sendDue = session.sending.isReady(!session.sent.isFull());
        session.awaitsAcks = !session.sendDue && session.sending.pendingBytes() > 0;
    }

    /**
     * A message was queued. It leaves now if there is a full packet of them or if it may not wait, and all
     * that waits with it; else when its time to wait for company is over.
     *
     * @param noNagle it may not wait
     */
    void queued(Session session, long monotonicNanos, boolean noNagle) {
        if (noNagle || nagleNanos == 0) {
            sendQueued(session, monotonicNanos);
        } else if (nagleNanos != EndpointOptions.Sending.UNTIL_FLUSHED) {
            int full = builder.fullBytes(session);
            boolean sent = true;
            while (sent && session.sending.pendingBytes() >= full) {
                sent = builder.build(session, monotonicNanos, false);
            }
            session.sendDue |= !sent;
            boolean waits = session.sending.isReady(!session.sent.isFull());
            session.nagleDueNanos =
                    waits ? Math.min(session.nagleDueNanos, monotonicNanos + nagleNanos) : Session.NEVER;
        }
    }

    /** The peer wants to hear at once: one packet, with an ack and whatever else is queued and fits. */
    void answer(Session session, long monotonicNanos) {
        session.ackDueNanos = monotonicNanos;
        builder.build(session, monotonicNanos, false);
    }

    /** Does what is due. */
    void run(Session session, long monotonicNanos) {
        if (liveness.isOver(session, monotonicNanos)) {
            end.timeOut(session, monotonicNanos);
            return;
        }
        SentPackets sent = session.sent;
        if (sent.reliableInFlight() > 0
                && sent.expire(monotonicNanos, session.roundTrip.timeoutNanos(reliableAckDelayNanos)) > 0) {
            counters.increment(EndpointCounter.RETRANSMISSION_TIMEOUTS);
            session.roundTrip.timedOut();
            session.sendDue = true;
        }
        if (session.sendDue || monotonicNanos >= session.ackDueNanos || monotonicNanos >= session.nagleDueNanos) {
            sendQueued(session, monotonicNanos);
        }
        if (monotonicNanos >= unpromptedNanos(session, monotonicNanos)) {
            if (session.unanswered == 0 && monotonicNanos >= liveness.requestNanos(session)) {
                // Silence: a good time to be small.
                sent.shrink();
            }
            builder.build(session, monotonicNanos, true);
        }
    }

    /** When a packet must leave that carries a request or statistics, whatever else there is. */
    private long unpromptedNanos(Session session, long monotonicNanos) {
        long nanos = liveness.requestNanos(session);
        LinkMeter meter = session.meter;
        if (meter != null && monotonicNanos >= meter.dueNanos()) {
            // Asked first, for on an idle link nothing is due after all, and the time begins anew.
            meter.need(monotonicNanos);
        }
        return meter == null ? nanos : Math.min(nanos, meter.dueNanos());
    }

    /** When the session wants to be visited next. */
    long deadline(Session session, long monotonicNanos) {
        long unprompted = unpromptedNanos(session, monotonicNanos);
        long ack = session.ackDueNanos;
        long deadline = Math.min(liveness.deadline(session), Math.min(unprompted, session.nagleDueNanos));
        deadline = Math.min(deadline, ack);
        if (session.sendDue || deadline <= monotonicNanos) {
            // At once, if an advance has not come round to it yet; else when the rate lets it out.
            int bytes = builder.nextDatagramBytes(session);
            long paced = monotonicNanos + session.budget.nanosUntil(monotonicNanos, bytes);
            boolean borrows = builder.mayBorrow(session, session.budget.availableBytes(monotonicNanos));
            deadline = Math.min(liveness.deadline(session), Math.max(session.nagleDueNanos, paced));
            deadline = Math.min(deadline, Math.max(unprompted, borrows ? monotonicNanos : paced));
            deadline = Math.min(deadline, Math.max(ack, borrows ? monotonicNanos : paced));
            deadline = session.sendDue ? Math.min(deadline, paced) : deadline;
        }
        if (session.sent.reliableInFlight() > 0) {
            long timeout = session.roundTrip.timeoutNanos(reliableAckDelayNanos);
            // Packet times are kept to 1,024 ns; a visit too early would find nothing expired.
            long left = timeout - session.sent.oldestReliableAgeNanos(monotonicNanos) + 2048;
            deadline = Math.min(deadline, monotonicNanos + Math.max(left, 1));
        }
        return deadline;
    }
}
