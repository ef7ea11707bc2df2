package io.darkages.sim;

/** A program threw, or broke the simulator's contract. The message says how to see it again. */
public final class SimulationFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    SimulationFailure(long seed, String host, long virtualNanos, long hostEvents, Throwable cause) {
        super(
                "seed " + seed + ": host " + host + " failed at " + virtualNanos + " ns in its event number "
                        + hostEvents + ": " + cause,
                cause);
    }
}
