package io.darkages.scenarios.check;

import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.SessionColumn;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.EnumSet;
import java.util.Set;

/**
 * Invariant 13, {@code reliable-channel}: in each direction of a session messages are delivered exactly
 * once and in the order sent, with the bytes sent; and all of them, unless the session was closed or
 * the message is younger than a bound when the run ends.
 */
public final class ReliableChannelChecker implements Checker {

    /** How long a message may be under way when the run ends: several retransmissions. */
    public static final long DEFAULT_DELIVERY_BOUND_NANOS = 5_000_000_000L;

    private final Findings findings = new Findings();
    private final SessionTable<Session> sessions = new SessionTable<>(key -> new Session(), this::retired);
    private final long deliveryBoundNanos;
    private long endNanos;

    public ReliableChannelChecker() {
        this(DEFAULT_DELIVERY_BOUND_NANOS);
    }

    /** @param deliveryBoundNanos younger messages need not have been delivered when the run ends */
    public ReliableChannelChecker(long deliveryBoundNanos) {
        this.deliveryBoundNanos = deliveryBoundNanos;
    }

    @Override
    public int invariant() {
        return 13;
    }

    @Override
    public String name() {
        return "reliable-channel";
    }

    @Override
    public Set<ProbeKind> kinds() {
        return EnumSet.of(ProbeKind.RELIABLE_SENT, ProbeKind.RELIABLE_DELIVERED, ProbeKind.SESSION_CLOSED);
    }

    @Override
    public void accept(ProbeRecord record) {
        long key = SessionTable.key(record.a(), record.player());
        Session session = sessions.of(key);
        if (record.player() != 0) {
            session.player = record.player();
        }
        MessageQueue queue = record.b() == 0 ? session.up : session.down;
        long number = SessionColumn.number(record.a());
        switch (record.kind()) {
            case RELIABLE_SENT -> sent(session, queue, number, record);
            case RELIABLE_DELIVERED -> delivered(session, queue, number, record);
            case SESSION_CLOSED -> {
                if (!session.closed) {
                    session.closed = true;
                    sessions.closed(key);
                }
            }
            default -> throw new IllegalStateException("not asked for: " + record);
        }
    }

    @Override
    public void finish(long runEndNanos) {
        endNanos = runEndNanos;
        sessions.retireAll();
    }

    @Override
    public Findings findings() {
        return findings;
    }

    private void sent(Session session, MessageQueue queue, long number, ProbeRecord record) {
        long next = queue.lastSent() + 1;
        if (number != next) {
            findings.judged();
            violated(session, queue, record, "message " + number + " was sent where " + next + " was due");
            return;
        }
        queue.sent(record.nanos(), record.digest());
    }

    private void delivered(Session session, MessageQueue queue, long number, ProbeRecord record) {
        findings.judged();
        long next = queue.lastDelivered() + 1;
        if (number < next) {
            violated(session, queue, record, "message " + number + " was delivered again");
            return;
        }
        if (number > queue.lastSent()) {
            violated(session, queue, record, "message " + number + " was delivered but never sent");
            return;
        }
        if (number > next) {
            violated(session, queue, record, "message " + number + " was delivered before " + next);
        } else if (!queue.keeps(number)) {
            findings.leftUndecided();
        } else if (queue.digest(number) != record.digest()) {
            violated(session, queue, record, "message " + number + " was delivered with digest "
                    + Long.toHexString(record.digest()) + ", sent with " + Long.toHexString(queue.digest(number)));
        }
        queue.delivered(number);
    }

    private void violated(Session session, MessageQueue queue, ProbeRecord record, String text) {
        findings.violated(record.nanos(), record.eventNumber(), session.player, () -> session.direction(queue) + text);
    }

    /** Judges what a session leaves behind. Closed sessions may leave anything. */
    private void retired(Session session) {
        if (!session.closed) {
            judgeRest(session, session.up);
            judgeRest(session, session.down);
        }
    }

    private void judgeRest(Session session, MessageQueue queue) {
        if (queue.lastSent() == 0) {
            return;
        }
        findings.judged();
        long oldest = queue.lastDelivered() + 1;
        if (oldest <= queue.lastSent() && queue.sentNanos(oldest) < endNanos - deliveryBoundNanos) {
            findings.violatedAtTheEnd(endNanos, session.player, () -> session.direction(queue) + "message " + oldest
                    + " of " + queue.lastSent() + " was sent at " + queue.sentNanos(oldest) / 1_000
                    + " us and never delivered");
        }
    }

    private static final class Session {
        private final MessageQueue up = new MessageQueue();
        private final MessageQueue down = new MessageQueue();
        private long player;
        private boolean closed;

        String direction(MessageQueue queue) {
            return queue == up ? "up: " : "down: ";
        }
    }
}
