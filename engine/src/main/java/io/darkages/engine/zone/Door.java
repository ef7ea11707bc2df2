package io.darkages.engine.zone;

import io.darkages.engine.backplane.PlayerImage;
import io.darkages.engine.protocol.ControlMessage;
import java.util.Optional;

/**
 * The answers to {@link Admission}'s tickets. Each is taken once; false says that the ticket is not waiting any more,
 * because its session is over or was answered, and nothing is done then. On the zone's thread.
 */
public final class Door {

    private final ZoneTime time;
    private final World world;
    private final Visitors visitors;
    private final Lobby lobby;
    private final Handovers handovers;
    private final BorderCounters counters;

    Door(ZoneTime time, World world, Visitors visitors, Lobby lobby, Handovers handovers, BorderCounters counters) {
        this.time = time;
        this.world = world;
        this.visitors = visitors;
        this.lobby = lobby;
        this.handovers = handovers;
        this.counters = counters;
    }

    /** Whether a ticket waits for its answer. */
    public boolean isWaiting(long ticket) {
        return visitors.isWaiting(ticket);
    }

    /**
     * The session's player plays here: with its entity, if it is here, and else as the roster has it. Its inputs are
     * numbered from 1. If it has another session, that one is closed. One whose client plays elsewhere until then is
     * refused where there is nothing to go on from, or another session; and else goes on with its inputs' own numbers.
     *
     * @param epoch under which the zone acts for it, told with the welcome
     */
    public boolean enter(long monotonicNanos, long ticket, long player, int epoch) {
        return enter(monotonicNanos, ticket, player, Optional.empty(), epoch);
    }

    /**
     * As {@link #enter(long, long, long, int)}, but as the image says, unless its entity is here. A place beyond the
     * zone's reach is refused, as is everybody new when it is full or held.
     */
    public boolean enter(long monotonicNanos, long ticket, PlayerImage image, int epoch) {
        return enter(monotonicNanos, ticket, image.player, Optional.of(image), epoch);
    }

    private boolean enter(long monotonicNanos, long ticket, long player, Optional<PlayerImage> image, int epoch) {
        if (!visitors.isWaiting(ticket)) {
            return false;
        }
        boolean isNew = world.find(player) == null;
        boolean isWithinReach = image.isEmpty() || world.origin().reaches(image.get().motion.x, image.get().motion.z);
        if (isNew && (time.isHeld() || world.isFullFor(player) || !isWithinReach)) {
            String full = world.isFullFor(player) ? "the zone is full" : "the place is not here";
            visitors.refuse(ticket, time.isHeld() ? ControlMessage.Refused.BUSY : full, monotonicNanos);
            return false;
        }
        if (visitors.goesOn(ticket)
                && (isNew ? image.isEmpty() : world.find(player).isConnected())) {
            // There is nothing to go on from, or it plays here by another session, which knows better.
            visitors.refuse(ticket, ControlMessage.Refused.BUSY, monotonicNanos);
            return false;
        }
        counters.add(BorderCounter.INSTALLED, isNew && image.isPresent() ? 1 : 0);
        lobby.enter(ticket, player, image, epoch, time.tick(), monotonicNanos, time.wallMicros());
        return true;
    }

    /**
     * The session's player is handed over by another zone: its client looks on, without a say, from where its copy is.
     * When the zone {@linkplain Residents#install installs} it, the session goes on as the player's, with the inputs' own
     * numbers. If the zone acts for it already, that is at once. At most as many look on as the zone may have players.
     *
     * @param epoch under which the zone will act for it, told with the welcome
     */
    public boolean observe(long monotonicNanos, long ticket, long player, int epoch) {
        if (!visitors.isWaiting(ticket)) {
            return false;
        }
        if (world.observerCount() >= world.playersMax()) {
            visitors.refuse(ticket, "too many look on", monotonicNanos);
            return false;
        }
        handovers.observe(ticket, player, epoch, time.tick(), monotonicNanos, time.wallMicros());
        return true;
    }

    /**
     * The session's player is to resume elsewhere.
     *
     * @param address as {@link io.darkages.engine.port.NetworkAddress} packs it
     * @param token for {@code Resume} there, 1 to 256 bytes
     */
    public boolean redirect(long monotonicNanos, long ticket, long address, byte[] token) {
        if (!visitors.isWaiting(ticket)) {
            return false;
        }
        visitors.redirect(ticket, address, token, monotonicNanos);
        return true;
    }

    /** The session's player may not enter; the reason is for the client. */
    public boolean refuse(long monotonicNanos, long ticket, String reason) {
        if (!visitors.isWaiting(ticket)) {
            return false;
        }
        visitors.refuse(ticket, reason, monotonicNanos);
        return true;
    }
}
