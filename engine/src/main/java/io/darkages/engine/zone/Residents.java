package io.darkages.engine.zone;

import io.darkages.engine.backplane.PlayerImage;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.protocol.ControlCodec;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.protocol.GameCloseReason;

/**
 * The players for whom the zone acts, as its owner sees and moves them. Players are asked for by id or by index, 0 to {@link #count} - 1, in an order that changes only when somebody comes or goes. What is asked for
 * somebody who is not here does nothing and answers false. On the zone's thread, between ticks.
 */
public final class Residents {

    /** Of 20 a second: by then everything near was told once at least. */
    static final int WARM_SNAPSHOTS = 6;

    private final ZoneTime time;
    private final World world;
    private final Lobby lobby;
    private final Handovers handovers;
    private final PlayerImages images;
    private final Border border;
    private final BorderCounters counters;

    Residents(
            ZoneTime time,
            World world,
            Lobby lobby,
            Handovers handovers,
            PlayerImages images,
            Border border,
            BorderCounters counters) {
        this.time = time;
        this.world = world;
        this.lobby = lobby;
        this.handovers = handovers;
        this.images = images;
        this.border = border;
        this.counters = counters;
    }

    public int count() {
        return world.playerCount();
    }

    /** Id of a player. */
    public long player(int index) {
        return world.player(index).id;
    }

    /** Where a player is: Q16.16 metres in the world. */
    public int x(int index) {
        return world.entities.x(slot(world.player(index)));
    }

    /** As {@link #x}. */
    public int z(int index) {
        return world.entities.z(slot(world.player(index)));
    }

    /** As {@link #x}; up. */
    public int y(int index) {
        return world.entities.y(slot(world.player(index)));
    }

    /** Whether a player has a session. */
    public boolean isConnected(int index) {
        return world.player(index).isConnected();
    }

    /** Owner epoch under which the zone acts for a player. */
    public int epoch(int index) {
        return world.player(index).epoch;
    }

    public boolean isFrozen(int index) {
        return world.player(index).isFrozen;
    }

    /** Index of a player, or -1. */
    public int indexOf(long player) {
        return world.indexOf(player);
    }

    public boolean has(long player) {
        return indexOf(player) >= 0;
    }

    /** Where a player is and how it moves. */
    public boolean locate(long player, MotionState into) {
        Player found = world.find(player);
        if (found == null) {
            return false;
        }
        world.entities.load(slot(found), into);
        return true;
    }

    /** Takes down all that the zone holds of the player at an index, as of its last tick. */
    public void captureAt(long monotonicNanos, int index, PlayerImage into) {
        images.capture(world.player(index), into, time.tickOf(world.player(index)), monotonicNanos);
    }

    /** As {@link #captureAt}, by id. */
    public boolean capture(long monotonicNanos, long player, PlayerImage into) {
        Player found = world.find(player);
        if (found != null) {
            images.capture(found, into, time.tickOf(found), monotonicNanos);
        }
        return found != null;
    }

    /**
     * The zone acts for a player from now on, as the image says. If its client looks on already, it plays from the next
     * snapshot on; if not, the player is waited for, as if its session had broken.
     *
     * @param epoch under which the zone acts
     * @return false if the zone acts for it already, is full or held, or can't reach its place
     */
    public boolean install(long monotonicNanos, PlayerImage image, int epoch) {
        boolean isDone =
                !time.isHeld() && handovers.install(image, epoch, time.tick(), monotonicNanos, time.wallMicros());
        counters.add(BorderCounter.INSTALLED, isDone ? 1 : 0);
        return isDone;
    }

    /**
     * Nothing of the player changes until it is thawed: no input is applied, nobody hurts it, and nothing heals. Its client
     * is told of the world as before. Inputs that come are kept, and passed on.
     */
    public boolean freeze(long player) {
        return freeze(player, true);
    }

    /** The player goes on where it was, under that owner epoch; whether or not it was frozen. */
    public boolean thaw(long player, int epoch) {
        Player found = world.find(player);
        if (found != null) {
            found.epoch = epoch;
        }
        return freeze(player, false);
    }

