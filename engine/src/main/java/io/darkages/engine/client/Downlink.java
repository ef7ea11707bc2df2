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

/** Takes snapshots in: decodes, reconciles the prediction with them, and measures what they tell. */
final class Downlink {

    private final long player;
    private final SnapshotDecoder snapshots;
    private final Prediction prediction;
    private final RenderClock clock;
    private final ClientCounters counters;
    private final Probes probes;
    private final Measurements measurements;

    private boolean started;
    private int acknowledged;
    /** The input of {@link #acknowledged}, whose heading is the server's state's. */
    private long acknowledgedInput = InputWord.NEUTRAL;

    private long freshNanos;
    /** The rules put the player somewhere else at a server tick; no snapshot of it or after it has come. */
    private boolean placementDue;

    private int placedTick;

    Downlink(
            long player,
            SnapshotDecoder snapshots,
            Prediction prediction,
            RenderClock clock,
            ClientCounters counters,
            Probes probes,
            Measurements measurements) {
        this.player = player;
        this.snapshots = snapshots;
        this.prediction = prediction;
        this.clock = clock;
        this.counters = counters;
        this.probes = probes;
        this.measurements = measurements;
    }

    /** A new session: nothing of the old one counts. */
    void reset(long nowNanos) {
        snapshots.reset();
        clock.reset();
        started = false;
        acknowledged = 0;
        acknowledgedInput = InputWord.NEUTRAL;
        freshNanos = nowNanos;
        placementDue = false;
    }

    /** The rules put the player somewhere else at that server tick: the way there corrects no prediction. */
    void placed(int tick) {
        placedTick = tick;
        placementDue = snapshots.tick() - tick < 0;
    }

    /** Whether a snapshot of this session has come. */
    boolean started() {
        return started;
    }

    /** When the newest snapshot came, or the session began. */
    long freshNanos() {
        return freshNanos;
    }

    /** A snapshot's payload came. */
    void receive(Session session, byte[] buffer, int offset, int length, long nowNanos) {
        switch (snapshots.decode(buffer, offset, length)) {
            case STALE -> counters.add(ClientCounter.SNAPSHOTS_STALE, 1);
            case MALFORMED -> {
                counters.add(ClientCounter.SNAPSHOTS_MALFORMED, 1);
                probes.record(ProbeKind.SNAPSHOT_UNREADABLE, player, SessionColumn.of(session.remoteId(), 0), 0, 0);
            }
            case APPLIED -> {
                counters.add(ClientCounter.SNAPSHOTS, 1);
                counters.add(ClientCounter.ENTITY_UPDATES, snapshots.entityCount());
                freshNanos = nowNanos;
                clock.snapshot(snapshots.tick(), nowNanos);
                probes.record(
                        ProbeKind.SNAPSHOT_DECODED,
                        player,
                        SessionColumn.of(session.remoteId(), snapshots.newestId()),
                        snapshots.tick(),
                        snapshots.digest());
                reconcile(session, nowNanos);
            }
        }
    }

    private void reconcile(Session session, long nowNanos) {
        MotionState authoritative = snapshots.self();
        if (!started) {
            started = true;
            prediction.start(0, authoritative);
        }
        int newest = prediction.newestSequence();
        int processed = newest + (short) (snapshots.lastProcessedInput() - newest);
        if (processed - newest > 0 || processed - acknowledged < 0) {
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
        boolean isPlaced = placementDue && snapshots.tick() - placedTick >= 0;
        placementDue &= !isPlaced;
        // The dead predict nothing: what moves them before they are told that they live again is no correction either.
        if (!isPlaced && !prediction.isResting()) {
            measurements.record(Measurement.CORRECTION_SIZE, prediction.errorMicrometres());
        }
        measurements.record(Measurement.RTT, rtt);
    }
}
