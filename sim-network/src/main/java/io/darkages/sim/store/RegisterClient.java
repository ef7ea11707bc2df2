package io.darkages.sim.store;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.Register;
import io.darkages.engine.port.RegisterOutcome;
import io.darkages.engine.random.Mix;
import io.darkages.sim.Range;
import java.util.Arrays;

/**
 * The register on lightweight transactions of the store: the port's end on the caller's host.
 *
 * <p>A read may be carried out twice, so it turns to another node when no answer comes. A set may not: it stays with
 * the node that it was sent to, over the connection that it was sent on, and its outcome is unknown if that ends or no
 * answer comes. A node that refuses has not begun: the next one is asked.
 *
 * <p>Its owner calls {@link #receive} for each datagram that comes from a node, and {@link #advance} often: each tick.
 * All calls on the owner's turn. Once warm nothing allocates.
 */
public final class RegisterClient implements Register {

    private final RegisterClientOptions options;
    private final DatagramSender datagrams;
    private final StoreRing ring;
    private final long session;
    private final PendingOperation[] operations;
    private final byte[] frame = new byte[TransactionFrame.REQUEST_BYTES];
    private final long[] told = new long[WORDS];
    private final long[] counts = new long[RegisterClientCounter.values().length];

    /** By node: the connection, 0 where none is known. */
    private final int[] connections;

    private final long[] heardNanos;
    private final long[] helloNanos;
    private int suspects;
    private int underWay;
    private long attempts;
    private int nextNode;

    /**
     * @param datagrams where datagrams leave; given the nodes' addresses only
     * @param ring the store's nodes
     * @param session no two clients that ever send from this host's address share it
     */
    public RegisterClient(RegisterClientOptions options, DatagramSender datagrams, StoreRing ring, long session) {
        this.options = options;
        this.datagrams = datagrams;
        this.ring = ring;
        this.session = session;
        operations = new PendingOperation[options.operationsMax()];
        Arrays.setAll(operations, i -> new PendingOperation());
        connections = new int[ring.nodes()];
        heardNanos = new long[ring.nodes()];
        helloNanos = new long[ring.nodes()];
        nextNode = (int) Long.remainderUnsigned(session, ring.nodes());
    }

    public StoreRing ring() {
        return ring;
    }

    @Override
    public boolean read(long monotonicNanos, long request, long key, Answers answers) {
        PendingOperation free = place(request);
        if (underWay == operations.length) {
            return false;
        }
        free.begin(monotonicNanos, request, TransactionFrame.READ, key, 0, answers);
        begin(monotonicNanos, free);
        return true;
    }

    @Override
    public boolean compareAndSet(
            long monotonicNanos, long request, long key, long expectedVersion, long[] value, Answers answers) {
        Range.check("expectedVersion", expectedVersion, 0, Long.MAX_VALUE - 1);
        Range.check("value length", value.length, WORDS, WORDS);
        PendingOperation free = place(request);
        if (underWay == operations.length) {
            return false;
        }
        free.begin(monotonicNanos, request, TransactionFrame.COMPARE_AND_SET, key, expectedVersion, answers);
        System.arraycopy(value, 0, free.value, 0, WORDS);
        begin(monotonicNanos, free);
        return true;
    }

    /** A free place if there is one. */
    private PendingOperation place(long request) {
        PendingOperation free = operations[0];
        for (PendingOperation each : operations) {
            if (!each.free && each.request == request) {
                throw new IllegalStateException("request " + request + " is under way");
            }
            free = each.free ? each : free;
        }
        return free;
    }

    private void begin(long nowNanos, PendingOperation it) {
        it.endNanos = nowNanos + options.answerNanosMax();
        underWay++;
        add(RegisterClientCounter.OPERATIONS);
        int high = RegisterClientCounter.OPERATIONS_HIGH_WATER.ordinal();
        counts[high] = Math.max(counts[high], underWay);
        int first = nextNode;
        if (options.byKey()) {
            first = ring.owner(it.key);
        } else {
            nextNode = (nextNode + 1) % ring.nodes();
        }
        ask(nowNanos, it, first);
    }

