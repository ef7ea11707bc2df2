package io.darkages.engine.space;

import io.darkages.engine.math.FixedPoint;
import java.util.Arrays;

/**
 * Entities by place: a dense grid of 10 m cells (the original design's cell size) over ±1,024 m around a zone's
 * origin, kept up to date step by step. Each cell heads a doubly linked list of entity slots, and each row of cells has a
 * bitmap of the occupied ones, so that a query walks over occupied cells only.
 *
 * <p>Positions are Q16.16 metres of the world. Those beyond ±1,024 m from the origin are kept exactly and filed in the cells at the
 * border, so queries are right there too, only slower. Memory: 92 KiB for the grid and 14 bytes for each
 * slot. Allocates nothing after construction; not thread-safe.
 */
public final class SpatialHash {

    /** Slots are below this: they are kept in 16 bits, one value of which says "none". */
    public static final int MOST_SLOTS = 65_535;

    private static final int CELL_SIZE = 10 * FixedPoint.ONE;
    private static final int HALF_SIZE = 1_024 * FixedPoint.ONE;
    private static final int CELLS_ALONG = (2 * HALF_SIZE + CELL_SIZE - 1) / CELL_SIZE;
    private static final int WORDS_ALONG = (CELLS_ALONG + 63) / 64;

    private static final char NONE = 65_535;

    private final char[] heads = new char[CELLS_ALONG * CELLS_ALONG];
    private final long[] occupied = new long[CELLS_ALONG * WORDS_ALONG];

    private final int[] x;
    private final int[] z;
    private final char[] next;
    private final char[] previous;
    /** The cell of each slot, or {@link #NONE} for a slot that is not in. */
    private final char[] cell;

    /** Where the grid begins. */
    private long lowX;

    private long lowZ;

    private int size;

    /** Around the world's centre. */
    public SpatialHash(int capacity) {
        this(capacity, Origin.WORLD_CENTRE);
    }

    /**
     * @param capacity slots are 0 to {@code capacity - 1}
     */
    public SpatialHash(int capacity, Origin origin) {
        if (capacity < 1 || capacity > MOST_SLOTS) {
            throw new IllegalArgumentException("capacity " + capacity + " is not within 1 to " + MOST_SLOTS);
        }
        x = new int[capacity];
        z = new int[capacity];
        next = new char[capacity];
        previous = new char[capacity];
        cell = new char[capacity];
        Arrays.fill(heads, NONE);
        Arrays.fill(cell, NONE);
        moveTo(origin);
    }

    /**
     * Puts the grid elsewhere.
     *
     * @throws IllegalStateException unless it is empty
     */
    public void moveTo(Origin origin) {
        if (size > 0) {
            throw new IllegalStateException(size + " entities are in the grid that is to move");
        }
        lowX = (long) origin.x() - HALF_SIZE;
        lowZ = (long) origin.z() - HALF_SIZE;
    }

    /** Entities in the grid. */
    public int size() {
        return size;
    }

    public boolean contains(int slot) {
        return cell[slot] != NONE;
    }

    /**
     * @throws IllegalStateException if the slot is in already
     */
    public void insert(int slot, int x, int z) {
        if (cell[slot] != NONE) {
            throw new IllegalStateException("slot " + slot + " is in cell " + (int) cell[slot] + " already");
        }
        this.x[slot] = x;
        this.z[slot] = z;
        link(slot, cellAt(x, z));
        size++;
    }

    /**
     * Cheap while the cell stays the same.
     *
     * @throws IllegalStateException if the slot is not in
     */
    public void move(int slot, int x, int z) {
        requireIn(slot);
        this.x[slot] = x;
        this.z[slot] = z;
        int target = cellAt(x, z);
        if (target != cell[slot]) {
            unlink(slot);
            link(slot, target);
        }
    }

    /**
     * @throws IllegalStateException if the slot is not in
     */
    public void remove(int slot) {
        requireIn(slot);
        unlink(slot);
        cell[slot] = NONE;
        size--;
    }

    /**
     * The slots within {@code radius} of a point, the rim included, measured exactly on the positions kept.
     * Their order depends only on the calls made so far: rows of cells from low z to high, cells from low x
     * to high, and in a cell the last that entered it first.
     *
     * @param radius Q16.16 metres, not negative
     * @param out must have room for {@link #size()} slots, so that no answer is ever cut
     * @return how many slots were written to the front of {@code out}
     * @throws IllegalArgumentException if {@code out} is shorter than {@link #size()}
     */
    public int query(int x, int z, int radius, int[] out) {
        if (out.length < size) {
            throw new IllegalArgumentException("room for " + out.length + " slots, but " + size + " are in");
        }
        long radiusSquared = (long) radius * radius;
        int firstColumn = column((long) x - radius - lowX);
        int lastColumn = column((long) x + radius - lowX);
        int lastRow = column((long) z + radius - lowZ);
        int found = 0;
        for (int row = column((long) z - radius - lowZ); row <= lastRow; row++) {
            for (int word = firstColumn >> 6; word <= lastColumn >> 6; word++) {
                long bits = occupied[row * WORDS_ALONG + word];
                if (word == firstColumn >> 6) {
                    bits &= -1L << firstColumn;
                }
                if (word == lastColumn >> 6) {
                    bits &= -1L >>> ~lastColumn;
                }
                int firstCell = row * CELLS_ALONG + (word << 6);
                while (bits != 0) {
                    int slot = heads[firstCell + Long.numberOfTrailingZeros(bits)];
                    bits &= bits - 1;
                    do {
                        long dx = (long) this.x[slot] - x;
                        long dz = (long) this.z[slot] - z;
                        if (dx * dx + dz * dz <= radiusSquared) {
                            out[found++] = slot;
                        }
                        slot = next[slot];
                    } while (slot != NONE);
                }
            }
        }
        return found;
    }

    private void requireIn(int slot) {
        if (cell[slot] == NONE) {
            throw new IllegalStateException("slot " + slot + " is not in the grid");
        }
    }

    private void link(int slot, int target) {
        char head = heads[target];
        next[slot] = head;
        previous[slot] = NONE;
        if (head == NONE) {
            int row = target / CELLS_ALONG;
            int column = target - row * CELLS_ALONG;
            occupied[row * WORDS_ALONG + (column >> 6)] |= 1L << column;
        } else {
            previous[head] = (char) slot;
        }
        heads[target] = (char) slot;
        cell[slot] = (char) target;
    }

    private void unlink(int slot) {
        char before = previous[slot];
        char after = next[slot];
        if (after != NONE) {
            previous[after] = before;
        }
        if (before != NONE) {
            next[before] = after;
            return;
        }
        int source = cell[slot];
        heads[source] = after;
        if (after == NONE) {
            int row = source / CELLS_ALONG;
            int column = source - row * CELLS_ALONG;
            occupied[row * WORDS_ALONG + (column >> 6)] &= ~(1L << column);
        }
    }

    private int cellAt(int x, int z) {
        return column(z - lowZ) * CELLS_ALONG + column(x - lowX);
    }

    /** Rises with the way into the grid and stays within it, so a range of places is a range of columns. */
    private static int column(long wayIn) {
        long inside = Math.max(0, Math.min(wayIn, 2L * HALF_SIZE - 1));
        return (int) inside / CELL_SIZE;
    }
}
