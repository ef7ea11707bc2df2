package io.darkages.engine.client;

import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;

/** Signatures only so far. */
public final class Prediction {

    public static final int CAPACITY = 120;

    public Prediction(MovementRules rules, Obstacles obstacles) {}

    /** Starts anew: at that state, {@code acknowledgedSequence} being the last input in it; the next is one more. */
    public void start(int acknowledgedSequence, MotionState state) {
        throw new UnsupportedOperationException();
    }

    /** Predicts a step; returns the input's sequence. */
    public int apply(long inputWord, long nowNanos) {
        throw new UnsupportedOperationException();
    }

    public Reconciliation reconcile(int acknowledgedSequence, MotionState authoritative) {
        throw new UnsupportedOperationException();
    }

    /** Whether the ring holds that input: made, not yet acknowledged, not lost. */
    public boolean holds(int sequence) {
        throw new UnsupportedOperationException();
    }

    public long digestAt(int sequence) {
        throw new UnsupportedOperationException();
    }

    public long madeAtNanos(int sequence) {
        throw new UnsupportedOperationException();
    }

    public long inputAt(int sequence) {
        throw new UnsupportedOperationException();
    }

    public int newestSequence() {
        throw new UnsupportedOperationException();
    }

    /** Inputs held. */
    public int unacknowledged() {
        throw new UnsupportedOperationException();
    }

    /** Inputs dropped unacknowledged because the ring was full. */
    public long lostInputs() {
        throw new UnsupportedOperationException();
    }

    /** The state after the newest input; not to be changed. */
    public MotionState predicted() {
        throw new UnsupportedOperationException();
    }

    public int drawnX() {
        throw new UnsupportedOperationException();
    }

    public int drawnY() {
        throw new UnsupportedOperationException();
    }

    public int drawnZ() {
        throw new UnsupportedOperationException();
    }

    /** Distance between predicted and authoritative position at the last reconcile, micrometres. */
    public long errorMicrometres() {
        throw new UnsupportedOperationException();
    }
}
