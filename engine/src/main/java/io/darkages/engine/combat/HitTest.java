package io.darkages.engine.combat;

import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.Obstacles;

/**
 * Whether an attack from an exact state strikes a target at a drawn place. Integers only: client and server decide the
 * same. Places are those of the feet; all bodies have the same height.
 *
 * <p>A blow strikes if the middles of the bodies are close enough and the target stands in the cone around the
 * heading, as seen from above. A shot strikes if the ray from the eye, as long as the range, meets the sphere around
 * the middle of the target. Both need a free way: the blow between the middles, the shot up to the sphere.
 *
 * <p>The margin is the distance to the edge of what is struck, positive inside, so that whoever judges can set doubtful
 * cases apart. It is right to some 1/65,536 m near the attacker and to 2 mm at 80 m, which is what the table of angles
 * yields. It knows nothing of obstacles; for them ask {@link Obstacles#grownBy} a little.
 *
 * <p>Not thread-safe; allocates nothing. Places within 2,048 m of each other.
 */
public final class HitTest {

    /** Fraction bits of a direction's components: the product with 512 m in Q16.16 stays far below 2^63. */
    private static final int DIRECTION_BITS = 30;

    private final CombatRules.Reach reach;
    private final Obstacles obstacles;
    private final int halfHeight;
    private final int meleeSin;
    private final int meleeCos;
    private final int blockSin;
    private final int blockCos;

    // The ray in hand: from the eye to the middle of the target, and the direction.
    private long wayX;
    private long wayY;
    private long wayZ;
    private long directionX;
    private long directionY;
    private long directionZ;
    /** Of the way, the part along the direction. */
    private long along;

    /**
     * @param bodyHeight of every player, Q16.16 metres
     */
    public HitTest(CombatRules rules, int bodyHeight, Obstacles obstacles) {
        reach = rules.reach();
        this.obstacles = obstacles;
        halfHeight = bodyHeight / 2;
        meleeSin = Angles.sin(reach.meleeHalfAngle());
        meleeCos = Angles.cos(reach.meleeHalfAngle());
        blockSin = Angles.sin(rules.damage().blockHalfAngle());
        blockCos = Angles.cos(rules.damage().blockHalfAngle());
    }

    /**
     * Decides.
     *
     * @param x of the target's feet, as drawn
     * @return {@link AttackOutcome#HIT}, {@link AttackOutcome#MISS} or {@link AttackOutcome#BLOCKED_BY_OBSTACLE}
     */
    public AttackOutcome judge(AttackKind kind, MotionState attacker, int x, int y, int z) {
        if (margin(kind, attacker, x, y, z) < 0) {
            return AttackOutcome.MISS;
        }
        boolean blocked = kind == AttackKind.MELEE
                ? obstacles.blocksSegment(attacker.x, attacker.y + halfHeight, attacker.z, x, y + halfHeight, z)
                : blocksRay(attacker);
        return blocked ? AttackOutcome.BLOCKED_BY_OBSTACLE : AttackOutcome.HIT;
    }

    /** Distance to the edge of what is struck, Q16.16 metres; 0 and above strikes, were there no obstacles. */
    public int margin(AttackKind kind, MotionState attacker, int x, int y, int z) {
        return kind == AttackKind.MELEE ? meleeMargin(attacker, x, y, z) : rangedMargin(attacker, x, y, z);
    }

    /** Whether somebody who blocks, with that place and heading, has the other one in front. */
    public boolean covers(MotionState blocker, int otherX, int otherZ) {
        long dx = (long) otherX - blocker.x;
        long dz = (long) otherZ - blocker.z;
        return insideCone(blocker.yaw, dx, dz, blockSin, blockCos) >= 0;
    }

    private int meleeMargin(MotionState attacker, int x, int y, int z) {
        long dx = (long) x - attacker.x;
        long dz = (long) z - attacker.z;
        long toRim = reach.meleeRange() - FixedPoint.distance(dx, (long) y - attacker.y, dz);
        return (int) Math.min(toRim, insideCone(attacker.yaw, dx, dz, meleeSin, meleeCos));
    }

    /** Distance to the nearer side of a cone around a heading, or behind it to its tip; positive inside. */
    private static long insideCone(int yaw, long dx, long dz, int halfSin, int halfCos) {
        long sin = Angles.sin(yaw);
        long cos = Angles.cos(yaw);
        long ahead = dx * sin + dz * cos >> FixedPoint.FRACTION_BITS;
        long aside = Math.abs(dx * cos - dz * sin) >> FixedPoint.FRACTION_BITS;
        long inside = ahead * halfSin - aside * halfCos >> FixedPoint.FRACTION_BITS;
        boolean isBehind = inside < 0 && ahead * halfCos + aside * halfSin < 0;
        return isBehind ? -FixedPoint.distance(dx, dz) : inside;
    }

    private int rangedMargin(MotionState attacker, int x, int y, int z) {
        wayX = (long) x - attacker.x;
        wayY = (long) y + halfHeight - attacker.y - reach.eyeHeight();
        wayZ = (long) z - attacker.z;
        long distance = FixedPoint.distance(wayX, wayY, wayZ);
        int radius = reach.targetRadius();
        long beyond = distance - reach.rangedRange() - radius;
        if (beyond > FixedPoint.ONE) {
            return (int) -beyond;
        }
        aim(attacker.yaw, attacker.pitch);
        along = wayX * directionX + wayY * directionY + wayZ * directionZ >> DIRECTION_BITS;
        long off;
        if (along <= 0) {
            off = distance;
        } else if (along < reach.rangedRange()) {
            off = fromLine();
        } else {
            off = FixedPoint.distance(
                    wayX - ahead(directionX, reach.rangedRange()),
                    wayY - ahead(directionY, reach.rangedRange()),
                    wayZ - ahead(directionZ, reach.rangedRange()));
        }
        return (int) (radius - off);
    }

    private void aim(int yaw, int pitch) {
        long level = Angles.cos(pitch);
        int spare = 2 * FixedPoint.FRACTION_BITS - DIRECTION_BITS;
        directionX = level * Angles.sin(yaw) >> spare;
        directionY = (long) Angles.sin(pitch) << DIRECTION_BITS - FixedPoint.FRACTION_BITS;
        directionZ = level * Angles.cos(yaw) >> spare;
    }

    /**
     * Distance of the target's middle from the line of the ray, by the cross product: from the squares of distance and
     * part along the line it would be a small difference of large numbers.
     */
    private long fromLine() {
        return FixedPoint.distance(
                wayY * directionZ - wayZ * directionY >> DIRECTION_BITS,
                wayZ * directionX - wayX * directionZ >> DIRECTION_BITS,
                wayX * directionY - wayY * directionX >> DIRECTION_BITS);
    }

    /** Whether an obstacle is in the way of the ray that struck, before it enters the sphere. */
    private boolean blocksRay(MotionState attacker) {
        long radius = reach.targetRadius();
        long off = Math.min(fromLine(), radius);
        long entry = Math.max(0, along - FixedPoint.isqrt(radius * radius - off * off));
        int eyeY = attacker.y + reach.eyeHeight();
        return obstacles.blocksSegment(
                attacker.x,
                eyeY,
                attacker.z,
                attacker.x + ahead(directionX, entry),
                eyeY + ahead(directionY, entry),
                attacker.z + ahead(directionZ, entry));
    }

    private static int ahead(long direction, long length) {
        return (int) (direction * length >> DIRECTION_BITS);
    }
}
