package io.darkages.engine.client;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.Movement;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;

/**
 * The client's own player, ahead of the server: every input is applied at once and kept, with the state
 * after it, until the server acknowledges it. If the server's state differs, the kept inputs are replayed
 * on top of it, so what is predicted is always what the server would compute. Only what is <i>drawn</i>
 * is softened: below 0.1 m an error is ignored, up to 2 m the drawing glides, beyond it jumps (thresholds
 * and the 120 inputs as in the original design).
 *
 * <p>Sequences are ints that wrap; they are compared by difference. Allocates only when more inputs than ever before
 * await acknowledgement; not thread-safe.
 */
public final class Prediction {

    /** Inputs kept: 2 s. */
    public static final int CAPACITY = 120;

    /** What is drawn is not softened below this error. */
    private static final int IGNORED_BELOW = FixedPoint.ONE / 10;

    /** What is drawn jumps above this error. */
    private static final int SNAPPED_ABOVE = 2 * FixedPoint.ONE;

    /** Each step takes this part of the offset: an eighth, so half of it is gone after 5 steps (87 ms). */
    private static final int GLIDE_PARTS = 8;

    /** Offsets below about 1 mm are dropped. */
    private static final int OFFSET_GONE = FixedPoint.ONE / 1_024;

    private MovementRules rules;
    private final Obstacles obstacles;

    private final KeptInputs kept = new KeptInputs();

    /** After the newest input. */
    private final MotionState predicted = new MotionState();

    private final MotionState scratch = new MotionState();

    /** The server's state after {@link #acknowledged}; before the first one, where it started. */
    private final MotionState base = new MotionState();

    /** Dead: inputs only turn the head. */
    private boolean resting;

    private int acknowledged;
    private long lost;
    private long stale;

    private int offsetX;
    private int offsetY;
    private int offsetZ;
    private long error;
    private long drawnError;

    public Prediction(MovementRules rules, Obstacles obstacles) {
        this.rules = rules;
        this.obstacles = obstacles;
    }

    /** Moves by other rules from now on; what was predicted stays. */
    public void moveBy(MovementRules other) {
        rules = other;
    }

    /**
     * Starts anew at a state that the server gave, dropping all inputs.
     *
     * @param acknowledgedSequence the last input in that state; the next one made is one more
     */
    public void start(int acknowledgedSequence, MotionState state) {
        base.copyFrom(state);
        predicted.copyFrom(state);
        acknowledged = acknowledgedSequence;
        kept.restart(acknowledgedSequence);
        clearOffset();
        error = 0;
        drawnError = 0;
    }

    /**
     * Predicts one step. When 120 inputs await acknowledgement, the oldest is dropped and counted as lost.
     *
     * @param nowNanos the client's monotonic time, kept for {@link #madeAtNanos}
     * @return the input's sequence
     */
    public int apply(long inputWord, long nowNanos) {
        if (kept.isFull()) {
            kept.dropOldest();
            lost++;
        }
        move(predicted, inputWord);
        kept.add(inputWord, nowNanos, predicted);
        offsetX = glide(offsetX);
        offsetY = glide(offsetY);
        offsetZ = glide(offsetZ);
        return kept.newest();
    }

    /**
     * Takes the server's state after that input. Inputs up to it are dropped; if the state is not the
     * predicted one, the others are replayed on it, if all of them are kept. The same sequence may come again, with another state.
     *
     * @param authoritative is copied
     */
    public Reconciliation reconcile(int acknowledgedSequence, MotionState authoritative) {
        if (acknowledgedSequence - acknowledged < 0 || kept.newest() - acknowledgedSequence < 0) {
            stale++;
            return Reconciliation.STALE;
        }
        // An input that was lost here left no predicted state: then the replay tells how far off it was.
        boolean known = acknowledgedSequence == acknowledged || kept.holds(acknowledgedSequence);
        if (acknowledgedSequence != acknowledged && known) {
            kept.load(acknowledgedSequence, base);
        }
        error = known
                ? FixedPoint.distance(
                        (long) authoritative.x - base.x,
                        (long) authoritative.y - base.y,
                        (long) authoritative.z - base.z)
                : 0;
        boolean exact = known && base.matches(authoritative);
        while (kept.size() > 0 && kept.oldest() - acknowledgedSequence <= 0) {
            kept.dropOldest();
        }
        acknowledged = acknowledgedSequence;
        base.copyFrom(authoritative);
        if (exact) {
            drawnError = 0;
            return Reconciliation.EXACT;
        }
        if (kept.oldest() - acknowledgedSequence > 1) {
            // Inputs that follow it are not kept any more, though the server may have them: without those the rest
            // can't be replayed, and a later state will tell.
            drawnError = 0;
            return Reconciliation.IGNORED;
        }
        Reconciliation softness = replay();
        if (!known) {
            error = drawnError;
        }
        return softness;
    }

