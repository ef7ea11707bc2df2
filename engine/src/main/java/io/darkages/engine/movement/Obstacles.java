package io.darkages.engine.movement;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.random.Mix;

/**
 * The world's static obstacles: axis-aligned boxes and upright cylinders, each with a base and a top that
 * one can stand on. Immutable, so islands may share it; made by {@link #builder()}.
 *
 * <p>Both kinds are one shape here, a rectangle grown by a rounding: a box has rounding 0, a cylinder a
 * rectangle of no size and its radius as rounding. A player beside it is a point that stays outside the
 * rectangle grown by rounding plus the player's radius.
 *
 * <p>Broad phase: a uniform grid over the obstacles' own extent, at most {@value #CELLS_ALONG} cells along
 * each side, lists for each cell the obstacles within {@link #REACH} of it, ascending. So a look-up at one
 * point reads one cell.
 */
public final class Obstacles {

    /** Most obstacles in one world. */
    public static final int MOST = 4_096;

    /** How far from an obstacle its cells still list it; radius plus one step must fit in. Q16.16 metres. */
    static final int REACH = 2 * FixedPoint.ONE;

    static final int CELLS_ALONG = 32;

    private final int count;
    private final int[] minX;
    private final int[] maxX;
    private final int[] minZ;
    private final int[] maxZ;
    private final int[] rounding;
    private final int[] base;
    private final int[] top;

    private final int originX;
    private final int originZ;
    private final int cellShift;
    /** Where each cell's list starts in {@link #listed}; one more than there are cells. */
    private final int[] cellStarts;

    private final char[] listed;
    private final long digest;

    Obstacles(int[][] columns, int count) {
        this.count = count;
        minX = columns[0];
        maxX = columns[1];
        minZ = columns[2];
        maxZ = columns[3];
        rounding = columns[4];
        base = columns[5];
        top = columns[6];

        int lowX = 0;
        int lowZ = 0;
        int highX = 0;
        int highZ = 0;
        long hash = count;
        for (int i = 0; i < count; i++) {
            lowX = i == 0 ? lowX(i) : Math.min(lowX, lowX(i));
            lowZ = i == 0 ? lowZ(i) : Math.min(lowZ, lowZ(i));
            highX = i == 0 ? highX(i) : Math.max(highX, highX(i));
            highZ = i == 0 ? highZ(i) : Math.max(highZ, highZ(i));
            for (int[] column : columns) {
                hash = Mix.fold(hash, column[i]);
            }
        }
        digest = hash;
        originX = lowX;
        originZ = lowZ;
        long extent = Math.max((long) highX - lowX, (long) highZ - lowZ) + 2 * REACH;
        // 8 m cells at least: smaller ones would list nearly the same obstacles.
        int shift = FixedPoint.FRACTION_BITS + 3;
        while (extent >> shift >= CELLS_ALONG) {
            shift++;
        }
        cellShift = shift;
        cellStarts = new int[count == 0 ? 1 : CELLS_ALONG * CELLS_ALONG + 1];
        listed = fillCells();
    }

    public static Obstacles none() {
        return builder().build();
    }

    public static ObstaclesBuilder builder() {
        return new ObstaclesBuilder();
    }

    public int count() {
        return count;
    }

    /** Whether that obstacle is a cylinder; its centre is then ({@link #lowX} + {@link #highX}) / 2. */
    public boolean isCylinder(int index) {
        return rounding[index] > 0;
    }

    public int lowX(int index) {
        return minX[index] - rounding[index];
    }

    public int highX(int index) {
        return maxX[index] + rounding[index];
    }

    public int lowZ(int index) {
        return minZ[index] - rounding[index];
    }

    public int highZ(int index) {
        return maxZ[index] + rounding[index];
    }

    public int base(int index) {
        return base[index];
    }

    public int top(int index) {
        return top[index];
    }

    /** 64 bits over all obstacles in their order, for comparing two sides' maps. */
    public long digest() {
        return digest;
    }

