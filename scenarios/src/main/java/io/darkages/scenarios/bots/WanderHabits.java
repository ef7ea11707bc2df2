package io.darkages.scenarios.bots;

/**
 * How a wandering player moves.
 *
 * @param roamQ16 farthest it means to be from its home, in Q16.16 metres, at least 1 m
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

    public WanderHabits {
        if (roamQ16 < 1 << 16) {
            throw new IllegalArgumentException("roamQ16 " + roamQ16 + " is below 1 m");
        }
        if (turnEveryTicks < 1 || turnEveryTicks > 1_000_000) {
            throw new IllegalArgumentException("turnEveryTicks " + turnEveryTicks + " is outside 1 to 1000000");
        }
        if (jumpEveryTicks < 0 || jumpEveryTicks > 1_000_000) {
            throw new IllegalArgumentException("jumpEveryTicks " + jumpEveryTicks + " is outside 0 to 1000000");
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
