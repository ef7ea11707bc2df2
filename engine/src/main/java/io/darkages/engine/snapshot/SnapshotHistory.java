package io.darkages.engine.snapshot;

import io.darkages.engine.space.Origin;

/**
 * The last {@value #TICKS} ticks of every slot's quantised state. Written once per tick, read by the
 * encoder for every viewer (a baseline is a tick number, never a copy) and by the rewind, which rebuilds
 * what a client drew. Places are told from the zone's origin.
 *
 * <p>A baseline may be at most {@value #MAX_BASELINE_AGE} ticks old (the original design's 60 frames); the
 * ring is a power of two above the original design's 120 ticks of position history. Not thread-safe; allocates only in the constructor.
 */
public final class SnapshotHistory {

    public static final int TICKS = 128;
    public static final int MAX_BASELINE_AGE = 60;

    private final int capacity;
    /** Place and motion of each tick and slot, side by side: one cache line for both. */
    private final long[] states;

    private Origin origin;

    /** Of the only zone of a world. */
    public SnapshotHistory(int capacity) {
        this(capacity, Origin.WORLD_CENTRE);
    }

    /**
     * @param capacity entity slots
     */
    public SnapshotHistory(int capacity, Origin origin) {
        this.capacity = capacity;
        this.origin = origin;
        states = new long[2 * TICKS * capacity];
    }

    /** What the places here are told from. */
    public Origin origin() {
        return origin;
    }

    /** The zone serves elsewhere from now on. What was recorded before means nothing to anybody any more. */
    public void moveTo(Origin other) {
        origin = other;
    }

    public void record(int tick, int slot, long place, long motion) {
        int at = index(tick, slot);
        states[at] = place;
        states[at + 1] = motion;
    }

    /** Where a slot's state of that tick lies, for {@link #placeAt} and {@link #motionAt}. */
    public int index(int tick, int slot) {
        return 2 * ((tick & TICKS - 1) * capacity + slot);
    }

    public long placeAt(int index) {
        return states[index];
    }

    public long motionAt(int index) {
        return states[index + 1];
    }
}
