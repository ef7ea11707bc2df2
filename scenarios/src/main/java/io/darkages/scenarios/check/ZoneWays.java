package io.darkages.scenarios.check;

/**
 * What the plan breaks among the zones: their machines, the ways between them and their stores. Answers are the same
 * whenever they are asked for, and cost no allocation.
 */
@FunctionalInterface
public interface ZoneWays {

    /** Nothing is broken. */
    ZoneWays WHOLE = (fromNanos, untilNanos) -> true;

    /** Whether from the first virtual time to the second, both included, no fault touched anything but players. */
    boolean areWhole(long fromNanos, long untilNanos);
}
