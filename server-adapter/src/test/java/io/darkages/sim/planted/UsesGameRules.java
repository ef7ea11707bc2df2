package io.darkages.sim.planted;

/** Simulator that knows something of the game. */
public final class UsesGameRules {
    io.darkages.engine.planted.UsesSimulator reached;
}
