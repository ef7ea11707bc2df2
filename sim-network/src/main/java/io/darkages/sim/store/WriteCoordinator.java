package io.darkages.sim.store;

import io.darkages.engine.port.Consistency;
import io.darkages.engine.random.Mix;
import io.darkages.sim.HostContext;
import java.util.Arrays;

/**
 * A node's part as coordinator of batches: sends each row to its replicas, answers the client when as many have it as it
 * asked for, and keeps hints for the others.
 */
final class WriteCoordinator {

    private final HostContext context;
    private final StoreTiming timing;
    private final StoreRing ring;
    private final int self;
    private final PeerWatch peers;
    private final StoreWriter writer;
    private final HintReplay hints;
    private final AnswerMemory answers;
    private final StoreCounters counters;
    private final CoordinatedWrite[] writes;
    private final byte[] frame = new byte[StoreFrame.REQUEST_BYTES_MAX];
    private int underWay;
    private long numbers;
    private long dueNanos = Long.MAX_VALUE;

    WriteCoordinator(
            HostContext context,
            StoreOptions options,
            StoreRing ring,
            int self,
            PeerWatch peers,
            StoreWriter writer,
            HintReplay hints,
            AnswerMemory answers,
            StoreCounters counters) {
        this.context = context;
        timing = options.timing();
        this.ring = ring;
        this.self = self;
        this.peers = peers;
        this.writer = writer;
        this.hints = hints;
        this.answers = answers;
        this.counters = counters;
        writes = new CoordinatedWrite[options.batchesMax()];
        Arrays.setAll(writes, i -> new CoordinatedWrite());
    }

    /** Not after this anything is due. */
    long dueNanos() {
        return dueNanos;
    }

    boolean isUnderWay(long from, long session, long attempt) {
        for (int i = 0; underWay > 0 && i < writes.length; i++) {
            if (writes[i].isOf(from, session, attempt)) {
                return true;
            }
        }
        return false;
    }

    /** A client's batch is complete. */
    void begin(BatchAssembly batch) {
        if (!writer.isWellFormed(batch.bytes(), batch.length())) {
            counters.add(StoreCounter.BATCHES_MALFORMED);
            answer(batch.from(), batch.session(), batch.attempt(), batch.id(), StoreReply.FAILED);
            return;
        }
        int owners = writer.owners(batch.bytes(), batch.length());
        peers.advance(context.monotonicNanos());
        if (!hasEnough(owners, peers.alive(-1), batch.consistency())) {
            counters.add(StoreCounter.BATCHES_UNAVAILABLE);
            answer(batch.from(), batch.session(), batch.attempt(), batch.id(), StoreReply.UNAVAILABLE);
            return;
        }
        if (underWay == writes.length) {
            counters.add(StoreCounter.BATCHES_FAILED);
            answer(batch.from(), batch.session(), batch.attempt(), batch.id(), StoreReply.FAILED);
            return;
        }
        int free = 0;
        while (!writes[free].free) {
            free++;
        }
        underWay++;
        counters.highWater(StoreCounter.WRITES_HIGH_WATER, underWay);
        CoordinatedWrite write = writes[free];
        write.begin(batch, ++numbers, owners, context.monotonicNanos(), timing);
        ask(write);
        judge(write);
        if (!write.free) {
            dueNanos = Math.min(dueNanos, write.resendNanos);
        }
    }

    /** Whether each owner's rows have enough of those nodes. */
    private boolean hasEnough(int owners, int nodes, Consistency consistency) {
        int required = ring.required(consistency);
        for (int left = owners; left != 0; left &= left - 1) {
            int replicas = ring.replicas(Integer.numberOfTrailingZeros(left));
            if (Integer.bitCount(replicas & nodes) < required) {
                return false;
            }
        }
        return true;
    }

    private int replicas(int owners) {
        int nodes = 0;
        for (int left = owners; left != 0; left &= left - 1) {
            nodes |= ring.replicas(Integer.numberOfTrailingZeros(left));
        }
        return nodes;
    }

