package io.darkages.server.bench;

import io.darkages.engine.snapshot.ReplicaTable;
import io.darkages.engine.zone.ZoneCounter;
import io.darkages.engine.zone.ZoneServer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What states cost on the wire where everybody is near everybody else and moves: as packed, and as plain
 * FlatBuffers tables of the very states that the clients decoded.
 */
final class PayloadBench {

    private static final double UPDATE_BYTES_MOST = 8.5;
    private static final double REDUCTION_LEAST = 72;
    private static final double DOWN_BYTES_MOST = 20_480;
    private static final double UP_BYTES_MOST = 2_048;

    private final BenchSettings settings;
    private final boolean unsteady;
    private final FlatSnapshot flat = new FlatSnapshot();
    private final int emptyFlatBytes = FlatSnapshot.emptyBytes();
    private final int[] lastTicks;
    private long flatBytes;
    private long flatUpdates;

    /** @param unsteady whether everybody looks about while walking */
    PayloadBench(BenchSettings settings, boolean unsteady) {
        this.settings = settings;
        this.unsteady = unsteady;
        lastTicks = new int[settings.neighbours()];
    }

    List<BenchFigure> measure() {
        int players = settings.neighbours();
        int seconds = settings.measuredSeconds();
        SentBytes down = new SentBytes(players, seconds);
        SentBytes up = new SentBytes(players, seconds);
        CrowdWorld world = new CrowdWorld(Crowd.neighbours(players, unsteady), down, up, this::received);
        world.warmUp(settings.warmSeconds());
        down.clear();
        up.clear();
        flatBytes = 0;
        flatUpdates = 0;
        ZoneServer zone = world.zone();
        long updates = -zone.counters().count(ZoneCounter.ENTITY_UPDATES);
        long bits = -zone.counters().count(ZoneCounter.ENTITY_BITS);
        for (int i = 0; i < seconds * ZoneServer.TICKS_PER_SECOND; i++) {
            world.tick();
            down.tickEnded();
            up.tickEnded();
        }
        updates += zone.counters().count(ZoneCounter.ENTITY_UPDATES);
        bits += zone.counters().count(ZoneCounter.ENTITY_BITS);
        double packed = bits / 8.0 / updates;
        double plain = (double) flatBytes / flatUpdates;
        double rate = (double) updates / seconds / players;
        String where = String.format(
                Locale.ROOT,
                "%d players within 50 m of each other who never rest%s, %d s, round trip 80 ms, 0.2 %% loss",
                players,
                unsteady ? " and never look straight ahead" : "",
                seconds);
        String wire = "any sixty ticks, with all headers";
        return List.of(
                told("entity updates for each player", rate, BenchUnit.PER_SECOND, where),
                figure(
                        "payload for each entity update",
                        packed,
                        BenchUnit.BYTES,
                        BenchTarget.atMost(UPDATE_BYTES_MOST),
                        "everything between a snapshot's header and its end"),
                told(
                        "the same states as FlatBuffers tables",
                        plain,
                        BenchUnit.BYTES,
                        String.format(
                                Locale.ROOT,
                                "EntityState in a Snapshot, whose own %d bytes are not counted",
                                emptyFlatBytes)),
                figure(
                        "reduction against FlatBuffers",
                        reductionPercent(packed, plain),
                        BenchUnit.PERCENT,
                        BenchTarget.atLeast(REDUCTION_LEAST),
                        ""),
                told("down, p99 of all players' seconds", down.percentile(99), BenchUnit.BYTES_PER_SECOND, ""),
                figure(
                        "down, most",
                        down.most(),
                        BenchUnit.BYTES_PER_SECOND,
                        BenchTarget.atMost(DOWN_BYTES_MOST),
                        wire),
                figure("up, most", up.most(), BenchUnit.BYTES_PER_SECOND, BenchTarget.atMost(UP_BYTES_MOST), wire));
    }

    static double reductionPercent(double packed, double plain) {
        return 100 - 100 * packed / plain;
    }

    private BenchSection section() {
        return unsteady ? BenchSection.UNSTEADY : BenchSection.PAYLOAD;
    }

    private BenchFigure told(String name, double measured, BenchUnit unit, String detail) {
        return new BenchFigure(section(), name, measured, unit, Optional.empty(), detail);
    }

    private BenchFigure figure(String name, double measured, BenchUnit unit, BenchTarget target, String detail) {
        return new BenchFigure(section(), name, measured, unit, Optional.of(target), detail);
    }

    /** Writes what the player's last snapshot told, if there was one in the datagram, as FlatBuffers. */
    private void received(int player, CrowdPlayer what) {
        ReplicaTable replicas = what.client().replicas();
        int before = lastTicks[player];
        int newest = before;
        int count = 0;
        flat.clear();
        for (int index = 0; index < replicas.end(); index++) {
            int state = replicas.newest(index);
            if (state != ReplicaTable.NONE && replicas.tickAt(state) > before) {
                newest = replicas.tickAt(state);
                count++;
                flat.add(
                        replicas.entity(index),
                        replicas.placeAt(state),
                        replicas.motionAt(state),
                        replicas.hasMotionAt(state));
            }
        }
        if (count > 0) {
            lastTicks[player] = newest;
            flatBytes += flat.finish(newest, before, newest).length - emptyFlatBytes;
            flatUpdates += count;
        }
    }
}
