package io.darkages.scenarios.bots;

import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.random.RandomStream;

/**
 * Wanders about its home; when the time comes it sprints to the nearest corner where four zones meet, runs round and
 * round it through all four, and afterwards goes home. Each player takes up to two seconds to notice the time. Places
 * are in the world.
 */
public final class RaidBrain implements Brain {

    private static final int MAX_REACTION_MILLIS = 2_000;
    private static final int ARRIVED_WITHIN = FixedPoint.fromMetres(2);
    /** From one place of its round to the next: a sixth to a third of it. */
    private static final int SHORTEST_ARC = Angles.TURN / 6;

    private static final int LONGEST_ARC = Angles.TURN / 3;

    private enum Stage {
        AT_HOME,
        RAIDING,
        RETURNING
    }

    private final RandomStream random;
    private final ZoneGrid grid;
    private final int radius;
    private final long leaveAtNanos;
    private final long returnAtNanos;
    private final int turning;
    private final WanderBrain atHome;
    private final Trek trek;
    private Stage stage = Stage.AT_HOME;
    private boolean started;
    private int homeX;
    private int homeZ;
    private int cornerX;
    private int cornerZ;
    private int angle;
    private int x;
    private int z;

    /**
     * @param grid of at least two columns and two rows
     * @param radius how far from the corner it runs, Q16.16 metres, at least 5 m
     * @param atNanos when it sets out, by its own clock
     * @param forNanos how long it stays, counted from setting out
     * @param homeHabits how it wanders before and after
     */
    public RaidBrain(
            RandomStream random, ZoneGrid grid, int radius, long atNanos, long forNanos, WanderHabits homeHabits) {
        if (grid.columns() < 2 || grid.rows() < 2) {
            throw new IllegalArgumentException(
                    "no four zones meet among " + grid.columns() + " by " + grid.rows() + " zones");
        }
        if (radius < FixedPoint.fromMetres(5) || atNanos < 0 || forNanos < 1) {
            throw new IllegalArgumentException(
                    "radius " + radius + " (Q16.16), at " + atNanos + " ns or for " + forNanos + " ns is too small");
        }
        this.random = random;
        this.grid = grid;
        this.radius = radius;
        long reactionNanos = random.nextInt(MAX_REACTION_MILLIS) * 1_000_000L;
        leaveAtNanos = atNanos + reactionNanos;
        returnAtNanos = atNanos + forNanos + reactionNanos;
        turning = random.nextInt(2) == 0 ? 1 : -1;
        angle = random.nextInt(Angles.TURN);
        atHome = new WanderBrain(random, homeHabits);
        trek = new Trek(random);
    }

    @Override
    public long decide(long tick, BotView view) {
        if (!started) {
            started = true;
            homeX = view.x();
            homeZ = view.z();
            atHome.settle(homeX, homeZ);
            var world = grid.world();
            cornerX = (int) BorderLine.nearest(grid.columns(), grid.sideMetres(), world.lowX(), homeX);
            cornerZ = (int) BorderLine.nearest(grid.rows(), grid.sideMetres(), world.lowZ(), homeZ);
        }
        boolean raiding = view.nanos() >= leaveAtNanos && view.nanos() < returnAtNanos;
        if (raiding && stage != Stage.RAIDING) {
            stage = Stage.RAIDING;
            onward(tick, view);
        } else if (!raiding && stage == Stage.RAIDING) {
            stage = Stage.RETURNING;
            trek.setOut(tick, view);
        }
        if (stage == Stage.RAIDING && Steering.within(view, x, z, ARRIVED_WITHIN)) {
            onward(tick, view);
        } else if (stage == Stage.RETURNING && Steering.within(view, homeX, homeZ, ARRIVED_WITHIN)) {
            stage = Stage.AT_HOME;
        }
        return switch (stage) {
            case AT_HOME -> atHome.decide(tick, view);
            case RAIDING -> trek.go(tick, view, x, z, InputFlags.SPRINT);
            case RETURNING -> trek.go(tick, view, homeX, homeZ, InputFlags.SPRINT);
        };
    }

    /** The next place of its round. */
    private void onward(long tick, BotView view) {
        angle = angle + turning * (int) random.between(SHORTEST_ARC, LONGEST_ARC) & Angles.TURN - 1;
        int distance = (int) random.between(radius / 2, radius);
        x = cornerX + FixedPoint.multiply(Angles.sin(angle), distance);
        z = cornerZ + FixedPoint.multiply(Angles.cos(angle), distance);
        trek.setOut(tick, view);
    }
}
