package io.darkages.engine.authority;

import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;

/** Makes true what was concluded about a player: in the table, before judges, and to the listener, in this order. */
final class OwnershipOutcomes {

    /** Why a player is not acted for. Probes carry the ordinal. */
    enum Stop {
        LEAVES,
        FROZEN,
        OTHER_OWNS
    }

    private final OwnedPlayers players;
    private final OwnershipListener listener;
    private final Probes probes;

    OwnershipOutcomes(OwnedPlayers players, OwnershipListener listener, Probes probes) {
        this.players = players;
        this.listener = listener;
        this.probes = probes;
    }

    /**
     * Carries out a step that is neither READ, SET nor WAIT.
     *
     * @param column the zone and its lease, as {@link io.darkages.engine.port.LeaseColumn} packs them
     */
    void conclude(long nowNanos, int slot, OwnershipStep step, long column) {
        long player = players.player[slot];
        long epoch = players.rowEpoch[slot];
        int target = players.target[slot];
        switch (step) {
            case OWNED -> owned(nowNanos, slot, column);
            case ELSEWHERE -> {
                int zone = (int) players.rowZone[slot];
                players.remove(slot);
                listener.elsewhere(nowNanos, player, zone);
            }
            case IN_TRANSIT -> {
                players.goal[slot] = OwnershipGoal.NONE;
                listener.inTransit(nowNanos, player, epoch, target);
            }
            case STILL_OURS -> players.goal[slot] = OwnershipGoal.NONE;
            case TRANSFERRED -> {
                if (players.acting[slot]) {
                    stop(slot, column, Stop.OTHER_OWNS);
                }
                probes.record(ProbeKind.TRANSFER_COMMITTED, player, epoch, column, target);
                players.remove(slot);
                listener.transferred(nowNanos, player, epoch, target);
            }
            case RELEASED -> {
                probes.record(ProbeKind.PLAYER_RELEASED, player, players.epoch[slot], column, 0);
                players.remove(slot);
                listener.released(nowNanos, player);
            }
            default -> throw new IllegalStateException(step + " concludes nothing");
        }
    }

    private void owned(long nowNanos, int slot, long column) {
        long player = players.player[slot];
        long epoch = players.rowEpoch[slot];
        OwnershipListener.Way way =
                switch (players.goal[slot]) {
                    case CLAIM -> OwnershipListener.Way.CLAIMED;
                    case ROLL_BACK -> OwnershipListener.Way.ROLLED_BACK;
                    default -> OwnershipListener.Way.ACCEPTED;
                };
        if (way == OwnershipListener.Way.ROLLED_BACK) {
            probes.record(ProbeKind.TRANSFER_ROLLED_BACK, player, epoch, column, players.target[slot]);
        }
        players.goal[slot] = OwnershipGoal.NONE;
        players.target[slot] = OwnedPlayers.ABSENT;
        players.epoch[slot] = epoch;
        players.acting[slot] = true;
        probes.record(ProbeKind.PLAYER_OWNED, player, epoch, column, way.ordinal());
        listener.owned(nowNanos, player, epoch, way);
    }

    /** From now on nothing is computed for the player. */
    void stop(int slot, long column, Stop why) {
        players.acting[slot] = false;
        probes.record(ProbeKind.PLAYER_SUSPENDED, players.player[slot], players.epoch[slot], column, why.ordinal());
    }
}
