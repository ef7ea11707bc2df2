package io.darkages.engine.grid;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.space.Area;
import io.darkages.engine.space.Origin;

/**
 * The world as columns and rows of square zones around its centre. Zones are numbered from 0 in the south-west, eastward
 * first. A border belongs to the zone east or north of it, the world's own outer border to the zone inside; so each
 * place of the world belongs to exactly one zone.
 *
 * <p>A zone's neighbours share an edge or a corner with it: at most {@value #DIRECTIONS}, told as sets of bits by {@link
 * #neighbour direction}. Places are in Q16.16 metres of the world. Immutable.
 */
public final class ZoneGrid {

    /** Around a zone: 0 south-west, 1 south, 2 south-east, 3 west, 4 east, 5 north-west, 6 north, 7 north-east. */
    public static final int DIRECTIONS = 8;

    /** There is no such zone. */
    public static final int NONE = -1;

    /** Most zones of a world. */
    public static final int MOST_ZONES = 1_024;

    /** Side of the smallest zone that has neighbours: whoever is seen across a border is a neighbour's. */
    public static final int LEAST_SIDE_METRES = 300;

    /** Side of the largest zone that has neighbours: half of it and what is seen beyond lie within a zone's reach. */
    public static final int MOST_SIDE_METRES = 1_500;

    private static final int WEST = 1 << 0 | 1 << 3 | 1 << 5;
    private static final int EAST = 1 << 2 | 1 << 4 | 1 << 7;
    private static final int SOUTH = 1 << 0 | 1 << 1 | 1 << 2;
    private static final int NORTH = 1 << 5 | 1 << 6 | 1 << 7;
    private static final int ALL = (1 << DIRECTIONS) - 1;

    /** By direction, columns to the east and rows to the north. */
    private static final int[] COLUMN_STEPS = {-1, 0, 1, -1, 1, -1, 0, 1};

    private static final int[] ROW_STEPS = {-1, -1, -1, 0, 0, 1, 1, 1};

    private final int columns;
    private final int rows;
    private final int sideMetres;
    private final int side;
    private final Area world;
    private final Origin[] origins;

    /**
     * Divides a world.
     *
     * @param sideMetres of a zone; even where there is an even number of columns or rows, for origins are whole metres
     * @throws IllegalArgumentException if there are no zones or too many, they are too small or too large to be
     *     neighbours, or the world is larger than ±{@value Origin#FARTHEST_METRES} m
     */
    public ZoneGrid(int columns, int rows, int sideMetres) {
        String grid = columns + " by " + rows + " zones of " + sideMetres + " m";
        if (columns < 1 || rows < 1 || columns > MOST_ZONES / rows) {
            throw new IllegalArgumentException(grid + " are not 1 to " + MOST_ZONES + " zones");
        }
        boolean isOne = columns == 1 && rows == 1;
        int least = isOne ? 2 : LEAST_SIDE_METRES;
        int most = isOne ? 2 * Origin.REACH_METRES : MOST_SIDE_METRES;
        if (sideMetres < least || sideMetres > most) {
            throw new IllegalArgumentException(grid + " are not of " + least + " to " + most + " m");
        }
        if (sideMetres % 2 != 0 && (columns % 2 == 0 || rows % 2 == 0)) {
            throw new IllegalArgumentException(grid + " have no origins in whole metres");
        }
        if (Math.max(columns, rows) * sideMetres > 2 * Origin.FARTHEST_METRES) {
            throw new IllegalArgumentException(grid + " are a world larger than ±" + Origin.FARTHEST_METRES + " m");
        }
        this.columns = columns;
        this.rows = rows;
        this.sideMetres = sideMetres;
        side = sideMetres * FixedPoint.ONE;
        // Halved before the unit is turned, for the whole may be just too long for a Q16.16 number.
        world = Area.around(columns * sideMetres * FixedPoint.HALF, rows * sideMetres * FixedPoint.HALF);
        origins = new Origin[columns * rows];
        for (int zone = 0; zone < origins.length; zone++) {
            origins[zone] = new Origin(
                    (2 * column(zone) + 1 - columns) * sideMetres / 2, (2 * row(zone) + 1 - rows) * sideMetres / 2);
        }
    }

    /** The original design's grid: 2 by 2 zones of 1,000 m. */
    public static ZoneGrid standard() {
        return new ZoneGrid(2, 2, 1_000);
    }

