package io.darkages.engine.process;

import io.darkages.engine.backplane.CodecStatus;
import io.darkages.engine.backplane.MigrationState;
import io.darkages.engine.backplane.PlayerImage;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.protocol.AccessToken;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.protocol.GameCloseReason;
import io.darkages.engine.zone.Admission;
import io.darkages.engine.zone.InputRelay;
import io.darkages.engine.zone.Roster;
import io.darkages.engine.zone.ZoneServer;

/**
 * A {@link ZoneServer} as the process around it sees it, and the process as the zone sees it. Made first; then the zone
 * with this as its {@link Admission} and {@link InputRelay}, then the process with this as its {@link ZoneWorld}; then
 * {@link #join}. Before that nothing may be called.
 */
final class ServedZone implements ZoneWorld, Admission, InputRelay {

    private final ZoneGrid grid;
    private final Roster roster;
    private final int capacity;
    private final Frontier frontier;
    private final Probes probes;
    private final PlayerImage image = new PlayerImage();
    private ZoneServer zone;
    private ZoneProcess process;

    /** @param capacity of the zone */
    ServedZone(ZoneGrid grid, Roster roster, int capacity, Frontier frontier, Probes probes) {
        this.grid = grid;
        this.roster = roster;
        this.capacity = capacity;
        this.frontier = frontier;
        this.probes = probes;
    }

    /** Brings the two together, before either runs. Nothing is served then. */
    void join(ZoneServer itsZone, ZoneProcess itsProcess) {
        zone = itsZone;
        process = itsProcess;
        zone.hold(true);
    }

    @Override
    public void arrived(long monotonicNanos, long ticket, AccessToken.Claim claim) {
        process.arrived(monotonicNanos, ticket, claim.player());
    }

    @Override
    public void handedOver(long monotonicNanos, long ticket, byte[] token) {
        process.handedOver(monotonicNanos, ticket, token);
    }

    @Override
    public void gone(long monotonicNanos, long ticket) {
        process.gone(monotonicNanos, ticket);
    }

    @Override
    public void leaving(long monotonicNanos, long player, Leaving reason) {
        process.leaving(monotonicNanos, player);
    }

    @Override
    public void viewGone(long monotonicNanos, long player) {
        // Asked for each tick, with whether it shows what it must.
    }

    @Override
    public void relay(long player, byte[] buffer, int offset, int length) {
        process.relay(player, buffer, offset, length);
    }

    @Override
    public void open(long monotonicNanos, int itsZone) {
        zone.moveTo(grid.origin(itsZone));
        frontier.open(itsZone);
    }

    @Override
    public void close(long monotonicNanos) {
        zone.residents().clear(monotonicNanos, GameCloseReason.HANDED_OVER, "served elsewhere");
        frontier.close();
        zone.hold(true);
    }

    @Override
    public void hold(boolean isHeld) {
        zone.hold(isHeld);
    }

    @Override
    public int count() {
        return zone.residents().count();
    }

    @Override
    public boolean isAnyConnected() {
        for (int i = 0; i < zone.residents().count(); i++) {
            if (zone.residents().isConnected(i)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public long player(int index) {
        return zone.residents().player(index);
    }

    @Override
    public int x(int index) {
        return zone.residents().x(index);
    }

    @Override
    public int y(int index) {
        return zone.residents().y(index);
    }

    @Override
    public int z(int index) {
        return zone.residents().z(index);
    }

    @Override
    public boolean has(long player) {
        return zone.residents().has(player);
    }

    @Override
    public boolean enter(long monotonicNanos, long ticket, long player, long epoch) {
        frontier.owned(player, epoch);
        return zone.door().enter(monotonicNanos, ticket, player, (int) epoch);
    }

    @Override
    public boolean enter(long monotonicNanos, long ticket, long player, byte[] session, int length, long epoch) {
        frontier.owned(player, epoch);
        return image.read(session, 0, length) == CodecStatus.OK
                && image.player == player
                && zone.door().enter(monotonicNanos, ticket, image, (int) epoch);
    }

    @Override
    public boolean observe(long monotonicNanos, long ticket, long player, long epoch) {
        return zone.door().observe(monotonicNanos, ticket, player, (int) epoch);
    }

    @Override
    public boolean redirect(long monotonicNanos, long ticket, long address, byte[] token) {
        return zone.door().redirect(monotonicNanos, ticket, address, token);
    }

    @Override
    public boolean refuse(long monotonicNanos, long ticket, String reason) {
        return zone.door().refuse(monotonicNanos, ticket, reason);
    }

    @Override
    public boolean callAhead(long monotonicNanos, long player, long address, byte[] token) {
        ControlMessage.Handoff handoff = new ControlMessage.Handoff(address, token, grid.origin(process.servedZone()));
        return zone.residents().tell(monotonicNanos, player, handoff);
    }

    @Override
    public void sendAway(long monotonicNanos, long player, long address, byte[] token) {
        zone.residents().sendAway(monotonicNanos, player, address, token);
    }

    @Override
    public int save(long monotonicNanos, long player, byte[] into) {
        return zone.residents().capture(monotonicNanos, player, image) ? image.write(into, 0) : 0;
    }

    @Override
    public boolean locate(byte[] session, int length, MotionState into) {
        boolean isGood = image.read(session, 0, length) == CodecStatus.OK;
        if (isGood) {
            into.copyFrom(image.motion);
        }
        return isGood;
    }

    @Override
    public void spawn(long player, MotionState into) {
        roster.spawn(player, into);
    }

    @Override
    public boolean reserve(long player) {
        return zone.residents().reserve(player);
    }

    @Override
    public void dismiss(long monotonicNanos, long player) {
        zone.residents().dismiss(monotonicNanos, player);
    }

    @Override
    public boolean isObserved(long player) {
        return zone.residents().isObserved(player);
    }

    @Override
    public boolean isWarm(long player) {
        return zone.residents().isWarm(player);
    }

    @Override
    public boolean install(long monotonicNanos, MigrationState state, long epoch) {
        // The world may stand still yet though the lease is held again, or while it drains: who comes stands still too.
        boolean isHeld = zone.isHeld();
        zone.hold(false);
        boolean isIn = zone.residents().install(monotonicNanos, state.image, (int) epoch);
        zone.hold(isHeld);
        frontier.owned(state.image.player, epoch);
        return isIn;
    }

    @Override
    public boolean invite(long monotonicNanos, long player, int itsZone, long itsProcess, byte[] token) {
        ControlMessage.Handoff handoff =
                new ControlMessage.Handoff(process.addressOf(itsZone), token, grid.origin(itsZone));
        boolean isTold = zone.residents().tell(monotonicNanos, player, handoff);
        if (isTold) {
            probes.record(ProbeKind.HANDOFF_INVITED, player, HandoffTokens.mark(token), 0, 0);
        }
        return isTold;
    }

    @Override
    public void uninvite(long monotonicNanos, long player) {
        zone.residents().tell(monotonicNanos, player, new ControlMessage.HandoffCancelled());
    }

    @Override
    public void freeze(long player) {
        zone.residents().freeze(player);
    }

    @Override
    public void thaw(long player, long epoch) {
        zone.residents().thaw(player, (int) epoch);
        frontier.owned(player, epoch);
    }

    @Override
    public boolean capture(long monotonicNanos, long player, MigrationState state) {
        state.tick = zone.tickNumber();
        return zone.residents().capture(monotonicNanos, player, state.image);
    }

    @Override
    public void remove(long monotonicNanos, long player, int itsZone, long epoch) {
        zone.residents().depart(monotonicNanos, player);
    }
}
