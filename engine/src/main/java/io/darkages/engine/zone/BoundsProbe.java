package io.darkages.engine.zone;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.Probes;
import io.darkages.engine.snapshot.SnapshotHistory;
import io.darkages.engine.snapshot.Viewer;
import io.darkages.engine.transport.EndpointCounter;
import io.darkages.engine.transport.EndpointCounters;
import io.darkages.engine.transport.EndpointOptions;
import java.util.Optional;

/** Tells judges how full whatever may fill in a zone has been, and how full it may get. Allocates only at first. */
final class BoundsProbe {

    /** What the endpoint keeps: it counts the high-water mark itself. */
    private record Bound(BoundedStructure structure, EndpointCounter highWater, int cap) {}

    private final World world;
    private final int capacity;
    private final Lobby lobby;
    private final Handovers handovers;
    private final Optional<CombatPhase> combat;
    private final int sessionsMax;
    private final EndpointCounters counters;
    private final Bound[] transport;
    private final Probes probes;

    BoundsProbe(
            World world,
            ZoneOptions options,
            Lobby lobby,
            Handovers handovers,
            Optional<CombatPhase> combat,
            EndpointCounters counters,
            Probes probes) {
        this.world = world;
        capacity = options.room().players();
        this.lobby = lobby;
        this.handovers = handovers;
        this.combat = combat;
        this.counters = counters;
        this.probes = probes;
        EndpointOptions.Sessions sessions = options.endpoint().sessions();
        sessionsMax = sessions.max();
        EndpointOptions.Buffers buffers = options.endpoint().buffers();
        transport = new Bound[] {
            new Bound(BoundedStructure.SESSIONS, EndpointCounter.SESSIONS_HIGH_WATER, sessions.max()),
            new Bound(
                    BoundedStructure.HALF_OPEN_SESSIONS, EndpointCounter.HALF_OPEN_HIGH_WATER, sessions.halfOpenMax()),
            new Bound(
                    BoundedStructure.RELIABLE_SEND_BYTES,
                    EndpointCounter.RELIABLE_SEND_BYTES_HIGH_WATER,
                    buffers.reliableSendBytesMax()),
            new Bound(
                    BoundedStructure.RELIABLE_RECEIVE_BYTES,
                    EndpointCounter.RELIABLE_RECEIVE_BYTES_HIGH_WATER,
                    buffers.reliableReceiveBytesMax()),
            new Bound(BoundedStructure.PENDING_ACKS, EndpointCounter.PENDING_ACKS_HIGH_WATER, buffers.pendingAcksMax()),
        };
    }

    void run(int tick) {
        int backlog = 0;
        int visible = 0;
        int attacks = 0;
        for (int i = 0; i < world.playerCount(); i++) {
            backlog = Math.max(backlog, world.player(i).gate.peakBacklog());
            attacks = Math.max(attacks, world.player(i).attacks.peak());
            visible = Math.max(visible, world.player(i).viewer.peakCount());
        }
        probes.bound(BoundedStructure.ENTITIES, world.peakPlayers(), capacity);
        probes.bound(BoundedStructure.INPUT_QUEUE, backlog, InputGate.CAPACITY);
        probes.bound(BoundedStructure.ATTACK_QUEUE, attacks, AttackQueue.CAPACITY);
        probes.bound(BoundedStructure.VISIBLE_ENTITIES, visible, Viewer.MAX_VISIBLE);
        probes.bound(BoundedStructure.SNAPSHOT_HISTORY, Math.min(tick, SnapshotHistory.TICKS), SnapshotHistory.TICKS);
        probes.bound(BoundedStructure.BANS, lobby.banCount(), Bans.CAPACITY);
        handovers.reportBounds(sessionsMax);
        if (combat.isPresent()) {
            combat.get().strikes().reportBounds(probes);
        }
        for (Bound bound : transport) {
            probes.bound(bound.structure(), counters.value(bound.highWater()), bound.cap());
        }
    }
}
