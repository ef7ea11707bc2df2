package io.darkages.engine.authority;

import io.darkages.engine.port.Register;
import io.darkages.engine.port.RegisterOutcome;

/**
 * Brings each player's row in the register to what is wanted for the player: reads, sets, waits and asks again, one
 * operation for each player at a time. Players beyond the cap of operations wait, each once.
 */
final class GoalPursuit {

    private final OwnershipOptions options;
    private final LeaseTenure tenure;
    private final Register register;
    private final RequestNumbers requests;
    private final Register.Answers answers = this::answered;
    private final OwnedPlayers players;
    private final OwnershipRules rules;
    private final OwnershipOutcomes outcomes;
    private final PlayerOperations operations;
    private final SlotQueue queue;

    GoalPursuit(
            OwnershipOptions options,
            LeaseTenure tenure,
            Register register,
            RequestNumbers requests,
            OwnedPlayers players,
            OwnershipRules rules,
            OwnershipOutcomes outcomes,
            PlayerOperations operations,
            SlotQueue queue) {
        this.options = options;
        this.tenure = tenure;
        this.register = register;
        this.requests = requests;
        this.players = players;
        this.rules = rules;
        this.outcomes = outcomes;
        this.operations = operations;
        this.queue = queue;
    }

    /** Takes up what waits. To be called each tick, after the lease's. */
    void advance(long monotonicNanos) {
        for (int left = queue.size(); left > 0 && queue.size() > 0; left--) {
            if (!tenure.isBound(monotonicNanos) || !tenure.isHeld(monotonicNanos) || operations.isFull()) {
                return;
            }
            int slot = queue.poll();
            players.queued[slot] = false;
            if (players.dueNanos[slot] > monotonicNanos) {
                enqueue(slot);
            } else if (!drive(monotonicNanos, slot, true)) {
                return;
            }
        }
    }

    /** That is wanted for the player from now on. */
    void pursue(long nowNanos, int slot, OwnershipGoal goal) {
        players.goal[slot] = goal;
        players.attempted[slot] = false;
        players.dueNanos[slot] = Long.MIN_VALUE;
        if (players.underWay[slot] || players.queued[slot]) {
            return;
        }
        if (queue.size() == 0 && !operations.isFull() && tenure.isHeld(nowNanos)) {
            drive(nowNanos, slot, false);
        } else {
            enqueue(slot);
        }
    }

    /**
     * Does what the row and the goal call for.
     *
     * @param mayTell whether the listener may be called now
     * @return false if the register takes no more
     */
    private boolean drive(long nowNanos, int slot, boolean mayTell) {
        OwnershipStep step = rules.step(slot, tenure.number());
        switch (step) {
            case READ, SET -> {
                return begin(nowNanos, slot, step == OwnershipStep.SET);
            }
            case WAIT -> {
                players.version[slot] = Register.NO_VERSION;
                later(nowNanos, slot);
            }
            default -> {
                if (mayTell) {
                    outcomes.conclude(nowNanos, slot, step, tenure.column());
                } else {
                    enqueue(slot);
                }
            }
        }
        return true;
    }

    private boolean begin(long nowNanos, int slot, boolean sets) {
        long key = AuthorityKeys.player(players.player[slot]);
        long next = requests.next();
        boolean begun = !operations.isFull()
                && (sets
                        ? register.compareAndSet(nowNanos, next, key, players.version[slot], rules.value(), answers)
                        : register.read(nowNanos, next, key, answers));
        if (!begun) {
            enqueue(slot);
            return false;
        }
        operations.begin(next, slot, sets ? players.version[slot] : Register.NO_VERSION);
        players.underWay[slot] = true;
        players.attempted[slot] |= sets;
        return true;
    }

    private void answered(long nowNanos, long itsRequest, RegisterOutcome outcome, long version, long[] value) {
        int at = operations.end(itsRequest);
        boolean bound = tenure.isBound(nowNanos);
        int slot = operations.slot(at);
        if (slot == OwnedPlayers.ABSENT) {
            return;
        }
        players.underWay[slot] = false;
        switch (outcome) {
            case APPLIED, REFUSED, READ -> {
                players.told(slot, version, value);
                if (bound && tenure.isHeld(nowNanos)) {
                    drive(nowNanos, slot, true);
                } else {
                    enqueue(slot);
                }
            }
            case FAILED -> {
                // Whatever the row says now, it is not what this set would have made of it.
                players.attempted[slot] = false;
                later(nowNanos, slot);
            }
            case UNKNOWN -> {
                if (operations.version(at) != Register.NO_VERSION) {
                    players.unresolvedVersion[slot] = operations.version(at);
                    players.version[slot] = Register.NO_VERSION;
                }
                later(nowNanos, slot);
            }
        }
    }

    private void later(long nowNanos, int slot) {
        players.dueNanos[slot] = nowNanos + options.retryNanos();
        enqueue(slot);
    }

    private void enqueue(int slot) {
        queue.add(slot);
        players.queued[slot] = true;
    }
}
