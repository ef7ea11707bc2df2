package io.darkages.engine.process;

import io.darkages.engine.backplane.Backplane;
import io.darkages.engine.backplane.CodecStatus;
import io.darkages.engine.backplane.CrossAttack;
import io.darkages.engine.backplane.Delivery;
import io.darkages.engine.backplane.EntitySync;
import io.darkages.engine.backplane.Message;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MessageReader;
import io.darkages.engine.backplane.PlayerNotice;
import io.darkages.engine.ghost.GhostBands;
import io.darkages.engine.ghost.GhostOutlet;
import io.darkages.engine.ghost.GhostSender;
import io.darkages.engine.ghost.GhostTable;
import io.darkages.engine.ghost.GhostWatcher;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.random.Mix;
import io.darkages.engine.zone.RemoteVictims;
import io.darkages.engine.zone.ZoneServer;
import java.util.Optional;

/**
 * What a served zone has to do with its neighbours: it tells them of its entities and shows theirs, takes attacks across
 * the border there and back, and passes on what is for a player who has just moved.
 *
 * <p>The ghosts are those of one stint: a zone that is opened begins with none. Once open, a tick allocates nothing.
 */
final class Frontier implements GhostOutlet, GhostWatcher, RemoteVictims {

    /** Players whose epochs are remembered for each ghost that there may be: the zone's own, and who left lately. */
    private static final int EPOCHS_PER_GHOST = 4;

    private static final long NOBODY = 0;
    /** This zone accepted an epoch on another's word. */
    private static final long BY_ZONE = 1;

    private final ZoneGrid grid;
    private final GhostBands bands;
    private final int ghostsMax;
    private final Backplane backplane;
    private final Probes probes;
    private final EntitySync heard = new EntitySync();
    private final CrossAttack attack = new CrossAttack();
    private final PlayerNotice notice = new PlayerNotice();

    private ZoneServer zone;
    private ZoneProcess process;
    private Optional<GhostTable> ghosts = Optional.empty();
    private Optional<GhostSender> sender = Optional.empty();
    /** Whose message is being read, or nobody's. */
    private long askedBy = NOBODY;

    /** @param ghostsMax entities of other zones that may be known at one time */
    Frontier(ZoneGrid grid, GhostBands bands, int ghostsMax, Backplane backplane, Probes probes) {
        this.grid = grid;
        this.bands = bands;
        this.ghostsMax = ghostsMax;
        this.backplane = backplane;
        this.probes = probes;
    }

    /** Before anything is called. */
    void join(ZoneServer itsZone, ZoneProcess itsProcess) {
        zone = itsZone;
        process = itsProcess;
    }

    /** The zone is another one's area from now on, and stands there already. */
    void open(int itsZone) {
        GhostTable table = new GhostTable(grid.origin(itsZone), ghostsMax, EPOCHS_PER_GHOST * ghostsMax, this);
        zone.border().follow(table);
        ghosts = Optional.of(table);
        sender = Optional.of(GhostSender.of(bands, grid, itsZone, zone.border().slots()));
    }

    void close() {
        ghosts = Optional.empty();
        sender = Optional.empty();
    }

    /** This zone acts for a player from now on. */
    void owned(long player, long epoch) {
        ghosts.ifPresent(table -> table.ownedHere(player, (int) epoch));
    }

    /** Another process serves that zone now, or the same one anew. */
    void served(int itsZone) {
        sender.ifPresent(its -> its.forget(itsZone));
    }

    /**
     * After the world's tick.
     *
     * @param acts whether the world moved in it
     */
    void ticked(long nowNanos, boolean acts) {
        if (ghosts.isEmpty()) {
            return;
        }
        if (acts) {
            sender.orElseThrow().run(zone.tickNumber(), nowNanos, zone.border().source(), this);
        }
        ghosts.get().expire(nowNanos);
    }

    /** Takes in a message of another process; false if it is not for this class. */
    boolean message(long nowNanos, MessageHeader header, MessageReader body) {
        if (ghosts.isEmpty()) {
            return false;
        }
        askedBy = header.sourceProcess;
        boolean isTaken =
                switch (header.type) {
                    case ENTITY_SYNC -> {
                        if (heard.read(body) == CodecStatus.OK) {
                            ghosts.get().accept(nowNanos, header, heard);
                        }
                        yield true;
                    }
                    case ATTACK -> {
                        if (attack.read(body) == CodecStatus.OK && !isPassedOn(attack.target, attack)) {
                            zone.border().struck(attack);
                        }
                        yield true;
                    }
                    case NOTICE -> {
                        if (notice.read(body) == CodecStatus.OK && !isPassedOn(notice.player, notice)) {
                            noticed();
                        }
                        yield true;
                    }
                    default -> false;
                };
        askedBy = NOBODY;
        return isTaken;
    }

    private void noticed() {
        if (notice.kind == PlayerNotice.Kind.INPUTS) {
            zone.border().relayed(notice.player, notice.inputs, 0, notice.inputsLength);
        } else {
            zone.border().decided(notice);
        }
    }

    /** Sends a message after a player who has gone to another zone; false if it has not. */
    private boolean isPassedOn(long player, Message message) {
        if (zone.residents().has(player)) {
            return false;
        }
        int target = process.goneTo(player);
        return target != ZoneGrid.NONE && backplane.sendToZone(target, Delivery.RELIABLE, message);
    }

    @Override
    public void appeared(int ghost) {
        GhostTable table = ghosts.orElseThrow();
        probes.record(ProbeKind.EPOCH_ACCEPTED, table.player(ghost), table.epoch(ghost), BY_ZONE, 0);
        zone.border().watcher().appeared(ghost);
    }

    @Override
    public void vanished(int ghost, Cause cause) {
        zone.border().watcher().vanished(ghost, cause);
    }

    @Override
    public boolean isOpen(int itsZone) {
        long its = backplane.routeOf(itsZone);
        return its != NOBODY && backplane.isLinked(its);
    }

    @Override
    public void send(int itsZone, EntitySync message) {
        backplane.sendToZone(itsZone, Delivery.UNRELIABLE, message);
    }

    @Override
    public boolean strike(CrossAttack itsAttack) {
        int target = process.goneTo(itsAttack.target);
        if (target != ZoneGrid.NONE) {
            return backplane.sendToZone(target, Delivery.RELIABLE, itsAttack);
        }
        long owner = ownerOf(itsAttack.target);
        return owner != NOBODY && backplane.sendToProcess(owner, Delivery.RELIABLE, itsAttack);
    }

    @Override
    public void decided(PlayerNotice outcome) {
        if (zone.residents().has(outcome.player)) {
            zone.border().decided(outcome);
            return;
        }
        long owner = ownerOf(outcome.player);
        // What can't be brought is lost: the attacker's zone gives the strike up.
        backplane.sendToProcess(owner == NOBODY ? askedBy : owner, Delivery.RELIABLE, outcome);
    }

    /** The process that acts for a player near here, as far as is known. */
    private long ownerOf(long player) {
        if (ghosts.isEmpty()) {
            return NOBODY;
        }
        int ghost = ghosts.get().ghostOf(player);
        return ghost == GhostTable.NONE ? NOBODY : ghosts.get().process(ghost);
    }

    void reportBounds() {
        ghosts.ifPresent(table -> table.reportBounds(probes));
    }

    long foldState(long hash) {
        return ghosts.isPresent() ? ghosts.get().foldState(hash) : Mix.fold(hash, NOBODY);
    }
}
