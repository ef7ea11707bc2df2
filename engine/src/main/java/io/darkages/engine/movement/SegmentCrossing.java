package io.darkages.engine.movement;

/**
 * Whether a straight segment passes through the inside of a box or an upright cylinder. Positions along
 * the segment are fractions that are compared by cross-multiplying, and the squares of the circle test
 * are summed in 128 bits: nothing is rounded. Coordinates must lie within 8,192 m of each other, in Q16.16.
 */
final class SegmentCrossing {

    private SegmentCrossing() {}

    /** The slab method: the stretches between each pair of faces must have a common inside. */
    static boolean crossesBox(
            int fromX,
            int fromY,
            int fromZ,
            int toX,
            int toY,
            int toZ,
            int lowX,
            int highX,
            int lowY,
            int highY,
            int lowZ,
            int highZ) {
        // The stretch so far is from enter / enterParts to leave / leaveParts of the way.
        long enter = 0;
        long enterParts = 1;
        long leave = 1;
        long leaveParts = 1;
        for (int axis = 0; axis < 3; axis++) {
            long from = axis == 0 ? fromX : axis == 1 ? fromY : fromZ;
            long way = (axis == 0 ? toX : axis == 1 ? toY : toZ) - from;
            long low = (axis == 0 ? lowX : axis == 1 ? lowY : lowZ) - from;
            long high = (axis == 0 ? highX : axis == 1 ? highY : highZ) - from;
            if (way == 0) {
                if (low >= 0 || high <= 0) {
                    return false;
                }
                continue;
            }
            long parts = Math.abs(way);
            long in = way > 0 ? low : -high;
            long out = way > 0 ? high : -low;
            if (in * enterParts > enter * parts) {
                enter = in;
                enterParts = parts;
            }
            if (out * leaveParts < leave * parts) {
                leave = out;
                leaveParts = parts;
            }
        }
        return enter * leaveParts < leave * enterParts;
    }

    /**
     * Cuts the segment to the stretch between base and top; it crosses if either end of the stretch lies
     * in the circle, or if its nearest approach does and lies within the stretch.
     */
    static boolean crossesCylinder(
            int fromX,
            int fromY,
            int fromZ,
            int toX,
            int toY,
            int toZ,
            int centreX,
            int centreZ,
            int radius,
            int base,
            int top) {
        long wayX = (long) toX - fromX;
        long wayY = (long) toY - fromY;
        long wayZ = (long) toZ - fromZ;
        long startX = (long) fromX - centreX;
        long startZ = (long) fromZ - centreZ;
        // The stretch is from enter / parts to leave / parts of the way.
        long parts = Math.max(1, Math.abs(wayY));
        long enter = 0;
        long leave = parts;
        if (wayY == 0) {
            if (fromY <= base || fromY >= top) {
                return false;
            }
        } else {
            enter = Math.max(enter, wayY > 0 ? (long) base - fromY : (long) fromY - top);
            leave = Math.min(leave, wayY > 0 ? (long) top - fromY : (long) fromY - base);
            if (enter >= leave) {
                return false;
            }
        }
        // Both ends relative to the centre, times parts.
        long enterX = startX * parts + wayX * enter;
        long enterZ = startZ * parts + wayZ * enter;
        long leaveX = startX * parts + wayX * leave;
        long leaveZ = startZ * parts + wayZ * leave;
        long reach = radius * parts;
        if (signOfSum(enterX, enterX, enterZ, enterZ, -reach, reach) < 0
                || signOfSum(leaveX, leaveX, leaveZ, leaveZ, -reach, reach) < 0) {
            return true;
        }
        boolean approachesThenRecedes =
                signOfSum(enterX, wayX, enterZ, wayZ, 0, 0) < 0 && signOfSum(leaveX, wayX, leaveZ, wayZ, 0, 0) > 0;
        long cross = startX * wayZ - startZ * wayX;
        long wayLengthSquared = wayX * wayX + wayZ * wayZ;
        return approachesThenRecedes && signOfSum(cross, cross, -(long) radius * radius, wayLengthSquared, 0, 0) < 0;
    }

    /** The sign of a b + c d + e f, each product below 2^125 in size. */
    static int signOfSum(long a, long b, long c, long d, long e, long f) {
        long low = a * b;
        long high = Math.multiplyHigh(a, b);
        long product = c * d;
        low += product;
        high += Math.multiplyHigh(c, d) + (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
        product = e * f;
        low += product;
        high += Math.multiplyHigh(e, f) + (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
        return high != 0 ? Long.signum(high) : low == 0 ? 0 : 1;
    }
}
