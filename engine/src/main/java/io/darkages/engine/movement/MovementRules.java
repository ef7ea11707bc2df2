package io.darkages.engine.movement;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.space.Area;
import io.darkages.engine.space.Origin;

/**
 * The constants of movement. Speeds are Q16.16 m/s, accelerations Q16.16 m/s^2, lengths Q16.16 metres,
 * ratios Q16.16. The original design names no figures for movement beyond the tick of 60 Hz; the
 * {@link #standard} ones are chosen here.
 *
 * @param walkSpeed forward
 * @param sprintRatio speed forward while sprinting, as a multiple of {@code walkSpeed}; at least 1
 * @param sidewaysRatio speed to the side; at most 1
 * @param backRatio speed backwards; at most 1
 * @param groundAcceleration towards the wanted velocity on the ground
 * @param groundFriction braking on the ground when no direction is pressed
 * @param airAcceleration towards the wanted velocity in the air, where there is no friction
 * @param gravity downwards
 * @param jumpSpeed upwards, at take-off
 * @param fallSpeed fastest fall
 * @param radius of the player, an upright cylinder
 * @param height of the player
 * @param bounds the player's centre stays within them; the world's, at most ±16,384 m
 */
public record MovementRules(
        int walkSpeed,
        int sprintRatio,
        int sidewaysRatio,
        int backRatio,
        int groundAcceleration,
        int groundFriction,
        int airAcceleration,
        int gravity,
        int jumpSpeed,
        int fallSpeed,
        int radius,
        int height,
        Area bounds) {

    /** Steps in a second. */
    public static final int TICKS_PER_SECOND = 60;

    /** A push out of an obstacle, to make up for rounding, is this far, in 1/65,536 m. */
    static final int NUDGE = 2;

    /** What nudges may add to a step, in 1/65,536 m: 7 mm a second if one happens in every step. */
    private static final int ROUNDING_ROOM = 8;

    /** Feet never rise above this: 14 bits of 1/64 m on the wire, less a little. */
    static final int CEILING = 255 * FixedPoint.ONE;

    private static final int FARTHEST = Origin.FARTHEST_METRES * FixedPoint.ONE;

    /**
     * @throws IllegalArgumentException naming the constant that is out of range, or if a step is as long as
     *     the player's radius (then it could pass through a thin wall)
     */
    public MovementRules {
        within("walkSpeed", walkSpeed, 1, 50 * FixedPoint.ONE);
        within("sprintRatio", sprintRatio, FixedPoint.ONE, 4 * FixedPoint.ONE);
        within("sidewaysRatio", sidewaysRatio, 0, FixedPoint.ONE);
        within("backRatio", backRatio, 0, FixedPoint.ONE);
        within("groundAcceleration", groundAcceleration, 1, 10_000 * FixedPoint.ONE);
        within("groundFriction", groundFriction, 1, 10_000 * FixedPoint.ONE);
        within("airAcceleration", airAcceleration, 0, 10_000 * FixedPoint.ONE);
        within("gravity", gravity, 1, 1_000 * FixedPoint.ONE);
        within("jumpSpeed", jumpSpeed, 0, 100 * FixedPoint.ONE);
        within("fallSpeed", fallSpeed, 1, 200 * FixedPoint.ONE);
        within("radius", radius, FixedPoint.ONE / 16, 3 * FixedPoint.HALF);
        within("height", height, FixedPoint.ONE / 16, 4 * FixedPoint.ONE);
        within("lowX", bounds.lowX(), -FARTHEST, bounds.highX() - 2 * FixedPoint.ONE);
        within("highX", bounds.highX(), bounds.lowX() + 2 * FixedPoint.ONE, FARTHEST);
        within("lowZ", bounds.lowZ(), -FARTHEST, bounds.highZ() - 2 * FixedPoint.ONE);
        within("highZ", bounds.highZ(), bounds.lowZ() + 2 * FixedPoint.ONE, FARTHEST);
        int step = stepBound(walkSpeed, sprintRatio);
        if (step >= radius || step + radius > Obstacles.REACH) {
            throw new IllegalArgumentException("a step of " + FixedPoint.toMillimetres(step)
                    + " mm at top speed is too long for a radius of " + FixedPoint.toMillimetres(radius) + " mm");
        }
    }

    /** 6 m/s, sprint 9 m/s, gravity 9.81 m/s^2, jump 5 m/s (1.3 m high), 0.5 m by 1.8 m, world of ±1,000 m. */
    public static MovementRules standard() {
        return new MovementRules(
                6 * FixedPoint.ONE,
                FixedPoint.fromMillimetres(1_500),
                FixedPoint.fromMillimetres(900),
                FixedPoint.fromMillimetres(700),
                60 * FixedPoint.ONE,
                50 * FixedPoint.ONE,
                12 * FixedPoint.ONE,
                FixedPoint.fromMillimetres(9_810),
                5 * FixedPoint.ONE,
                50 * FixedPoint.ONE,
                FixedPoint.HALF,
                FixedPoint.fromMillimetres(1_800),
                Area.around(1_000 * FixedPoint.ONE, 1_000 * FixedPoint.ONE));
    }

    /** The same in a square world: x and z stay within ± that many Q16.16 metres. */
    public MovementRules withHalfSize(int halfSize) {
        return withBounds(Area.around(halfSize, halfSize));
    }

    /**
     * The same for a zone and its clients: nobody goes where the zone could not tell of it, even if the neighbour that
     * should take over does not. A zone of a world no larger than that has the world's bounds.
     */
    public MovementRules within(Origin origin) {
        return withBounds(bounds.intersection(origin.reach()));
    }

    /** The same in another world. */
    public MovementRules withBounds(Area other) {
        return new MovementRules(
                walkSpeed,
                sprintRatio,
                sidewaysRatio,
                backRatio,
                groundAcceleration,
                groundFriction,
                airAcceleration,
                gravity,
                jumpSpeed,
                fallSpeed,
                radius,
                height,
                other);
    }

    /** Horizontal speed that no input sequence exceeds, Q16.16 m/s. */
    public int maxSpeed() {
        return FixedPoint.multiply(walkSpeed, sprintRatio);
    }

    /** Horizontal distance that no step exceeds, whatever the input and the obstacles, Q16.16 metres. */
    public int maxStepPerTick() {
        return stepBound(walkSpeed, sprintRatio);
    }

    private static int stepBound(int walkSpeed, int sprintRatio) {
        return FixedPoint.multiply(walkSpeed, sprintRatio) / TICKS_PER_SECOND + ROUNDING_ROOM;
    }

    private static void within(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(
                    name + " " + value + " is not within " + low + " to " + high + " (Q16.16)");
        }
    }
}
