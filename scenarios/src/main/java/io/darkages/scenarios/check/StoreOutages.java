package io.darkages.scenarios.check;

/**
 * The times of which the hot store may have kept nothing, as the plan says: while it was away from any zone, and before
 * that what it may forget of what it had acknowledged, by a crash or a failover. Disjoint, in order. Immutable.
 */
public final class StoreOutages {

    /** It never is. */
    public static final StoreOutages NONE = new StoreOutages();

    /** From and until, by turns. */
    private final long[] nanos;

    /** @param fromAndUntilNanos virtual times, by turns the beginning and the end of an outage; growing */
    public StoreOutages(long... fromAndUntilNanos) {
        nanos = fromAndUntilNanos.clone();
        for (int i = 1; i < nanos.length; i++) {
            if (nanos[i] < nanos[i - 1]) {
                throw new IllegalArgumentException("outages are not in order: " + nanos[i] + " after " + nanos[i - 1]);
            }
        }
        if (nanos.length % 2 != 0) {
            throw new IllegalArgumentException("an outage has no end: " + nanos.length + " times");
        }
    }

    /** How much of the time between the two belongs to outages. */
    public long awayNanos(long fromNanos, long untilNanos) {
        long away = 0;
        for (int i = 0; i < nanos.length; i += 2) {
            away += Math.max(0, Math.min(nanos[i + 1], untilNanos) - Math.max(nanos[i], fromNanos));
        }
        return away;
    }
}
