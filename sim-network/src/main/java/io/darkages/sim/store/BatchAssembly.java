package io.darkages.sim.store;

import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Consistency;
import io.darkages.engine.random.Mix;

/** A place for one batch whose parts are coming in. Reused; its memory is taken when it is first needed. */
final class BatchAssembly {

    private byte[] bytes = {};
    private boolean free = true;
    private long from;
    private long session;
    private long attempt;
    private long id;
    private long stamp;
    private Consistency consistency = Consistency.ONE;
    private int length;
    /** A bit for each part that is there. */
    private long partsHere;

    private int partsMissing;
    private long touchedNanos;

    void begin(long itsFrom, long itsSession, long itsAttempt, int batchBytes) {
        if (bytes.length == 0) {
            bytes = new byte[CombatHistory.BATCH_BYTES_MAX];
        }
        free = false;
        from = itsFrom;
        session = itsSession;
        attempt = itsAttempt;
        length = batchBytes;
        partsHere = 0;
        partsMissing = StoreFrame.parts(batchBytes);
    }

    /** What every part says alike. */
    void terms(long itsId, long itsStamp, Consistency required) {
        id = itsId;
        stamp = itsStamp;
        consistency = required;
    }

    /** Takes a part; one that is there already is left alone. */
    void add(int part, byte[] buffer, int offset, long nowNanos) {
        touchedNanos = nowNanos;
        if ((partsHere & 1L << part) == 0) {
            partsHere |= 1L << part;
            partsMissing--;
            System.arraycopy(buffer, offset, bytes, part * StoreFrame.PART_BYTES, StoreFrame.partBytes(length, part));
        }
    }

    void free() {
        free = true;
    }

    boolean isFree() {
        return free;
    }

    boolean isOf(long itsFrom, long itsSession, long itsAttempt, int batchBytes) {
        return !free && attempt == itsAttempt && session == itsSession && from == itsFrom && length == batchBytes;
    }

    boolean isComplete() {
        return partsMissing == 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    long from() {
        return from;
    }

    long session() {
        return session;
    }

    long attempt() {
        return attempt;
    }

    /** The client's number for the batch. */
    long id() {
        return id;
    }

    /** The writer's wall clock. */
    long stamp() {
        return stamp;
    }

    Consistency consistency() {
        return consistency;
    }

    /** When a part last came. */
    long touchedNanos() {
        return touchedNanos;
    }

    long digest() {
        return free ? 0 : Mix.fold(Mix.fold(Mix.fold(session, attempt), partsHere), touchedNanos);
    }
}
