package io.darkages.scenarios.bots;

import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.random.RandomStream;

/**
 * Wanders about its home; when the time comes it sprints to a place of its own in one square and mills
 * about there; afterwards it sprints home and wanders again. Each player takes up to two seconds to
 * notice the time. Where something blocks its way it goes around.
 */
public final class CrowdBrain implements Brain {

    private static final int MAX_REACTION_MILLIS = 2_000;

    private static final int ARRIVED_WITHIN = 1 << 16;

    private static final long MILL_TURN_NANOS = 1_500_000_000L;

    private enum Stage {
        AT_HOME,
        GOING,
        GATHERED,
        RETURNING
    }

    private final WanderBrain atHome;
    private final WanderBrain atPlace;
    private final long leaveAtNanos;
    private final long returnAtNanos;
    private final int placeX;
    private final int placeZ;
    private final Trek trek;
    private Stage stage = Stage.AT_HOME;
    private boolean started;
    private int homeX;
    private int homeZ;

    /**
     * @param random the player's stream
     * @param plan of the gathering
     * @param homeHabits how it wanders before and after
     */
    public CrowdBrain(RandomStream random, GatheringPlan plan, WanderHabits homeHabits) {
        trek = new Trek(random);
        long reactionNanos = random.nextInt(MAX_REACTION_MILLIS) * 1_000_000L;
        leaveAtNanos = plan.gatherAtNanos() + reactionNanos;
        returnAtNanos = plan.disperseAtNanos() + reactionNanos;
        // Milling about takes a quarter of the half side, so the place keeps that far from the rim.
        int roam = plan.halfSideQ16() / 4;
        int reach = plan.halfSideQ16() - roam;
        placeX = plan.centreX() + (int) random.between(-reach, reach);
        placeZ = plan.centreZ() + (int) random.between(-reach, reach);
        atHome = new WanderBrain(random, homeHabits);
        atPlace = new WanderBrain(random, WanderHabits.walking(roam, MILL_TURN_NANOS));
        atPlace.settle(placeX, placeZ);
    }

    @Override
    public long decide(long tick, BotView view) {
        if (!started) {
            started = true;
            homeX = view.x();
            homeZ = view.z();
            atHome.settle(homeX, homeZ);
        }
        advance(tick, view);
        return switch (stage) {
            case AT_HOME -> atHome.decide(tick, view);
            case GATHERED -> atPlace.decide(tick, view);
            case GOING -> trek.go(tick, view, placeX, placeZ, InputFlags.SPRINT);
            case RETURNING -> trek.go(tick, view, homeX, homeZ, InputFlags.SPRINT);
        };
    }

    private void advance(long tick, BotView view) {
        boolean gathering = view.nanos() >= leaveAtNanos && view.nanos() < returnAtNanos;
        switch (stage) {
            case AT_HOME -> {
                if (gathering) {
                    setOut(Stage.GOING, tick, view);
                }
            }
            case GOING -> {
                if (!gathering) {
                    setOut(Stage.RETURNING, tick, view);
                } else if (Steering.within(view, placeX, placeZ, ARRIVED_WITHIN)) {
                    stage = Stage.GATHERED;
                }
            }
            case GATHERED -> {
                if (!gathering) {
                    setOut(Stage.RETURNING, tick, view);
                }
            }
            case RETURNING -> {
                if (Steering.within(view, homeX, homeZ, ARRIVED_WITHIN)) {
                    stage = Stage.AT_HOME;
                }
            }
        }
    }

    private void setOut(Stage next, long tick, BotView view) {
        stage = next;
        trek.setOut(tick, view);
    }
}
