package io.darkages.engine.authority;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.Register;
import io.darkages.engine.random.Mix;

/**
 * The players that one zone owns: an epoch for each, in a row of the register.
 *
 * <p>A row is only ever set from the version that was told, and each change of owner raises its epoch by 1. Whoever
 * holds the zone's lease may claim a player whom nobody owns, or whom this zone owned under an earlier lease, or owns.
 * An operation whose outcome is unknown is resolved by reading; as long as it may be carried out yet, nothing is
 * concluded.
 *
 * <p>A transfer: the source says {@link #beginTransfer}, and {@link OwnershipListener#inTransit} tells when the target
 * may take the player. It goes on acting until {@link #freeze}, then sends the last state. The target {@link #accept}s
 * and owns; the source learns it by {@link #confirmTransfer}. Or the source hands over itself, by {@link
 * #commitTransfer}, and the target's accept finds itself the owner. {@link #rollBack} takes the player back under a
 * new epoch if the register says that the target does not own, and is told of a completed transfer otherwise.
 *
 * <p>Nothing is asked, concluded or told while the zone's lease is not held; when the lease is lost all players are
 * forgotten. One operation for each player is under way at a time; those beyond the cap wait, each player once. All
 * calls, answers too, on one thread. Allocates in the constructor only.
 */
public final class PlayerOwnership {

    private static final long[] NO_ROW = new long[Register.WORDS];

    private final ZoneLease lease;
    private final Probes probes;
    private final OwnedPlayers players;
    private final OwnershipOutcomes outcomes;
    private final PlayerOperations operations;
    private final SlotQueue queue;
    private final LeaseTenure tenure;
    private final GoalPursuit pursuit;

    /** Ownership that is checked as it should be. */
    public PlayerOwnership(
            OwnershipOptions options,
            ZoneLease lease,
            Register register,
            RequestNumbers requests,
            OwnershipListener listener,
            Probes probes) {
        this(options, OwnershipCheck.STRICT, lease, register, requests, listener, probes);
    }

    /**
     * @param lease of the zone; its owner advances it
     * @param requests shared by all who use this register
     */
    public PlayerOwnership(
            OwnershipOptions options,
            OwnershipCheck check,
            ZoneLease lease,
            Register register,
            RequestNumbers requests,
            OwnershipListener listener,
            Probes probes) {
        this.lease = lease;
        this.probes = probes;
        players = new OwnedPlayers(options.playersMax());
        outcomes = new OwnershipOutcomes(players, listener, probes);
        operations = new PlayerOperations(options.operationsMax());
        queue = new SlotQueue(options.playersMax());
        tenure = new LeaseTenure(lease, players, queue, operations);
        OwnershipRules rules = new OwnershipRules(check, players, lease.zone());
        pursuit = new GoalPursuit(options, tenure, register, requests, players, rules, outcomes, operations, queue);
    }

    /**
     * A player came: own it, or tell where it belongs. One who is owned or claimed already stays so.
     *
     * @return false if there is no lease or no room: nothing will be told
     */
    public boolean claim(long monotonicNanos, long player) {
        return claim(monotonicNanos, player, Register.NO_VERSION, NO_ROW);
    }

    /**
     * The same, by who read the player's row already: it is not read again. If it is another by now, the register says
     * so.
     *
     * @param rowVersion as {@link Register} told it, {@link Register#NO_VERSION} of a row that was not read
     * @param row the row's words, copied before the call returns
     */
    public boolean claim(long monotonicNanos, long player, long rowVersion, long[] row) {
        if (!tenure.isBound(monotonicNanos) || !AuthorityKeys.isPlayer(player)) {
            return false;
        }
        int slot = players.find(player);
        if (slot == OwnedPlayers.ABSENT) {
            slot = players.add(player);
            if (slot == OwnedPlayers.ABSENT) {
                return false;
            }
            if (rowVersion != Register.NO_VERSION) {
                players.told(slot, rowVersion, row);
            }
            pursuit.pursue(monotonicNanos, slot, OwnershipGoal.CLAIM);
        } else if (players.goal[slot] == OwnershipGoal.RELEASE || players.goal[slot] == OwnershipGoal.ABANDON) {
            pursuit.pursue(monotonicNanos, slot, OwnershipGoal.CLAIM);
        }
        return true;
    }

