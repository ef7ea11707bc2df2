package io.darkages.engine.process;

import io.darkages.engine.authority.OwnershipListener;
import io.darkages.engine.authority.PlayerOwnership;
import io.darkages.engine.authority.ZoneLease;
import io.darkages.engine.backplane.CodecStatus;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MessageReader;
import io.darkages.engine.backplane.MigrationAnswer;
import io.darkages.engine.backplane.MigrationRequest;
import io.darkages.engine.backplane.MigrationState;
import io.darkages.engine.grid.HandoffRules;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.Probes;
import io.darkages.engine.random.Mix;
import io.darkages.engine.random.RandomSource;
import java.util.OptionalLong;

/**
 * Players' moves between this zone and its neighbours, as long as this process serves the zone under one lease: both
 * sides of them.
 *
 * <p>The source follows a player's place. Near a border it tells the target, with the digest of a token that opens one
 * view; nearer, it sends the client there with the token; when the client sees what it needs and the player is about to
 * cross, the register is asked to say that it is in transit. Up to then a word is enough to call it off, when the player
 * turns back. From then on only the register ends it: the player is frozen, its last state sent, and the target sets the
 * row to itself and acts; or the source sets it to itself, which the register does only if the target has not, and goes
 * on. What the messages say in between decides when to ask, never what is true.
 *
 * <p>Nothing here acts for a player: {@link MigrationHost} is told when to. All calls on one thread. A tick allocates
 * nothing; a migration does.
 */
public final class Migrations {

    /**
     * What surrounds them.
     *
     * @param lease of the zone that is served
     * @param process this process, as the backplane names it
     * @param random of tokens; must not be guessable on a real socket
     */
    public record Surroundings(
            ZoneLease lease,
            PlayerOwnership ownership,
            MigrationHost host,
            MigrationCarrier carrier,
            long process,
            HandoffTokens tokens,
            RandomSource random,
            MigrationNumbers numbers) {}

    private final MigrationCounters counters = new MigrationCounters();
    private final ZoneLease lease;
    private final Departures departures;
    private final Arrivals arrivals;

    private final MigrationRequest request = new MigrationRequest();
    private final MigrationAnswer answer = new MigrationAnswer();
    private final MigrationState state = new MigrationState();
    private boolean isClosed;

    /** Migrations that check tokens as they should be. */
    public Migrations(MigrationOptions options, ZoneGrid grid, HandoffRules rules, Surroundings around) {
        this(options, grid, rules, around, HandoffCheck.STRICT);
    }

    public Migrations(
            MigrationOptions options, ZoneGrid grid, HandoffRules rules, Surroundings around, HandoffCheck check) {
        lease = around.lease();
        departures = new Departures(options, new HandoffCourse(grid, rules, lease.zone()), around, counters);
        arrivals = new Arrivals(options, around, check, departures, counters);
    }

    /**
     * Nobody is taken any more, but who is on the way with its last state; and nobody goes of whom the register has not been
     * told.
     */
    public void close(long monotonicNanos) {
        isClosed = true;
        departures.callOff(monotonicNanos);
    }

    /**
     * A player who is acted for here stands at that place after this tick. To be called while the lease is held.
     *
     * @param x feet, Q16.16 metres of the world
     */
    public void place(long monotonicNanos, long player, int x, int y, int z) {
        departures.place(monotonicNanos, player, x, y, z);
    }

    /** Looks after what is late. To be called each tick, after the ownership's, also without the lease. */
    public void advance(long monotonicNanos) {
        departures.advance(monotonicNanos);
        arrivals.advance(monotonicNanos);
    }

    /** Takes in a message; false if it is of another type, and not read then. */
    public boolean message(long monotonicNanos, MessageHeader header, MessageReader body) {
        boolean isRead =
                switch (header.type) {
                    case MIGRATION_REQUEST -> request.read(body) == CodecStatus.OK;
                    case MIGRATION_ANSWER -> answer.read(body) == CodecStatus.OK;
                    case MIGRATION_STATE -> state.read(body) == CodecStatus.OK;
                    default -> false;
                };
        if (!isRead) {
            return false;
        }
        switch (header.type) {
            case MIGRATION_REQUEST ->
                arrivals.asked(monotonicNanos, header, request, refusal(monotonicNanos, header, isClosed));
            case MIGRATION_STATE ->
                arrivals.brought(monotonicNanos, header.sourceProcess, state, refusal(monotonicNanos, header, false));
            default -> departures.answered(monotonicNanos, header.sourceProcess, answer);
        }
        return true;
    }

