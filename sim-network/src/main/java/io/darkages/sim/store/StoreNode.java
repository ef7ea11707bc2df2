package io.darkages.sim.store;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Probes;
import io.darkages.engine.random.Mix;
import io.darkages.sim.HostContext;
import io.darkages.sim.Program;
import java.util.Arrays;

/**
 * A node of the store: a replica of the rows that its place in the ring gives it, and a coordinator for every client
 * that asks. This class puts batches together from their parts and passes what comes to the part of the node that it is
 * for; a batch may come any number of times.
 *
 * <p>What it knows beside its {@link StoreDisk} is memory: a crash forgets half-complete batches, what it coordinated,
 * the answers given, and what was not on disk. Datagrams for which it has no room it drops; they are sent again.
 */
public final class StoreNode implements Program {

    private static final int SYNC_TIMER = 0;
    private static final int HEARTBEAT_TIMER = 1;
    private static final int WORK_TIMER = 2;

    /** A half-complete batch that nothing was added to for that long may be given up for another. */
    private static final long BATCH_IDLE_NANOS = 2_000_000_000L;

    private final HostContext context;
    private final StoreOptions options;
    private final StoreRing ring;
    private final int self;
    private final StoreDisk disk;
    private final BatchAssembly[] assemblies;
    private final AnswerMemory answers;
    private final StoreCounters counters = new StoreCounters();
    private final PeerWatch peers;
    private final StoreWriter writer;
    private final HintReplay hints;
    private final WriteCoordinator writes;
    private final PaxosReplica replica;
    private final TransactionCoordinator transactions;
    private final PaxosMessage message = new PaxosMessage();
    private final PaxosMessage reply = new PaxosMessage();
    private final byte[] frame = new byte[PaxosMessage.BYTES];
    private int assembling;
    private long workNanos = Long.MAX_VALUE;

    /**
     * Starts the only node of a store.
     *
     * @param disk that of this host and no other; a disk outlives the programs that use it
     */
    public StoreNode(HostContext context, StoreOptions options, StoreDisk disk) {
        this(context, options, StoreRing.of(context.address()), disk);
    }

    /**
     * Starts a node.
     *
     * @param ring the cluster; the host's address is in it
     * @param disk that of this host and no other; a disk outlives the programs that use it
     */
    public StoreNode(HostContext context, StoreOptions options, StoreRing ring, StoreDisk disk) {
        this(context, options, ring, disk, PaxosRules.SOUND);
    }

    StoreNode(HostContext context, StoreOptions options, StoreRing ring, StoreDisk disk, PaxosRules rules) {
        this.context = context;
        this.options = options;
        this.ring = ring;
        this.disk = disk;
        self = ring.nodeAt(context.address());
        if (self == ring.nodes()) {
            throw new IllegalArgumentException("host " + context.hostName() + " is not in the ring");
        }
        assemblies = new BatchAssembly[options.batchesMax()];
        Arrays.setAll(assemblies, i -> new BatchAssembly());
        answers = new AnswerMemory(options.answersKept());
        peers = new PeerWatch(ring, self, options.timing().deadNanos(), context.monotonicNanos(), counters);
        writer = new StoreWriter(context, options, ring, disk, counters, SYNC_TIMER);
        hints = new HintReplay(context, options.timing(), ring, peers, disk, writer, counters);
        writes = new WriteCoordinator(context, options, ring, self, peers, writer, hints, answers, counters);
        replica = new PaxosReplica(context, options.costs(), disk.paxos(), rules, counters);
        transactions = new TransactionCoordinator(context, options, ring, self, peers, replica, rules, counters);
        disk.forgetUnsynced();
        if (ring.nodes() > 1) {
            sendHeartbeat();
        }
    }

    @Override
    public void datagram(long from, byte[] buffer, int offset, int length) {
        context.spend(options.costs().datagramNanos());
        int node = ring.nodeAt(from);
        boolean isTaken = node < ring.nodes() && node != self
                ? takeFromNode(node, from, buffer, offset, length)
                : takeFromClient(from, buffer, offset, length);
        if (!isTaken) {
            counters.add(StoreCounter.DATAGRAMS_REFUSED);
        }
        scheduleWork();
    }