    /**
     * Another zone hands a player over, and its last state is here: own it, or tell where it belongs. Waits if the
     * register does not know of the transfer yet, until {@link #abandon}. One who is owned already stays so.
     *
     * @param epoch the source's
     * @return false if there is no lease or no room, or the offer is older than what is known here: nothing will be told
     */
    public boolean accept(long monotonicNanos, long player, long epoch) {
        if (!tenure.isBound(monotonicNanos) || !AuthorityKeys.isPlayer(player)) {
            return false;
        }
        int slot = players.find(player);
        if (slot == OwnedPlayers.ABSENT) {
            slot = players.add(player);
            if (slot == OwnedPlayers.ABSENT) {
                return false;
            }
        } else if (players.acting[slot]) {
            return players.epoch[slot] > epoch;
        } else if (players.epoch[slot] > epoch) {
            // Offered again after it was used up.
            return false;
        } else if (players.goal[slot] == OwnershipGoal.ACCEPT && players.epoch[slot] == epoch) {
            return true;
        } else if (players.target[slot] != OwnedPlayers.ABSENT) {
            // It went and comes back before this zone looked: what it was offered under says that it had gone.
            if (epoch <= players.epoch[slot]) {
                return false;
            }
            probes.record(ProbeKind.TRANSFER_COMMITTED, player, epoch, tenure.column(), players.target[slot]);
            players.target[slot] = OwnedPlayers.ABSENT;
        }
        players.epoch[slot] = epoch;
        players.version[slot] = Register.NO_VERSION;
        pursuit.pursue(monotonicNanos, slot, OwnershipGoal.ACCEPT);
        return true;
    }

    /** No longer wants a player that it was to accept. If the register says that it owns it, it is told so. */
    public void abandon(long monotonicNanos, long player) {
        int slot = find(monotonicNanos, player);
        if (slot != OwnedPlayers.ABSENT && players.goal[slot] == OwnershipGoal.ACCEPT) {
            pursuit.pursue(monotonicNanos, slot, OwnershipGoal.ABANDON);
        }
    }

    /**
     * Says in the register that the player goes to another zone.
     *
     * @param target another zone, 0 to {@value AuthorityKeys#ZONE_MAX}
     * @return false if the player is not owned here or goes somewhere already
     */
    public boolean beginTransfer(long monotonicNanos, long player, int target) {
        if (target == lease.zone() || target < 0 || target > AuthorityKeys.ZONE_MAX) {
            throw new IllegalArgumentException("zone " + lease.zone() + " can't transfer to zone " + target);
        }
        int slot = find(monotonicNanos, player);
        if (slot == OwnedPlayers.ABSENT || !players.acting[slot] || players.target[slot] != OwnedPlayers.ABSENT) {
            return false;
        }
        players.target[slot] = target;
        probes.record(ProbeKind.TRANSFER_BEGUN, player, players.epoch[slot], tenure.column(), target);
        pursuit.pursue(monotonicNanos, slot, OwnershipGoal.BEGIN);
        return true;
    }

    /**
     * From now on nothing is computed for a player who goes to another zone. To be called before its last state is
     * made.
     *
     * @return false if the player is not acted for, or goes nowhere
     */
    public boolean freeze(long monotonicNanos, long player) {
        int slot = find(monotonicNanos, player);
        if (slot == OwnedPlayers.ABSENT || !players.acting[slot] || players.target[slot] == OwnedPlayers.ABSENT) {
            return false;
        }
        outcomes.stop(slot, tenure.column(), OwnershipOutcomes.Stop.FROZEN);
        return true;
    }

    /**
     * Hands a frozen player over. To be called when the target has said that it has the player's last state.
     *
     * @param targetLease number of the lease under which the target holds its zone, as it said
     * @return false if the player is not frozen, or the register did not say yet that it is in transit
     */
    public boolean commitTransfer(long monotonicNanos, long player, long targetLease) {
        int slot = find(monotonicNanos, player);
        if (slot == OwnedPlayers.ABSENT || !isWaitedFor(slot)) {
            return false;
        }
        players.targetLease[slot] = targetLease;
        pursuit.pursue(monotonicNanos, slot, OwnershipGoal.COMMIT);
        return true;
    }

