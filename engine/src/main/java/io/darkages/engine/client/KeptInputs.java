package io.darkages.engine.client;

import io.darkages.engine.movement.MotionState;

/**
 * Inputs that await acknowledgement, each with when it was made and the state after it: a ring in the order of their
 * sequences, which follow each other without gaps. Each takes 48 bytes. There is room for 15 at first, a quarter of a
 * second; on a slow path it doubles up to {@link Prediction#CAPACITY}, together 5.6 KiB. Allocates only when it grows.
 */
final class KeptInputs {

    /** Inputs that there is room for at first. */
    private static final int CAPACITY_FIRST = 15;

    // A row: the input, when it was made, and the state after it.
    private static final int ROW = 6;
    private static final int INPUT = 0;
    private static final int MADE_AT_NANOS = 1;
    private static final int X_AND_Z = 2;
    private static final int Y_AND_VY = 3;
    private static final int VX_AND_VZ = 4;
    private static final int POSE = 5;

    /** One row of {@value #ROW} longs for each input, so that a step touches one or two cache lines. */
    private long[] rows = new long[CAPACITY_FIRST * ROW];

    /** Inputs that there is room for now. */
    private int capacity = CAPACITY_FIRST;
    /** Ring index of the oldest entry, and how many there are; the last has sequence {@link #newest}. */
    private int oldestIndex;

    private int size;
    private int newest;
    private int mostHeld;

    /** Drops all inputs; the next one comes after that sequence. */
    void restart(int sequence) {
        size = 0;
        newest = sequence;
    }

    boolean isFull() {
        return size == Prediction.CAPACITY;
    }

    /** Keeps the next input; there must be room. */
    void add(long inputWord, long nowNanos, MotionState after) {
        if (size == capacity) {
            grow();
        }
        newest++;
        size++;
        mostHeld = Math.max(mostHeld, size);
        int row = indexOf(newest) * ROW;
        rows[row + INPUT] = inputWord;
        rows[row + MADE_AT_NANOS] = nowNanos;
        store(newest, after);
    }

    void dropOldest() {
        oldestIndex = oldestIndex + 1 == capacity ? 0 : oldestIndex + 1;
        size--;
    }

    /** Whether that input is kept. */
    boolean holds(int sequence) {
        int age = newest - sequence;
        return age >= 0 && age < size;
    }

    int size() {
        return size;
    }

    /** Sequence of the last input made, whether it is kept or not. */
    int newest() {
        return newest;
    }

    /** Sequence of the oldest input kept; one more than {@link #newest} if there is none. */
    int oldest() {
        return newest - size + 1;
    }

    /** Most inputs ever kept at a time. */
    int mostHeld() {
        return mostHeld;
    }

    /**
     * That input.
     *
     * @throws IllegalArgumentException if it is not kept, as for all that is asked of one input
     */
    long input(int sequence) {
        return rows[row(sequence) + INPUT];
    }

    /** When that input was made. */
    long madeAtNanos(int sequence) {
        return rows[row(sequence) + MADE_AT_NANOS];
    }

    /** Replaces the state after that input. */
    void store(int sequence, MotionState state) {
        int row = row(sequence);
        rows[row + X_AND_Z] = pair(state.x, state.z);
        rows[row + Y_AND_VY] = pair(state.y, state.vy);
        rows[row + VX_AND_VZ] = pair(state.vx, state.vz);
        rows[row + POSE] = pose(state);
    }

    /** The state after that input, copied. */
    void load(int sequence, MotionState state) {
        int row = row(sequence);
        state.x = (int) (rows[row + X_AND_Z] >> 32);
        state.z = (int) rows[row + X_AND_Z];
        state.y = (int) (rows[row + Y_AND_VY] >> 32);
        state.vy = (int) rows[row + Y_AND_VY];
        state.vx = (int) (rows[row + VX_AND_VZ] >> 32);
        state.vz = (int) rows[row + VX_AND_VZ];
        long pose = rows[row + POSE];
        state.yaw = (int) (pose >>> 1) & 0xFFFF;
        state.pitch = (int) (pose >> 17);
        state.grounded = (pose & 1) != 0;
    }

    /** Whether that is the state after that input. */
    boolean matches(int sequence, MotionState state) {
        int row = row(sequence);
        return rows[row + X_AND_Z] == pair(state.x, state.z)
                && rows[row + Y_AND_VY] == pair(state.y, state.vy)
                && rows[row + VX_AND_VZ] == pair(state.vx, state.vz)
                && rows[row + POSE] == pose(state);
    }

    private int row(int sequence) {
        if (!holds(sequence)) {
            throw new IllegalArgumentException("input " + sequence + " is not among the " + size + " up to " + newest);
        }
        return indexOf(sequence) * ROW;
    }

    private int indexOf(int sequence) {
        int index = oldestIndex + size - 1 - (newest - sequence);
        return index >= capacity ? index - capacity : index;
    }

    /** Doubles the room of a full ring; the oldest entry goes to the front. */
    private void grow() {
        int grown = Math.min(Prediction.CAPACITY, 2 * capacity);
        long[] longer = new long[grown * ROW];
        int front = (capacity - oldestIndex) * ROW;
        System.arraycopy(rows, oldestIndex * ROW, longer, 0, front);
        System.arraycopy(rows, 0, longer, front, oldestIndex * ROW);
        rows = longer;
        capacity = grown;
        oldestIndex = 0;
    }

    private static long pair(int high, int low) {
        return (long) high << 32 | low & 0xFFFF_FFFFL;
    }

    /** Grounded in the lowest bit, 16 bits of yaw, and the pitch with its sign. */
    private static long pose(MotionState state) {
        return (long) state.pitch << 17 | (state.yaw & 0xFFFFL) << 1 | (state.grounded ? 1 : 0);
    }
}
