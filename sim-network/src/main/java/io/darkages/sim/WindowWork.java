package io.darkages.sim;

/** What one thread runs to a window's end without a look at anything else: a host, or hosts that are close together. */
interface WindowWork {

    /**
     * Handles all that begins before the window's end.
     *
     * @param out takes what leaves for others
     */
    void runWindow(long endNanos, Departures out);
}