    /** Whether that input is kept: made, neither acknowledged nor lost. */
    public boolean holds(int sequence) {
        return kept.holds(sequence);
    }

    /**
     * {@link MotionState#digest()} of the predicted state after that input.
     *
     * @throws IllegalArgumentException unless {@link #holds} says yes, so ask before {@link #reconcile}
     */
    public long digestAt(int sequence) {
        kept.load(sequence, scratch);
        return scratch.digest();
    }

    /** When that input was made; throws like {@link #digestAt}. */
    public long madeAtNanos(int sequence) {
        return kept.madeAtNanos(sequence);
    }

    /** The predicted state after that input, copied; throws like {@link #digestAt}. */
    void stateAt(int sequence, MotionState into) {
        kept.load(sequence, into);
    }

    /** That input; throws like {@link #digestAt}. */
    public long inputAt(int sequence) {
        return kept.input(sequence);
    }

    /** Sequence of the last input made. */
    public int newestSequence() {
        return kept.newest();
    }

    public int acknowledgedSequence() {
        return acknowledged;
    }

    /** Inputs kept: {@code newestSequence() - unacknowledged() + 1} is the oldest. */
    public int unacknowledged() {
        return kept.size();
    }

    /** Most inputs ever kept at a time, at most {@link #CAPACITY}. */
    public int mostUnacknowledged() {
        return kept.mostHeld();
    }

    /** Inputs dropped without acknowledgement because 120 newer ones came. */
    public long lostInputs() {
        return lost;
    }

    /** Acknowledgements ignored as {@link Reconciliation#STALE}. */
    public long staleAcknowledgements() {
        return stale;
    }

    /** The state after the newest input. The live object: read it, don't change it. */
    public MotionState predicted() {
        return predicted;
    }

    /** Where the player is drawn: predicted plus what is left of the last corrections. Q16.16 metres. */
    public int drawnX() {
        return predicted.x + offsetX;
    }

    public int drawnY() {
        return predicted.y + offsetY;
    }

    public int drawnZ() {
        return predicted.z + offsetZ;
    }

    /** Distance between the server's position and the predicted one at the last acknowledged input. */
    public long errorMicrometres() {
        return FixedPoint.toMicrometres(error);
    }

    /** How far the last acknowledgement moved the newest predicted position. */
    public long drawnErrorMicrometres() {
        return FixedPoint.toMicrometres(drawnError);
    }

    /**
     * Death or its end: from now on inputs move nothing, or move again. Those kept are replayed with the next state
     * that the server gives.
     */
    public void resting(boolean value) {
        resting = value;
    }

    /** Whether the player is dead, as far as it was told. */
    boolean isResting() {
        return resting;
    }

    private void move(MotionState state, long inputWord) {
        if (resting) {
            Movement.rest(state, inputWord);
        } else {
            Movement.step(state, inputWord, rules, obstacles);
        }
    }

    private Reconciliation replay() {
        long beforeX = predicted.x;
        long beforeY = predicted.y;
        long beforeZ = predicted.z;
        replayFrom(base);
        long jumpX = beforeX - predicted.x;
        long jumpY = beforeY - predicted.y;
        long jumpZ = beforeZ - predicted.z;
        drawnError = FixedPoint.distance(jumpX, jumpY, jumpZ);
        if (drawnError < IGNORED_BELOW) {
            return Reconciliation.IGNORED;
        }
        long fullX = jumpX + offsetX;
        long fullY = jumpY + offsetY;
        long fullZ = jumpZ + offsetZ;
        if (drawnError > SNAPPED_ABOVE || FixedPoint.distance(fullX, fullY, fullZ) > SNAPPED_ABOVE) {
            clearOffset();
            return Reconciliation.SNAPPED;
        }
        offsetX = (int) fullX;
        offsetY = (int) fullY;
        offsetZ = (int) fullZ;
        return Reconciliation.SMOOTHED;
    }

    private void replayFrom(MotionState start) {
        scratch.copyFrom(start);
        for (int sequence = kept.oldest(); kept.newest() - sequence >= 0; sequence++) {
            move(scratch, kept.input(sequence));
            if (kept.matches(sequence, scratch)) {
                // The same state before the same inputs: the rest stays as it is.
                return;
            }
            kept.store(sequence, scratch);
        }
        predicted.copyFrom(scratch);
    }

    private void clearOffset() {
        offsetX = 0;
        offsetY = 0;
        offsetZ = 0;
    }

    private static int glide(int offset) {
        return Math.abs(offset) < OFFSET_GONE ? 0 : offset - offset / GLIDE_PARTS;
    }
}
