package io.darkages.engine.entity;

import io.darkages.engine.movement.MotionState;

/**
 * The zone's entities: one slot each, components in primitive columns. A slot is reused; its
 * generation tells its tenants apart, and an entity id holds both, so a stale id finds nobody.
 *
 * <p>Not thread-safe. Allocates only in the constructor.
 */
public final class EntityTable {

    /** Slots that an entity id can address: 12 bits. */
    public static final int MAX_CAPACITY = 1 << SlotBits.COUNT;

    /** No entity: generation 0 is never given out. */
    public static final int NO_ENTITY = 0;

    /** Layout of an entity id: the slot in the low bits, the generation above. */
    private static final class SlotBits {
        static final int COUNT = 12;
        static final int MASK = (1 << COUNT) - 1;
        static final int GENERATION_MASK = (1 << 32 - COUNT) - 1;
    }

    private final int capacity;
    private final int[] generation;
    private final long[] player;
    private final int[] x;
    private final int[] y;
    private final int[] z;
    private final int[] velocityX;
    private final int[] velocityY;
    private final int[] velocityZ;
    private final int[] yaw;
    private final int[] pitch;
    private final boolean[] grounded;
    private final byte[] team;

    /** Slots in use, densely, in no order that matters; and where each slot stands in it. */
    private final int[] live;

    private final int[] liveIndex;
    private int liveCount;

    private final int[] freeSlots;
    private int freeCount;

    /**
     * @param capacity slots, 1 to {@link #MAX_CAPACITY}
     */
    public EntityTable(int capacity) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException("capacity " + capacity + " is outside 1 to " + MAX_CAPACITY);
        }
        this.capacity = capacity;
        generation = new int[capacity];
        player = new long[capacity];
        x = new int[capacity];
        y = new int[capacity];
        z = new int[capacity];
        velocityX = new int[capacity];
        velocityY = new int[capacity];
        velocityZ = new int[capacity];
        yaw = new int[capacity];
        pitch = new int[capacity];
        grounded = new boolean[capacity];
        team = new byte[capacity];
        live = new int[capacity];
        liveIndex = new int[capacity];
        freeSlots = new int[capacity];
        for (int i = 0; i < capacity; i++) {
            freeSlots[i] = capacity - 1 - i;
        }
        freeCount = capacity;
    }

    /**
     * Gives an entity a slot.
     *
     * @return its id, or {@link #NO_ENTITY} when the table is full
     */
    public int create(long playerId, int teamNumber, MotionState state) {
        if (freeCount == 0) {
            return NO_ENTITY;
        }
        int slot = freeSlots[--freeCount];
        int next = generation[slot] + 1 & SlotBits.GENERATION_MASK;
        generation[slot] = next == 0 ? 1 : next;
        player[slot] = playerId;
        team[slot] = (byte) teamNumber;
        store(slot, state);
        liveIndex[slot] = liveCount;
        live[liveCount++] = slot;
        return id(slot);
    }

    /** Frees the slot of an entity that exists. */
    public void destroy(int id) {
        int slot = slot(id);
        if (!exists(id)) {
            throw new IllegalStateException("entity " + id + " does not exist");
        }
        int last = live[--liveCount];
        live[liveIndex[slot]] = last;
        liveIndex[last] = liveIndex[slot];
        // The generation moves at once, so that the old id is dead even before the slot is reused.
        int next = generation[slot] + 1 & SlotBits.GENERATION_MASK;
        generation[slot] = next == 0 ? 1 : next;
        player[slot] = 0;
        liveIndex[slot] = -1;
        freeSlots[freeCount++] = slot;
    }

    public boolean exists(int id) {
        int slot = slot(id);
        return slot < capacity
                && id >>> SlotBits.COUNT == generation[slot]
                && liveIndex[slot] < liveCount
                && liveIndex[slot] >= 0
                && live[liveIndex[slot]] == slot;
    }

    /** The slot part of an id; says nothing about whether the entity still exists. */
    public static int slot(int id) {
        return id & SlotBits.MASK;
    }

    /** The id of the slot's present tenant. */
    public int id(int slot) {
        return generation[slot] << SlotBits.COUNT | slot;
    }

    public int capacity() {
        return capacity;
    }

    public int liveCount() {
        return liveCount;
    }

    /** Slot number {@code index} of the live ones, 0 to {@link #liveCount} - 1. */
    public int liveSlot(int index) {
        return live[index];
    }

    /** Fills {@code state} from the slot's columns. */
    public void load(int slot, MotionState state) {
        state.x = x[slot];
        state.y = y[slot];
        state.z = z[slot];
        state.vx = velocityX[slot];
        state.vy = velocityY[slot];
        state.vz = velocityZ[slot];
        state.yaw = yaw[slot];
        state.pitch = pitch[slot];
        state.grounded = grounded[slot];
    }

    /** Writes {@code state} into the slot's columns. */
    public void store(int slot, MotionState state) {
        x[slot] = state.x;
        y[slot] = state.y;
        z[slot] = state.z;
        velocityX[slot] = state.vx;
        velocityY[slot] = state.vy;
        velocityZ[slot] = state.vz;
        yaw[slot] = state.yaw;
        pitch[slot] = state.pitch;
        grounded[slot] = state.grounded;
    }

    public long player(int slot) {
        return player[slot];
    }

    public int team(int slot) {
        return team[slot] & 0xFF;
    }

    /** East, Q16.16 metres from the world's centre. */
    public int x(int slot) {
        return x[slot];
    }

    /** Up, Q16.16 metres. */
    public int y(int slot) {
        return y[slot];
    }

    /** North, Q16.16 metres from the world's centre. */
    public int z(int slot) {
        return z[slot];
    }
}
