package io.darkages.engine.authority;

import io.darkages.engine.port.LeaseColumn;

/**
 * Ties all that a zone knows of its players to one lease: with the next it begins empty, because what it knew may be
 * over.
 */
final class LeaseTenure {

    private final ZoneLease lease;
    private final OwnedPlayers players;
    private final SlotQueue queue;
    private final PlayerOperations operations;

    /** The lease that everything here belongs to, 0 before the first. */
    private long number;

    LeaseTenure(ZoneLease lease, OwnedPlayers players, SlotQueue queue, PlayerOperations operations) {
        this.lease = lease;
        this.players = players;
        this.queue = queue;
        this.operations = operations;
    }

    long number() {
        return number;
    }

    boolean isHeld(long nowNanos) {
        return lease.isHeld(nowNanos);
    }

    /** Whether there is a lease, held or suspended, after forgetting what belonged to another. */
    boolean isBound(long nowNanos) {
        boolean held = lease.isHeld(nowNanos);
        if (isOfThisLease()) {
            return true;
        }
        if (players.size() > 0) {
            players.clear();
            queue.clear();
            operations.forgetPlayers();
        }
        number = held ? lease.number() : 0;
        return held;
    }

    /** Whether that lease is the one that everything belongs to, for who has just asked it. */
    boolean isOfThisLease() {
        return number != 0
                && number == lease.number()
                && (lease.state() == LeaseState.HELD || lease.state() == LeaseState.SUSPENDED);
    }

    /** Zone and number of the lease, as probes tell it. */
    long column() {
        return LeaseColumn.of(lease.zone(), number);
    }
}
