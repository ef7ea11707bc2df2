package io.darkages.engine.transport;

import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.SessionColumn;
import java.util.function.ToLongFunction;

/**
 * Writes what judges see of an endpoint's sessions: every datagram, every reliable message, and how a
 * session ended. Both sides name a session by its server's connection id. Allocates nothing.
 */
public final class SessionProbes implements SessionObserver {

    /** The only lane that the game uses. */
    private static final int GAME_LANE = 0;

    private static final int CLIENT = 0;
    private static final int SERVER = 1;

    private final Probes probes;
    private final ToLongFunction<Session> players;

    /**
     * @param players the id of the player whose session it is, or 0 while that is not known
     */
    public SessionProbes(Probes probes, ToLongFunction<Session> players) {
        this.probes = probes;
        this.players = players;
    }

    @Override
    public void datagramSent(Session session, int bytes, boolean handshake) {
        record(ProbeKind.DATAGRAM_SENT, session, bytes, handshake ? 1 : 0, 0);
    }

    @Override
    public void reliableSent(Session session, int lane, long count, long digest) {
        if (lane == GAME_LANE) {
            record(ProbeKind.RELIABLE_SENT, session, count, session.isServerSide() ? SERVER : CLIENT, digest);
        }
    }

    @Override
    public void reliableDelivered(Session session, int lane, long count, long digest) {
        if (lane == GAME_LANE) {
            record(ProbeKind.RELIABLE_DELIVERED, session, count, session.isServerSide() ? CLIENT : SERVER, digest);
        }
    }

    /** The endpoint's listener was told that a session is closed, for that reason. */
    public void closed(Session session, int reason) {
        record(ProbeKind.SESSION_CLOSED, session, reason, session.isServerSide() ? SERVER : CLIENT, 0);
    }

    private void record(ProbeKind kind, Session session, long number, long side, long digest) {
        int id = session.isServerSide() ? session.localId() : session.remoteId();
        probes.record(kind, players.applyAsLong(session), SessionColumn.of(id, number), side, digest);
    }
}
