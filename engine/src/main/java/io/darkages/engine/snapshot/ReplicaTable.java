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

    private int[] entity = new int[0];
    /** Ring position of the newest state, and how many there are. */
    private byte[] newest = new byte[0];

    private byte[] count = new byte[0];
    private int[] ticks = new int[0];
    private long[] places = new long[0];
    private long[] motions = new long[0];
    /** Bit k: ring position k has a motion. */
    private short[] hasMotion = new short[0];

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
        return index < end ? entity[index] : EntityTable.NO_ENTITY;
    }

    /** States kept of the index, 0 to {@value #STATES}. */
    public int stateCount(int index) {
        return count[index];
    }

    /**
     * Where a kept state lies, for the accessors below.
     *
     * @param back 0 for the newest, up to {@link #stateCount} - 1
     */
    public int state(int index, int back) {
        int position = newest[index] - back;
        return index * STATES + (position < 0 ? position + STATES : position);
    }

    public int tickAt(int state) {
        return ticks[state];
    }

    public long placeAt(int state) {
        return places[state];
    }

    public long motionAt(int state) {
        return motions[state];
    }

    /** Whether the state came with its motion; without, the motion is 0. */
    public boolean hasMotionAt(int state) {
        return (hasMotion[state / STATES] >>> state % STATES & 1) != 0;
    }

    /** The state of that tick, or -1 if it is not kept. */
    int find(int index, int tick) {
        for (int back = 0; back < count[index]; back++) {
            int state = state(index, back);
            if (ticks[state] == tick) {
                return state;
            }
        }
        return -1;
    }

    /** Begins the life of an entity at an index, if it is not already there. */
    void adopt(int index, int entityId) {
        if (index >= end) {
            grow(index + 1);
        }
        if (entity[index] != entityId) {
            liveCount += entity[index] == EntityTable.NO_ENTITY ? 1 : 0;
            entity[index] = entityId;
            count[index] = 0;
        }
    }

    void add(int index, int tick, long place, long motion, boolean withMotion) {
        int position = newest[index] + 1 == STATES ? 0 : newest[index] + 1;
        newest[index] = (byte) position;
        count[index] = (byte) Math.min(STATES, count[index] + 1);
        int state = index * STATES + position;
        ticks[state] = tick;
        places[state] = place;
        motions[state] = motion;
        int bit = 1 << position;
        hasMotion[index] = (short) (withMotion ? hasMotion[index] | bit : hasMotion[index] & ~bit);
    }

    void remove(int index) {
        if (index < end && entity[index] != EntityTable.NO_ENTITY) {
            entity[index] = EntityTable.NO_ENTITY;
            count[index] = 0;
            liveCount--;
        }
    }

    /** Forgets everything: a new session tells of everything anew. */
    public void clear() {
        Arrays.fill(entity, EntityTable.NO_ENTITY);
        Arrays.fill(count, (byte) 0);
        end = 0;
        liveCount = 0;
    }

    private void grow(int needed) {
        if (needed > entity.length) {
            int length = Math.min(Viewer.MAX_VISIBLE, (needed + GROWTH - 1) / GROWTH * GROWTH);
            entity = Arrays.copyOf(entity, length);
            newest = Arrays.copyOf(newest, length);
            count = Arrays.copyOf(count, length);
            hasMotion = Arrays.copyOf(hasMotion, length);
            ticks = Arrays.copyOf(ticks, length * STATES);
            places = Arrays.copyOf(places, length * STATES);
            motions = Arrays.copyOf(motions, length * STATES);
        }
        end = needed;
    }
}
