package io.darkages.scenarios.bots;

import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.space.Area;

/**
 * A straight border between zones, seen from the side where one stands: how deep a place lies on that side, and where
 * along the border. All in Q16.16 metres. Immutable.
 */
final class BorderLine {

    /** So near to the world's edge nobody means to go. */
    private static final int MARGIN = 5 << 16;

    private final Area world;
    private final boolean isNorthward;
    private final int at;
    private final int side;

    private BorderLine(Area world, boolean isNorthward, int at, int side) {
        this.world = world;
        this.isNorthward = isNorthward;
        this.at = at;
        this.side = side;
    }

    /**
     * The border between zones that is nearest to a place in the world.
     *
     * @throws IllegalArgumentException where there is one zone
     */
    static BorderLine nearest(ZoneGrid grid, int x, int z) {
        if (grid.zones() == 1) {
            throw new IllegalArgumentException("one zone has no border with another");
        }
        Area world = grid.world();
        long toWest = nearest(grid.columns(), grid.sideMetres(), world.lowX(), x);
        long toSouth = nearest(grid.rows(), grid.sideMetres(), world.lowZ(), z);
        boolean isNorthward = Math.abs(toWest - x) <= Math.abs(toSouth - z);
        int at = (int) (isNorthward ? toWest : toSouth);
        return new BorderLine(world, isNorthward, at, (isNorthward ? x : z) < at ? -1 : 1);
    }

    /** Of the borders between that many zones the nearest; far beyond the world where there is none. */
    static long nearest(int zones, int sideMetres, int low, int coordinate) {
        if (zones == 1) {
            return Long.MAX_VALUE / 2;
        }
        long length = (long) sideMetres << 16;
        long number = ((long) coordinate - low + length / 2) / length;
        return low + Math.max(1, Math.min(zones - 1, number)) * length;
    }

    /** How far a place is from the border; below 0 on the far side. */
    int depth(int x, int z) {
        return side * ((isNorthward ? x : z) - at);
    }

    /** Where along the border a place is. */
    int along(int x, int z) {
        return isNorthward ? z : x;
    }

    int x(int depth, int along) {
        return isNorthward ? at + side * depth : kept(along, world.lowX(), world.highX());
    }

    int z(int depth, int along) {
        return isNorthward ? kept(along, world.lowZ(), world.highZ()) : at + side * depth;
    }

    private static int kept(int along, int low, int high) {
        return Math.max(low + MARGIN, Math.min(high - MARGIN, along));
    }
}
