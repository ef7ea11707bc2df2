package io.darkages.sim;

/**
 * A host's two clocks as functions of virtual time. The monotonic clock starts at 0 with virtual
 * time, runs faster by its drift and never steps; the wall clock is the monotonic one plus an offset
 * that steps. Both run on while the host is paused or down.
 */
final class HostClock {

    private long anchorVirtualNanos;
    private long anchorMonotonicNanos;
    private int driftPpm;
    private long wallOffsetMicros;

    HostClock(int driftPpm, long wallOffsetMicros) {
        this.driftPpm = driftPpm;
        this.wallOffsetMicros = wallOffsetMicros;
    }

    /** Never decreases with virtual time, which must not lie before the last change of drift. */
    long monotonicNanos(long virtualNanos) {
        long elapsed = virtualNanos - anchorVirtualNanos;
        return anchorMonotonicNanos + elapsed + Math.floorDiv(elapsed * driftPpm, 1_000_000L);
    }

    long wallMicros(long virtualNanos) {
        return wallOffsetMicros + Math.floorDiv(monotonicNanos(virtualNanos), 1_000L);
    }

    /** The first virtual time at which the monotonic clock shows at least this. */
    long virtualNanos(long monotonicNanos) {
        long ahead = monotonicNanos - anchorMonotonicNanos;
        if (ahead <= 0) {
            return anchorVirtualNanos;
        }
        long virtual = anchorVirtualNanos + ahead - ahead * driftPpm / (1_000_000 + driftPpm);
        while (monotonicNanos(virtual) < monotonicNanos) {
            virtual++;
        }
        while (monotonicNanos(virtual - 1) >= monotonicNanos) {
            virtual--;
        }
        return virtual;
    }

    void drift(long virtualNanos, int ppm) {
        anchorMonotonicNanos = monotonicNanos(virtualNanos);
        anchorVirtualNanos = virtualNanos;
        driftPpm = ppm;
    }

    void stepWall(long micros) {
        wallOffsetMicros += micros;
    }
}
