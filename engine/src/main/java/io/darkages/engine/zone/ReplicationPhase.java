package io.darkages.engine.zone;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.interest.Interest;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.Measurement;
import io.darkages.engine.port.Measurements;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.SessionColumn;
import io.darkages.engine.protocol.MessageKind;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.snapshot.ReplicationPolicy;
import io.darkages.engine.snapshot.SnapshotEncoder;
import io.darkages.engine.snapshot.Viewer;
import io.darkages.engine.space.Origin;
import io.darkages.engine.transport.Session;

/**
 * Tells clients what they see: each state is rounded once a tick for all, each viewer looks around at
 * its own turn, and each due snapshot is encoded within what its session may send.
 */
final class ReplicationPhase {

    /** Below this much room a snapshot waits for the next tick. */
    private static final int MIN_SNAPSHOT_BYTES = 80;

    private final World world;
    private final Interest interest;
    private final int interestIntervalTicks;
    private final SnapshotEncoder encoder;
    private final ZoneCounters counters;
    private final WorkCounters work;
    private final Probes probes;
    private final Measurements measurements;
    private final MotionState state = new MotionState();
    private final byte[] message = new byte[2_048];

    ReplicationPhase(
            World world,
            ZoneOptions options,
            ZoneCounters counters,
            WorkCounters work,
            Probes probes,
            Measurements measurements) {
        this.world = world;
        this.interest = new Interest(options.replication().interest(), world.entities, world.space);
        this.interestIntervalTicks = options.replication().interest().intervalTicks();
        this.encoder = new SnapshotEncoder(world.history);
        this.counters = counters;
        this.work = work;
        this.probes = probes;
        this.measurements = measurements;
    }

    void quantise(int tick) {
        EntityTable entities = world.entities;
        Origin origin = world.origin();
        for (int i = 0; i < entities.liveCount(); i++) {
            int slot = entities.liveSlot(i);
            entities.load(slot, state);
            // What were cut to the wire's range would be elsewhere on every screen.
            origin.requireReach(entities.id(slot), state.x, state.z);
            long place = QuantisedState.withFlags(QuantisedState.placeOf(state, origin), flagsOf(slot));
            world.history.record(tick, slot, place, QuantisedState.motionOf(state));
        }
        world.recorded(tick);
        work.add(Work.ENTITIES_QUANTISED, entities.liveCount());
    }

    private int flagsOf(int slot) {
        int dead = world.combat.isAlive(slot) ? 0 : QuantisedState.FLAG_DEAD;
        int blocking = world.combat.isBlocking(slot) ? QuantisedState.FLAG_BLOCKING : 0;
        return dead | blocking | QuantisedState.flagsOfTeam(world.entities.team(slot));
    }

    void look(int tick) {
        for (int i = 0; i < world.playerCount(); i++) {
            look(world.player(i), tick);
        }
        for (int i = 0; i < world.observerCount(); i++) {
            if (world.observer(i).entity != EntityTable.NO_ENTITY) {
                look(world.observer(i), tick);
            }
        }
    }

    private void look(Player player, int tick) {
        int slot = EntityTable.slot(player.entity);
        int lookedAt = player.viewer.lastInterestTick();
        boolean due = turn(tick, slot, interestIntervalTicks) != turn(lookedAt, slot, interestIntervalTicks);
        if (player.isConnected() && due) {
            int candidates = interest.look(player.viewer, slot, tick);
            work.add(Work.INTEREST_LOOKS, 1);
            work.add(Work.INTEREST_CANDIDATES, candidates);
            counters.add(ZoneCounter.VISIBLE_REFUSED, interest.refused());
        }
    }

    /** Sends every snapshot that is due. */
    void send(int tick, long monotonicNanos, ReplicationPolicy policy) {
        for (int i = 0; i < world.playerCount(); i++) {
            sendIfDue(world.player(i), tick, monotonicNanos, policy);
        }
        for (int i = 0; i < world.observerCount(); i++) {
            if (world.observer(i).entity != EntityTable.NO_ENTITY) {
                sendIfDue(world.observer(i), tick, monotonicNanos, policy);
            }
        }
    }

