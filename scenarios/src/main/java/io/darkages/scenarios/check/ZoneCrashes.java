package io.darkages.scenarios.check;

import java.util.Arrays;

/** When the process of a world's only zone lost its memory, whatever its number: a plan's own words. Immutable. */
public final class ZoneCrashes implements HostCrashes {

    private final long[] nanos;

    /** @param crashNanos virtual times, in any order */
    public ZoneCrashes(long... crashNanos) {
        nanos = crashNanos.clone();
        Arrays.sort(nanos);
    }

    @Override
    public long firstFrom(int host, long fromNanos) {
        for (long each : nanos) {
            if (each >= fromNanos) {
                return each;
            }
        }
        return NEVER;
    }
}
