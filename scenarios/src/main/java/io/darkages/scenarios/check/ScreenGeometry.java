package io.darkages.scenarios.check;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.port.PackedPlace;
import java.util.Arrays;

/**
 * What an attack strikes by the attacker's screen: the ground truth of {@link FairHitsChecker}. In floating point and
 * written apart from the engine's integers, so that the two can disagree where one is wrong.
 *
 * <p>Not thread-safe.
 */
final class ScreenGeometry {

    /** Nearer to an edge than that, in metres, nothing is decided: the invariant's own figure. */
    static final double MARGIN_METRES = 0.05;

    /** What the screen says. */
    enum Truth {
        HIT,
        NO_HIT,
        /** Within the margin of an edge. */
        TOO_CLOSE
    }

    private static final double UNITS_PER_METRE = 65_536;
    private static final double PLACES_PER_METRE = 1_024;
    private static final int STEPS = 1 << 16;
    private static final double RADIANS_PER_STEP = 2 * Math.PI / STEPS;
    private static final double QUARTER_TURN = Math.PI / 2;

    private final SightLine sight;
    /** Of each step of a turn: since JDK 21 each call of the library's function allocates. */
    private final double[] sines = new double[STEPS];

    private final double meleeRange;
    private final double meleeHalfAngle;
    private final double rangedRange;
    private final double targetRadius;
    private final double eyeHeight;
    private final double middleHeight;

    private double fromX;
    private double fromY;
    private double fromZ;
    private double toX;
    private double toY;
    private double toZ;

    /** @param bodyHeight of every player, Q16.16 metres */
    ScreenGeometry(CombatRules.Reach reach, int bodyHeight, Obstacles obstacles) {
        sight = new SightLine(obstacles);
        meleeRange = reach.meleeRange() / UNITS_PER_METRE;
        meleeHalfAngle = reach.meleeHalfAngle() * RADIANS_PER_STEP;
        rangedRange = reach.rangedRange() / UNITS_PER_METRE;
        targetRadius = reach.targetRadius() / UNITS_PER_METRE;
        eyeHeight = reach.eyeHeight() / UNITS_PER_METRE;
        middleHeight = bodyHeight / UNITS_PER_METRE / 2;
        Arrays.setAll(sines, step -> StrictMath.sin(step * RADIANS_PER_STEP));
    }

    private double sine(int steps) {
        return sines[steps & STEPS - 1];
    }

    /** Decides around the world's centre. */
    Truth judge(AttackKind kind, long attacker, int yaw, int pitch, long target) {
        return judge(kind, attacker, 0, yaw, pitch, target);
    }

    /**
     * Decides.
     *
     * @param attacker its feet, a {@link PackedPlace}
     * @param tile of the attacker
     * @param yaw 65,536 steps a turn, as pitch
     * @param target its feet as drawn, a {@link PackedPlace} less than 2,048 m away
     */
    Truth judge(AttackKind kind, long attacker, int tile, int yaw, int pitch, long target) {
        boolean melee = kind == AttackKind.MELEE;
        fromX = PackedPlace.x(attacker, tile) / PLACES_PER_METRE;
        fromY = PackedPlace.y(attacker) / PLACES_PER_METRE + (melee ? middleHeight : eyeHeight);
        fromZ = PackedPlace.z(attacker, tile) / PLACES_PER_METRE;
        toX = fromX + PackedPlace.wayX(attacker, target) / PLACES_PER_METRE;
        toY = PackedPlace.y(target) / PLACES_PER_METRE + middleHeight;
        toZ = fromZ + PackedPlace.wayZ(attacker, target) / PLACES_PER_METRE;
        double inside = melee ? insideBlow(yaw * RADIANS_PER_STEP) : insideShot(yaw, pitch);
        if (inside < -MARGIN_METRES || sight.isBlockedBy(MARGIN_METRES)) {
            return Truth.NO_HIT;
        }
        return inside > MARGIN_METRES && sight.isFreeBy(MARGIN_METRES) ? Truth.HIT : Truth.TOO_CLOSE;
    }

    /** Distance to the edge of what a blow reaches, positive inside; {@link #sight} is then between the middles. */
    private double insideBlow(double yaw) {
        double dx = toX - fromX;
        double dz = toZ - fromZ;
        double level = Math.sqrt(dx * dx + dz * dz);
        double aside = Math.abs(StrictMath.IEEEremainder(StrictMath.atan2(dx, dz) - yaw, 2 * Math.PI));
        double toSide = meleeHalfAngle - aside;
        // Beyond a right angle to the side the nearest point of the cone is its tip.
        double inCone = level * (Math.abs(toSide) < QUARTER_TURN ? StrictMath.sin(toSide) : Math.signum(toSide));
        sight.between(fromX, fromY, fromZ, toX, toY, toZ);
        return Math.min(meleeRange - length(dx, toY - fromY, dz), inCone);
    }

    /** The same for a shot; {@link #sight} is then from the eye to where the shot enters the target, or passes it. */
    private double insideShot(int yaw, int pitch) {
        double level = sine(pitch + STEPS / 4);
        double x = level * sine(yaw);
        double y = sine(pitch);
        double z = level * sine(yaw + STEPS / 4);
        double dx = toX - fromX;
        double dy = toY - fromY;
        double dz = toZ - fromZ;
        double along = Math.max(0, Math.min(rangedRange, dx * x + dy * y + dz * z));
        double off = length(dx - along * x, dy - along * y, dz - along * z);
        double shallow = Math.min(off, targetRadius);
        double entry = Math.max(0, along - Math.sqrt(targetRadius * targetRadius - shallow * shallow));
        sight.between(fromX, fromY, fromZ, fromX + entry * x, fromY + entry * y, fromZ + entry * z);
        return targetRadius - off;
    }

    /** How far apart two places are that lie within 2,048 m of each other, in micrometres. */
    static long apartMicrometres(long place, long other) {
        return Math.round(length(
                        PackedPlace.wayX(other, place),
                        (double) PackedPlace.y(place) - PackedPlace.y(other),
                        PackedPlace.wayZ(other, place))
                / PLACES_PER_METRE
                * 1_000_000);
    }

    private static double length(double x, double y, double z) {
        return Math.sqrt(x * x + y * y + z * z);
    }
}
