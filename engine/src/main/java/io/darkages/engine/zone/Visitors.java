package io.darkages.engine.zone;

import io.darkages.engine.protocol.ControlCodec;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.protocol.GameCloseReason;
import io.darkages.engine.transport.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sessions that belong to nobody: those that have not proved who is speaking, those that wait for an answer, known by
 * their tickets, and those that were sent away and are not closed yet. None stays for long.
 */
final class Visitors {

    /** A login or resume message takes about 100 bytes; who has not sent one may not hold more memory than this. */
    private static final int RECEIVE_BYTES = 1_024;

    private static final long NO_TICKET = 0;
    private static final long ANSWERED = -1;

    /** What is attached to such a session. */
    private static final class Visitor {
        private final Session session;
        private final long sinceNanos;
        /** {@link #NO_TICKET} until it said who it is. */
        private long ticket = NO_TICKET;
        /** Its client plays elsewhere as long as this zone does not act for it, and goes on from there. */
        private boolean goesOn;

        private Visitor(Session session, long sinceNanos) {
            this.session = session;
            this.sinceNanos = sinceNanos;
        }
    }

    private final int receiveBytes;
    private final long loginNanos;
    private final Optional<Admission> admission;
    private final ZoneCounters counters;
    private final List<Visitor> visitors = new ArrayList<>();
    private long lastTicket;

    /** @param admission is told of tickets whose sessions are over */
    Visitors(ZoneOptions options, Optional<Admission> admission, ZoneCounters counters) {
        receiveBytes = Math.min(RECEIVE_BYTES, options.endpoint().buffers().reliableReceiveBytesMax());
        loginNanos = options.access().loginNanos();
        this.admission = admission;
        this.counters = counters;
    }

    /** A session began. */
    void arrived(Session session, long monotonicNanos) {
        add(session, monotonicNanos);
        session.limitReliableReceive(receiveBytes);
    }

    private Visitor add(Session session, long monotonicNanos) {
        Visitor visitor = new Visitor(session, monotonicNanos);
        session.attach(visitor);
        visitors.add(visitor);
        return visitor;
    }

    /** Whether the session may still say who it is. */
    static boolean isUnknown(Session session) {
        return session.attachment() instanceof Visitor visitor && visitor.ticket == NO_TICKET;
    }

    /** The session said who it is and waits for an answer from now on. */
    long ticket(Session session) {
        if (!(session.attachment() instanceof Visitor visitor) || visitor.ticket != NO_TICKET) {
            throw new IllegalStateException("a session asks twice for a ticket");
        }
        visitor.ticket = ++lastTicket;
        return visitor.ticket;
    }

    /** As {@link #ticket}, of a client that plays elsewhere and is to go on here when this zone acts for its player. */
    long ticketToGoOn(Session session) {
        long ticket = ticket(session);
        ((Visitor) session.attachment()).goesOn = true;
        return ticket;
    }

    /** Whether the ticket's client plays elsewhere meanwhile. */
    boolean goesOn(long ticket) {
        return find(ticket).orElseThrow().goesOn;
    }

    /** Whether the ticket waits for an answer. */
    boolean isWaiting(long ticket) {
        return find(ticket).isPresent();
    }

    /** The answer to a ticket: somebody takes its session. */
    Session take(long ticket) {
        Visitor visitor = find(ticket).orElseThrow();
        visitors.remove(visitor);
        return visitor.session;
    }

    /** Somebody takes a session that needs no answer. */
    void take(Session session) {
        visitors.removeIf(visitor -> visitor.session == session);
    }

    /** The answer to a ticket: belongs elsewhere. */
    void redirect(long ticket, long address, byte[] token, long monotonicNanos) {
        redirect(find(ticket).orElseThrow(), address, token, monotonicNanos);
    }

    /** The session of a player who was taken out of the zone: belongs elsewhere. */
    void redirect(Session session, long address, byte[] token, long monotonicNanos) {
        redirect(add(session, monotonicNanos), address, token, monotonicNanos);
    }

    private static void redirect(Visitor visitor, long address, byte[] token, long monotonicNanos) {
        // It stays a visitor, so that it is closed even if it never hears of this.
        visitor.ticket = ANSWERED;
        byte[] message = ControlCodec.encode(new ControlMessage.Redirect(address, token));
        visitor.session.sendReliable(message, 0, message.length);
        visitor.session.closeWhenDelivered(monotonicNanos, GameCloseReason.HANDED_OVER, "belongs elsewhere");
    }

    /** The answer to a ticket: may not enter. */
    void refuse(long ticket, String reason, long monotonicNanos) {
        Visitor visitor = find(ticket).orElseThrow();
        visitor.ticket = ANSWERED;
        refuse(visitor.session, reason, monotonicNanos);
    }

    /** A session may not enter. */
    void refuse(Session session, String reason, long monotonicNanos) {
        counters.add(ZoneCounter.REFUSED, 1);
        byte[] message = ControlCodec.encode(new ControlMessage.Refused(reason));
        session.sendReliable(message, 0, message.length);
        boolean isBusy = reason.equals(ControlMessage.Refused.BUSY);
        int closeReason = isBusy ? GameCloseReason.BUSY : GameCloseReason.REFUSED;
        session.closeWhenDelivered(monotonicNanos, closeReason, reason);
    }

    /** Sends away who says nothing. */
    void expire(long monotonicNanos) {
        for (int i = visitors.size() - 1; i >= 0; i--) {
            Visitor visitor = visitors.get(i);
            if (monotonicNanos - visitor.sinceNanos > loginNanos) {
                counters.add(ZoneCounter.LOGIN_TIMEOUTS, 1);
                visitor.session.close(monotonicNanos, GameCloseReason.NO_LOGIN, "no login");
                forget(visitor, monotonicNanos);
            }
        }
    }

    /** A session is over, which may be a visitor's. */
    void ended(Session session, long monotonicNanos) {
        if (session.attachment() instanceof Visitor visitor) {
            forget(visitor, monotonicNanos);
        }
    }

    private void forget(Visitor visitor, long monotonicNanos) {
        if (visitors.remove(visitor) && visitor.ticket > NO_TICKET) {
            admission.orElseThrow().gone(monotonicNanos, visitor.ticket);
        }
    }

    private Optional<Visitor> find(long ticket) {
        for (Visitor visitor : visitors) {
            if (visitor.ticket == ticket && ticket > NO_TICKET) {
                return Optional.of(visitor);
            }
        }
        return Optional.empty();
    }
}
