package io.darkages.scenarios.check;

/**
 * When hosts lost their memory, by their index, as the plan says and the simulator carried it out. What has not struck
 * yet is not known. Answers cost no allocation.
 */
@FunctionalInterface
public interface HostCrashes {

    /** No crash is known. */
    long NEVER = Long.MAX_VALUE;

    /** None ever does. */
    HostCrashes NONE = (host, fromNanos) -> NEVER;

    /** The first virtual time, not before that one, at which that host lost its memory; {@link #NEVER} if it did not. */
    long firstFrom(int host, long fromNanos);

    /** Whether that host lost its memory from the first virtual time to the second, both included. */
    default boolean isBetween(int host, long fromNanos, long untilNanos) {
        long first = firstFrom(host, fromNanos);
        return first != NEVER && first <= untilNanos;
    }
}
