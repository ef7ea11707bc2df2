package io.darkages.sim;

/** Told after each window, on the thread that called {@link Simulation#run}, while no host runs. */
@FunctionalInterface
public interface WindowListener {

    /** A listener that does nothing. */
    WindowListener NONE = virtualNanos -> {};

    /**
     * @param virtualNanos end of the window: every event before it has been handled, none at or after it
     */
    void windowEnded(long virtualNanos);
}
