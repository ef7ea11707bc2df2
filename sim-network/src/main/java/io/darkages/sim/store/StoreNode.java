package io.darkages.sim.store;

import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.RowCursor;
import io.darkages.engine.port.StoreOutcome;
import io.darkages.engine.random.Mix;
import io.darkages.sim.HostContext;
import io.darkages.sim.Program;
import java.util.Arrays;

/**
 * A store of one node: puts batches together from their parts, stores all of their rows or none, and answers. A row
 * whose key is there replaces it, so a batch may come any number of times. One node is the whole replica set, so it
 * meets every level of consistency.
 *
 * <p>What it knows beside its {@link StoreDisk} is memory: a crash forgets half-complete batches, the answers given, and
 * what was not on disk. Datagrams for which it has no room it drops; the client sends them again.
 */
public final class StoreNode implements Program {

    private static final int SYNC_TIMER = 0;

    /** A half-complete batch that nothing was added to for that long may be given up for another. */
    private static final long BATCH_IDLE_NANOS = 2_000_000_000L;

    private final HostContext context;
    private final StoreOptions options;
    private final StoreDisk disk;
    private final BatchAssembly[] assemblies;
    private final AnswerMemory answers;
    private final RowCursor row = new RowCursor();
    private final byte[] frame = new byte[StoreFrame.ANSWER_BYTES];
    private final long[] counts = new long[StoreCounter.values().length];
    private int assembling;
    private boolean syncDue;

    /**
     * Starts the node.
     *
     * @param disk that of this host and no other; a disk outlives the programs that use it
     */
    public StoreNode(HostContext context, StoreOptions options, StoreDisk disk) {
        this.context = context;
        this.options = options;
        this.disk = disk;
        assemblies = new BatchAssembly[options.batchesMax()];
        Arrays.setAll(assemblies, i -> new BatchAssembly());
        answers = new AnswerMemory(options.answersKept());
        disk.forgetUnsynced();
    }

    @Override
    public void datagram(long from, byte[] buffer, int offset, int length) {
        context.spend(options.costs().datagramNanos());
        if (!StoreFrame.isRequest(buffer, offset, length, CombatHistory.BATCH_BYTES_MAX)) {
            add(StoreCounter.DATAGRAMS_REFUSED);
            return;
        }
        long session = StoreFrame.session(buffer, offset);
        long attempt = StoreFrame.attempt(buffer, offset);
        long id = StoreFrame.id(buffer, offset);
        int part = StoreFrame.part(buffer, offset);
        if (answers.contains(from, session, attempt)) {
            // One answer for each time that the whole batch came again.
            if (part == 0) {
                add(StoreCounter.BATCHES_ANSWERED_AGAIN);
                answer(from, session, attempt, id, answers.outcome(from, session, attempt));
            }
            return;
        }
        int index = assembly(from, session, attempt, StoreFrame.batchBytes(buffer, offset));
        if (index == assemblies.length) {
            add(StoreCounter.DATAGRAMS_DROPPED);
            return;
        }
        BatchAssembly assembly = assemblies[index];
        assembly.add(part, buffer, offset + StoreFrame.REQUEST_HEADER_BYTES, context.monotonicNanos());
        if (assembly.isComplete()) {
            StoreOutcome outcome = store(assembly);
            assembly.free();
            assembling--;
            answers.add(from, session, attempt, outcome);
            answer(from, session, attempt, id, outcome);
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
            add(StoreCounter.BATCHES_GIVEN_UP);
        } else {
            assembling++;
            int high = StoreCounter.BATCHES_HIGH_WATER.ordinal();
            counts[high] = Math.max(counts[high], assembling);
        }
        assemblies[place].begin(from, session, attempt, batchBytes);
        return place;
    }

    private StoreOutcome store(BatchAssembly batch) {
        int rows = wellFormedRows(batch);
        if (rows < 1 || rows > CombatHistory.BATCH_ROWS_MAX) {
            add(StoreCounter.BATCHES_MALFORMED);
            return StoreOutcome.FAILED;
        }
        StoreOptions.Costs costs = options.costs();
        context.spend(costs.batchNanos() + rows * costs.rowNanos() + batch.length() * costs.byteNanos());
        if (!disk.hasRoomFor(batch.bytes(), batch.length())) {
            add(StoreCounter.BATCHES_FAILED);
            return StoreOutcome.FAILED;
        }
        row.wrap(batch.bytes(), 0, batch.length());
        while (row.next()) {
            disk.put(row);
        }
        if (options.syncNanos() == 0) {
            sync();
        } else if (!syncDue) {
            syncDue = true;
            context.setTimer(SYNC_TIMER, context.monotonicNanos() + options.syncNanos());
        }
        add(StoreCounter.BATCHES_DONE);
        return StoreOutcome.DONE;
    }

    /** Rows in the batch; 0 if it holds anything else. */
    private int wellFormedRows(BatchAssembly batch) {
        int rows = 0;
        row.wrap(batch.bytes(), 0, batch.length());
        while (row.next()) {
            rows++;
        }
        return row.isMalformed() ? 0 : rows;
    }

    private void sync() {
        context.spend(options.costs().syncNanos());
        disk.sync();
        add(StoreCounter.SYNCS);
    }

    private void answer(long to, long session, long attempt, long id, StoreOutcome outcome) {
        StoreFrame.writeAnswer(frame, outcome.ordinal(), session, attempt, id);
        context.send(to, frame, 0, frame.length);
    }

    @Override
    public void timer(int id) {
        syncDue = false;
        sync();
    }

    public long count(StoreCounter counter) {
        return counts[counter.ordinal()];
    }

    @Override
    public long stateHash() {
        long hash = Mix.fold(disk.digest(), answers.digest());
        for (BatchAssembly each : assemblies) {
            hash = Mix.fold(hash, each.digest());
        }
        for (long count : counts) {
            hash = Mix.fold(hash, count);
        }
        return hash;
    }

    private void add(StoreCounter counter) {
        counts[counter.ordinal()]++;
    }
}