    /** Turns to that node, or to the first after it that is not suspected. */
    private void ask(long nowNanos, PendingOperation it, int from) {
        int node = from;
        for (int i = 0; i < ring.nodes() && (suspects & 1 << node) != 0; i++) {
            node = (node + 1) % ring.nodes();
        }
        it.node = node;
        it.attempt = ++attempts;
        it.connection = connections[node];
        it.nodesAsked++;
        it.askedNanos = nowNanos;
        it.pauseNanos = options.resendNanos();
        it.resendNanos = nowNanos + it.pauseNanos;
        send(it);
    }

    private void askNext(long nowNanos, PendingOperation it) {
        add(RegisterClientCounter.TURNS);
        ask(nowNanos, it, (it.node + 1) % ring.nodes());
    }

    private void send(PendingOperation it) {
        TransactionFrame.writeRequest(
                frame, it.operation, it.connection, session, it.attempt, it.request, it.key, it.expected, it.value);
        datagrams.send(ring.address(it.node), frame, 0, TransactionFrame.REQUEST_BYTES);
    }

    /** Whether those bytes, which came from a node, are for a register and not for the history of combat. */
    public static boolean isForRegister(byte[] buffer, int offset, int length) {
        return length == TransactionFrame.ANSWER_BYTES && buffer[offset] == TransactionFrame.ANSWER;
    }

    /** A datagram came from a node. */
    public void receive(long monotonicNanos, long from, byte[] buffer, int offset, int length) {
        int node = ring.nodeAt(from);
        if (node == ring.nodes()
                || !TransactionFrame.isAnswer(buffer, offset, length)
                || TransactionFrame.session(buffer, offset) != session) {
            add(RegisterClientCounter.DATAGRAMS_REFUSED);
            return;
        }
        heardNanos[node] = monotonicNanos;
        suspects &= ~(1 << node);
        connections[node] = Math.max(connections[node], TransactionFrame.connection(buffer, offset));
        long request = TransactionFrame.id(buffer, offset);
        long attempt = TransactionFrame.attempt(buffer, offset);
        for (PendingOperation it : operations) {
            if (!it.free && it.request == request && it.attempt == attempt && it.node == node) {
                answered(monotonicNanos, it, buffer, offset);
                return;
            }
        }
        // An answer to a greeting names no attempt.
        if (attempt != 0) {
            add(RegisterClientCounter.ANSWERS_LATE);
        }
    }

    private void answered(long nowNanos, PendingOperation it, byte[] buffer, int offset) {
        StoreReply reply = TransactionFrame.reply(buffer, offset);
        switch (reply) {
            case APPLIED -> tell(nowNanos, it, RegisterOutcome.APPLIED, buffer, offset);
            case REFUSED -> tell(nowNanos, it, RegisterOutcome.REFUSED, buffer, offset);
            case READ -> tell(nowNanos, it, RegisterOutcome.READ, buffer, offset);
            case RECONNECT -> reconnect(nowNanos, it);
            case TIMED_OUT -> {
                if (it.isRead() && it.nodesAsked < ring.nodes()) {
                    askNext(nowNanos, it);
                } else {
                    end(nowNanos, it, RegisterOutcome.UNKNOWN);
                }
            }
            case UNAVAILABLE, FAILED, DONE -> {
                if (it.nodesAsked < ring.nodes()) {
                    askNext(nowNanos, it);
                } else {
                    end(nowNanos, it, RegisterOutcome.FAILED);
                }
            }
        }
    }

    /** The node has another connection than the request named, and has not begun. */
    private void reconnect(long nowNanos, PendingOperation it) {
        int connection = connections[it.node];
        if (it.connection == connection) {
            return;
        }
        if (it.connection != 0 && !it.isRead()) {
            // The node's program before this one may have taken it.
            end(nowNanos, it, RegisterOutcome.UNKNOWN);
        } else {
            it.connection = connection;
            send(it);
        }
    }

