package io.darkages.engine.client;

import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.Measurement;
import io.darkages.engine.port.Measurements;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.SessionColumn;
import io.darkages.engine.snapshot.SnapshotDecoder;
import io.darkages.engine.transport.Session;

/**
 * Takes snapshots in: decodes, reconciles the prediction with those of the zone that acts for the player, and measures
 * what they tell. Which input was acknowledged is known across zones. Not thread-safe; allocates nothing.
 */
final class Downlink {

    /** Judges are told of an acknowledged input four times a second. */
    private static final long ACK_PROBE_NANOS = 250_000_000L;

    private final long player;
    private final Prediction prediction;
    private final ClientCounters counters;
    private final Probes probes;
    private final Measurements measurements;

    private int acknowledged;
    /** From when on judges are told of an acknowledged input again. */
    private long ackProbeNanos = Long.MIN_VALUE;
    /** The input of {@link #acknowledged}, whose heading is the server's state's. */
    private long acknowledgedInput = InputWord.NEUTRAL;

    Downlink(long player, Prediction prediction, ClientCounters counters, Probes probes, Measurements measurements) {
        this.player = player;
        this.prediction = prediction;
        this.counters = counters;
        this.probes = probes;
        this.measurements = measurements;
    }

    /** A new session that does not go on from another: inputs are numbered anew. */
    void reset() {
        acknowledged = 0;
        acknowledgedInput = InputWord.NEUTRAL;
    }

    /**
     * A snapshot's payload came: what it tells of others.
     *
     * @return whether it counts, and its zone acts for the player
     */
    boolean receive(View view, Session session, byte[] buffer, int offset, int length, long nowNanos) {
        SnapshotDecoder snapshots = view.snapshots;
        return switch (snapshots.decode(buffer, offset, length)) {
            case STALE -> {
                counters.add(ClientCounter.SNAPSHOTS_STALE, 1);
                yield false;
            }
            case MALFORMED -> {
                counters.add(ClientCounter.SNAPSHOTS_MALFORMED, 1);
                probes.record(ProbeKind.SNAPSHOT_UNREADABLE, player, SessionColumn.of(session.remoteId(), 0), 0, 0);
                yield false;
            }
            case APPLIED -> {
                counters.add(ClientCounter.SNAPSHOTS, 1);
                counters.add(ClientCounter.ENTITY_UPDATES, snapshots.entityCount());
                view.told(nowNanos);
                probes.record(
                        ProbeKind.SNAPSHOT_DECODED,
                        player,
                        SessionColumn.of(session.remoteId(), snapshots.newestId()),
                        snapshots.tick(),
                        snapshots.digest());
                yield snapshots.hasSelf();
            }
        };
    }

    /**
     * Whether a zone goes on where the last one ended. One that knows less than the last one had acknowledged, or of
     * inputs that were never made, was given an older state of the player, or another session's.
     */
    boolean isContinuedBy(View view) {
        int newest = prediction.newestSequence();
        return canBeProcessed(processed(view, newest), newest);
    }

    /** Whether an input can be the last one processed: it was made, and the one acknowledged is not after it. */
    private boolean canBeProcessed(int processed, int newest) {
        return processed - newest <= 0 && processed - acknowledged >= 0;
    }

    /** Sequence of the last input that the server is known to have processed. */
    int acknowledged() {
        return acknowledged;
    }

    private static int processed(View view, int newest) {
        return newest + (short) (view.snapshots.lastProcessedInput() - newest);
    }

    /** What the newest snapshot tells of the player itself. */
    void reconcile(View view, Session session, long nowNanos) {
        SnapshotDecoder snapshots = view.snapshots;
        MotionState authoritative = snapshots.self();
        if (!view.hasStarted()) {
            view.start();
            prediction.start(0, authoritative);
        }
        int newest = prediction.newestSequence();
        int processed = processed(view, newest);
        if (!canBeProcessed(processed, newest)) {
            return; // The server answers inputs that were never made: its word on them means nothing.
        }
        long rtt = session.smoothedRoundTripNanos();
        for (int sequence = acknowledged + 1; sequence - processed <= 0; sequence++) {
            if (prediction.holds(sequence)) {
                long latency = nowNanos - prediction.madeAtNanos(sequence);
                measurements.record(Measurement.INPUT_TO_ACK, latency);
                measurements.record(Measurement.INPUT_TO_ACK_LESS_RTT, Math.max(0, latency - rtt));
            }
        }
        if (prediction.holds(processed) && nowNanos >= ackProbeNanos) {
            ackProbeNanos = nowNanos + ACK_PROBE_NANOS;
            probes.record(
                    ProbeKind.INPUT_ACKED,
                    player,
                    SessionColumn.of(session.remoteId(), processed),
                    nowNanos - prediction.madeAtNanos(processed),
                    0);
        }
        if (prediction.holds(processed)) {
            acknowledgedInput = prediction.inputAt(processed);
            probes.record(
                    ProbeKind.SELF_PREDICTED,
                    player,
                    SessionColumn.of(session.remoteId(), processed),
                    snapshots.tick(),
                    prediction.digestAt(processed));
        }
        if (processed != 0) {
            authoritative.yaw = InputWord.yaw(acknowledgedInput);
            authoritative.pitch = InputWord.pitch(acknowledgedInput);
        }
        acknowledged = processed;
        switch (prediction.reconcile(processed, authoritative)) {
            case EXACT -> counters.add(ClientCounter.PREDICTIONS_EXACT, 1);
            case IGNORED -> counters.add(ClientCounter.PREDICTIONS_IGNORED, 1);
            case SMOOTHED -> counters.add(ClientCounter.PREDICTIONS_SMOOTHED, 1);
            case SNAPPED -> counters.add(ClientCounter.PREDICTIONS_SNAPPED, 1);
            case STALE -> throw new IllegalStateException("input " + processed + " was checked to be in the ring");
        }
        boolean isPlaced = view.takePlacement();
        // The dead predict nothing: what moves them before they are told that they live again is no correction either.
        if (!isPlaced && !prediction.isResting()) {
            measurements.record(Measurement.CORRECTION_SIZE, prediction.errorMicrometres());
        }
        measurements.record(Measurement.RTT, rtt);
    }
}
