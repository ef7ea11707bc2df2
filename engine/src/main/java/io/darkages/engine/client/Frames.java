package io.darkages.engine.client;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.Measurement;
import io.darkages.engine.port.Measurements;
import io.darkages.engine.port.Probes;
import io.darkages.engine.snapshot.Viewer;

/** What a frame would draw, 60 times a second, as figures. Not thread-safe; allocates nothing. */
final class Frames {

    private static final int BOUNDS_PROBE_FRAMES = 60;
    /** How often a drawn entity is compared with where it was: ten times a second. */
    private static final int DRAWN_ERROR_FRAMES = 6;

    private final Prediction prediction;
    private final DrawnError drawnError;
    private final ClientCounters counters;
    private final Probes probes;
    private final Measurements measurements;
    private long frames;
    private int mostReplicas;

    Frames(View first, Prediction prediction, ClientCounters counters, Probes probes, Measurements measurements) {
        this.prediction = prediction;
        this.counters = counters;
        this.probes = probes;
        this.measurements = measurements;
        drawnError = new DrawnError(first.replicas, measurements);
    }

    /** Another view is drawn from now on. */
    void show(View view) {
        drawnError.show(view.replicas);
    }

    void frame(View view, long nowNanos) {
        measurements.record(Measurement.SNAPSHOT_AGE, nowNanos - view.freshNanos());
        if (frames % DRAWN_ERROR_FRAMES == 0) {
            drawnError.frame(view.clock.renderTickQ8(nowNanos));
        }
        counters.add(ClientCounter.FRAMES, 1);
        mostReplicas = Math.max(mostReplicas, view.replicas.liveCount());
        // The first frame is one of them: a player who leaves within a second was looked at, too.
        if (++frames % BOUNDS_PROBE_FRAMES == 1) {
            probes.bound(BoundedStructure.CLIENT_REPLICAS, mostReplicas, Viewer.MAX_VISIBLE);
            probes.bound(BoundedStructure.CLIENT_INPUTS, prediction.mostUnacknowledged(), Prediction.CAPACITY);
        }
    }
}