    /** Ends operations that have waited too long, and asks again where no answer came. */
    public void advance(long monotonicNanos) {
        for (PendingOperation it : operations) {
            if (it.free) {
                continue;
            }
            if (monotonicNanos >= it.endNanos) {
                suspect(monotonicNanos, it);
                end(monotonicNanos, it, RegisterOutcome.UNKNOWN);
            } else if (monotonicNanos >= it.resendNanos) {
                again(monotonicNanos, it);
            }
        }
        greetSuspects(monotonicNanos);
    }

    private void again(long nowNanos, PendingOperation it) {
        suspect(nowNanos, it);
        if (it.isRead() && ring.nodes() > 1) {
            askNext(nowNanos, it);
        } else {
            it.pauseNanos *= 2;
            it.resendNanos = nowNanos + it.pauseNanos;
            add(RegisterClientCounter.RESENDS);
            send(it);
        }
    }

    private void suspect(long nowNanos, PendingOperation it) {
        if (nowNanos - Math.max(heardNanos[it.node], it.askedNanos) >= options.suspectNanos()) {
            suspects |= 1 << it.node;
        }
    }

    private void greetSuspects(long nowNanos) {
        for (int left = suspects; left != 0; left &= left - 1) {
            int node = Integer.numberOfTrailingZeros(left);
            if (nowNanos - helloNanos[node] >= options.suspectNanos()) {
                helloNanos[node] = nowNanos;
                Arrays.fill(told, 0);
                TransactionFrame.writeRequest(frame, TransactionFrame.HELLO, 0, session, 0, 0, 0, 0, told);
                datagrams.send(ring.address(node), frame, 0, TransactionFrame.REQUEST_BYTES);
            }
        }
    }

    private void tell(long nowNanos, PendingOperation it, RegisterOutcome outcome, byte[] buffer, int offset) {
        TransactionFrame.readAnswerValue(buffer, offset, told);
        end(nowNanos, it, outcome, TransactionFrame.version(buffer, offset));
    }

    private void end(long nowNanos, PendingOperation it, RegisterOutcome outcome) {
        Arrays.fill(told, 0);
        end(nowNanos, it, outcome, NO_VERSION);
    }

    private void end(long nowNanos, PendingOperation it, RegisterOutcome outcome, long version) {
        add(
                switch (outcome) {
                    case APPLIED -> RegisterClientCounter.APPLIED;
                    case REFUSED -> RegisterClientCounter.REFUSED;
                    case READ -> RegisterClientCounter.READ;
                    case FAILED -> RegisterClientCounter.FAILED;
                    case UNKNOWN -> RegisterClientCounter.UNKNOWN;
                });
        underWay--;
        it.end().answered(nowNanos, it.request, outcome, version, told);
    }

    @Override
    public int operationsMax() {
        return options.operationsMax();
    }

    @Override
    public long answerNanosMax() {
        return options.answerNanosMax();
    }

    /** Tells judges how full it has been, and how full it may get. */
    public void reportBounds(Probes probes) {
        probes.bound(
                BoundedStructure.REGISTER_OPERATIONS,
                count(RegisterClientCounter.OPERATIONS_HIGH_WATER),
                options.operationsMax());
    }

    public long count(RegisterClientCounter counter) {
        return counts[counter.ordinal()];
    }

    /** Digest of what is under way and what was done, for the owner's. */
    public long stateHash() {
        long hash = Mix.fold(Mix.fold(session, attempts), (long) nextNode << 32 | suspects);
        for (PendingOperation it : operations) {
            hash = Mix.fold(hash, it.digest());
        }
        for (int node = 0; node < connections.length; node++) {
            hash = Mix.fold(Mix.fold(hash, connections[node]), heardNanos[node]);
        }
        for (long count : counts) {
            hash = Mix.fold(hash, count);
        }
        return hash;
    }

    private void add(RegisterClientCounter counter) {
        counts[counter.ordinal()]++;
    }
}
