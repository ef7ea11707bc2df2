package io.darkages.engine.planted;

/** Engine reaching outward to the simulator. */
public final class UsesSimulator {
    io.darkages.sim.planted.UsesGameRules reached;
}
