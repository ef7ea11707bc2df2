package io.darkages.engine.movement;

import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.space.Area;

/**
 * The kinematic step of 1/60 s: steer, move across and slide, then move up or down. Whole numbers only, so
 * that a client that replays an input gets the server's state bit for bit. Total: any state and any input
 * word give a state. Pure but for the state it is given.
 *
 * <p>Whoever starts outside every obstacle ends outside, and no step covers more than
 * {@link MovementRules#maxStepPerTick()} across. Both hold because a step is only ever cut: a move into an
 * obstacle loses the part that points into it, as measured where the step began. What is left cannot reach
 * the obstacle, whose outline is convex; where several obstacles leave no way, the player stays, and the
 * place where it stood is free. Someone who starts inside an obstacle (placed there) may move as long as
 * that leads no deeper.
 *
 * <p>Vertical moves are swept: feet land on the highest top they pass, heads stop at the lowest base, at
 * any speed.
 */
public final class Movement {

    /** Enough for a corner of two obstacles and a third behind it; beyond that the player stays. */
    private static final int MOST_SLIDES = 4;

    /** The root of a half in Q16.16, rounded down: diagonals are no faster. */
    private static final int DIAGONAL = 46_340;

    private Movement() {}

    /**
     * @param inputWord an {@link InputWord}; contradicting buttons cancel out, unknown ones do nothing, a
     *     pitch beyond a quarter turn is cut to it
     */
    public static void step(MotionState state, long inputWord, MovementRules rules, Obstacles obstacles) {
        int flags = InputWord.flags(inputWord);
        state.yaw = InputWord.yaw(inputWord);
        state.pitch = clamp(InputWord.pitch(inputWord), Angles.QUARTER_TURN);
        steer(state, flags, rules);
        int cell = obstacles.cellAt(state.x, state.z);
        int listStart = obstacles.listStart(cell);
        int listEnd = obstacles.listEnd(cell);
        moveAcross(state, rules, obstacles, listStart, listEnd);
        moveUp(state, (flags & InputFlags.JUMP) != 0, rules, obstacles, listStart, listEnd);
    }

    /** A step of somebody dead: looks around, and stays where it is, in the air too. */
    public static void rest(MotionState state, long inputWord) {
        state.yaw = InputWord.yaw(inputWord);
        state.pitch = clamp(InputWord.pitch(inputWord), Angles.QUARTER_TURN);
        state.vx = 0;
        state.vy = 0;
        state.vz = 0;
    }

    private static void steer(MotionState state, int flags, MovementRules rules) {
        int ahead = bit(flags, InputFlags.FORWARD) - bit(flags, InputFlags.BACK);
        int aside = bit(flags, InputFlags.RIGHT) - bit(flags, InputFlags.LEFT);
        int wantedX = 0;
        int wantedZ = 0;
        int change;
        if (ahead == 0 && aside == 0) {
            change = state.grounded ? rules.groundFriction() : 0;
        } else {
            boolean sprints = ahead > 0 && (flags & (InputFlags.SPRINT | InputFlags.BLOCK)) == InputFlags.SPRINT;
            int ratio = ahead < 0 ? rules.backRatio() : sprints ? rules.sprintRatio() : FixedPoint.ONE;
            int forward = ahead * FixedPoint.multiply(rules.walkSpeed(), ratio);
            int right = aside * FixedPoint.multiply(rules.walkSpeed(), rules.sidewaysRatio());
            if (ahead != 0 && aside != 0) {
                forward = FixedPoint.multiply(forward, DIAGONAL);
                right = FixedPoint.multiply(right, DIAGONAL);
            }
            int sine = Angles.sin(state.yaw);
            int cosine = Angles.cos(state.yaw);
            wantedX = FixedPoint.multiply(forward, sine) + FixedPoint.multiply(right, cosine);
            wantedZ = FixedPoint.multiply(forward, cosine) - FixedPoint.multiply(right, sine);
            change = state.grounded ? rules.groundAcceleration() : rules.airAcceleration();
        }
        int maxSpeed = rules.maxSpeed();
        accelerate(state, wantedX, wantedZ, change / MovementRules.TICKS_PER_SECOND, maxSpeed);
    }