    private void ask(CoordinatedWrite write) {
        int replicas = replicas(write.owners);
        for (int left = replicas; left != 0; left &= left - 1) {
            int node = Integer.numberOfTrailingZeros(left);
            if (node == self) {
                write.asked |= 1 << node;
                int length = writer.collect(write.bytes, write.length, node);
                if (writer.store(writer.shared(), length, write.stamp)) {
                    write.done |= 1 << node;
                } else {
                    write.failed |= 1 << node;
                }
            } else if (peers.isAlive(node)) {
                write.asked |= 1 << node;
                send(write, node);
            } else {
                keepHint(write, node);
            }
        }
    }

    private void send(CoordinatedWrite write, int node) {
        int length = writer.collect(write.bytes, write.length, node);
        for (int part = 0; part < StoreFrame.parts(length); part++) {
            int bytes = StoreFrame.writeRequest(
                    frame,
                    StoreFrame.REPLICA_REQUEST,
                    writer.shared(),
                    length,
                    part,
                    write.consistency.ordinal(),
                    context.incarnation(),
                    write.number,
                    node,
                    write.stamp);
            context.send(ring.address(node), frame, 0, bytes);
        }
    }

    private void keepHint(CoordinatedWrite write, int node) {
        int length = writer.collect(write.bytes, write.length, node);
        hints.keep(node, write.stamp, writer.shared(), length);
    }

    /** A replica has stored a batch, or has no room for it. */
    void replied(int node, long number, boolean stored) {
        for (CoordinatedWrite write : writes) {
            if (!write.free && write.number == number && (write.open() & 1 << node) != 0) {
                if (stored) {
                    write.done |= 1 << node;
                } else {
                    write.failed |= 1 << node;
                }
                judge(write);
                return;
            }
        }
    }

    private void judge(CoordinatedWrite write) {
        if (!write.answered && hasEnough(write.owners, write.done, write.consistency)) {
            counters.add(StoreCounter.BATCHES_DONE);
            tell(write, StoreReply.DONE);
        }
        if (write.open() == 0) {
            if (!write.answered) {
                // What no replica has taken is nowhere, but for hints, which will be replayed.
                boolean nowhere = write.done == 0 && write.asked == replicas(write.owners);
                counters.add(nowhere ? StoreCounter.BATCHES_FAILED : StoreCounter.BATCHES_TIMED_OUT);
                tell(write, nowhere ? StoreReply.FAILED : StoreReply.TIMED_OUT);
            }
            free(write);
        }
    }

    private void tell(CoordinatedWrite write, StoreReply reply) {
        write.answered = true;
        answer(write.from, write.session, write.attempt, write.id, reply);
    }

    private void answer(long to, long session, long attempt, long id, StoreReply reply) {
        answers.add(to, session, attempt, reply);
        again(to, session, attempt, id, reply);
    }

    /** Answers an ended batch as before. */
    void again(long to, long session, long attempt, long id, StoreReply reply) {
        StoreFrame.writeAnswer(frame, StoreFrame.ANSWER, reply, session, attempt, id);
        context.send(to, frame, 0, StoreFrame.ANSWER_BYTES);
    }

    private void free(CoordinatedWrite write) {
        write.free = true;
        underWay--;
    }

    /** Ends writes that have waited too long, and sends again what was not answered. */
    void advance(long nowNanos) {
        if (nowNanos < dueNanos) {
            return;
        }
        dueNanos = Long.MAX_VALUE;
        for (int i = 0; underWay > 0 && i < writes.length; i++) {
            CoordinatedWrite write = writes[i];
            if (write.free) {
                continue;
            }
            if (nowNanos >= write.endNanos) {
                end(write);
                continue;
            }
            if (nowNanos >= write.resendNanos) {
                write.pauseNanos *= 2;
                write.resendNanos = Math.min(nowNanos + write.pauseNanos, write.endNanos);
                for (int left = write.open(); left != 0; left &= left - 1) {
                    send(write, Integer.numberOfTrailingZeros(left));
                }
            }
            dueNanos = Math.min(dueNanos, write.resendNanos);
        }
    }

    private void end(CoordinatedWrite write) {
        for (int left = write.open(); left != 0; left &= left - 1) {
            keepHint(write, Integer.numberOfTrailingZeros(left));
        }
        if (!write.answered) {
            counters.add(StoreCounter.BATCHES_TIMED_OUT);
            tell(write, StoreReply.TIMED_OUT);
        }
        free(write);
    }

    long digest() {
        long hash = numbers;
        for (CoordinatedWrite write : writes) {
            hash = Mix.fold(hash, write.digest());
        }
        return hash;
    }
}
