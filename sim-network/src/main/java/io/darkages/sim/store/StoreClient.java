package io.darkages.sim.store;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Consistency;
import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.RowBatch;
import io.darkages.engine.port.StoreOutcome;
import io.darkages.engine.random.Mix;
import io.darkages.sim.Range;
import java.util.Arrays;

/**
 * The port's end on the caller's host: sends batches to a node of the store in datagrams, turns to another while no
 * answer comes, and tells what became of them. The nodes take turns. A batch carries the caller's wall clock as its
 * stamp: who writes a row later by that clock has the last word.
 *
 * <p>Its owner calls {@link #receive} for each datagram that comes from a node, and {@link #advance} often: each tick.
 * All calls on the owner's turn. Once warm nothing allocates.
 */
public final class StoreClient implements CombatHistory {

    /** Tells the time on the wall, in microseconds since 1970. */
    @FunctionalInterface
    public interface WallClock {
        long wallMicros();
    }

    private final StoreClientOptions options;
    private final DatagramSender datagrams;
    private final StoreRing ring;
    private final WallClock clock;
    private final long session;
    private final PendingWrite[] writes;
    private final byte[] frame = new byte[StoreFrame.REQUEST_BYTES_MAX];
    private final long[] counts = new long[StoreClientCounter.values().length];
    private int underWay;
    private long attempts;
    private int nextNode;

    /**
     * @param datagrams where datagrams leave; given the nodes' addresses only
     * @param ring the store's nodes
     * @param clock stamps what is written
     * @param session no two clients that ever send from this host's address share it
     */
    public StoreClient(
            StoreClientOptions options, DatagramSender datagrams, StoreRing ring, WallClock clock, long session) {
        this.options = options;
        this.datagrams = datagrams;
        this.ring = ring;
        this.clock = clock;
        this.session = session;
        nextNode = (int) Long.remainderUnsigned(session, ring.nodes());
        writes = new PendingWrite[options.writesMax()];
        Arrays.setAll(writes, i -> new PendingWrite());
    }

    public StoreRing ring() {
        return ring;
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
        free.begin(monotonicNanos, clock.wallMicros(), request, consistency, rows, answers, options);
        underWay++;
        add(StoreClientCounter.WRITES, 1);
        int high = StoreClientCounter.WRITES_HIGH_WATER.ordinal();
        counts[high] = Math.max(counts[high], underWay);
        askNext(free);
        return true;
    }

    /** A datagram came from a node. */
    public void receive(long monotonicNanos, byte[] buffer, int offset, int length) {
        if (!StoreFrame.isAnswer(buffer, offset, length, StoreFrame.ANSWER)
                || StoreFrame.session(buffer, offset) != session) {
            add(StoreClientCounter.DATAGRAMS_REFUSED, 1);
            return;
        }
        StoreReply reply = StoreFrame.reply(buffer, offset);
        long id = StoreFrame.id(buffer, offset);
        long attempt = StoreFrame.attempt(buffer, offset);
        for (PendingWrite write : writes) {
            // What an earlier attempt has stored is stored; that it failed says nothing of this one.
            if (write.isUnderWay(id) && (write.attempt() == attempt || reply == StoreReply.DONE)) {
                answered(monotonicNanos, write, reply);
                return;
            }
        }
        add(StoreClientCounter.ANSWERS_LATE, 1);
    }

    private void answered(long nowNanos, PendingWrite write, StoreReply reply) {
        if (reply == StoreReply.DONE) {
            end(nowNanos, write, StoreOutcome.DONE);
            return;
        }
        if (reply == StoreReply.TIMED_OUT) {
            write.maybeStored();
        } else {
            add(StoreClientCounter.REFUSALS, 1);
        }
        if (write.nodesAsked() < ring.nodes()) {
            askNext(write);
        } else {
            end(nowNanos, write, write.isUndecided() ? StoreOutcome.UNKNOWN : StoreOutcome.FAILED);
        }
    }

    /** Ends writes that have waited too long, and turns to another node where no answer came. */
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
                if (ring.nodes() == 1) {
                    send(write);
                } else {
                    write.maybeStored();
                    askNext(write);
                }
            }
        }
    }

    private void askNext(PendingWrite write) {
        int node = nextNode;
        if (write.nodesAsked() > 0) {
            node = (write.node() + 1) % ring.nodes();
        } else {
            nextNode = (nextNode + 1) % ring.nodes();
        }
        write.ask(node, ++attempts);
        send(write);
    }

    private void send(PendingWrite write) {
        int parts = StoreFrame.parts(write.length());
        for (int part = 0; part < parts; part++) {
            int bytes = StoreFrame.writeRequest(
                    frame,
                    StoreFrame.REQUEST,
                    write.bytes(),
                    write.length(),
                    part,
                    write.consistency().ordinal(),
                    session,
                    write.attempt(),
                    write.request(),
                    write.stamp());
            datagrams.send(ring.address(write.node()), frame, 0, bytes);
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

    /** Tells judges how full it has been, and how full it may get. */
    public void reportBounds(Probes probes) {
        probes.bound(
                BoundedStructure.STORE_CLIENT_WRITES, count(StoreClientCounter.WRITES_HIGH_WATER), options.writesMax());
    }

    public long count(StoreClientCounter counter) {
        return counts[counter.ordinal()];
    }

    /** Digest of what is under way and what was done, for the owner's. */
    public long stateHash() {
        long hash = Mix.fold(Mix.fold(session, attempts), nextNode);
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
