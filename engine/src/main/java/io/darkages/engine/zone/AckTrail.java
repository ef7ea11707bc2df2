package io.darkages.engine.zone;

import java.util.Arrays;

/**
 * Which snapshot a client had at which of its last inputs, as its batches told: so that it can't draw an attack's
 * target as if it had not been told what it was. Sequences and ticks are compared by difference and may wrap. Not
 * thread-safe; allocates only when made.
 */
final class AckTrail {

    /** Batches kept: longer than an input waits for its turn. */
    static final int BATCHES = 16;

    /** Nothing is known. */
    static final int NO_TICK = 0;

    private final int[] sequences = new int[BATCHES];
    private final int[] ticks = new int[BATCHES];
    private int newest;
    private int count;

    /** A new session. */
    void clear() {
        count = 0;
        Arrays.fill(ticks, NO_TICK);
    }

    /**
     * A batch came; one that is late is not noted.
     *
     * @param sequence its newest input
     * @param tick of the newest snapshot that it acknowledges
     */
    void acknowledged(int sequence, int tick) {
        if (count > 0 && sequence - sequences[newest] <= 0) {
            return;
        }
        newest = newest + 1 & BATCHES - 1;
        sequences[newest] = sequence;
        ticks[newest] = tick;
        count = Math.min(BATCHES, count + 1);
    }

    /** Tick of the newest snapshot that the client surely had when it made that input, or {@link #NO_TICK}. */
    int knownBefore(int sequence) {
        for (int back = 0; back < count; back++) {
            int at = newest - back & BATCHES - 1;
            if (sequences[at] - sequence < 0) {
                return ticks[at];
            }
        }
        return NO_TICK;
    }
}
