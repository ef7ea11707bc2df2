package io.darkages.sim.store;

import io.darkages.sim.HostContext;

/**
 * A replica's part in lightweight transactions: promises, accepts and commits, each on disk before it is answered
 * (Lamport, Paxos Made Simple, 2001; a register for each key, as Cassandra and Scylla run it).
 */
final class PaxosReplica {

    private final HostContext context;
    private final StoreOptions.Costs costs;
    private final PaxosTable table;
    private final PaxosRules rules;
    private final StoreCounters counters;
    private final PaxosValue scratch = new PaxosValue();

    PaxosReplica(
            HostContext context, StoreOptions.Costs costs, PaxosTable table, PaxosRules rules, StoreCounters counters) {
        this.context = context;
        this.costs = costs;
        this.table = table;
        this.rules = rules;
        this.counters = counters;
    }

    /**
     * Handles PREPARE, PROPOSE or COMMIT.
     *
     * @param reply filled in
     * @return whether there is a reply; none comes from a disk that has no room for a key more
     */
    boolean handle(PaxosMessage request, PaxosMessage reply) {
        context.spend(costs.transactionNanos());
        if (!table.hasRoomFor(request.key)) {
            counters.add(StoreCounter.TRANSACTIONS_WITHOUT_ROOM);
            return false;
        }
        int row = table.row(request.key);
        reply.clear(PaxosMessage.REJECTED, request.transaction, request.key, request.ballot);
        switch (request.kind) {
            case PaxosMessage.PREPARE -> prepare(row, request.ballot, reply);
            case PaxosMessage.PROPOSE -> propose(row, request, reply);
            case PaxosMessage.COMMIT -> commit(row, request, reply);
            default -> throw new IllegalStateException("kind " + request.kind + " is no request");
        }
        return true;
    }

    private void prepare(int row, long ballot, PaxosMessage reply) {
        if (isBehind(row, ballot)) {
            reject(row, reply);
            return;
        }
        if (ballot > table.promised(row)) {
            table.promise(row, ballot);
            syncPromise();
        }
        reply.kind = PaxosMessage.PROMISED;
        table.accepted(row, reply.proposal);
        table.committed(row, reply.committed);
    }

    private void propose(int row, PaxosMessage request, PaxosMessage reply) {
        if (isBehind(row, request.ballot)) {
            reject(row, reply);
            return;
        }
        if (request.ballot > table.acceptedBallot(row)) {
            if (request.ballot > table.promised(row)) {
                table.promise(row, request.ballot);
            }
            scratch.set(request.ballot, request.proposal.version, request.proposal.words);
            table.accept(row, scratch);
            syncPromise();
        }
        reply.kind = PaxosMessage.ACCEPTED;
    }

    private void commit(int row, PaxosMessage request, PaxosMessage reply) {
        if (request.ballot > table.committedBallot(row)) {
            scratch.set(request.ballot, request.proposal.version, request.proposal.words);
            table.commit(row, scratch);
            sync();
        }
        reply.kind = PaxosMessage.COMMITTED;
    }

    /** Whether a higher ballot was promised or committed here. */
    private boolean isBehind(int row, long ballot) {
        return ballot < table.promised(row) || ballot < table.committedBallot(row);
    }

    private void reject(int row, PaxosMessage reply) {
        reply.proposal.ballot = Math.max(table.promised(row), table.committedBallot(row));
        counters.add(StoreCounter.BALLOTS_REJECTED);
    }

    private void syncPromise() {
        if (rules.syncsPromises()) {
            sync();
        }
    }

    private void sync() {
        context.spend(costs.transactionSyncNanos());
        table.sync();
        counters.add(StoreCounter.TRANSACTION_SYNCS);
    }
}
