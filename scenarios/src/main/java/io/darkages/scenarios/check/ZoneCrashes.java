package io.darkages.scenarios.check;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * When the zone lost its memory, as the plan says: what a new incarnation of it may explain. Immutable.
 */
public final class ZoneCrashes {

    /** It never does. */
    public static final ZoneCrashes NONE = new ZoneCrashes();

    private final long[] nanos;

    /** @param crashNanos virtual times, in any order */
    public ZoneCrashes(long... crashNanos) {
        nanos = crashNanos.clone();
        Arrays.sort(nanos);
    }

    /** Whether there was one after the first time and not after the second. */
    boolean isBetween(long afterNanos, long untilNanos) {
        OptionalLong first = firstFrom(afterNanos);
        return first.isPresent() && first.getAsLong() <= untilNanos;
    }

    /** The first one at or after that time. */
    OptionalLong firstFrom(long fromNanos) {
        for (long each : nanos) {
            if (each >= fromNanos) {
                return OptionalLong.of(each);
            }
        }
        return OptionalLong.empty();
    }
}
