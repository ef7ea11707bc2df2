package io.darkages.engine.snapshot;

/**
 * What a {@link Viewer} knows of an index's baseline, in one long: [tick of the baseline 32][with motion 1][sends when
 * it was sent 5][sends 5], sends mod 32.
 */
final class Baseline {

    /** Tick of none. Ticks start at 1. */
    static final int NO_TICK = 0;

    private static final int SENDS_MASK = 31;
    private static final int SENDS_THEN_SHIFT = 5;
    private static final int MOTION_SHIFT = 10;

    private Baseline() {}

    /** Tick of the state that the client has acknowledged, {@link #NO_TICK} without one. */
    static int tick(long baseline) {
        return (int) (baseline >>> 32);
    }

    static long withTick(long baseline, int tick) {
        return (long) tick << 32 | baseline & 0xFFFF_FFFFL;
    }

    /** Whether it was told with its motion. */
    static boolean hasMotion(long baseline) {
        return (baseline >>> MOTION_SHIFT & 1) != 0;
    }

    /** Sends of the index, mod 32. */
    static int sends(long baseline) {
        return (int) baseline & SENDS_MASK;
    }

    /** Sends of the index since its baseline was sent, mod 32. */
    static int sendsSince(long baseline) {
        return (int) (baseline - (baseline >>> SENDS_THEN_SHIFT)) & SENDS_MASK;
    }

    /** The index is sent once more. */
    static long sent(long baseline) {
        long counted = baseline & ~SENDS_MASK | sends(baseline) + 1 & SENDS_MASK;
        // The count went round: too long ago to be told apart.
        return sendsSince(counted) == 0 ? withTick(counted, NO_TICK) : counted;
    }

    /** The client has acknowledged what a snapshot of that tick told, as its {@link SentBook} entry has it. */
    static long acknowledged(long baseline, int tick, int entry) {
        return (long) tick << 32
                | (SentBook.hasMotion(entry) ? 1 << MOTION_SHIFT : 0)
                | SentBook.sends(entry) << SENDS_THEN_SHIFT
                | sends(baseline);
    }
}