    private boolean freeze(long player, boolean isFrozen) {
        Player found = world.find(player);
        if (found == null) {
            return false;
        }
        if (found.isFrozen != isFrozen) {
            int frozenTick = time.tickOf(found);
            found.isFrozen = isFrozen;
            if (isFrozen) {
                found.frozenTick = frozenTick;
            } else {
                images.postpone(found, time.tickOfWorld() - found.frozenTick);
                found.gate.settle();
            }
        }
        return true;
    }

    /**
     * Another zone acts for the player. Its entity stays for a second at most, as a copy, until that zone tells of it; its
     * session stays until its client closes it, 5 s at most, and inputs that come are passed on.
     */
    public boolean depart(long monotonicNanos, long player) {
        Player found = world.find(player);
        if (found == null) {
            return false;
        }
        handovers.depart(found, monotonicNanos);
        counters.add(BorderCounter.DEPARTED, 1);
        return true;
    }

    /**
     * Takes a player out of the world at once, or one that looks on, and closes its session.
     *
     * @param reason see {@link io.darkages.engine.protocol.GameCloseReason}
     */
    public boolean evict(long monotonicNanos, long player, int reason, String debug) {
        Player found = world.find(player);
        Player either = found == null ? world.findObserver(player) : found;
        if (either == null) {
            return false;
        }
        lobby.evict(either, reason, debug, monotonicNanos);
        return true;
    }

    /** As {@link #evict}, of a player whose client is told first to resume elsewhere. */
    public boolean sendAway(long monotonicNanos, long player, long address, byte[] token) {
        Player found = world.find(player);
        if (found == null) {
            return false;
        }
        lobby.sendAway(found, address, token, monotonicNanos);
        return true;
    }

    /** Takes everybody out, and those who look on; nobody is awaited any more, and no ghost is shown. */
    public void clear(long monotonicNanos, int reason, String debug) {
        while (world.playerCount() > 0) {
            lobby.evict(world.player(world.playerCount() - 1), reason, debug, monotonicNanos);
        }
        while (world.observerCount() > 0) {
            lobby.evict(world.observer(world.observerCount() - 1), reason, debug, monotonicNanos);
        }
        world.unreserveAll();
        border.unfollow();
    }

    /**
     * Keeps a place free for a player who is announced, until it is {@linkplain #install installed}, enters, or is {@linkplain
     * #dismiss dismissed}.
     *
     * @return false if there is none
     */
    public boolean reserve(long player) {
        return world.reserve(player);
    }

    /** An announced player does not come: its place is given up, and its client's session if it looks on. */
    public void dismiss(long monotonicNanos, long player) {
        world.unreserve(player);
        Player observer = world.findObserver(player);
        if (observer != null) {
            lobby.evict(observer, GameCloseReason.NOT_COMING, "not coming", monotonicNanos);
        }
    }

    /** Whether the player's client looks on. */
    public boolean isObserved(long player) {
        return world.findObserver(player) != null;
    }

    /** Whether it looks on and knows what it sees: it has acknowledged {@value #WARM_SNAPSHOTS} snapshots or later ones. */
    public boolean isWarm(long player) {
        Player observer = world.findObserver(player);
        return observer != null
                && observer.entity != EntityTable.NO_ENTITY
                && observer.viewer.newestAcknowledged() >= WARM_SNAPSHOTS;
    }

    /** Sends a message to a player's client, reliably; false as well without a session or room. */
    public boolean tell(long monotonicNanos, long player, ControlMessage message) {
        Player found = world.find(player);
        if (found == null || !found.isConnected()) {
            return false;
        }
        byte[] bytes = ControlCodec.encode(message);
        boolean isQueued = found.session().orElseThrow().sendReliable(bytes, 0, bytes.length);
        found.session().orElseThrow().flush(monotonicNanos);
        return isQueued;
    }

    private static int slot(Player player) {
        return EntityTable.slot(player.entity);
    }
}
