package io.darkages.engine.zone;

import io.darkages.engine.backplane.PlayerImage;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.protocol.GameCloseReason;
import io.darkages.engine.snapshot.Viewer;
import io.darkages.engine.transport.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * Players who come from other zones and go to them without leaving the world: those who look on before, those who go on
 * here, and the sessions of those who went.
 */
final class Handovers {

    /** How long a client may take to close its session after its player was handed over. */
    private static final long PARTING_NANOS = 5_000_000_000L;

    /** A session whose player was handed over. */
    record Parting(Session session, long player, long sinceNanos) {}

    private final World world;
    private final Visitors visitors;
    private final Lobby lobby;
    private final Ghosts ghosts;
    private final PlayerImages images;
    private final Intake intake;
    private final EarlyBatches earlyBatches;
    private final ZoneCounters counters;
    private final Probes probes;
    /** As many as there are sessions, at most: each has one, and leaves with it. */
    private final List<Parting> partings = new ArrayList<>();

    private int peakPartings;

    Handovers(
            World world,
            Visitors visitors,
            Lobby lobby,
            Ghosts ghosts,
            PlayerImages images,
            Intake intake,
            EarlyBatches earlyBatches,
            ZoneCounters counters,
            Probes probes) {
        this.world = world;
        this.visitors = visitors;
        this.lobby = lobby;
        this.ghosts = ghosts;
        this.images = images;
        this.intake = intake;
        this.earlyBatches = earlyBatches;
        this.counters = counters;
        this.probes = probes;
    }

    /**
     * The answer to a ticket of somebody whom another zone hands over: it looks on, or goes on if the zone acts for it
     * already.
     *
     * @param epoch under which the zone will act
     */
    void observe(long ticket, long id, int epoch, int tick, long monotonicNanos, long wallMicros) {
        Session session = visitors.take(ticket);
        Player player = world.find(id);
        if (player != null) {
            Lobby.takeOver(player, monotonicNanos);
            player.goOn(session, new Viewer(world.entities.capacity()));
            counters.add(ZoneCounter.RESUMED, 1);
            lobby.begin(player, session, tick, wallMicros);
            return;
        }
        Player former = world.findObserver(id);
        if (former != null) {
            lobby.evict(former, GameCloseReason.TAKEN_OVER, "resumed elsewhere", monotonicNanos);
        }
        Player observer = new Player(id, EntityTable.NO_ENTITY, new Viewer(world.entities.capacity()));
        observer.isObserving = true;
        observer.epoch = epoch;
        observer.goOn(session, observer.viewer);
        lobby.attach(observer, session);
        world.addObserver(observer);
        show(observer, tick, wallMicros);
    }

    /** An observer sees the world from where its own copy is; until there is one, it waits for its welcome. */
    private void show(Player observer, int tick, long wallMicros) {
        if (observer.entity != EntityTable.NO_ENTITY) {
            return;
        }
        observer.entity = ghosts.entityOf(observer.id);
        if (observer.entity != EntityTable.NO_ENTITY) {
            World.hide(EntityTable.slot(observer.entity), observer.viewer);
            lobby.look(observer, observer.session().orElseThrow(), tick, wallMicros);
        }
    }

    /**
     * The zone acts for a player from now on, who comes with this image from another one; its client may be looking on.
     *
     * @return false if the zone acts for it already, is full, or can't reach its place
     */
    boolean install(PlayerImage image, int epoch, int tick, long monotonicNanos, long wallMicros) {
        boolean isWithinReach = world.origin().reaches(image.motion.x, image.motion.z);
        if (!isWithinReach || world.find(image.player) != null || world.isFullFor(image.player)) {
            return false;
        }
        Player observer = world.findObserver(image.player);
        Player player = ghosts.adopt(image.player, image.team, image.motion, tick);
        images.restore(player, image, tick);
        player.gate.settle();
        earlyBatches.release(player, intake, tick);
        player.epoch = epoch;
        player.disconnectedNanos = monotonicNanos - (image.isConnected ? 0 : image.disconnectedNanosAgo);
        counters.add(ZoneCounter.JOINED, 1);
        probes.record(ProbeKind.PLACED, player.id, image.motion.x, image.motion.z, image.motion.y);
        if (observer == null) {
            probes.record(ProbeKind.JOINED, player.id, player.entity & 0xFFFF_FFFFL, epoch, 0);
            return true;
        }
        Session session = observer.session().orElseThrow();
        world.removeObserver(observer);
        player.goOn(session, observer.viewer);
        World.hide(EntityTable.slot(player.entity), player.viewer);
        lobby.attach(player, session);
        if (observer.entity == player.entity && observer.epoch == epoch) {
            player.nextSnapshotTick = observer.nextSnapshotTick;
            lobby.announce(player, tick);
        } else {
            lobby.begin(player, session, tick, wallMicros);
        }
        return true;
    }

    /** The zone does not act for a player any more; what its client still sends is passed on for a while. */
    void depart(Player player, long monotonicNanos) {
        player.session().ifPresent(session -> {
            Parting parting = new Parting(session, player.id, monotonicNanos);
            session.attach(parting);
            partings.add(parting);
            peakPartings = Math.max(peakPartings, partings.size());
        });
        player.disconnect(monotonicNanos);
        // What came back to it and is not in the log yet went with its image.
        ghosts.release(player);
        counters.add(ZoneCounter.LEFT, 1);
        probes.record(ProbeKind.LEFT, player.id, 0, 0, 0);
    }

    /** Welcomes observers whose copies have come, and sends away clients that should be gone. */
    void advance(int tick, long monotonicNanos, long wallMicros) {
        for (int i = 0; i < world.observerCount(); i++) {
            show(world.observer(i), tick, wallMicros);
        }
        for (int i = partings.size() - 1; i >= 0; i--) {
            Parting parting = partings.get(i);
            if (monotonicNanos - parting.sinceNanos() > PARTING_NANOS) {
                partings.remove(i);
                parting.session().close(monotonicNanos, GameCloseReason.HANDED_OVER, "handed over");
            }
        }
    }

    /** Tells judges how full what may fill has been. */
    void reportBounds(int sessionsMax) {
        probes.bound(BoundedStructure.OBSERVERS, world.peakObservers(), world.playersMax());
        probes.bound(BoundedStructure.PARTINGS, peakPartings, sessionsMax);
        probes.bound(BoundedStructure.EARLY_BATCHES, earlyBatches.peak(), EarlyBatches.CAPACITY);
    }

    /** A session of somebody who was handed over is closed. */
    void ended(Parting parting) {
        partings.remove(parting);
    }
}
