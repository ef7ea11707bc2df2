package io.darkages.scenarios.run;

/** Told how far a run is. */
@FunctionalInterface
public interface ProgressListener {

    /** Nobody listens. */
    ProgressListener NONE = (virtualNanos, durationNanos, events) -> {};

    /**
     * @param virtualNanos virtual time that has passed
     * @param durationNanos virtual time that the run will take
     * @param events events handled so far
     */
    void progressed(long virtualNanos, long durationNanos, long events);
}
