package io.darkages.sim.store;

import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Consistency;
import io.darkages.engine.random.Mix;

/** A place for one batch that waits for its replicas. Reused; its memory is taken when it is first needed. */
final class CoordinatedWrite {

    byte[] bytes = {};
    boolean free = true;
    int length;
    long from;
    long session;
    long attempt;
    long id;
    long stamp;
    Consistency consistency = Consistency.ONE;
    /** The coordinator's own number for it. */
    long number;

    /** Bits by node. */
    int owners;

    /** Nodes that were asked. */
    int asked;

    int done;
    int failed;
    boolean answered;
    long endNanos;
    long resendNanos;
    long pauseNanos;

    void begin(BatchAssembly batch, long itsNumber, int itsOwners, long nowNanos, StoreTiming timing) {
        if (bytes.length == 0) {
            bytes = new byte[CombatHistory.BATCH_BYTES_MAX];
        }
        free = false;
        length = batch.length();
        System.arraycopy(batch.bytes(), 0, bytes, 0, length);
        from = batch.from();
        session = batch.session();
        attempt = batch.attempt();
        id = batch.id();
        stamp = batch.stamp();
        consistency = batch.consistency();
        number = itsNumber;
        owners = itsOwners;
        asked = 0;
        done = 0;
        failed = 0;
        answered = false;
        endNanos = nowNanos + timing.writeNanosMax();
        pauseNanos = timing.resendNanos();
        resendNanos = nowNanos + pauseNanos;
    }

    boolean isOf(long itsFrom, long itsSession, long itsAttempt) {
        return !free && attempt == itsAttempt && session == itsSession && from == itsFrom;
    }

    /** Nodes that were asked and have not answered. */
    int open() {
        return asked & ~done & ~failed;
    }

    long digest() {
        return free ? 0 : Mix.fold(Mix.fold(Mix.fold(number, attempt), (long) done << 32 | failed), resendNanos);
    }
}