    /** Zones are 0 to this, excluded. */
    public int zones() {
        return origins.length;
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    /** Side of each zone. */
    public int sideMetres() {
        return sideMetres;
    }

    /** All zones together. */
    public Area world() {
        return world;
    }

    /** From 0 in the west. */
    public int column(int zone) {
        return zone % columns;
    }

    /** From 0 in the south. */
    public int row(int zone) {
        return zone / columns;
    }

    /**
     * The zone that a place belongs to.
     *
     * @throws IllegalArgumentException outside the world
     */
    public int zoneAt(int x, int z) {
        if (!world.contains(x, z)) {
            throw new IllegalArgumentException("x " + x + ", z " + z + " (Q16.16) lies outside the world, " + world);
        }
        int column = (int) Math.min(columns - 1, ((long) x - world.lowX()) / side);
        int row = (int) Math.min(rows - 1, ((long) z - world.lowZ()) / side);
        return row * columns + column;
    }

    /** The zone's centre. */
    public Origin origin(int zone) {
        return origins[zone];
    }

    /** The zone's rectangle, its borders included. Allocates. */
    public Area area(int zone) {
        return new Area(lowX(zone), lowX(zone) + side, lowZ(zone), lowZ(zone) + side);
    }

    /**
     * The neighbour in a direction.
     *
     * @param direction 0 to {@link #DIRECTIONS} - 1
     * @return {@link #NONE} where the world ends
     */
    public int neighbour(int zone, int direction) {
        return (neighbours(zone) >>> direction & 1) != 0
                ? zone + ROW_STEPS[direction] * columns + COLUMN_STEPS[direction]
                : NONE;
    }

    /** The directions in which there are neighbours: one bit for each. */
    public int neighbours(int zone) {
        int column = column(zone);
        int row = row(zone);
        int beyond = (column == 0 ? WEST : 0)
                | (column == columns - 1 ? EAST : 0)
                | (row == 0 ? SOUTH : 0)
                | (row == rows - 1 ? NORTH : 0);
        return ALL & ~beyond;
    }

    /** The direction in which a neighbour lies; {@link #NONE} for a zone that is none. */
    public int direction(int zone, int other) {
        int columnStep = column(other) - column(zone);
        int rowStep = row(other) - row(zone);
        if (Math.max(Math.abs(columnStep), Math.abs(rowStep)) != 1) {
            return NONE;
        }
        int position = (rowStep + 1) * 3 + columnStep + 1;
        // Of the nine, the one in the middle is the zone itself.
        return position > 4 ? position - 1 : position;
    }

    /** From a place to the nearest one of the zone, squared: exact up to 46 km. 0 within, borders included. */
    public long squaredDistance(int zone, int x, int z) {
        long dx = outside(x, lowX(zone), lowX(zone) + side);
        long dz = outside(z, lowZ(zone), lowZ(zone) + side);
        return dx * dx + dz * dz;
    }

    /** From a place to the nearest one of the zone, Q16.16 metres, rounded down; 0 within, borders included. */
    public int distance(int zone, int x, int z) {
        return (int) Math.min(Integer.MAX_VALUE, FixedPoint.isqrt(squaredDistance(zone, x, z)));
    }

    /**
     * The neighbours that a place is near to, whether it lies in the zone itself or not.
     *
     * @param distance Q16.16 metres, at least 0; that far is near
     * @return one bit for each direction
     */
    public int within(int zone, int x, int z, int distance) {
        long squared = (long) distance * distance;
        int near = 0;
        for (int left = neighbours(zone); left != 0; left &= left - 1) {
            int direction = Integer.numberOfTrailingZeros(left);
            int other = zone + ROW_STEPS[direction] * columns + COLUMN_STEPS[direction];
            near |= squaredDistance(other, x, z) <= squared ? 1 << direction : 0;
        }
        return near;
    }

    /**
     * Of some of the neighbours the one that is nearest to a place; of two equally near the one to which it belongs, then
     * one across an edge, then the one with the lower number.
     *
     * @param directions where to look, as {@link #neighbours} or {@link #within} tells it
     * @param except a zone that is not meant, {@link #NONE} without one
     * @return a zone, or {@link #NONE} where there is none
     */
    public int nearest(int zone, int directions, int except, int x, int z) {
        int at = world.contains(x, z) ? zoneAt(x, z) : NONE;
        int nearest = NONE;
        long bestSquared = Long.MAX_VALUE;
        int bestRank = 0;
        for (int left = directions; left != 0; left &= left - 1) {
            int direction = Integer.numberOfTrailingZeros(left);
            int other = zone + ROW_STEPS[direction] * columns + COLUMN_STEPS[direction];
            if (other == except) {
                continue;
            }
            long squared = squaredDistance(other, x, z);
            boolean isCorner = ROW_STEPS[direction] != 0 && COLUMN_STEPS[direction] != 0;
            int rank = other == at ? 0 : isCorner ? 2 : 1;
            if (squared < bestSquared || squared == bestSquared && rank < bestRank) {
                bestSquared = squared;
                bestRank = rank;
                nearest = other;
            }
        }
        return nearest;
    }

    private int lowX(int zone) {
        return world.lowX() + column(zone) * side;
    }

    private int lowZ(int zone) {
        return world.lowZ() + row(zone) * side;
    }

    private static long outside(int coordinate, int low, int high) {
        return Math.max(0, Math.max((long) low - coordinate, (long) coordinate - high));
    }
}
