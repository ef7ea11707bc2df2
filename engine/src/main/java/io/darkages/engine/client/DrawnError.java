package io.darkages.engine.client;

import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.port.Measurement;
import io.darkages.engine.port.Measurements;
import io.darkages.engine.snapshot.ReplicaTable;

/**
 * Measures what a player sees wrong: now and then notes where an entity is drawn, and when the states
 * around that moment are known, how far off it was. One note at a time; entities take turns.
 *
 * <p>Not thread-safe; allocates nothing.
 */
final class DrawnError {

    /** A note that is not answered in that many ticks is given up: its entity left. */
    private static final int PATIENCE_TICKS = 60;

    private ReplicaTable replicas;
    private final Measurements measurements;
    private final Interpolation interpolation = new Interpolation();

    private boolean noted;
    private int index;
    private int entity;
    private long tickQ8;
    private int x;
    private int y;
    private int z;

    DrawnError(ReplicaTable replicas, Measurements measurements) {
        this.replicas = replicas;
        this.measurements = measurements;
    }

    /** Something else is drawn from now on; what was noted is not answered any more. */
    void show(ReplicaTable other) {
        replicas = other;
        noted = false;
    }

    /** A frame is drawn at that time. */
    void frame(long renderTickQ8) {
        if (noted) {
            answer(renderTickQ8);
        }
        if (!noted) {
            note(renderTickQ8);
        }
    }

    private void answer(long renderTickQ8) {
        boolean same = replicas.entity(index) == entity && replicas.newest(index) != ReplicaTable.NONE;
        if (!same || renderTickQ8 - tickQ8 > DrawnPlace.startQ8(PATIENCE_TICKS)) {
            noted = false;
            return;
        }
        boolean known = DrawnPlace.startQ8(replicas.tickAt(replicas.newest(index))) >= tickQ8;
        if (known) {
            interpolation.draw(replicas, index, tickQ8);
            DrawnPlace right = interpolation.drawn();
            long error = FixedPoint.distance((long) right.x - x, (long) right.y - y, (long) right.z - z);
            measurements.record(Measurement.INTERPOLATION_ERROR, FixedPoint.toMicrometres(error));
            noted = false;
        }
    }

    /** Notes the next entity in turn, if there is one. */
    private void note(long renderTickQ8) {
        for (int step = 0; step < replicas.end(); step++) {
            index = index + 1 < replicas.end() ? index + 1 : 0;
            if (interpolation.draw(replicas, index, renderTickQ8)) {
                noted = true;
                entity = replicas.entity(index);
                tickQ8 = renderTickQ8;
                x = interpolation.drawn().x;
                y = interpolation.drawn().y;
                z = interpolation.drawn().z;
                return;
            }
        }
    }
}
