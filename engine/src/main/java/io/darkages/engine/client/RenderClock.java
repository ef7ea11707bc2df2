package io.darkages.engine.client;

import io.darkages.engine.combat.DrawnPlace;

/**
 * The client's idea of the server's time, for drawing: snapshot ticks against their arrival, smoothed.
 * Early snapshots pull it quickly, late ones slowly, so it follows the fastest path and jitter hardly
 * shows. Drawing happens {@value DrawnPlace#DELAY_TICKS} ticks behind.
 *
 * <p>Not thread-safe; allocates nothing.
 */
final class RenderClock {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int TICKS_PER_SECOND = 60;
    private static final long DELAY_NANOS = DrawnPlace.DELAY_TICKS * SECOND_NANOS / TICKS_PER_SECOND;
    private static final int EARLY_SHARE = 8;
    private static final int LATE_SHARE = 64;
    /** Farther off than this it does not glide but jumps. */
    private static final long JUMP_NANOS = 500_000_000L;

    private boolean started;
    /** Server time less local time. */
    private long offsetNanos;

    void reset() {
        started = false;
    }

    void snapshot(int tick, long nowNanos) {
        long sample = tick * SECOND_NANOS / TICKS_PER_SECOND - nowNanos;
        long error = sample - offsetNanos;
        if (!started || Math.abs(error) > JUMP_NANOS) {
            started = true;
            offsetNanos = sample;
        } else {
            offsetNanos += error / (error > 0 ? EARLY_SHARE : LATE_SHARE);
        }
    }

    /**
     * The moment to draw, in ticks, Q8, rounded down: so much of it is told with an attack, and no more is drawn. Below
     * 0 in the first moments of a server.
     */
    long renderTickQ8(long nowNanos) {
        long serverNanos = nowNanos + offsetNanos - DELAY_NANOS;
        // Seconds and the rest apart: in one product the nanoseconds of a few days would overflow.
        long seconds = Math.floorDiv(serverNanos, SECOND_NANOS);
        long rest = serverNanos - seconds * SECOND_NANOS;
        return DrawnPlace.startQ8(1) * TICKS_PER_SECOND * seconds
                + (rest * TICKS_PER_SECOND << DrawnPlace.TICK_FRACTION_BITS) / SECOND_NANOS;
    }

    /** How long ago a tick was, had it been told by a snapshot that came as quickly as they do; at least 0. */
    long sinceNanos(int tick, long nowNanos) {
        return started ? Math.max(0, nowNanos + offsetNanos - tick * SECOND_NANOS / TICKS_PER_SECOND) : 0;
    }
}