    private void sendIfDue(Player player, int tick, long monotonicNanos, ReplicationPolicy policy) {
        if (player.isConnected() && tick - player.nextSnapshotTick >= 0) {
            send(player, player.session().orElseThrow(), tick, monotonicNanos, policy);
        }
    }

    private void send(Player player, Session session, int tick, long monotonicNanos, ReplicationPolicy policy) {
        int room = Math.min(session.sendAllowanceBytes(monotonicNanos), message.length) - 1;
        int length = 0;
        if (room >= MIN_SNAPSHOT_BYTES && player.isObserving) {
            length = encoder.encodeView(player.viewer, policy, tick, message, 1, room);
        } else if (room >= MIN_SNAPSHOT_BYTES) {
            world.entities.load(EntityTable.slot(player.entity), state);
            int processed = player.gate.lastProcessed();
            length = encoder.encode(player.viewer, policy, tick, processed, state, message, 1, room);
        }
        if (length == 0) {
            counters.add(ZoneCounter.SNAPSHOTS_DEFERRED, 1);
            session.flush(monotonicNanos);
            return;
        }
        player.nextSnapshotTick = nextTurn(player, tick, policy);
        message[0] = MessageKind.SNAPSHOT;
        if (session.sendUnreliable(message, 0, length + 1)) {
            report(player, session, tick, length + 1);
        }
        session.flush(monotonicNanos);
    }

    private void report(Player player, Session session, int tick, int bytes) {
        counters.add(ZoneCounter.SNAPSHOTS, 1);
        counters.add(ZoneCounter.ENTITY_UPDATES, encoder.entityCount());
        counters.add(ZoneCounter.ENTITY_BITS, encoder.entityBits());
        work.add(Work.SNAPSHOTS_ENCODED, 1);
        work.add(Work.ENTITIES_ENCODED, encoder.entityCount());
        work.add(Work.INDICES_SCANNED, encoder.scanned());
        measurements.record(Measurement.SNAPSHOT_BYTES, bytes);
        measurements.record(Measurement.SNAPSHOT_ENTITIES, encoder.entityCount());
        int sessionNumber = session.localId();
        long snapshot = SessionColumn.of(sessionNumber, player.viewer.newestSnapshotId());
        probes.record(ProbeKind.SNAPSHOT_ENCODED, player.id, snapshot, tick, encoder.digest());
        if (player.isObserving) {
            return;
        }
        long input = SessionColumn.of(sessionNumber, player.gate.lastProcessed());
        probes.record(ProbeKind.SELF_ENCODED, player.id, input, tick, state.digest());
    }

    /** A new session's viewer looks for the first time within one interval, each at its own place in it. */
    void begin(Player player, int tick, ReplicationPolicy policy) {
        int slot = EntityTable.slot(player.entity);
        player.nextSnapshotTick = nextTurn(player, tick, policy);
        Viewer viewer = player.viewer;
        viewer.beginAt(tick, tick - slot % interestIntervalTicks);
    }

    /**
     * The next tick that is the player's. Turns stay where they are whatever was late: if each were counted from the
     * one before, a tick that was left out would bring the turns of its players together with those of the next, for
     * good, and the tick that serves them all would be late again.
     */
    private static int nextTurn(Player player, int tick, ReplicationPolicy policy) {
        int slot = EntityTable.slot(player.entity);
        int interval = policy.snapshotIntervalTicks();
        return (turn(tick, slot, interval) + 1) * interval - slot % interval;
    }

    /** Number of the turn that a slot is in at that tick: one for each interval. */
    private static int turn(int tick, int slot, int interval) {
        return Math.floorDiv(tick + slot % interval, interval);
    }
}
