package io.darkages.engine.client;

import io.darkages.engine.input.InputBatch;
import io.darkages.engine.input.InputBatchFormat;
import io.darkages.engine.input.InputBatchWriter;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.protocol.MessageKind;
import io.darkages.engine.snapshot.SnapshotDecoder;
import io.darkages.engine.space.Origin;
import io.darkages.engine.transport.Session;

/**
 * Sends inputs: every {@value #SEND_INTERVAL_STEPS} steps the new ones, and as many before them again, so
 * that a lost packet costs nothing. What the byte rate does not let through now goes with the next batch.
 */
final class Uplink {

    /** 20 batches a second. */
    static final int SEND_INTERVAL_STEPS = 3;

    private static final int REPEATED_INPUTS = 3;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Prediction prediction;
    private final SnapshotDecoder snapshots;
    private final Strikes strikes;
    private final BatchTamper tamper;
    private final ClientCounters counters;
    private final InputBatchWriter writer = new InputBatchWriter();
    private final InputBatch batch = new InputBatch();
    private final byte[] message = new byte[1 + InputBatchFormat.MOST_BYTES];

    /** Newest sequence that was sent. */
    private int sent;

    Uplink(
            Prediction prediction,
            SnapshotDecoder snapshots,
            Strikes strikes,
            BatchTamper tamper,
            ClientCounters counters) {
        this.prediction = prediction;
        this.snapshots = snapshots;
        this.strikes = strikes;
        this.tamper = tamper;
        this.counters = counters;
    }

    /** Another zone is told from now on. */
    void tellTo(Origin origin) {
        writer.tellTo(origin);
    }

    void reset(int newestSequence) {
        sent = newestSequence;
    }

    /** Sends what is due; to be called after each step. */
    void stepped(Session session, long nowNanos) {
        int newest = prediction.newestSequence();
        int fresh = newest - sent;
        if (fresh < SEND_INTERVAL_STEPS) {
            return;
        }
        int count = 0;
        int most = Math.min(InputBatch.MOST_INPUTS, fresh + REPEATED_INPUTS);
        while (count < most && prediction.holds(newest - count)) {
            count++;
        }
        fill(newest, count, nowNanos);
        tamper.tamper(batch);
        message[0] = MessageKind.INPUTS;
        int room = session.sendAllowanceBytes(nowNanos);
        int length = 1 + writer.write(batch, message, 1, message.length - 1);
        // Repeats are given up before the batch is put off.
        while (length > room && batch.count > Math.min(fresh, InputBatch.MOST_INPUTS)) {
            fill(newest, batch.count - 1, nowNanos);
            tamper.tamper(batch);
            length = 1 + writer.write(batch, message, 1, message.length - 1);
        }
        if (length > room) {
            counters.add(ClientCounter.BATCHES_DEFERRED, 1);
            return;
        }
        session.sendUnreliable(message, 0, length);
        session.flush(nowNanos);
        counters.add(ClientCounter.BATCHES, 1);
        sent = newest;
    }

    private void fill(int newest, int count, long nowNanos) {
        batch.newestSequence = newest;
        batch.count = count;
        for (int i = 0; i < count; i++) {
            batch.inputs[i] = prediction.inputAt(newest - count + 1 + i);
        }
        batch.snapshotAck = snapshots.newestId();
        batch.snapshotMask = snapshots.earlier();
        batch.timestampMillis = (int) (nowNanos / NANOS_PER_MILLI) & 0xFFFF;
        MotionState predicted = prediction.predicted();
        batch.claimedX = FixedPoint.toSixtyFourths(predicted.x);
        batch.claimedY = FixedPoint.toSixtyFourths(predicted.y);
        batch.claimedZ = FixedPoint.toSixtyFourths(predicted.z);
        strikes.fill(batch);
    }
}