    /**
     * The same obstacles with every face a little farther out, or farther in where {@code by} is negative; what nothing
     * is left of is left out. Lines of sight that one of the two blocks and the other does not are doubtful.
     *
     * @param by Q16.16 metres, at most 16 m either way
     */
    public Obstacles grownBy(int by) {
        int[][] columns = new int[ObstaclesBuilder.COLUMNS][count];
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (lowX(i) - by < highX(i) + by && lowZ(i) - by < highZ(i) + by && base[i] - by < top[i] + by) {
                // A cylinder's rectangle stays a point: its rounding grows.
                int side = isCylinder(i) ? 0 : by;
                columns[0][kept] = minX[i] - side;
                columns[1][kept] = maxX[i] + side;
                columns[2][kept] = minZ[i] - side;
                columns[3][kept] = maxZ[i] + side;
                columns[4][kept] = rounding[i] + by - side;
                columns[5][kept] = base[i] - by;
                columns[6][kept] = top[i] + by;
                kept++;
            }
        }
        return new Obstacles(columns, kept);
    }

    /** Whether a player with feet there would be inside no obstacle; touching is free. */
    public boolean isFree(int x, int y, int z, MovementRules rules) {
        int cell = cellAt(x, z);
        for (int i = listStart(cell); i < listEnd(cell); i++) {
            int index = listed[i];
            if (overlaps(index, x, z, rules.radius()) && y < top[index] && y + rules.height() > base[index]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the straight line between two points passes through the inside of an obstacle; grazing a
     * face or an edge does not count. Exact: compares whole numbers, rounds nothing. Looks at each
     * obstacle once, which is quick for the tens that a zone has.
     */
    public boolean blocksSegment(int fromX, int fromY, int fromZ, int toX, int toY, int toZ) {
        for (int i = 0; i < count; i++) {
            if (Math.max(fromX, toX) <= lowX(i)
                    || Math.min(fromX, toX) >= highX(i)
                    || Math.max(fromZ, toZ) <= lowZ(i)
                    || Math.min(fromZ, toZ) >= highZ(i)
                    || Math.max(fromY, toY) <= base[i]
                    || Math.min(fromY, toY) >= top[i]) {
                continue;
            }
            boolean blocked = rounding[i] == 0
                    ? SegmentCrossing.crossesBox(
                            fromX, fromY, fromZ, toX, toY, toZ, minX[i], maxX[i], base[i], top[i], minZ[i], maxZ[i])
                    : SegmentCrossing.crossesCylinder(
                            fromX, fromY, fromZ, toX, toY, toZ, minX[i], minZ[i], rounding[i], base[i], top[i]);
            if (blocked) {
                return true;
            }
        }
        return false;
    }

    /** The cell whose list covers everything within {@link #REACH} of the point, or -1 where nothing is near. */
    int cellAt(int x, int z) {
        long cellX = (long) x - originX + REACH >> cellShift;
        long cellZ = (long) z - originZ + REACH >> cellShift;
        if (count == 0 || cellX < 0 || cellX >= CELLS_ALONG || cellZ < 0 || cellZ >= CELLS_ALONG) {
            return -1;
        }
        return (int) (cellZ * CELLS_ALONG + cellX);
    }

    int listStart(int cell) {
        return cell < 0 ? 0 : cellStarts[cell];
    }

    int listEnd(int cell) {
        return cell < 0 ? 0 : cellStarts[cell + 1];
    }

    int listed(int position) {
        return listed[position];
    }

    /** From the nearest point of the obstacle's rectangle to that point, in x; 0 above the rectangle. */
    int fromCoreX(int index, int x) {
        return x < minX[index] ? x - minX[index] : Math.max(0, x - maxX[index]);
    }

    /** The same in z. */
    int fromCoreZ(int index, int z) {
        return z < minZ[index] ? z - minZ[index] : Math.max(0, z - maxZ[index]);
    }

    int rounding(int index) {
        return rounding[index];
    }

    /** Whether a disc there covers part of the obstacle's outline; touching does not count. */
    boolean overlaps(int index, int x, int z, int radius) {
        long dx = fromCoreX(index, x);
        long dz = fromCoreZ(index, z);
        long reach = (long) rounding[index] + radius;
        return dx * dx + dz * dz < reach * reach;
    }

    private char[] fillCells() {
        for (int i = 0; i < count; i++) {
            for (int cellZ = firstCell(lowZ(i), originZ); cellZ <= lastCell(highZ(i), originZ); cellZ++) {
                for (int cellX = firstCell(lowX(i), originX); cellX <= lastCell(highX(i), originX); cellX++) {
                    cellStarts[cellZ * CELLS_ALONG + cellX + 1]++;
                }
            }
        }
        for (int cell = 1; cell < cellStarts.length; cell++) {
            cellStarts[cell] += cellStarts[cell - 1];
        }
        char[] lists = new char[cellStarts[cellStarts.length - 1]];
        int[] next = cellStarts.clone();
        for (int i = 0; i < count; i++) {
            for (int cellZ = firstCell(lowZ(i), originZ); cellZ <= lastCell(highZ(i), originZ); cellZ++) {
                for (int cellX = firstCell(lowX(i), originX); cellX <= lastCell(highX(i), originX); cellX++) {
                    lists[next[cellZ * CELLS_ALONG + cellX]++] = (char) i;
                }
            }
        }
        return lists;
    }

    /** The first cell with a point that is less than {@link #REACH} below that edge. */
    private int firstCell(int lowEdge, int origin) {
        return (int) ((long) lowEdge - origin >> cellShift);
    }

    private int lastCell(int highEdge, int origin) {
        return (int) ((long) highEdge - origin + 2 * REACH >> cellShift);
    }
}
