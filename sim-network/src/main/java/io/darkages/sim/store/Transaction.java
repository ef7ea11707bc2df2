package io.darkages.sim.store;

import io.darkages.engine.port.Register;
import io.darkages.engine.random.Mix;
import java.util.Arrays;

/** A place for one lightweight transaction that a node coordinates. Reused. */
final class Transaction {

    /** How far it is. */
    enum Phase {
        FREE,
        /** Waits for another transaction of the same key. */
        QUEUED,
        /** Waits for promises. */
        PREPARING,
        /** Waits until a quorum has the row that was chosen last. */
        REPAIRING,
        /** Waits until its proposal is accepted: its own, or one that it finishes for another. */
        PROPOSING,
        /** Waits until a quorum has its proposal as the row. */
        COMMITTING,
        /** Waits before it tries a higher ballot. */
        BACKING_OFF
    }

    Phase phase = Phase.FREE;
    long number;

    /** Whose it is. */
    long from;

    long session;
    long attempt;
    long id;

    /** What is wanted. */
    int operation;

    long key;
    long expected;
    final long[] value = new long[Register.WORDS];

    /** Bits by node. */
    int replicas;

    /** Of the present phase: who agreed. */
    int agreed;

    /** Of the present phase: who refused. */
    int rejected;

    /** Who has the row that was chosen last. */
    int holders;

    long ballot;
    long highestBallotSeen;
    int tries;
    /** By node, of those that promised: the ballot of the row that they have. */
    final long[] committedBallots;

    /** The row that was chosen last, as far as the promises tell. */
    final PaxosValue chosen = new PaxosValue();

    /** What was accepted last, as far as the promises tell. */
    final PaxosValue inProgress = new PaxosValue();

    final PaxosValue proposal = new PaxosValue();
    /** Whether the proposal is another's. */
    boolean finishing;

    StoreReply result = StoreReply.TIMED_OUT;
    long resultVersion;
    final long[] resultWords = new long[Register.WORDS];

    long endNanos;
    /** When it goes on if nothing comes. */
    long wakeNanos;

    long pauseNanos;

    Transaction(int nodes) {
        committedBallots = new long[nodes];
    }

    /** Takes what a client has asked for. */
    void take(long itsFrom, byte[] buffer, int at) {
        from = itsFrom;
        session = TransactionFrame.session(buffer, at);
        attempt = TransactionFrame.attempt(buffer, at);
        id = TransactionFrame.id(buffer, at);
        operation = TransactionFrame.operation(buffer, at);
        key = TransactionFrame.key(buffer, at);
        expected = TransactionFrame.expected(buffer, at);
        TransactionFrame.readRequestValue(buffer, at, value);
    }

    void enter(Phase next) {
        phase = next;
        agreed = 0;
        rejected = 0;
    }

    /** Forgets what an earlier ballot has learnt. */
    void beginBallot(long itsBallot) {
        enter(Phase.PREPARING);
        ballot = itsBallot;
        holders = 0;
        chosen.clear();
        inProgress.clear();
        finishing = false;
        Arrays.fill(committedBallots, 0);
    }

    void result(StoreReply reply, long version, long[] words) {
        result = reply;
        resultVersion = version;
        System.arraycopy(words, 0, resultWords, 0, Register.WORDS);
    }

    long digest() {
        if (phase == Phase.FREE) {
            return 0;
        }
        long hash = Mix.fold(Mix.fold(number, phase.ordinal()), ballot);
        return Mix.fold(Mix.fold(hash, (long) agreed << 32 | rejected), wakeNanos);
    }
}
