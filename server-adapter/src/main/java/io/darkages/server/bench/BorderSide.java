package io.darkages.server.bench;

import io.darkages.engine.backplane.CodecStatus;
import io.darkages.engine.backplane.Delivery;
import io.darkages.engine.backplane.EntitySync;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MessageReader;
import io.darkages.engine.ghost.GhostBands;
import io.darkages.engine.ghost.GhostOutlet;
import io.darkages.engine.ghost.GhostSender;
import io.darkages.engine.ghost.GhostTable;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.space.Origin;
import io.darkages.engine.zone.Border;
import io.darkages.engine.zone.ZoneServer;

/**
 * One of two zones between which a crowd is divided, west and east of its middle, with what the process around it does
 * for the border in each tick: takes in what the other one tells over the backplane, and tells of its own. Players belong
 * to the zone in which they entered, wherever they go: nobody moves from one to the other.
 */
final class BorderSide implements CrowdWorld.Surroundings, GhostOutlet {

    private static final ZoneGrid GRID = new ZoneGrid(2, 1, 1_200);

    private final int number;
    private final Crowd crowd;
    private final LinkedProcess process;
    private final EntitySync heard = new EntitySync();
    private ZoneServer zone;
    private GhostSender sender;
    private GhostTable ghosts;
    private BorderSide other;
    private long startNanos;

    /** @param number of the zone: 0 west, 1 east */
    BorderSide(int number, Crowd crowd) {
        this.number = number;
        this.crowd = crowd;
        process = new LinkedProcess(number + 1, false, this::handle);
    }

    /** Links the two; before either gets a world. */
    static void join(BorderSide west, BorderSide east) {
        west.other = east;
        east.other = west;
        west.startNanos = LinkedProcess.link(west.process, east.process);
        east.startNanos = west.startNanos;
    }

    private void handle(MessageHeader header, MessageReader body) {
        if (heard.read(body) != CodecStatus.OK) {
            throw new IllegalStateException("a message of zone " + header.sourceZone + " can't be read");
        }
        ghosts.accept(process.nowNanos(), header, heard);
    }

    @Override
    public boolean isHere(long player) {
        MotionState state = new MotionState();
        crowd.spawn(player, state);
        return GRID.zoneAt(state.x, state.z) == number;
    }

    @Override
    public Origin origin() {
        return GRID.origin(number);
    }

    @Override
    public int ghosts() {
        return crowd.players();
    }

    @Override
    public void joined(ZoneServer itsZone) {
        zone = itsZone;
        Border border = zone.border();
        ghosts = new GhostTable(origin(), crowd.players(), 4 * crowd.players(), border.watcher());
        sender = GhostSender.of(GhostBands.STANDARD, GRID, number, border.slots());
        border.follow(ghosts);
    }

    @Override
    public void ticked(long nowNanos) {
        long monotonicNanos = startNanos + nowNanos;
        process.receive(monotonicNanos, other.process);
        sender.run(zone.tickNumber(), monotonicNanos, zone.border().source(), this);
        ghosts.expire(monotonicNanos);
        process.advance(monotonicNanos);
    }

    @Override
    public boolean isOpen(int itsZone) {
        return true;
    }

    @Override
    public void send(int itsZone, EntitySync message) {
        if (!process.backplane().sendToZone(itsZone, Delivery.UNRELIABLE, message)) {
            throw new IllegalStateException("the link to zone " + itsZone + " is full");
        }
    }
}
