package io.darkages.engine.snapshot;

/**
 * The last {@value #TICKS} ticks of every slot's quantised state. Written once per tick, read by the
 * encoder for every viewer: a baseline is a tick number, never a copy.
 *
 * <p>A baseline may be at most {@value #MAX_BASELINE_AGE} ticks old (the original design's 60 frames);
 * the ring is a power of two above that. Not thread-safe; allocates only in the constructor.
 */
public final class SnapshotHistory {

    public static final int TICKS = 64;
    public static final int MAX_BASELINE_AGE = 60;

    private final int capacity;
    private final long[] places;
    private final long[] motions;

    /**
     * @param capacity entity slots
     */
    public SnapshotHistory(int capacity) {
        this.capacity = capacity;
        places = new long[TICKS * capacity];
        motions = new long[TICKS * capacity];
    }

    public void record(int tick, int slot, long place, long motion) {
        int at = index(tick, slot);
        places[at] = place;
        motions[at] = motion;
    }

    /** Where a slot's state of that tick lies, for {@link #placeAt} and {@link #motionAt}. */
    public int index(int tick, int slot) {
        return (tick & TICKS - 1) * capacity + slot;
    }

    public long placeAt(int index) {
        return places[index];
    }

    public long motionAt(int index) {
        return motions[index];
    }
}
