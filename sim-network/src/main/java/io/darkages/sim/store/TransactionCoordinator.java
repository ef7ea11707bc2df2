package io.darkages.sim.store;

import io.darkages.engine.random.Mix;
import io.darkages.engine.random.RandomStream;
import io.darkages.sim.HostContext;
import io.darkages.sim.store.Transaction.Phase;
import java.util.Arrays;

/**
 * A node's part as coordinator of lightweight transactions. Each is a round of Paxos among the replicas of its key:
 *
 * <ol>
 *   <li>prepare: a quorum promises the ballot and tells the row and what was accepted last;
 *   <li>what was accepted after the row was chosen may have been chosen too: it is proposed again, committed, and the
 *       transaction begins anew with a higher ballot;
 *   <li>the row is committed where it is missing, until a quorum has it: or else the next proposal, where it changes
 *       nothing, could push the last trace of it out;
 *   <li>the condition is judged by that row, and the new row is proposed. A read, and a set whose condition does not
 *       hold, propose that nothing changes, so that no older proposal can be chosen after they were answered;
 *   <li>commit: a quorum has the new row before the client is told.
 * </ol>
 *
 * <p>Transactions of one key that one node coordinates follow each other. A lost race costs a pause and a higher ballot. A proposal that some replica may have accepted and that lost its
 * race may be finished by the one that won: its outcome is unknown.
 */
final class TransactionCoordinator {

    private static final int TRIES_MAX = 64;
    private static final int SLOT_BITS = 12;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;

    private final HostContext context;
    private final StoreTiming timing;
    private final StoreRing ring;
    private final int self;
    private final PeerWatch peers;
    private final PaxosReplica replica;
    private final PaxosRules rules;
    private final StoreCounters counters;
    private final RandomStream random;
    private final Transaction[] transactions;
    private final TransactionDesk desk;
    private final BallotClock ballots;
    /** Holds a request that finds no place until it is answered. */
    private final Transaction refused;

    private final PaxosMessage request = new PaxosMessage();
    private final PaxosMessage localReply = new PaxosMessage();
    private final byte[] frame = new byte[PaxosMessage.BYTES];
    private int underWay;
    private long numbers;
    private long dueNanos = Long.MAX_VALUE;

    TransactionCoordinator(
            HostContext context,
            StoreOptions options,
            StoreRing ring,
            int self,
            PeerWatch peers,
            PaxosReplica replica,
            PaxosRules rules,
            StoreCounters counters) {
        this.context = context;
        timing = options.timing();
        this.ring = ring;
        this.self = self;
        this.peers = peers;
        this.replica = replica;
        this.rules = rules;
        this.counters = counters;
        random = context.stream("ballots");
        desk = new TransactionDesk(context, counters);
        ballots = new BallotClock(context, self);
        refused = new Transaction(ring.nodes());
        transactions = new Transaction[options.transactionsMax()];
        Arrays.setAll(transactions, i -> new Transaction(ring.nodes()));
    }

    /** Not after this anything is due. */
    long dueNanos() {
        return dueNanos;
    }

    /** A client's request came; it is whole. */
    void begin(long from, byte[] buffer, int at) {
        if (!desk.admits(from, buffer, at)) {
            return;
        }
        int replicas = ring.replicas(ring.owner(TransactionFrame.key(buffer, at)));
        peers.advance(context.monotonicNanos());
        if (Integer.bitCount(peers.alive(replicas)) < ring.quorum()) {
            counters.add(StoreCounter.TRANSACTIONS_UNAVAILABLE);
            refused.take(from, buffer, at);
            desk.answer(refused, StoreReply.UNAVAILABLE);
        } else if (underWay == transactions.length) {
            counters.add(StoreCounter.TRANSACTIONS_OVERLOADED);
            refused.take(from, buffer, at);
            desk.answer(refused, StoreReply.FAILED);
        } else {
            begin(free(), from, buffer, at, replicas);
        }
    }

    private int free() {
        int free = 0;
        while (transactions[free].phase != Phase.FREE) {
            free++;
        }
        return free;
    }

    private void begin(int place, long from, byte[] buffer, int at, int replicas) {
        underWay++;
        counters.add(StoreCounter.TRANSACTIONS);
        counters.highWater(StoreCounter.TRANSACTIONS_HIGH_WATER, underWay);
        Transaction begun = transactions[place];
        begun.take(from, buffer, at);
        begun.number = ++numbers << SLOT_BITS | place;
        begun.replicas = replicas;
        begun.highestBallotSeen = 0;
        begun.tries = 0;
        begun.endNanos = context.monotonicNanos() + timing.transactionNanosMax();
        if (isKeyBusy(begun)) {
            begun.phase = Phase.QUEUED;
            wake(begun, timing.transactionNanosMax());
        } else {
            prepare(begun);
        }
    }