    /** Moves the velocity towards the wanted one by at most {@code change}, and never past the top speed. */
    private static void accelerate(MotionState state, int wantedX, int wantedZ, int change, int maxSpeed) {
        // A state made from bytes may hold any velocity; within this no product below overflows.
        long vx = clamp(state.vx, maxSpeed);
        long vz = clamp(state.vz, maxSpeed);
        long missingX = wantedX - vx;
        long missingZ = wantedZ - vz;
        long missingSquared = missingX * missingX + missingZ * missingZ;
        if (missingSquared <= (long) change * change) {
            vx = wantedX;
            vz = wantedZ;
        } else if (change > 0) {
            long missing = FixedPoint.isqrt(missingSquared);
            vx += missingX * change / missing;
            vz += missingZ * change / missing;
        }
        long speedSquared = vx * vx + vz * vz;
        if (speedSquared > (long) maxSpeed * maxSpeed) {
            // The root is rounded down; one more makes the quotient round to within the limit.
            long speed = FixedPoint.isqrt(speedSquared) + 1;
            vx = vx * maxSpeed / speed;
            vz = vz * maxSpeed / speed;
        }
        state.vx = (int) vx;
        state.vz = (int) vz;
    }

    private static void moveAcross(
            MotionState state, MovementRules rules, Obstacles obstacles, int listStart, int listEnd) {
        int fromX = state.x;
        int fromZ = state.z;
        state.x += state.vx / MovementRules.TICKS_PER_SECOND;
        state.z += state.vz / MovementRules.TICKS_PER_SECOND;
        stayInside(state, fromX, fromZ, rules.bounds());
        if (listStart == listEnd) {
            return;
        }
        for (int slides = 0; ; slides++) {
            int blocker = firstBlocker(state, fromX, fromZ, rules, obstacles, listStart, listEnd);
            if (blocker < 0) {
                break;
            }
            if (slides == MOST_SLIDES) {
                halt(state, fromX, fromZ);
                break;
            }
            slide(state, fromX, fromZ, obstacles, blocker, rules.radius());
            stayInside(state, fromX, fromZ, rules.bounds());
        }
        long wentX = (long) state.x - fromX;
        long wentZ = (long) state.z - fromZ;
        long most = rules.maxStepPerTick();
        if (wentX * wentX + wentZ * wentZ > most * most) {
            halt(state, fromX, fromZ);
        }
    }

    /** Stops at the edge; someone who starts beyond it may only come back, at the usual pace. */
    private static void stayInside(MotionState state, int fromX, int fromZ, Area bounds) {
        int x = Math.max(Math.min(state.x, Math.max(bounds.highX(), fromX)), Math.min(bounds.lowX(), fromX));
        int z = Math.max(Math.min(state.z, Math.max(bounds.highZ(), fromZ)), Math.min(bounds.lowZ(), fromZ));
        if (x != state.x) {
            state.x = x;
            state.vx = 0;
        }
        if (z != state.z) {
            state.z = z;
            state.vz = 0;
        }
    }

    /** The first obstacle that the player would be inside, and deeper than where it came from; or -1. */
    private static int firstBlocker(
            MotionState state,
            int fromX,
            int fromZ,
            MovementRules rules,
            Obstacles obstacles,
            int listStart,
            int listEnd) {
        for (int i = listStart; i < listEnd; i++) {
            int index = obstacles.listed(i);
            if (state.y < obstacles.top(index)
                    && state.y + rules.height() > obstacles.base(index)
                    && obstacles.overlaps(index, state.x, state.z, rules.radius())
                    && isDeeper(obstacles, index, state.x, state.z, fromX, fromZ)) {
                return index;
            }
        }
        return -1;
    }

    private static boolean isDeeper(Obstacles obstacles, int index, int x, int z, int fromX, int fromZ) {
        long dx = obstacles.fromCoreX(index, x);
        long dz = obstacles.fromCoreZ(index, z);
        long beforeX = obstacles.fromCoreX(index, fromX);
        long beforeZ = obstacles.fromCoreZ(index, fromZ);
        return dx * dx + dz * dz < beforeX * beforeX + beforeZ * beforeZ;
    }

