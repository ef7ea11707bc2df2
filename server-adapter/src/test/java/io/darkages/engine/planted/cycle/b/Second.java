package io.darkages.engine.planted.cycle.b;

/** The other half of a cycle. */
public final class Second {
    io.darkages.engine.planted.cycle.a.First reached;
}
