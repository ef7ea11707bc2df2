package io.darkages.engine.ghost;

import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.space.Origin;

/**
 * A {@link QuantisedState} place in world terms, in one long: x and z in 22 bits of 1/64 m from the world's centre
 * (±32,768 m), y in 14 bits (0 to 256 m), flags in 6. Origins are whole metres, so moving a place from one zone's terms
 * to another's changes no bit of what it means.
 */
public final class WorldPlace {

    private static final int ACROSS_BITS = 22;
    private static final int Y_SHIFT = 2 * ACROSS_BITS;
    private static final int FLAGS_SHIFT = Y_SHIFT + QuantisedState.VERTICAL_BITS;
    private static final long ACROSS_MASK = (1L << ACROSS_BITS) - 1;

    /** What 17 bits of 1/64 m hold. */
    private static final int REACH = 1 << QuantisedState.HORIZONTAL_BITS - 1;

    private WorldPlace() {}

    /** The world's terms of a place that is told from an origin. */
    public static long of(long place, Origin origin) {
        return QuantisedState.x(place) + origin.xSixtyFourths() & ACROSS_MASK
                | (QuantisedState.z(place) + origin.zSixtyFourths() & ACROSS_MASK) << ACROSS_BITS
                | (long) QuantisedState.y(place) << Y_SHIFT
                | (long) QuantisedState.flags(place) << FLAGS_SHIFT;
    }

    /** Whether a zone of that origin can tell of it. */
    public static boolean isWithinReach(long worldPlace, Origin origin) {
        return isNear(x(worldPlace) - origin.xSixtyFourths()) && isNear(z(worldPlace) - origin.zSixtyFourths());
    }

    private static boolean isNear(int sixtyFourths) {
        return sixtyFourths >= -REACH && sixtyFourths < REACH;
    }

    /** The place as a zone of that origin tells it; only for those {@link #isWithinReach}. */
    public static long toldFrom(long worldPlace, Origin origin) {
        return QuantisedState.place(
                x(worldPlace) - origin.xSixtyFourths(),
                y(worldPlace),
                z(worldPlace) - origin.zSixtyFourths(),
                flags(worldPlace));
    }

    /** 1/64 m from the world's centre, as z. */
    public static int x(long worldPlace) {
        return (int) (worldPlace << Long.SIZE - ACROSS_BITS >> Long.SIZE - ACROSS_BITS);
    }

    public static int z(long worldPlace) {
        return (int) (worldPlace << Long.SIZE - Y_SHIFT >> Long.SIZE - ACROSS_BITS);
    }

    public static int y(long worldPlace) {
        return (int) (worldPlace >>> Y_SHIFT) & (1 << QuantisedState.VERTICAL_BITS) - 1;
    }

    public static int flags(long worldPlace) {
        return (int) (worldPlace >>> FLAGS_SHIFT);
    }
}