    /** Takes out of step and velocity what points into the obstacle beyond the gap that was left. */
    private static void slide(MotionState state, int fromX, int fromZ, Obstacles obstacles, int blocker, int radius) {
        long reach = (long) obstacles.rounding(blocker) + radius;
        // Points from the obstacle to the player; not zero, or the step could lead no deeper.
        long outX = obstacles.fromCoreX(blocker, fromX);
        long outZ = obstacles.fromCoreZ(blocker, fromZ);
        if (outZ == 0) {
            int gap = (int) Math.max(0, Math.abs(outX) - reach);
            state.x = outX > 0 ? Math.max(state.x, fromX - gap) : Math.min(state.x, fromX + gap);
            state.vx = outX > 0 ? Math.max(state.vx, 0) : Math.min(state.vx, 0);
            return;
        }
        if (outX == 0) {
            int gap = (int) Math.max(0, Math.abs(outZ) - reach);
            state.z = outZ > 0 ? Math.max(state.z, fromZ - gap) : Math.min(state.z, fromZ + gap);
            state.vz = outZ > 0 ? Math.max(state.vz, 0) : Math.min(state.vz, 0);
            return;
        }
        long out = FixedPoint.isqrt(outX * outX + outZ * outZ);
        long gap = Math.max(0, out - reach);
        long inward = -((state.x - fromX) * outX + (state.z - fromZ) * outZ) / out;
        // Rounding may leave the point a hair inside; the nudge takes it back out.
        long cut = inward - gap + MovementRules.NUDGE;
        if (cut > 0) {
            state.x += (int) nearestQuotient(outX * cut, out);
            state.z += (int) nearestQuotient(outZ * cut, out);
        }
        long inwardSpeed = -(state.vx * outX + state.vz * outZ) / out;
        if (inwardSpeed > 0) {
            state.vx += (int) nearestQuotient(outX * inwardSpeed, out);
            state.vz += (int) nearestQuotient(outZ * inwardSpeed, out);
        }
    }

    private static void halt(MotionState state, int fromX, int fromZ) {
        state.x = fromX;
        state.z = fromZ;
        state.vx = 0;
        state.vz = 0;
    }

    private static void moveUp(
            MotionState state, boolean jumps, MovementRules rules, Obstacles obstacles, int listStart, int listEnd) {
        int vy = state.grounded && jumps
                ? rules.jumpSpeed()
                : Math.max(
                        Math.min(state.vy, rules.jumpSpeed()) - rules.gravity() / MovementRules.TICKS_PER_SECOND,
                        -rules.fallSpeed());
        int floor = 0;
        int ceiling = MovementRules.CEILING;
        for (int i = listStart; i < listEnd; i++) {
            int index = obstacles.listed(i);
            if (!obstacles.overlaps(index, state.x, state.z, rules.radius())) {
                continue;
            }
            if (obstacles.top(index) <= state.y) {
                floor = Math.max(floor, obstacles.top(index));
            } else if (obstacles.base(index) - rules.height() >= state.y) {
                ceiling = Math.min(ceiling, obstacles.base(index) - rules.height());
            }
        }
        int y = state.y + vy / MovementRules.TICKS_PER_SECOND;
        state.grounded = y <= floor;
        if (state.grounded) {
            state.y = floor;
            state.vy = 0;
        } else if (y >= ceiling) {
            state.y = ceiling;
            state.vy = Math.min(vy, 0);
        } else {
            state.y = y;
            state.vy = vy;
        }
    }

    private static int bit(int flags, int mask) {
        return (flags & mask) != 0 ? 1 : 0;
    }

    private static int clamp(int value, int size) {
        return Math.max(-size, Math.min(size, value));
    }

    private static long nearestQuotient(long dividend, long divisor) {
        return (dividend + (dividend < 0 ? -divisor : divisor) / 2) / divisor;
    }
}
