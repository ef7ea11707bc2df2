package io.darkages.engine.transport;

/**
 * Whether the peer of a session is still there, the way GameNetworkingSockets asks: when nothing was heard
 * for the keep-alive interval, a packet asks for an ack; so does each packet with reliable data, and one
 * every 7 s of those that ask for nothing. One request at a time has a time by which anything must be
 * heard. When that has passed, urgent requests go every 200 ms. The session ends only after the timeout,
 * counted from the first such failure, and at least {@value #UNANSWERED_MIN} of them.
 */
final class Liveness {

    /** Requests in a row without an answer before a session may be given up. */
    static final int UNANSWERED_MIN = 4;

    private static final long MILLI = 1_000_000;
    private static final long URGENT_INTERVAL_NANOS = 200 * MILLI;
    /** A packet that asks for nothing asks for an ack if there was no request and no round trip for so long. */
    private static final long TRACER_NANOS = 7_000 * MILLI;

    private static final long REPLY_MAX_NANOS = 1_250 * MILLI;
    private static final long REPLY_SLACK_NANOS = 250 * MILLI;
    /** More time for a request that need not be answered at once. */
    private static final long DELAYED_NANOS = 200 * MILLI;

    private final long keepAliveNanos;
    private final long timeoutNanos;

    Liveness(EndpointOptions.Timers timers) {
        keepAliveNanos = timers.keepAliveNanos();
        timeoutNanos = timers.timeoutNanos();
    }

    /** What a packet that leaves now asks of the peer: flags of {@link StatsBlob}, 0 for nothing. */
    int request(Session session, long monotonicNanos) {
        if (session.state == SessionState.HALF_OPEN) {
            return StatsBlob.ACK_REQUEST | StatsBlob.ACK_IMMEDIATE;
        }
        if (monotonicNanos >= requestNanos(session)) {
            return session.unanswered > 0 ? StatsBlob.ACK_REQUEST | StatsBlob.ACK_IMMEDIATE : StatsBlob.ACK_REQUEST;
        }
        long asked = Math.max(session.requestedNanos, session.sampledNanos);
        return monotonicNanos - asked > TRACER_NANOS ? StatsBlob.ACK_REQUEST : 0;
    }

    /** When a request must leave, in a packet of its own if need be; {@link Session#NEVER} while one is open. */
    long requestNanos(Session session) {
        if (session.unanswered > 0) {
            return session.urgentNanos + URGENT_INTERVAL_NANOS;
        }
        return session.replyDueNanos == Session.NEVER ? session.lastReceivedNanos + keepAliveNanos : Session.NEVER;
    }

    /** A packet that the peer has to answer has left. */
    void requested(Session session, long monotonicNanos, boolean immediate) {
        session.requestedNanos = monotonicNanos;
        if (session.replyDueNanos == Session.NEVER) {
            long tripNanos = session.roundTrip.worstNanos();
            long nanos =
                    tripNanos == 0 ? REPLY_MAX_NANOS : Math.min(2 * tripNanos + REPLY_SLACK_NANOS, REPLY_MAX_NANOS);
            session.replyDueNanos = monotonicNanos + nanos + (immediate ? 0 : DELAYED_NANOS);
        }
        if (immediate) {
            session.urgentNanos = monotonicNanos;
        }
    }

    /** The peer has been heard: any genuine packet will do. */
    void heard(Session session, long monotonicNanos) {
        session.lastReceivedNanos = monotonicNanos;
        session.replyDueNanos = Session.NEVER;
        session.unanswered = 0;
    }

    /** Counts a request whose time has passed. True if the peer is to be given up. */
    boolean isOver(Session session, long monotonicNanos) {
        if (monotonicNanos >= session.replyDueNanos) {
            session.replyDueNanos = Session.NEVER;
            if (session.unanswered++ == 0) {
                session.troubleNanos = monotonicNanos;
                session.urgentNanos = monotonicNanos - URGENT_INTERVAL_NANOS;
            }
        }
        return session.unanswered >= UNANSWERED_MIN && monotonicNanos - session.troubleNanos >= timeoutNanos;
    }

    /** When {@link #isOver} is to be asked again. */
    long deadline(Session session) {
        return session.unanswered >= UNANSWERED_MIN
                ? Math.min(session.replyDueNanos, session.troubleNanos + timeoutNanos)
                : session.replyDueNanos;
    }
}
