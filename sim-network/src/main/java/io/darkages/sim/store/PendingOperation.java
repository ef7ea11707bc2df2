package io.darkages.sim.store;

import io.darkages.engine.port.Register;
import io.darkages.engine.random.Mix;

/** A place for one operation on the register that is under way. Reused. */
final class PendingOperation {

    private static final Register.Answers NOBODY = (nanos, request, outcome, version, value) -> {};

    boolean free = true;
    long request;
    int operation;
    long key;
    long expected;
    final long[] value = new long[Register.WORDS];
    Register.Answers answers = NOBODY;

    /** The node that is asked, under which number, over which connection (0: unknown yet). */
    int node;

    long attempt;
    int connection;
    /** How often a node was turned to. */
    int nodesAsked;

    long askedNanos;
    long endNanos;
    long resendNanos;
    long pauseNanos;

    void begin(long nowNanos, long itsRequest, int itsOperation, long itsKey, long itsExpected, Register.Answers who) {
        free = false;
        request = itsRequest;
        operation = itsOperation;
        key = itsKey;
        expected = itsExpected;
        answers = who;
        nodesAsked = 0;
        askedNanos = nowNanos;
    }

    /** Frees the place and returns who is to be told. */
    Register.Answers end() {
        Register.Answers told = answers;
        free = true;
        answers = NOBODY;
        return told;
    }

    boolean isRead() {
        return operation == TransactionFrame.READ;
    }

    long digest() {
        if (free) {
            return 0;
        }
        return Mix.fold(Mix.fold(Mix.fold(request, attempt), endNanos), Mix.fold(resendNanos, connection));
    }
}
