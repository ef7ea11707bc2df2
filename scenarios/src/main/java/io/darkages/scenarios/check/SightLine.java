package io.darkages.scenarios.check;

import io.darkages.engine.movement.Obstacles;

/**
 * Whether obstacles stand in a straight line, in floating point: worked out anew, so that a mistake in the engine's
 * own crossing is found. Metres.
 *
 * <p>Not thread-safe.
 */
final class SightLine {

    private static final double UNITS_PER_METRE = 65_536;

    private final Obstacles obstacles;

    // The line in hand, and the part of it that is inside the obstacle in hand: shares of the way, 0 to 1.
    private double fromX;
    private double fromY;
    private double fromZ;
    private double wayX;
    private double wayY;
    private double wayZ;
    private double entry;
    private double exit;

    SightLine(Obstacles obstacles) {
        this.obstacles = obstacles;
    }

    SightLine between(double x, double y, double z, double toX, double toY, double toZ) {
        fromX = x;
        fromY = y;
        fromZ = z;
        wayX = toX - x;
        wayY = toY - y;
        wayZ = toZ - z;
        return this;
    }

    /** Whether it stays free if every obstacle is that much larger on all sides. */
    boolean isFreeBy(double margin) {
        return !isBlocked(0, 0, 0, margin);
    }

    /** Whether it is blocked wherever one moves it by that much along an axis: a thin wall blocks as surely as a house. */
    boolean isBlockedBy(double margin) {
        return isBlocked(0, 0, 0, 0)
                && isBlocked(margin, 0, 0, 0)
                && isBlocked(-margin, 0, 0, 0)
                && isBlocked(0, margin, 0, 0)
                && isBlocked(0, -margin, 0, 0)
                && isBlocked(0, 0, margin, 0)
                && isBlocked(0, 0, -margin, 0);
    }

    private boolean isBlocked(double aside, double above, double ahead, double larger) {
        for (int i = 0; i < obstacles.count(); i++) {
            if (crosses(i, fromX + aside, fromY + above, fromZ + ahead, larger)) {
                return true;
            }
        }
        return false;
    }

    private boolean crosses(int index, double x, double y, double z, double larger) {
        entry = 0;
        exit = 1;
        double lowX = obstacles.lowX(index) / UNITS_PER_METRE - larger;
        double highX = obstacles.highX(index) / UNITS_PER_METRE + larger;
        double lowZ = obstacles.lowZ(index) / UNITS_PER_METRE - larger;
        double highZ = obstacles.highZ(index) / UNITS_PER_METRE + larger;
        clip(
                y,
                wayY,
                obstacles.base(index) / UNITS_PER_METRE - larger,
                obstacles.top(index) / UNITS_PER_METRE + larger);
        if (obstacles.isCylinder(index)) {
            clipCircle(x - (lowX + highX) / 2, z - (lowZ + highZ) / 2, (highX - lowX) / 2);
        } else {
            clip(x, wayX, lowX, highX);
            clip(z, wayZ, lowZ, highZ);
        }
        return entry < exit;
    }

    /** Keeps the part between two parallel faces. */
    private void clip(double at, double way, double low, double high) {
        if (way == 0) {
            exit = at > low && at < high ? exit : -1;
            return;
        }
        double toLow = (low - at) / way;
        double toHigh = (high - at) / way;
        entry = Math.max(entry, Math.min(toLow, toHigh));
        exit = Math.min(exit, Math.max(toLow, toHigh));
    }

    /** Keeps the part inside an upright cylinder around the origin. */
    private void clipCircle(double x, double z, double radius) {
        double square = wayX * wayX + wayZ * wayZ;
        double inside = x * x + z * z - radius * radius;
        if (square == 0) {
            exit = inside < 0 ? exit : -1;
            return;
        }
        double half = x * wayX + z * wayZ;
        double root = half * half - square * inside;
        if (root <= 0) {
            exit = -1;
            return;
        }
        double reach = Math.sqrt(root);
        entry = Math.max(entry, (-half - reach) / square);
        exit = Math.min(exit, (-half + reach) / square);
    }
}