    /** Whether this node coordinates another transaction of that key already. */
    private boolean isKeyBusy(Transaction it) {
        for (Transaction other : transactions) {
            if (other != it && other.phase != Phase.FREE && other.key == it.key) {
                return true;
            }
        }
        return false;
    }

    /** A transaction of that key has ended: the one that has waited longest goes on. */
    private void prepareNext(long key) {
        Transaction next = transactions[0];
        boolean found = false;
        for (Transaction each : transactions) {
            if (each.phase == Phase.QUEUED && each.key == key && (!found || each.number < next.number)) {
                next = each;
                found = true;
            }
        }
        if (found) {
            prepare(next);
        }
    }

    private void prepare(Transaction it) {
        it.beginBallot(ballots.above(it.highestBallotSeen));
        ask(it, it.replicas);
    }

    /** Sends what the present phase asks to those nodes, to this one last: its answer may end the phase. */
    private void ask(Transaction it, int nodes) {
        it.pauseNanos = timing.resendNanos();
        wake(it, it.pauseNanos);
        askAgain(it, nodes);
    }

    private void askAgain(Transaction it, int nodes) {
        fillRequest(it);
        request.write(frame);
        for (int left = nodes & ~(1 << self); left != 0; left &= left - 1) {
            context.send(ring.address(Integer.numberOfTrailingZeros(left)), frame, 0, PaxosMessage.BYTES);
        }
        if ((nodes & 1 << self) != 0 && replica.handle(request, localReply)) {
            replied(self, localReply);
        }
    }

    private void fillRequest(Transaction it) {
        switch (it.phase) {
            case PREPARING -> request.clear(PaxosMessage.PREPARE, it.number, it.key, it.ballot);
            case REPAIRING ->
                request.clear(PaxosMessage.COMMIT, it.number, it.key, it.chosen.ballot)
                        .proposal
                        .set(it.chosen);
            case PROPOSING ->
                request.clear(PaxosMessage.PROPOSE, it.number, it.key, it.ballot)
                        .proposal
                        .set(it.proposal);
            case COMMITTING ->
                request.clear(PaxosMessage.COMMIT, it.number, it.key, it.ballot)
                        .proposal
                        .set(it.proposal);
            case FREE, QUEUED, BACKING_OFF -> throw new IllegalStateException("nothing is asked in phase " + it.phase);
        }
    }

    /** A replica's answer came. */
    void replied(int node, PaxosMessage reply) {
        int slot = (int) reply.transaction & SLOT_MASK;
        if (slot >= transactions.length) {
            return;
        }
        Transaction it = transactions[slot];
        int bit = 1 << node;
        if (it.phase == Phase.FREE || it.number != reply.transaction || ((it.agreed | it.rejected) & bit) != 0) {
            return;
        }
        switch (reply.kind) {
            case PaxosMessage.PROMISED -> promised(it, node, reply);
            case PaxosMessage.ACCEPTED -> {
                if (it.phase == Phase.PROPOSING && reply.ballot == it.ballot) {
                    it.agreed |= bit;
                    if (isQuorum(it.agreed)) {
                        accepted(it);
                    }
                }
            }
            case PaxosMessage.COMMITTED -> committed(it, bit, reply.ballot);
            default -> rejected(it, bit, reply);
        }
    }

    private boolean isQuorum(int nodes) {
        return Integer.bitCount(nodes) >= ring.quorum();
    }

    private void promised(Transaction it, int node, PaxosMessage reply) {
        if (it.phase != Phase.PREPARING || reply.ballot != it.ballot) {
            return;
        }
        it.agreed |= 1 << node;
        it.committedBallots[node] = reply.committed.ballot;
        if (reply.committed.ballot > it.chosen.ballot) {
            it.chosen.set(reply.committed);
        }
        if (reply.proposal.ballot > it.inProgress.ballot) {
            it.inProgress.set(reply.proposal);
        }
        if (!isQuorum(it.agreed)) {
            return;
        }
        for (int left = it.agreed; left != 0; left &= left - 1) {
            int each = Integer.numberOfTrailingZeros(left);
            it.holders |= it.committedBallots[each] == it.chosen.ballot ? 1 << each : 0;
        }
        if (rules.finishesInProgress() && it.inProgress.ballot > it.chosen.ballot && !it.inProgress.changesNothing()) {
            it.finishing = true;
            it.proposal.set(it.inProgress);
            propose(it);
        } else if (rules.repairsChosen() && !isQuorum(it.holders)) {
            counters.add(StoreCounter.COMMITS_REPAIRED);
            it.enter(Phase.REPAIRING);
            ask(it, it.replicas & ~it.holders);
        } else {
            decide(it);
        }
    }