    /**
     * Asks the register whether the target has taken a frozen player. If not, nothing changes and nothing is told.
     *
     * @return false as {@link #commitTransfer}
     */
    public boolean confirmTransfer(long monotonicNanos, long player) {
        int slot = find(monotonicNanos, player);
        if (slot == OwnedPlayers.ABSENT || !isWaitedFor(slot)) {
            return false;
        }
        players.version[slot] = Register.NO_VERSION;
        pursuit.pursue(monotonicNanos, slot, OwnershipGoal.CONFIRM);
        return true;
    }

    private boolean isWaitedFor(int slot) {
        return players.target[slot] != OwnedPlayers.ABSENT
                && !players.acting[slot]
                && players.goal[slot] == OwnershipGoal.NONE;
    }

    /**
     * Keeps a player who was to go to another zone, if the target has not taken it: {@link OwnershipListener#owned}
     * under a new epoch, or {@link OwnershipListener#transferred}.
     *
     * @return false if no transfer of the player is open
     */
    public boolean rollBack(long monotonicNanos, long player) {
        int slot = find(monotonicNanos, player);
        if (slot == OwnedPlayers.ABSENT || players.target[slot] == OwnedPlayers.ABSENT) {
            return false;
        }
        if (players.goal[slot] != OwnershipGoal.ROLL_BACK) {
            pursuit.pursue(monotonicNanos, slot, OwnershipGoal.ROLL_BACK);
        }
        return true;
    }

    /** The player left. Nothing may be done for it after this call. */
    public void release(long monotonicNanos, long player) {
        int slot = find(monotonicNanos, player);
        if (slot == OwnedPlayers.ABSENT || players.goal[slot] == OwnershipGoal.RELEASE) {
            return;
        }
        if (players.acting[slot]) {
            outcomes.stop(slot, tenure.column(), OwnershipOutcomes.Stop.LEAVES);
        }
        players.target[slot] = OwnedPlayers.ABSENT;
        pursuit.pursue(monotonicNanos, slot, OwnershipGoal.RELEASE);
    }

    /** Whether effects may be computed for the player at that time, read for this question. */
    public boolean mayAct(long monotonicNanos, long player) {
        return lease.isHeld(monotonicNanos) && isOwned(player);
    }

    /** The same, for who has just asked the lease. */
    public boolean isOwned(long player) {
        if (!tenure.isOfThisLease()) {
            return false;
        }
        int slot = players.find(player);
        return slot != OwnedPlayers.ABSENT && players.acting[slot];
    }

    /** Owner epoch under which the player is acted for, or was when it was frozen; 0 of one whom this zone never owned. */
    public long epoch(long player) {
        int slot = players.find(player);
        return slot == OwnedPlayers.ABSENT ? 0 : players.epoch[slot];
    }

    /** Takes up what waits. To be called each tick, after the lease's. */
    public void advance(long monotonicNanos) {
        pursuit.advance(monotonicNanos);
    }

    private int find(long nowNanos, long player) {
        return tenure.isBound(nowNanos) ? players.find(player) : OwnedPlayers.ABSENT;
    }

    /** Players who are owned, claimed, accepted or being given up. */
    public int playerCount() {
        return players.size();
    }

    /** Players whose row has to be asked for or set. */
    public int waiting() {
        return queue.size() + operations.size();
    }

    /** Tells judges how full it has been, and how full it may get. */
    public void reportBounds() {
        probes.bound(BoundedStructure.OWNED_PLAYERS, players.highWater(), players.capacity());
        probes.bound(BoundedStructure.OWNERSHIP_OPERATIONS, operations.highWater(), operations.capacity());
    }

    /** Digest of its state. */
    public long stateHash() {
        return Mix.fold(Mix.fold(players.stateHash(), tenure.number()), (long) queue.size() << 32 | operations.size());
    }
}
