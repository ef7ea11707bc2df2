package io.darkages.engine.authority;

import io.darkages.engine.port.Register;

/**
 * Decides from a player's row, as the register told it, what serves the goal. Knows nothing of what was asked before
 * but whether a set may be carried out yet: as long as one may, nothing is concluded, and setting the row again is what
 * ends the doubt, because only one set from a version is ever carried out.
 */
final class OwnershipRules {

    private final OwnershipCheck check;
    private final OwnedPlayers players;
    private final int zone;
    /** The row that {@link OwnershipStep#SET} asks for. */
    private final long[] value = new long[Register.WORDS];

    OwnershipRules(OwnershipCheck check, OwnedPlayers players, int zone) {
        this.check = check;
        this.players = players;
        this.zone = zone;
    }

    long[] value() {
        return value;
    }

    /** @param lease number of the zone's lease */
    OwnershipStep step(int slot, long lease) {
        if (players.version[slot] == Register.NO_VERSION) {
            return OwnershipStep.READ;
        }
        if (isOfThisZone(slot) && players.rowLease[slot] > lease) {
            // Another has taken the zone; the lease is about to be found lost.
            return OwnershipStep.WAIT;
        }
        OwnershipStep step = wanted(slot, lease);
        return step == OwnershipStep.SET || players.isResolved(slot) ? step : OwnershipStep.WAIT;
    }

    private OwnershipStep wanted(int slot, long lease) {
        return switch (players.goal[slot]) {
            case NONE -> OwnershipStep.STILL_OURS;
            case CLAIM -> claim(slot, lease);
            case ACCEPT -> accept(slot, lease);
            case BEGIN -> begin(slot, lease);
            case COMMIT -> commit(slot, lease);
            case CONFIRM -> isUnmoved(slot, lease) ? OwnershipStep.STILL_OURS : OwnershipStep.TRANSFERRED;
            case ROLL_BACK -> rollBack(slot, lease);
            case RELEASE -> release(slot, lease);
            case ABANDON -> isHandedOver(slot, lease) ? OwnershipStep.OWNED : OwnershipStep.ELSEWHERE;
        };
    }

    private OwnershipStep claim(int slot, long lease) {
        if (isOwned(slot, lease) && players.attempted[slot] && players.isResolved(slot)) {
            return OwnershipStep.OWNED;
        }
        // A new epoch even where the row is this zone's own: what is on its way under the old one is fenced off.
        return state(slot) == PlayerRow.FREE || isOfThisZone(slot)
                ? own(check.claimedUnder(players.rowEpoch[slot]), lease)
                : OwnershipStep.ELSEWHERE;
    }

    private OwnershipStep accept(int slot, long lease) {
        long offered = players.epoch[slot];
        long epoch = players.rowEpoch[slot];
        if (isHandedOver(slot, lease)) {
            return OwnershipStep.OWNED;
        }
        if (state(slot) == PlayerRow.IN_TRANSIT
                && PlayerRow.target(players.rowState[slot]) == zone
                && epoch == offered) {
            return own(epoch + 1, lease);
        }
        boolean early = epoch < offered || epoch == offered && state(slot) == PlayerRow.OWNED;
        return early ? OwnershipStep.WAIT : OwnershipStep.ELSEWHERE;
    }

    private OwnershipStep begin(int slot, long lease) {
        if (!isOurs(slot, lease)) {
            return OwnershipStep.TRANSFERRED;
        }
        long goal = PlayerRow.inTransit(players.target[slot]);
        if (players.rowState[slot] == goal && players.isResolved(slot)) {
            return OwnershipStep.IN_TRANSIT;
        }
        return set(players.rowEpoch[slot], zone, lease, goal);
    }

    private OwnershipStep commit(int slot, long lease) {
        return isUnmoved(slot, lease)
                ? set(players.epoch[slot] + 1, players.target[slot], players.targetLease[slot], PlayerRow.OWNED)
                : OwnershipStep.TRANSFERRED;
    }

    private OwnershipStep rollBack(int slot, long lease) {
        if (isHandedOver(slot, lease)) {
            return OwnershipStep.OWNED;
        }
        return check.mayRollBack(isUnmoved(slot, lease))
                ? own(players.epoch[slot] + 1, lease)
                : OwnershipStep.TRANSFERRED;
    }

    private OwnershipStep release(int slot, long lease) {
        if (isOurs(slot, lease)) {
            return set(players.rowEpoch[slot], zone, lease, PlayerRow.FREE);
        }
        if (!players.isResolved(slot) && (state(slot) == PlayerRow.FREE || isOfThisZone(slot))) {
            // A claim may be carried out yet: any set before it prevents that.
            return set(players.rowEpoch[slot], players.rowZone[slot], players.rowLease[slot], PlayerRow.FREE);
        }
        return OwnershipStep.RELEASED;
    }

    private OwnershipStep own(long epoch, long lease) {
        return set(epoch, zone, lease, PlayerRow.OWNED);
    }

    private OwnershipStep set(long epoch, long itsZone, long lease, long state) {
        value[PlayerRow.EPOCH] = epoch;
        value[PlayerRow.ZONE] = itsZone;
        value[PlayerRow.LEASE] = lease;
        value[PlayerRow.STATE] = state;
        return OwnershipStep.SET;
    }

    /** The row is as a transfer from here found it: ours, under the epoch that the player had. */
    private boolean isUnmoved(int slot, long lease) {
        return isOurs(slot, lease) && players.rowEpoch[slot] == players.epoch[slot];
    }

    /** The row is as the offer makes it: a later epoch says that it was used up. */
    private boolean isHandedOver(int slot, long lease) {
        return isOwned(slot, lease) && players.rowEpoch[slot] == players.epoch[slot] + 1;
    }

    private boolean isOwned(int slot, long lease) {
        return isOurs(slot, lease) && state(slot) == PlayerRow.OWNED;
    }

    private boolean isOurs(int slot, long lease) {
        return state(slot) != PlayerRow.FREE && isOfThisZone(slot) && players.rowLease[slot] == lease;
    }

    private boolean isOfThisZone(int slot) {
        return players.version[slot] > 0 && players.rowZone[slot] == zone;
    }

    private int state(int slot) {
        return PlayerRow.state(players.rowState[slot]);
    }
}
