package io.darkages.sim.store;

import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Consistency;
import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.port.RowBatch;
import io.darkages.engine.port.StoreOutcome;
import io.darkages.engine.random.Mix;
import io.darkages.sim.Range;
import java.util.Arrays;

/**
 * The port's end on the caller's host: sends batches to a {@link StoreNode} in datagrams, sends them again while no
 * answer comes, and tells what became of them.
 *
 * <p>Its owner calls {@link #receive} for each datagram that comes from {@link #storeAddress}, and {@link #advance}
 * often: each tick. All calls on the owner's turn. Once warm nothing allocates.
 */
public final class StoreClient implements CombatHistory {

    private static final StoreOutcome[] OUTCOMES = StoreOutcome.values();

    private final StoreClientOptions options;
    private final DatagramSender datagrams;
    private final long storeAddress;
    private final long session;
    private final PendingWrite[] writes;
    private final byte[] frame = new byte[StoreFrame.REQUEST_BYTES_MAX];
    private final long[] counts = new long[StoreClientCounter.values().length];
    private int underWay;
    private long attempts;

    /**
     * @param datagrams where datagrams leave; given the store's address only
     * @param storeAddress the node's, as {@link io.darkages.engine.port.NetworkAddress} packs it
     * @param session no two clients that ever send from this host's address share it
     */
    public StoreClient(StoreClientOptions options, DatagramSender datagrams, long storeAddress, long session) {
        this.options = options;
        this.datagrams = datagrams;
        this.storeAddress = storeAddress;
        this.session = session;
        writes = new PendingWrite[options.writesMax()];
        Arrays.setAll(writes, i -> new PendingWrite());
    }

    public long storeAddress() {
        return storeAddress;
    }

    @Override
    public boolean write(long monotonicNanos, long request, Consistency consistency, RowBatch rows, Answers answers) {
        Range.check("rows", rows.rows(), 1, BATCH_ROWS_MAX);
        Range.check("batch bytes", rows.length(), 1, BATCH_BYTES_MAX);
        if (underWay == writes.length) {
            return false;
        }
        PendingWrite free = writes[0];
        for (PendingWrite write : writes) {
            if (write.isUnderWay(request)) {
                throw new IllegalStateException("request " + request + " is under way");
            }
            free = write.isFree() ? write : free;
        }
        free.begin(monotonicNanos, request, ++attempts, consistency, rows, answers, options);
        underWay++;
        add(StoreClientCounter.WRITES, 1);
        int high = StoreClientCounter.WRITES_HIGH_WATER.ordinal();
        counts[high] = Math.max(counts[high], underWay);
        send(free);
        return true;
    }

    /** A datagram came from the store's address. */
    public void receive(long monotonicNanos, byte[] buffer, int offset, int length) {
        if (!StoreFrame.isAnswer(buffer, offset, length)
                || StoreFrame.session(buffer, offset) != session
                || StoreFrame.outcome(buffer, offset) >= OUTCOMES.length) {
            add(StoreClientCounter.DATAGRAMS_REFUSED, 1);
            return;
        }
        StoreOutcome outcome = OUTCOMES[StoreFrame.outcome(buffer, offset)];
        long id = StoreFrame.id(buffer, offset);
        long attempt = StoreFrame.attempt(buffer, offset);
        for (PendingWrite write : writes) {
            // What an earlier attempt has stored is stored; that it failed says nothing of this one.
            if (write.isUnderWay(id) && (write.attempt() == attempt || outcome == StoreOutcome.DONE)) {
                end(monotonicNanos, write, outcome);
                return;
            }
        }
        add(StoreClientCounter.ANSWERS_LATE, 1);
    }

    /** Ends writes that have waited too long, and sends again what was not answered. */
    public void advance(long monotonicNanos) {
        for (PendingWrite write : writes) {
            if (write.isFree()) {
                continue;
            }
            if (write.isOver(monotonicNanos)) {
                end(monotonicNanos, write, StoreOutcome.UNKNOWN);
            } else if (write.isResendDue(monotonicNanos)) {
                write.resent(monotonicNanos);
                add(StoreClientCounter.RESENDS, 1);
                send(write);
            }
        }
    }

    private void send(PendingWrite write) {
        int parts = StoreFrame.parts(write.length());
        for (int part = 0; part < parts; part++) {
            int bytes = StoreFrame.writeRequest(
                    frame,
                    write.bytes(),
                    write.length(),
                    part,
                    write.consistency().ordinal(),
                    session,
                    write.attempt(),
                    write.request());
            datagrams.send(storeAddress, frame, 0, bytes);
        }
        add(StoreClientCounter.DATAGRAMS_SENT, parts);
    }

    private void end(long nowNanos, PendingWrite write, StoreOutcome outcome) {
        add(
                switch (outcome) {
                    case DONE -> StoreClientCounter.DONE;
                    case FAILED -> StoreClientCounter.FAILED;
                    case UNKNOWN -> StoreClientCounter.UNKNOWN;
                },
                1);
        underWay--;
        write.end().answered(nowNanos, write.request(), outcome);
    }

    @Override
    public int writesMax() {
        return options.writesMax();
    }

    @Override
    public long answerNanosMax() {
        return options.answerNanosMax();
    }

    public long count(StoreClientCounter counter) {
        return counts[counter.ordinal()];
    }

    /** Digest of what is under way and what was done, for the owner's. */
    public long stateHash() {
        long hash = Mix.fold(session, attempts);
        for (PendingWrite write : writes) {
            hash = Mix.fold(hash, write.digest());
        }
        for (long count : counts) {
            hash = Mix.fold(hash, count);
        }
        return hash;
    }

    private void add(StoreClientCounter counter, long count) {
        counts[counter.ordinal()] += count;
    }
}
