package io.darkages.engine.ghost;

import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.random.Mix;
import java.util.Arrays;

/**
 * States of ghosts in the last {@value #TICKS} ticks of their owners, as told; in between there is none. Places are told
 * from this zone's origin. Ticks are 1 and above. Allocates only when made.
 */
public final class GhostHistory {

    /** As long as a zone keeps those of its own entities. */
    public static final int TICKS = 128;

    /** No state. */
    public static final int NO_TICK = 0;

    private final int[] ticks;
    private final long[] places;
    private final long[] motions;
    private final int[] newest;

    GhostHistory(int capacity) {
        ticks = new int[capacity * TICKS];
        places = new long[capacity * TICKS];
        motions = new long[capacity * TICKS];
        newest = new int[capacity];
    }

    void clear(int ghost) {
        newest[ghost] = NO_TICK;
        Arrays.fill(ticks, ghost * TICKS, (ghost + 1) * TICKS, NO_TICK);
    }

    /** Keeps a state, also one that comes late; false if it is older than what is kept. */
    boolean put(int ghost, int tick, long place, long motion) {
        if (newest[ghost] - tick >= TICKS) {
            return false;
        }
        int at = index(ghost, tick);
        ticks[at] = tick;
        places[at] = place;
        motions[at] = motion;
        newest[ghost] = Math.max(newest[ghost], tick);
        return true;
    }

    private static int index(int ghost, int tick) {
        return ghost * TICKS + (tick & TICKS - 1);
    }

    /** Tick of the newest state, or {@link #NO_TICK}. */
    public int newestTick(int ghost) {
        return newest[ghost];
    }

    /** Whether the state of that tick is kept. */
    public boolean has(int ghost, int tick) {
        return tick >= 1 && newest[ghost] - tick < TICKS && ticks[index(ghost, tick)] == tick;
    }

    /** Tick of the newest state that is not after that one, or {@link #NO_TICK}. */
    public int tickAtOrBefore(int ghost, int tick) {
        int oldest = Math.max(1, newest[ghost] - TICKS + 1);
        for (int each = Math.min(tick, newest[ghost]); each >= oldest; each--) {
            if (ticks[index(ghost, each)] == each) {
                return each;
            }
        }
        return NO_TICK;
    }

    /** Tick of the oldest state that is after that one, or {@link #NO_TICK}. */
    public int tickAfter(int ghost, int tick) {
        for (int each = Math.max(tick + 1, newest[ghost] - TICKS + 1); each <= newest[ghost]; each++) {
            if (each >= 1 && ticks[index(ghost, each)] == each) {
                return each;
            }
        }
        return NO_TICK;
    }

    /** Place of a state that it {@link #has}. */
    public long place(int ghost, int tick) {
        return places[index(ghost, tick)];
    }

    /** Motion of a state that it {@link #has}. */
    public long motion(int ghost, int tick) {
        return motions[index(ghost, tick)];
    }

    void draw(int ghost, long timeQ8, DrawnPlace into) {
        int before = tickAtOrBefore(ghost, (int) (timeQ8 >> DrawnPlace.TICK_FRACTION_BITS));
        int after = tickAfter(ghost, before == NO_TICK ? 0 : before);
        if (before == NO_TICK) {
            into.at(after, place(ghost, after));
        } else if (after == NO_TICK) {
            into.ahead(before, place(ghost, before), motion(ghost, before), timeQ8);
        } else {
            into.between(before, place(ghost, before), after, place(ghost, after), timeQ8);
        }
    }

    long fold(long hash, int ghost) {
        int tick = newest[ghost];
        return Mix.fold(Mix.fold(Mix.fold(hash, tick), place(ghost, tick)), motion(ghost, tick));
    }
}
