package io.darkages.chaos.planted;

/** Chaos that goes round the scenario file. */
public final class UsesEngine {
    io.darkages.engine.planted.UsesSimulator reached;
}
