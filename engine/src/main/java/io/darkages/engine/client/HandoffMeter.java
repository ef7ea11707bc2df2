package io.darkages.engine.client;

import io.darkages.engine.port.Measurement;
import io.darkages.engine.port.Measurements;

/** Measures what a player notices of a handoff. Not thread-safe; allocates nothing. */
final class HandoffMeter {

    /** So long after a handoff what is missing is still put down to it. */
    private static final long AFTERMATH_NANOS = 1_000_000_000L;

    private final Measurements measurements;
    private long ownStateNanos;
    private boolean watching;
    private long doneNanos;
    private long gapNanos;

    HandoffMeter(Measurements measurements) {
        this.measurements = measurements;
    }

    /** A state of the own player came from the zone that acts for it. */
    void ownState(long nowNanos) {
        if (watching) {
            gapNanos = Math.max(gapNanos, nowNanos - ownStateNanos);
        }
        ownStateNanos = nowNanos;
    }

    /** Another zone acts from now on: its first state came. */
    void done(EntityMatch match, long nowNanos) {
        end();
        watching = true;
        doneNanos = nowNanos;
        gapNanos = 0;
        ownState(nowNanos);
        for (int i = 0; i < match.count(); i++) {
            measurements.record(Measurement.HANDOFF_JUMP, match.jumpMicrometres(i));
        }
    }

    void advance(long nowNanos) {
        if (watching && nowNanos - doneNanos >= AFTERMATH_NANOS) {
            gapNanos = Math.max(gapNanos, nowNanos - ownStateNanos);
            end();
        }
    }

    /** The session ends or begins anew: what comes after it is no part of the handoff. */
    void end() {
        if (watching) {
            measurements.record(Measurement.HANDOFF_GAP, gapNanos);
            watching = false;
        }
    }
}