    private boolean takeFromClient(long from, byte[] buffer, int offset, int length) {
        if (TransactionFrame.isRequest(buffer, offset, length)) {
            transactions.begin(from, buffer, offset);
            return true;
        }
        if (StoreFrame.isRequest(buffer, offset, length, StoreFrame.REQUEST, CombatHistory.BATCH_BYTES_MAX)) {
            takePart(from, buffer, offset, true);
            return true;
        }
        return false;
    }

    private boolean takeFromNode(int node, long from, byte[] buffer, int offset, int length) {
        long nowNanos = context.monotonicNanos();
        if (message.read(buffer, offset, length)) {
            peers.heard(node, nowNanos);
            takeMessage(node, from);
            return true;
        }
        if (StoreFrame.isRequest(buffer, offset, length, StoreFrame.REPLICA_REQUEST, CombatHistory.BATCH_BYTES_MAX)) {
            peers.heard(node, nowNanos);
            takePart(from, buffer, offset, false);
            return true;
        }
        if (StoreFrame.isAnswer(buffer, offset, length, StoreFrame.REPLICA_ANSWER)) {
            peers.heard(node, nowNanos);
            if (StoreFrame.session(buffer, offset) == context.incarnation()) {
                long number = StoreFrame.attempt(buffer, offset);
                boolean stored = StoreFrame.reply(buffer, offset) == StoreReply.DONE;
                if (HintReplay.isHint(number)) {
                    hints.replied(node, number, stored, nowNanos);
                } else {
                    writes.replied(node, number, stored);
                }
            }
            return true;
        }
        return false;
    }

    private void takeMessage(int node, long from) {
        switch (message.kind) {
            case PaxosMessage.PREPARE, PaxosMessage.PROPOSE, PaxosMessage.COMMIT -> {
                if (replica.handle(message, reply)) {
                    reply.write(frame);
                    context.send(from, frame, 0, PaxosMessage.BYTES);
                }
            }
            case PaxosMessage.HEARTBEAT -> {}
            default -> transactions.replied(node, message);
        }
    }

    private void takePart(long from, byte[] buffer, int offset, boolean fromClient) {
        long session = StoreFrame.session(buffer, offset);
        long attempt = StoreFrame.attempt(buffer, offset);
        long id = StoreFrame.id(buffer, offset);
        int part = StoreFrame.part(buffer, offset);
        if (answers.contains(from, session, attempt)) {
            // One answer for each time that the whole batch came again.
            if (part == 0) {
                counters.add(StoreCounter.BATCHES_ANSWERED_AGAIN);
                StoreReply before = answers.reply(from, session, attempt);
                if (fromClient) {
                    writes.again(from, session, attempt, id, before);
                } else {
                    answerReplicated(from, session, attempt, id, before);
                }
            }
            return;
        }
        if (fromClient && writes.isUnderWay(from, session, attempt)) {
            return;
        }
        int index = assembly(from, session, attempt, StoreFrame.batchBytes(buffer, offset));
        if (index == assemblies.length) {
            counters.add(StoreCounter.DATAGRAMS_DROPPED);
            return;
        }
        BatchAssembly assembly = assemblies[index];
        assembly.terms(id, StoreFrame.stamp(buffer, offset), StoreFrame.requiredConsistency(buffer, offset));
        assembly.add(part, buffer, offset + StoreFrame.REQUEST_HEADER_BYTES, context.monotonicNanos());
        if (assembly.isComplete()) {
            assembly.free();
            assembling--;
            if (fromClient) {
                writes.begin(assembly);
            } else {
                replicate(assembly);
            }
        }
    }