    private void decide(Transaction it) {
        boolean sets = it.operation == TransactionFrame.COMPARE_AND_SET && it.expected == it.chosen.version;
        if (sets) {
            it.proposal.set(it.ballot, it.chosen.version + 1, it.value);
            it.result(StoreReply.APPLIED, it.proposal.version, it.value);
        } else {
            it.proposal.clear();
            StoreReply reply = it.operation == TransactionFrame.READ ? StoreReply.READ : StoreReply.REFUSED;
            it.result(reply, it.chosen.version, it.chosen.words);
        }
        propose(it);
    }

    private void propose(Transaction it) {
        it.enter(Phase.PROPOSING);
        ask(it, it.replicas);
    }

    private void accepted(Transaction it) {
        if (it.proposal.changesNothing()) {
            end(it, it.result);
        } else {
            it.enter(Phase.COMMITTING);
            ask(it, it.replicas);
        }
    }

    private void committed(Transaction it, int bit, long ballot) {
        if (it.phase == Phase.REPAIRING && ballot == it.chosen.ballot) {
            it.holders |= bit;
            if (isQuorum(it.holders)) {
                decide(it);
            }
        } else if (it.phase == Phase.COMMITTING && ballot == it.ballot) {
            it.agreed |= bit;
            if (isQuorum(it.agreed) && it.finishing) {
                counters.add(StoreCounter.PROPOSALS_FINISHED);
                prepare(it);
            } else if (isQuorum(it.agreed)) {
                end(it, it.result);
            }
        }
    }

    private void rejected(Transaction it, int bit, PaxosMessage reply) {
        if (it.phase != Phase.PREPARING && it.phase != Phase.PROPOSING || reply.ballot != it.ballot) {
            return;
        }
        it.rejected |= bit;
        it.highestBallotSeen = Math.max(it.highestBallotSeen, reply.proposal.ballot);
        if (isQuorum(it.replicas & ~it.rejected)) {
            return;
        }
        boolean isOwn = it.phase == Phase.PROPOSING && !it.finishing && !it.proposal.changesNothing();
        // A replica that refuses may have accepted another copy of the proposal before, so even if all refuse nobody
        // knows.
        if (isOwn || it.tries == TRIES_MAX) {
            end(it, StoreReply.TIMED_OUT);
        } else {
            it.tries++;
            counters.add(StoreCounter.BALLOTS_RETRIED);
            it.enter(Phase.BACKING_OFF);
            wake(it, random.between(1, timing.backoffNanosMax()));
        }
    }

    private void wake(Transaction it, long inNanos) {
        it.wakeNanos = Math.min(context.monotonicNanos() + inNanos, it.endNanos);
        dueNanos = Math.min(dueNanos, it.wakeNanos);
    }

    /** Ends what has waited too long, and goes on with what was not answered. */
    void advance(long nowNanos) {
        if (nowNanos < dueNanos) {
            return;
        }
        dueNanos = Long.MAX_VALUE;
        for (int i = 0; underWay > 0 && i < transactions.length; i++) {
            Transaction it = transactions[i];
            if (it.phase == Phase.FREE) {
                continue;
            }
            if (nowNanos >= it.endNanos) {
                end(it, StoreReply.TIMED_OUT);
            } else if (nowNanos < it.wakeNanos) {
                dueNanos = Math.min(dueNanos, it.wakeNanos);
            } else if (it.phase == Phase.BACKING_OFF) {
                prepare(it);
            } else {
                it.pauseNanos *= 2;
                wake(it, it.pauseNanos);
                askAgain(it, it.replicas & ~it.agreed & ~it.rejected & ~(it.phase == Phase.REPAIRING ? it.holders : 0));
            }
        }
    }

    private void end(Transaction it, StoreReply reply) {
        it.phase = Phase.FREE;
        underWay--;
        counters.add(
                switch (reply) {
                    case APPLIED -> StoreCounter.TRANSACTIONS_APPLIED;
                    case REFUSED -> StoreCounter.TRANSACTIONS_REFUSED;
                    case READ -> StoreCounter.TRANSACTIONS_READ;
                    default -> StoreCounter.TRANSACTIONS_TIMED_OUT;
                });
        if (reply == StoreReply.TIMED_OUT) {
            desk.answer(it, reply);
        } else {
            desk.answer(it, reply, it.resultVersion, it.resultWords);
        }
        prepareNext(it.key);
    }

    long digest() {
        long hash = Mix.fold(Mix.fold(numbers, ballots.digest()), desk.digest());
        hash = Mix.fold(hash, random.state());
        for (int i = 0; underWay > 0 && i < transactions.length; i++) {
            hash = Mix.fold(hash, transactions[i].digest());
        }
        return hash;
    }
}
