package io.darkages.scenarios.check;

/** When hosts lost their memory, as the plan says. Answers cost no allocation. */
@FunctionalInterface
public interface HostCrashes {

    /** None ever does. */
    HostCrashes NONE = (host, afterNanos, untilNanos) -> false;

    /** Whether that host lost its memory after the first virtual time and not after the second. */
    boolean isBetween(int host, long afterNanos, long untilNanos);
}
