package io.darkages.engine.movement;

/** One step of 1/60 s. */
public final class Movement {

    private Movement() {}

    public static void step(MotionState state, long inputWord, MovementRules rules, Obstacles obstacles) {
        throw new UnsupportedOperationException();
    }
}
