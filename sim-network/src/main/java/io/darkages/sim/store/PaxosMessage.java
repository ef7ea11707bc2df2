package io.darkages.sim.store;

import io.darkages.sim.trace.XxHash64;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A message between two nodes: a round of Paxos, or a heartbeat. All have one layout of {@value #BYTES} bytes,
 * little-endian, with a checksum; what a kind does not need is zero. Reused.
 *
 * <pre>
 * kind 1, zero 7, transaction 8, key 8, ballot 8, proposal 48, committed 48, checksum 8
 * proposal, committed: ballot 8, version 8, value 32
 * </pre>
 */
final class PaxosMessage {

    /** I live. */
    static final int HEARTBEAT = 7;
    /** Promise that you accept nothing below this ballot. */
    static final int PREPARE = 8;
    /** Promised; what was accepted and committed here so far. */
    static final int PROMISED = 9;
    /** Accept this proposal under this ballot. */
    static final int PROPOSE = 10;
    /** Accepted. */
    static final int ACCEPTED = 11;
    /** A higher ballot, which the proposal's place tells, was here before. */
    static final int REJECTED = 12;
    /** The proposal was chosen: it is the row now. */
    static final int COMMIT = 13;
    /** Committed, or a later one is. */
    static final int COMMITTED = 14;

    static final int BYTES = 136;

    private static final int TRANSACTION_AT = 8;
    private static final int KEY_AT = 16;
    private static final int BALLOT_AT = 24;
    private static final int PROPOSAL_AT = 32;
    private static final int COMMITTED_AT = 80;
    private static final int CHECKSUM_AT = 128;

    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    int kind;
    /** Names the coordinator's transaction, within the life of its program. */
    long transaction;

    long key;
    long ballot;
    final PaxosValue proposal = new PaxosValue();
    final PaxosValue committed = new PaxosValue();

    PaxosMessage clear(int itsKind, long itsTransaction, long itsKey, long itsBallot) {
        kind = itsKind;
        transaction = itsTransaction;
        key = itsKey;
        ballot = itsBallot;
        proposal.clear();
        committed.clear();
        return this;
    }

    /** Writes it at the beginning of a frame. */
    void write(byte[] frame) {
        I64.set(frame, 0, (long) kind);
        I64.set(frame, TRANSACTION_AT, transaction);
        I64.set(frame, KEY_AT, key);
        I64.set(frame, BALLOT_AT, ballot);
        write(frame, PROPOSAL_AT, proposal);
        write(frame, COMMITTED_AT, committed);
        I64.set(frame, CHECKSUM_AT, XxHash64.hash(frame, 0, CHECKSUM_AT, kind));
    }

    /** Takes what came; false if those bytes are no message. */
    boolean read(byte[] buffer, int at, int length) {
        if (length != BYTES || buffer[at] < HEARTBEAT || buffer[at] > COMMITTED) {
            return false;
        }
        kind = buffer[at];
        if ((long) I64.get(buffer, at) != kind
                || (long) I64.get(buffer, at + CHECKSUM_AT) != XxHash64.hash(buffer, at, CHECKSUM_AT, kind)) {
            return false;
        }
        transaction = (long) I64.get(buffer, at + TRANSACTION_AT);
        key = (long) I64.get(buffer, at + KEY_AT);
        ballot = (long) I64.get(buffer, at + BALLOT_AT);
        read(buffer, at + PROPOSAL_AT, proposal);
        read(buffer, at + COMMITTED_AT, committed);
        return true;
    }

    private static void write(byte[] frame, int at, PaxosValue value) {
        I64.set(frame, at, value.ballot);
        I64.set(frame, at + Long.BYTES, value.version);
        for (int i = 0; i < value.words.length; i++) {
            I64.set(frame, at + (2 + i) * Long.BYTES, value.words[i]);
        }
    }

    private static void read(byte[] buffer, int at, PaxosValue value) {
        value.ballot = (long) I64.get(buffer, at);
        value.version = (long) I64.get(buffer, at + Long.BYTES);
        for (int i = 0; i < value.words.length; i++) {
            value.words[i] = (long) I64.get(buffer, at + (2 + i) * Long.BYTES);
        }
    }
}