    /** Index of the batch's place, taken now if it has none; the number of places if there is no room. */
    private int assembly(long from, long session, long attempt, int batchBytes) {
        int place = assemblies.length;
        int idlest = 0;
        for (int i = 0; i < assemblies.length; i++) {
            BatchAssembly each = assemblies[i];
            if (each.isOf(from, session, attempt, batchBytes)) {
                return i;
            }
            if (each.isFree()) {
                place = Math.min(place, i);
            } else if (assemblies[idlest].isFree() || each.touchedNanos() < assemblies[idlest].touchedNanos()) {
                idlest = i;
            }
        }
        if (place == assemblies.length) {
            if (context.monotonicNanos() - assemblies[idlest].touchedNanos() < BATCH_IDLE_NANOS) {
                return place;
            }
            place = idlest;
            counters.add(StoreCounter.BATCHES_GIVEN_UP);
        } else {
            assembling++;
            counters.highWater(StoreCounter.BATCHES_HIGH_WATER, assembling);
        }
        assemblies[place].begin(from, session, attempt, batchBytes);
        return place;
    }

    /** Stores what another node has coordinated. */
    private void replicate(BatchAssembly batch) {
        boolean stored = writer.isWellFormed(batch.bytes(), batch.length())
                && writer.store(batch.bytes(), batch.length(), batch.stamp());
        StoreReply answer = stored ? StoreReply.DONE : StoreReply.FAILED;
        if (stored) {
            // What found no room may find some when it comes again.
            answers.add(batch.from(), batch.session(), batch.attempt(), answer);
            counters.add(StoreCounter.BATCHES_REPLICATED);
        }
        answerReplicated(batch.from(), batch.session(), batch.attempt(), batch.id(), answer);
    }

    private void answerReplicated(long to, long session, long attempt, long id, StoreReply answer) {
        StoreFrame.writeAnswer(frame, StoreFrame.REPLICA_ANSWER, answer, session, attempt, id);
        context.send(to, frame, 0, StoreFrame.ANSWER_BYTES);
    }

    @Override
    public void timer(int id) {
        long nowNanos = context.monotonicNanos();
        peers.advance(nowNanos);
        switch (id) {
            case SYNC_TIMER -> writer.periodEnded();
            case HEARTBEAT_TIMER -> {
                sendHeartbeat();
                hints.advance(nowNanos);
            }
            default -> {
                workNanos = Long.MAX_VALUE;
                writes.advance(nowNanos);
                transactions.advance(nowNanos);
            }
        }
        scheduleWork();
    }

    private void sendHeartbeat() {
        reply.clear(PaxosMessage.HEARTBEAT, 0, 0, 0);
        reply.write(frame);
        for (int node = 0; node < ring.nodes(); node++) {
            if (node != self) {
                context.send(ring.address(node), frame, 0, PaxosMessage.BYTES);
            }
        }
        context.setTimer(
                HEARTBEAT_TIMER, context.monotonicNanos() + options.timing().heartbeatNanos());
    }

    private void scheduleWork() {
        long due = Math.min(writes.dueNanos(), transactions.dueNanos());
        if (due < workNanos) {
            workNanos = due;
            context.setTimer(WORK_TIMER, due);
        }
    }

    /** Tells judges how full node and disk have been, and how full they may get. Between windows. */
    public void reportBounds(Probes probes) {
        disk.reportBounds(probes);
        probes.bound(BoundedStructure.STORE_BATCHES, count(StoreCounter.BATCHES_HIGH_WATER), options.batchesMax());
        probes.bound(BoundedStructure.STORE_WRITES, count(StoreCounter.WRITES_HIGH_WATER), options.batchesMax());
        probes.bound(
                BoundedStructure.STORE_TRANSACTIONS,
                count(StoreCounter.TRANSACTIONS_HIGH_WATER),
                options.transactionsMax());
    }

    public long count(StoreCounter counter) {
        return counters.count(counter);
    }

    @Override
    public long stateHash() {
        long hash = Mix.fold(Mix.fold(disk.digest(), answers.digest()), peers.digest());
        for (BatchAssembly each : assemblies) {
            hash = Mix.fold(hash, each.digest());
        }
        hash = Mix.fold(Mix.fold(hash, writes.digest()), hints.digest());
        return Mix.fold(Mix.fold(hash, transactions.digest()), counters.digest());
    }
}
