package io.darkages.sim;

/**
 * Hosts so close together that a window of the whole world is too long for them: within it they run in shorter ones, as
 * short as the smallest latency among them, and what they send each other arrives between those. To the rest of the
 * world they are one.
 */
final class Cluster implements WindowWork {

    private final Host[] members;
    private final long windowNanos;
    private final Host[] hosts;
    private final long[] nextNanos;
    private final Departures within = new Departures();
    private final boolean[] isMember;

    /**
     * @param members in the order of their indices
     * @param windowNanos the smallest latency of any link among them
     * @param hosts all, by index
     * @param nextNanos of all, by index: when each has something to do
     */
    Cluster(Host[] members, long windowNanos, Host[] hosts, long[] nextNanos) {
        this.members = members;
        this.windowNanos = windowNanos;
        this.hosts = hosts;
        this.nextNanos = nextNanos;
        isMember = new boolean[hosts.length];
        for (Host member : members) {
            isMember[member.index()] = true;
        }
    }

    /** Takes what members send each other. */
    Departures within() {
        return within;
    }

    /** Whether the host of that index is one of them. */
    boolean has(int host) {
        return isMember[host];
    }

    /** When any of them has something to do. */
    long earliest() {
        long least = Long.MAX_VALUE;
        for (Host member : members) {
            least = Math.min(least, nextNanos[member.index()]);
        }
        return least;
    }

    @Override
    public void runWindow(long endNanos, Departures out) {
        for (long begin = earliest(); begin < endNanos; begin = earliest()) {
            long innerEnd = Math.min(endNanos, begin + windowNanos);
            for (Host member : members) {
                if (nextNanos[member.index()] < innerEnd) {
                    member.runWindow(innerEnd, out);
                    nextNanos[member.index()] = member.nextNanos();
                }
            }
            within.deliver(hosts, nextNanos);
        }
    }
}
