package io.darkages.engine.snapshot;

import io.darkages.engine.entity.EntityTable;
import java.util.Arrays;

/**
 * The client's mirror of the entities it is told of: for each wire index the last {@value #STATES}
 * states with their ticks. They serve twice: as baselines for residuals and for interpolation.
 *
 * <p>Columns grow in steps to {@link Viewer#MAX_VISIBLE} indices. Not thread-safe; allocates only when
 * it grows.
 */
public final class ReplicaTable {

    /** The original design's state buffer of 10. The server never names a baseline further back. */
    public static final int STATES = 10;

    private static final int GROWTH = 32;

    // Layout of an index's meta word: entity id, ring position of the newest state, how many states there
    // are, and for each position whether its state has a motion.
    private static final int NEWEST_SHIFT = 32;
    private static final int COUNT_SHIFT = 36;
    private static final int HAS_MOTION_SHIFT = 40;
    private static final int NIBBLE = 15;

    /** One word for each index. Together with the next two: three cache lines for a residual, not ten. */
    private long[] meta = new long[0];
    /** Low 16 bits of each state's tick. */
    private short[] ticks = new short[0];
    /** Place and motion of each state, side by side. */
    private long[] states = new long[0];

    private int lastTick;
    private int end;
    private int liveCount;

    /** One above the highest index ever used. */
    public int end() {
        return end;
    }

    /** Entities that exist for this client now. */
    public int liveCount() {
        return liveCount;
    }

    /** Id of the entity at the index, or {@link EntityTable#NO_ENTITY}. */
    public int entity(int index) {
        return index < end ? (int) meta[index] : EntityTable.NO_ENTITY;
    }

    /** States kept of the index, 0 to {@value #STATES}. */
    public int stateCount(int index) {
        return (int) (meta[index] >>> COUNT_SHIFT) & NIBBLE;
    }

    /**
     * Where a kept state lies, for the accessors below.
     *
     * @param back 0 for the newest, up to {@link #stateCount} - 1
     */
    public int state(int index, int back) {
        int position = newest(index) - back;
        return index * STATES + (position < 0 ? position + STATES : position);
    }

    /** Tick of a state: the last one with its 16 low bits, so at most 65,535 back. */
    public int tickAt(int state) {
        return lastTick - (lastTick - ticks[state] & 0xFFFF);
    }

    public long placeAt(int state) {
        return states[2 * state];
    }

    /** 0 where only the position was told. */
    public long motionAt(int state) {
        return states[2 * state + 1];
    }

    /** Whether the state tells velocity and heading, or only a position. */
    public boolean hasMotionAt(int state) {
        return (meta[state / STATES] >>> HAS_MOTION_SHIFT + state % STATES & 1) != 0;
    }

    /** The state of that tick, or -1 if it is not kept. */
    int find(int index, int tick) {
        int count = stateCount(index);
        int position = newest(index);
        int base = index * STATES;
        for (int left = count; left > 0; left--) {
            if (ticks[base + position] == (short) tick) {
                return base + position;
            }
            position = position == 0 ? STATES - 1 : position - 1;
        }
        return -1;
    }

    /** Begins the life of an entity at an index, if it is not already there. */
    void adopt(int index, int entityId) {
        if (index >= end) {
            grow(index + 1);
        }
        if ((int) meta[index] != entityId) {
            liveCount += (int) meta[index] == EntityTable.NO_ENTITY ? 1 : 0;
            meta[index] = entityId & 0xFFFF_FFFFL;
        }
    }

    void add(int index, int tick, long place, long motion, boolean withMotion) {
        lastTick = tick;
        long word = meta[index];
        int newest = (int) (word >>> NEWEST_SHIFT) & NIBBLE;
        int position = newest + 1 == STATES ? 0 : newest + 1;
        long count = Math.min(STATES, (word >>> COUNT_SHIFT & NIBBLE) + 1);
        long motionBit = 1L << HAS_MOTION_SHIFT + position;
        long flags = word & ~0L << HAS_MOTION_SHIFT & ~motionBit | (withMotion ? motionBit : 0);
        meta[index] = word & 0xFFFF_FFFFL | (long) position << NEWEST_SHIFT | count << COUNT_SHIFT | flags;
        int state = index * STATES + position;
        ticks[state] = (short) tick;
        states[2 * state] = place;
        states[2 * state + 1] = motion;
    }

    void remove(int index) {
        if (index < end && (int) meta[index] != EntityTable.NO_ENTITY) {
            meta[index] = EntityTable.NO_ENTITY;
            liveCount--;
        }
    }

    /** Forgets everything: a new session tells of everything anew. */
    public void clear() {
        Arrays.fill(meta, EntityTable.NO_ENTITY);
        end = 0;
        liveCount = 0;
    }

    private int newest(int index) {
        return (int) (meta[index] >>> NEWEST_SHIFT) & NIBBLE;
    }

    private void grow(int needed) {
        if (needed > meta.length) {
            int length = Math.min(Viewer.MAX_VISIBLE, (needed + GROWTH - 1) / GROWTH * GROWTH);
            meta = Arrays.copyOf(meta, length);
            ticks = Arrays.copyOf(ticks, length * STATES);
            states = Arrays.copyOf(states, 2 * length * STATES);
        }
        end = needed;
    }
}
