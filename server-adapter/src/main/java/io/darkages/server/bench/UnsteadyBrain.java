package io.darkages.server.bench;

import io.darkages.engine.math.Angles;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.random.RandomStream;
import io.darkages.scenarios.bots.BotView;
import io.darkages.scenarios.bots.Brain;

/**
 * A player with a hand on the mouse: whatever the brain inside decides, yaw and pitch swing about it all the
 * time, by about 5 degrees and 40 degrees a second (standard deviations), so that neither heading nor velocity
 * is ever steady.
 */
final class UnsteadyBrain implements Brain, BotView {

    /** Of 65,536 steps a turn, for each tick: how much the turn rate may change at once. */
    private static final int JERK = 96;

    private static final int PULL_BACK = 64;
    private static final int DAMPING = 8;
    private static final int PITCH_PART = 4;

    private final Brain steady;
    private final RandomStream random;
    private int yaw;
    private int yawRate;
    private int pitch;
    private int pitchRate;
    /** Set before the brain inside is asked. */
    private BotView outside;

    UnsteadyBrain(Brain steady, RandomStream random) {
        this.steady = steady;
        this.random = random;
    }

    @Override
    public long decide(long tick, BotView view) {
        outside = view;
        long word = steady.decide(tick, this);
        yawRate += change(yawRate, yaw, JERK);
        yaw += yawRate;
        pitchRate += change(pitchRate, pitch, JERK / PITCH_PART);
        pitch += pitchRate;
        return InputWord.pack(InputWord.flags(word), InputWord.yaw(word) + yaw, InputWord.pitch(word) + pitch);
    }

    private int change(int rate, int offset, int jerk) {
        return (int) random.between(-jerk, jerk) - rate / DAMPING - offset / PULL_BACK;
    }

    @Override
    public int x() {
        return outside.x();
    }

    @Override
    public int z() {
        return outside.z();
    }

    /** Where it meant to look, so that the brain inside does not steer against its own hand. */
    @Override
    public int yaw() {
        return outside.yaw() - yaw & Angles.TURN - 1;
    }

    @Override
    public long nanos() {
        return outside.nanos();
    }
}
