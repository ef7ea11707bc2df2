package io.darkages.sim.store;

import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Consistency;
import io.darkages.engine.port.RowBatch;
import io.darkages.engine.random.Mix;

/** A place for one write that is under way, with a copy of its rows. Reused. */
final class PendingWrite {

    private static final CombatHistory.Answers NOBODY = (nanos, request, outcome) -> {};

    private final byte[] bytes = new byte[CombatHistory.BATCH_BYTES_MAX];
    private boolean free = true;
    private int length;
    private long request;
    private long attempt;
    private long stamp;
    private int node;
    private int nodesAsked;
    private boolean undecided;
    private Consistency consistency = Consistency.ONE;
    private CombatHistory.Answers answers = NOBODY;
    private long endNanos;
    private long resendNanos;
    private long pauseNanos;

    void begin(
            long nowNanos,
            long itsStamp,
            long itsRequest,
            Consistency required,
            RowBatch rows,
            CombatHistory.Answers whoAsks,
            StoreClientOptions options) {
        free = false;
        length = rows.length();
        System.arraycopy(rows.bytes(), 0, bytes, 0, length);
        request = itsRequest;
        stamp = itsStamp;
        nodesAsked = 0;
        undecided = false;
        consistency = required;
        answers = whoAsks;
        endNanos = nowNanos + options.answerNanosMax();
        pauseNanos = options.resendNanos();
        resendNanos = nowNanos + pauseNanos;
    }

    /** Turns to a node under a number of its own. */
    void ask(int nextNode, long itsAttempt) {
        node = nextNode;
        attempt = itsAttempt;
        nodesAsked++;
    }

    /** A node that was asked may have stored it, or store it yet. */
    void maybeStored() {
        undecided = true;
    }

    boolean isUndecided() {
        return undecided;
    }

    /** The node that was asked last. */
    int node() {
        return node;
    }

    /** How often a node was turned to. */
    int nodesAsked() {
        return nodesAsked;
    }

    /** The writer's wall clock when it began. */
    long stamp() {
        return stamp;
    }

    /** Frees the place and returns who is to be told. */
    CombatHistory.Answers end() {
        CombatHistory.Answers told = answers;
        free = true;
        answers = NOBODY;
        return told;
    }

    void resent(long nowNanos) {
        pauseNanos *= 2;
        resendNanos = nowNanos + pauseNanos;
    }

    boolean isFree() {
        return free;
    }

    boolean isUnderWay(long itsRequest) {
        return !free && request == itsRequest;
    }

    boolean isOver(long nowNanos) {
        return nowNanos >= endNanos;
    }

    boolean isResendDue(long nowNanos) {
        return nowNanos >= resendNanos;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    long request() {
        return request;
    }

    long attempt() {
        return attempt;
    }

    Consistency consistency() {
        return consistency;
    }

    long digest() {
        return free ? 0 : Mix.fold(Mix.fold(Mix.fold(request, attempt), endNanos), resendNanos);
    }
}
