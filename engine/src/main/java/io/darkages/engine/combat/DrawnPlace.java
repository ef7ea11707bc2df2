package io.darkages.engine.combat;

import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.space.Origin;

/**
 * Where a remote entity is drawn, from one or two of the states that a client was told: the one function of drawing,
 * which the client uses for its screen and the server for rebuilding what was on it. Integers only, so both get the
 * same to the last bit from the same states and the same time.
 *
 * <p>States are told from a zone's origin; what is drawn from them lies in the world.
 *
 * <p>Times are server ticks in Q8 ({@value #TICK_FRACTION_BITS} bits of fraction), at least 0 and below 2^39. A place
 * runs ahead of its newest state for at most {@value #MAX_EXTRAPOLATION_TICKS} ticks and stands still after that. The
 * result is in the fields; not thread-safe.
 */
public final class DrawnPlace {

    /** Bits of fraction of a time of drawing: it is rounded down to 1/256 tick before anything is drawn. */
    public static final int TICK_FRACTION_BITS = 8;

    /** How far behind the server's clock a client draws: the original design's 100 ms. */
    public static final int DELAY_TICKS = 6;

    /** The original design's 250 ms. */
    public static final int MAX_EXTRAPOLATION_TICKS = 15;

    private static final int MAX_EXTRAPOLATION_Q8 = MAX_EXTRAPOLATION_TICKS << TICK_FRACTION_BITS;

    /** 1/64 m that 1/256 m/s make in a tick: 1/240; a Q16.16 metre has 1,024 of them. */
    private static final int TICKS_PER_STEP = 240;

    /** 1/64 m to Q16.16 m. */
    private static final int POSITION_SHIFT = 10;

    /** Drawn position of the feet in the world, Q16.16 metres. */
    public int x;

    public int y;
    public int z;

    /** What it was made from. */
    public DrawMode mode = DrawMode.AT;

    /** Tick of the only state, or of the older one. */
    public int tickA;

    /** Tick of the newer state; {@link #tickA} where there is only one. */
    public int tickB;

    // What the states drawn from are told from.
    private int originX;
    private int originZ;

    /** Draws states of a zone with that origin from now on; at first it is the world's centre. */
    public DrawnPlace of(Origin origin) {
        originX = origin.x();
        originZ = origin.z();
        return this;
    }

    /** Takes over what another one drew. */
    public DrawnPlace copyFrom(DrawnPlace other) {
        x = other.x;
        y = other.y;
        z = other.z;
        mode = other.mode;
        tickA = other.tickA;
        tickB = other.tickB;
        return this;
    }

    /** The first time that is not before that tick. */
    public static long startQ8(int tick) {
        return (long) tick << TICK_FRACTION_BITS;
    }

    /** At a state's place. */
    public void at(int tick, long place) {
        from(DrawMode.AT, tick, tick);
        put(place);
    }

    /**
     * Between two states.
     *
     * @param earlier tick of the older state; not after the time
     * @param later tick of the newer state; after the time
     */
    public void between(int earlier, long earlierPlace, int later, long laterPlace, long timeQ8) {
        from(DrawMode.BETWEEN, earlier, later);
        put(earlierPlace);
        long passed = timeQ8 - startQ8(earlier);
        long span = startQ8(later) - startQ8(earlier);
        x += share(QuantisedState.x(laterPlace) - QuantisedState.x(earlierPlace), passed, span);
        y += share(QuantisedState.y(laterPlace) - QuantisedState.y(earlierPlace), passed, span);
        z += share(QuantisedState.z(laterPlace) - QuantisedState.z(earlierPlace), passed, span);
    }

    /**
     * Ahead of a state along its velocity; who stands on something does not sink, and nobody falls below the ground.
     *
     * @param tick of the state; not after the time
     */
    public void ahead(int tick, long place, long motion, long timeQ8) {
        from(DrawMode.AHEAD, tick, tick);
        put(place);
        long passed = passed(tick, timeQ8);
        x += travel(QuantisedState.vx(motion), passed);
        z += travel(QuantisedState.vz(motion), passed);
        if ((QuantisedState.flags(place) & QuantisedState.FLAG_GROUNDED) == 0) {
            y = Math.max(0, y + travel(QuantisedState.vy(motion), passed));
        }
    }

    /** Whether a way between states of those ticks is fresh enough to be gone on with. */
    public static boolean leadsOn(int earlier, int later) {
        return later - earlier > 0 && later - earlier <= MAX_EXTRAPOLATION_TICKS;
    }

    /**
     * Ahead of the second of two places that {@linkplain #leadsOn lead on}, at its height.
     *
     * @param later tick of the newer state; not after the time
     */
    public void aheadOfTwo(int earlier, long earlierPlace, int later, long laterPlace, long timeQ8) {
        from(DrawMode.AHEAD_OF_TWO, earlier, later);
        put(laterPlace);
        long passed = passed(later, timeQ8);
        long span = startQ8(later) - startQ8(earlier);
        x += share(QuantisedState.x(laterPlace) - QuantisedState.x(earlierPlace), passed, span);
        z += share(QuantisedState.z(laterPlace) - QuantisedState.z(earlierPlace), passed, span);
    }

    private void from(DrawMode newMode, int earlier, int later) {
        mode = newMode;
        tickA = earlier;
        tickB = later;
    }

    private void put(long place) {
        x = originX + (QuantisedState.x(place) << POSITION_SHIFT);
        y = QuantisedState.y(place) << POSITION_SHIFT;
        z = originZ + (QuantisedState.z(place) << POSITION_SHIFT);
    }

    private static long passed(int tick, long timeQ8) {
        return Math.min(timeQ8 - startQ8(tick), MAX_EXTRAPOLATION_Q8);
    }

    private static int share(int difference, long passed, long span) {
        return (int) (((long) difference << POSITION_SHIFT) * passed / span);
    }

    private static int travel(int velocity, long ticksQ8) {
        // Divided with 8 bits more than the time has: so what the division cuts off is no part of the result.
        return (int) ((velocity * ticksQ8 << POSITION_SHIFT + 8) / TICKS_PER_STEP >> 16);
    }
}
