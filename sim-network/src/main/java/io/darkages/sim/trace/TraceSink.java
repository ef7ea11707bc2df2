package io.darkages.sim.trace;

/** Where a simulation reports its hosts' hashes at each interval. Called between windows, while no host runs. */
@FunctionalInterface
public interface TraceSink {

    /** A sink that keeps nothing. */
    TraceSink NONE = (virtualNanos, eventHashes, stateHashes) -> {};

    /**
     * One interval has ended.
     *
     * @param virtualNanos its end; events before it are folded in, later ones are not
     * @param eventHashes for each host, by index: rolling hash of all events it has handled so far. Not to be kept
     * @param stateHashes for each host: hash of its program's state now, 0 where none runs. Not to be kept
     */
    void interval(long virtualNanos, long[] eventHashes, long[] stateHashes);
}
