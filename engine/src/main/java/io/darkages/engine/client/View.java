package io.darkages.engine.client;

import io.darkages.engine.snapshot.ReplicaTable;
import io.darkages.engine.snapshot.SnapshotDecoder;
import io.darkages.engine.space.Origin;
import io.darkages.engine.transport.Session;
import java.util.Objects;

/**
 * A zone as the client sees it: the session with it, who the player is there, what it tells and what it is told. A
 * client has one view, and for the length of a handoff a second one; what the player does and where it is belongs to
 * the client and to neither. Not thread-safe.
 */
final class View {

    final ReplicaTable replicas;
    final SnapshotDecoder snapshots;
    final RenderClock clock;
    final Uplink uplink;

    /** Null as long as there is none. */
    private Session session;

    private int entity;
    private int team;

    /** A snapshot has come in which the zone acts for the player. */
    private boolean started;

    private long freshNanos;
    /** The rules put the player somewhere else at a server tick; no snapshot of it or after it has come. */
    private boolean placementDue;

    private int placedTick;

    View(
            ReplicaTable replicas,
            RenderClock clock,
            Prediction prediction,
            Strikes strikes,
            ClientOptions options,
            ClientCounters counters) {
        this.replicas = replicas;
        this.clock = clock;
        snapshots = new SnapshotDecoder(replicas);
        uplink = new Uplink(prediction, snapshots, strikes, options.tamper(), counters);
    }

    /** The session with the zone; only while there is one. */
    Session session() {
        return Objects.requireNonNull(session);
    }

    boolean hasSession() {
        return session != null;
    }

    /** Whether it is the session of this view; an old one may still be closing. */
    boolean isOf(Session candidate) {
        return session == candidate;
    }

    void connectBy(Session begun) {
        session = begun;
    }

    /** Ends the session, if there is one; whatever still comes of it is nobody's. */
    void disconnect(long nowNanos, int reason, String debug) {
        Session old = session;
        session = null;
        if (old != null) {
            old.close(nowNanos, reason, debug);
        }
    }

    /** The session is over. */
    void disconnected() {
        session = null;
    }

    /** The zone says who the player is there. */
    void admitted(int newEntity, int newTeam) {
        entity = newEntity;
        team = newTeam;
    }

    /** Id of the player's own entity, once welcomed. */
    int entity() {
        return entity;
    }

    /** The player's own team, once welcomed; 0 for none. */
    int team() {
        return team;
    }

    /** Origin of the zone; the world's centre before it is known. */
    Origin origin() {
        return replicas.origin();
    }

    /** Begins to be told, by the zone of that origin: nothing of what was told before counts. */
    void begin(Origin origin, long nowNanos) {
        replicas.tellFrom(origin);
        uplink.tellTo(origin);
        snapshots.reset();
        clock.reset();
        started = false;
        freshNanos = nowNanos;
        placementDue = false;
    }

    boolean hasStarted() {
        return started;
    }

    void start() {
        started = true;
    }

    /** When the newest snapshot came, or the view began. */
    long freshNanos() {
        return freshNanos;
    }

    void told(long nowNanos) {
        freshNanos = nowNanos;
        clock.snapshot(snapshots.tick(), nowNanos);
    }

    /** The rules put the player somewhere else at that server tick: the way there corrects no prediction. */
    void placed(int tick) {
        placedTick = tick;
        placementDue = snapshots.tick() - tick < 0;
    }

    /** Whether the newest snapshot is the first that shows the player where the rules put it. */
    boolean takePlacement() {
        boolean isPlaced = placementDue && snapshots.tick() - placedTick >= 0;
        placementDue &= !isPlaced;
        return isPlaced;
    }
}
