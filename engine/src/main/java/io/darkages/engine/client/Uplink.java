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
 * that a lost packet costs nothing. What the byte rate does not let through now goes with the next batch. A zone that
 * takes the player over is sent all that it has not processed, the oldest first. Not thread-safe; allocates nothing.
 */
final class Uplink {

    /** 20 batches a second. */
    static final int SEND_INTERVAL_STEPS = 3;

    private static final int REPEATED_INPUTS = 3;
    /** From an input to the snapshot that tells of it, the way aside: two snapshots' time. */
    private static final long ANSWER_NANOS = 100_000_000L;

    /** The zone waits 500 ms for inputs, and the first snapshots take their time. */
    private static final long PROVING_NANOS = 1_000_000_000L;

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Prediction prediction;
    private final SnapshotDecoder snapshots;
    private final Strikes strikes;
    private final BatchTamper tamper;
    private final ClientCounters counters;
    private final InputBatchWriter writer = new InputBatchWriter();
    private final InputBatch batch = new InputBatch();
    private final byte[] message = new byte[1 + InputBatchFormat.MOST_BYTES];

    private final MotionState then = new MotionState();

    /** Newest sequence that was sent. */
    private int sent;
    /** More is unsent than fits in a batch, and nothing of it may be left out. */
    private boolean catchingUp;

    /** Whether the zone took the player over so lately that it waits for whatever is missing. */
    private boolean isProving;

    private int proved;
    private long provedNanos;
    private long provingSinceNanos;

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

    /** Inputs after that one are sent from now on. */
    void reset(int newestSequence) {
        sent = newestSequence;
        catchingUp = false;
        isProving = false;
    }

    /** Sends all that was made after that input again, whatever of it was sent before. */
    void catchUp(int processedSequence, long nowNanos) {
        sent = processedSequence;
        catchingUp = true;
        isProving = true;
        proved = processedSequence;
        provedNanos = nowNanos;
        provingSinceNanos = nowNanos;
    }

    /**
     * The zone has processed the inputs up to that one. If it stands still soon after it took the player over, batches
     * were lost that no other repeats: all from there on is sent once more, as long as the zone waits for it.
     */
    void processed(int sequence, long roundTripNanos, long nowNanos) {
        if (!isProving) {
            return;
        }
        isProving = nowNanos - provingSinceNanos < PROVING_NANOS;
        if (sequence != proved) {
            proved = sequence;
            provedNanos = nowNanos;
        } else if (isProving && !catchingUp && nowNanos - provedNanos > roundTripNanos + ANSWER_NANOS) {
            counters.add(ClientCounter.CATCH_UPS_REPEATED, 1);
            sent = sequence;
            catchingUp = true;
            provedNanos = nowNanos;
        }
    }

    /**
     * Sends what is due; to be called after each step.
     *
     * @param acting whether the zone acts for the player, or only lets it look in: then it is told what the player
     *     presses, because acknowledgements of snapshots go with it, and not at whom; and nothing from a blow on that the
     *     other zone has not processed, because if that is this zone's to process it is with all that belongs to it
     */
    void stepped(Session session, boolean acting, long nowNanos) {
        int newest = prediction.newestSequence();
        int fresh = newest - sent;
        if (fresh < SEND_INTERVAL_STEPS && !(catchingUp && fresh > 0)) {
            return;
        }
        boolean isBehind = catchingUp && fresh > InputBatch.MOST_INPUTS;
        if (isBehind) {
            int lost = Math.max(0, fresh - prediction.unacknowledged());
            sent += lost;
            newest = Math.min(newest, sent + InputBatch.MOST_INPUTS);
            fresh = newest - sent;
        }
        int told = acting ? newest : strikes.lastBeforeBlow(newest, newest - prediction.unacknowledged());
        if (!prediction.holds(told)) {
            // Nothing that may be told is left: the acknowledgements wait for the next batch.
            sent = newest;
            return;
        }
        int count = 0;
        int most = Math.min(InputBatch.MOST_INPUTS, fresh + REPEATED_INPUTS);
        while (count < most && prediction.holds(told - count)) {
            count++;
        }
        fill(told, count, acting);
        tamper.tamper(batch);
        message[0] = MessageKind.INPUTS;
        int room = session.sendAllowanceBytes(nowNanos);
        int length = 1 + writer.write(batch, message, 1, message.length - 1);
        // Repeats are given up before the batch is put off.
        while (length > room && batch.count > Math.min(fresh, InputBatch.MOST_INPUTS)) {
            fill(told, batch.count - 1, acting);
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
        catchingUp = isBehind;
    }

    private void fill(int newest, int count, boolean acting) {
        batch.newestSequence = newest;
        batch.count = count;
        for (int i = 0; i < count; i++) {
            batch.inputs[i] = prediction.inputAt(newest - count + 1 + i);
        }
        batch.snapshotAck = snapshots.newestId();
        batch.snapshotMask = snapshots.earlier();
        // Not now: what is caught up with was made before, and is judged by when.
        batch.timestampMillis = (int) (prediction.madeAtNanos(newest) / NANOS_PER_MILLI) & 0xFFFF;
        prediction.stateAt(newest, then);
        batch.claimedX = FixedPoint.toSixtyFourths(then.x);
        batch.claimedY = FixedPoint.toSixtyFourths(then.y);
        batch.claimedZ = FixedPoint.toSixtyFourths(then.z);
        if (acting) {
            strikes.fill(batch);
        } else {
            batch.aimedIndex = Sight.NONE;
            batch.attackCount = 0;
        }
    }
}
