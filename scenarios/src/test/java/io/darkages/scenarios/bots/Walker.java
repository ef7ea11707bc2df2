package io.darkages.scenarios.bots;

import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.Movement;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.random.Mix;
import java.util.function.Consumer;

/** A body for a brain: the game's own movement without a network, and a tally of what the brain did. */
final class Walker implements BotView {

    static final MovementRules RULES = MovementRules.standard();

    private final Brain brain;
    private final Obstacles obstacles;
    private final MotionState motion = new MotionState();
    private long tick;
    private long hash;
    private int fastestTurn;
    private int turningTicks;
    private final int[] flagTicks = new int[8];
    private int stillTicks;

    Walker(Brain brain, int xMetres, int zMetres) {
        this(brain, xMetres, zMetres, Obstacles.none());
    }

    Walker(Brain brain, int xMetres, int zMetres, Obstacles obstacles) {
        this.brain = brain;
        this.obstacles = obstacles;
        motion.place(FixedPoint.fromMetres(xMetres), 0, FixedPoint.fromMetres(zMetres));
    }

    Walker walk(int seconds) {
        return walk(seconds, walker -> {});
    }

    Walker walk(int seconds, Consumer<Walker> afterEachTick) {
        for (int i = 0; i < seconds * Brain.TICKS_PER_SECOND; i++) {
            long word = brain.decide(tick, this);
            if (!InputWord.isPossible(word)) {
                throw new AssertionError("impossible input " + Long.toHexString(word) + " at tick " + tick);
            }
            int turned = Math.abs(Angles.difference(motion.yaw, InputWord.yaw(word)));
            fastestTurn = Math.max(fastestTurn, turned);
            turningTicks += turned > 0 ? 1 : 0;
            int flags = InputWord.flags(word);
            for (int bit = 0; bit < flagTicks.length; bit++) {
                flagTicks[bit] += flags >> bit & 1;
            }
            stillTicks += flags == 0 ? 1 : 0;
            Movement.step(motion, word, RULES, obstacles);
            hash = Mix.fold(hash, word);
            tick++;
            afterEachTick.accept(this);
        }
        return this;
    }

    int metresFrom(int xMetres, int zMetres) {
        long dx = (long) motion.x - FixedPoint.fromMetres(xMetres);
        long dz = (long) motion.z - FixedPoint.fromMetres(zMetres);
        return (int) (FixedPoint.distance(dx, dz) >> FixedPoint.FRACTION_BITS);
    }

    long tick() {
        return tick;
    }

    /** Over every input so far. */
    long hash() {
        return hash;
    }

    int fastestTurn() {
        return fastestTurn;
    }

    int turningTicks() {
        return turningTicks;
    }

    int stillTicks() {
        return stillTicks;
    }

    /** Ticks in which a button of {@link InputFlags} was pressed. */
    int pressed(int flag) {
        return flagTicks[Integer.numberOfTrailingZeros(flag)];
    }

    @Override
    public int x() {
        return motion.x;
    }

    @Override
    public int z() {
        return motion.z;
    }

    @Override
    public int yaw() {
        return motion.yaw;
    }

    @Override
    public long nanos() {
        return tick * 1_000_000_000L / Brain.TICKS_PER_SECOND;
    }
}