    private MigrationAnswer.Reason refusal(long nowNanos, MessageHeader header, boolean takesNobody) {
        if (header.targetZone != lease.zone() || !lease.isHeld(nowNanos)) {
            return MigrationAnswer.Reason.NOT_SERVING;
        }
        return takesNobody ? MigrationAnswer.Reason.DRAINING : MigrationAnswer.Reason.NONE;
    }

    /**
     * Target: a client that was sent here shows its token.
     *
     * @param token any bytes
     * @return the player whose view it opens, or empty; good once. The view is to be there when the next tick asks
     */
    public OptionalLong arrive(long monotonicNanos, byte[] token) {
        return arrivals.arrive(monotonicNanos, token);
    }

    /** Source: a player left the world here; whoever calls this gives it up in the register. */
    public void left(long monotonicNanos, long player) {
        departures.left(monotonicNanos, player);
    }

    /**
     * Source: inputs came for a player who is frozen or has moved; they are passed on.
     *
     * @return false if they are none of this or can't be carried
     */
    public boolean relay(long player, byte[] buffer, int offset, int length) {
        return departures.relay(player, buffer, offset, length);
    }

    /** A process ended, began anew, or lost its zone: nothing comes of what was begun with it. */
    public void peerGone(long monotonicNanos, long process) {
        departures.peerGone(monotonicNanos, process);
        arrivals.peerGone(monotonicNanos, process);
    }

    /** As {@link OwnershipListener#owned}. False if it is no migration's. */
    public boolean owned(long monotonicNanos, long player, long epoch, OwnershipListener.Way way) {
        return way == OwnershipListener.Way.ROLLED_BACK
                ? departures.rolledBack(monotonicNanos, player, epoch)
                : arrivals.owned(monotonicNanos, player, epoch);
    }

    /** As {@link OwnershipListener#elsewhere}. False if it is no migration's. */
    public boolean elsewhere(long monotonicNanos, long player) {
        return arrivals.elsewhere(monotonicNanos, player);
    }

    /** As {@link OwnershipListener#inTransit}. False if it is no migration's. */
    public boolean inTransit(long monotonicNanos, long player, long epoch) {
        return departures.inTransit(monotonicNanos, player, epoch);
    }

    /** As {@link OwnershipListener#transferred}. False if it is no migration's. */
    public boolean transferred(long monotonicNanos, long player, long epoch, int target) {
        return departures.transferred(monotonicNanos, player, epoch, target);
    }

    /** Source: the zone that a player is on the way to or went to not long ago, {@link ZoneGrid#NONE} if it is not. */
    public int goneTo(long player) {
        return departures.goneTo(player);
    }

    /** Source: a zone that a player wants to go to and that nobody serves, {@link ZoneGrid#NONE} if there is none now. */
    public int wanted(long monotonicNanos) {
        return departures.wanted(monotonicNanos);
    }

    /** Source: how far a player's migration is; FAILED where there is none. */
    public MigrationStage stage(long player) {
        return departures.stage(player);
    }

    /** Source: whether the register was asked to let a player go, and has not told the end. */
    public boolean isOpen(long player) {
        return departures.isOpen(player);
    }

    /** Target: whether another zone announced that player. */
    public boolean isExpected(long player) {
        return arrivals.isExpected(player);
    }

    /** Target: players whom other zones announced. */
    public int expected() {
        return arrivals.slots().size();
    }

    /** Target: owner epoch under which this zone will act for an announced player; 0 of others. */
    public long expectedEpoch(long player) {
        return arrivals.expectedEpoch(player);
    }

    /** Source: migrations whose outcome the register has not told yet. */
    public int open() {
        return departures.open();
    }

    /** The lease is lost: whatever was begun under it is over here. MigrationHost are told nothing. */
    public void clear() {
        departures.clear();
        arrivals.clear();
    }

    public MigrationCounters counters() {
        return counters;
    }

    /** Most players who were ever seen to at one time, either way. */
    public int departuresHighWater() {
        return departures.slots().end();
    }

    public int arrivalsHighWater() {
        return arrivals.slots().end();
    }

    /** Tells judges how full what may fill has been. */
    void reportBounds(Probes probes) {
        probes.bound(
                BoundedStructure.DEPARTURES,
                departuresHighWater(),
                departures.slots().capacity());
        probes.bound(
                BoundedStructure.ARRIVALS, arrivalsHighWater(), arrivals.slots().capacity());
    }

    /** Digest of its state. */
    public long stateHash() {
        return Mix.fold(departures.stateHash(), arrivals.stateHash());
    }
}
