package io.darkages.scenarios.bots;

/**
 * How a wandering player moves.
 *
 * @param roamQ16 farthest it means to be from its home, in Q16.16 metres, at least 1 mm; in an
 *     area of a few metres it oversteps the rim by what it takes to turn
 * @param turnEveryTicks average time between two choices of where to go
 * @param sprints whether it runs rather than walks
 * @param jumpEveryTicks average time between jumps; 0 for never
 * @param restPartsPerMillion how many of its choices are to stand a while
 * @param strafePartsPerMillion how many of its choices are to walk askew
 */
public record WanderHabits(
        int roamQ16,
        long turnEveryTicks,
        boolean sprints,
        long jumpEveryTicks,
        int restPartsPerMillion,
        int strafePartsPerMillion) {

    private static final int MILLIMETRE = 65;

    /** More than a day. */
    private static final long MAX_TICKS = 10_000_000;

    public WanderHabits {
        if (roamQ16 < MILLIMETRE) {
            throw new IllegalArgumentException("roamQ16 " + roamQ16 + " is below 1 mm");
        }
        if (turnEveryTicks < 1 || turnEveryTicks > MAX_TICKS) {
            throw new IllegalArgumentException("turnEveryTicks " + turnEveryTicks + " is outside 1 to " + MAX_TICKS);
        }
        if (jumpEveryTicks < 0 || jumpEveryTicks > MAX_TICKS) {
            throw new IllegalArgumentException("jumpEveryTicks " + jumpEveryTicks + " is outside 0 to " + MAX_TICKS);
        }
    }

    /** Walks, rests now and then, goes askew sometimes, and jumps every 20 s. */
    public static WanderHabits walking(int roamQ16, long turnEveryNanos) {
        return new WanderHabits(
                roamQ16, Brain.ticks(turnEveryNanos), false, 20L * Brain.TICKS_PER_SECOND, 150_000, 150_000);
    }

    /** Runs without a rest, straight ahead, and jumps. */
    public static WanderHabits sprinting(int roamQ16, long turnEveryNanos, long jumpEveryNanos) {
        return new WanderHabits(
                roamQ16,
                Brain.ticks(turnEveryNanos),
                true,
                jumpEveryNanos == 0 ? 0 : Brain.ticks(jumpEveryNanos),
                0,
                0);
    }
}
