package io.darkages.engine.client;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;

/** Others, who walk to and fro along lines across the border at 6 m/s. Where each is follows from the time alone. */
record Walkers(int count) {

    static final int SPEED_METRES = 6;
    private static final long LEG_NANOS = 4_000_000_000L;
    private static final int APART_METRES = 5;

    /** Where one is at the test's time. */
    void at(int walker, long nowNanos, MotionState out) {
        long phase = (nowNanos + walker * 700_000_000L) % (2 * LEG_NANOS);
        boolean back = phase >= LEG_NANOS;
        long along = back ? 2 * LEG_NANOS - phase : phase;
        int metresQ16 = (int) (SPEED_METRES * along / 1_000 * FixedPoint.ONE / 1_000_000);
        out.place(metresQ16 - 12 * FixedPoint.ONE, 0, (walker + 1) * APART_METRES * FixedPoint.ONE);
        out.vx = (back ? -SPEED_METRES : SPEED_METRES) * FixedPoint.ONE;
        out.grounded = true;
    }
}
