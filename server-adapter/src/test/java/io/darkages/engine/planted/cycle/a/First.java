package io.darkages.engine.planted.cycle.a;

/** One half of a cycle. */
public final class First {
    io.darkages.engine.planted.cycle.b.Second reached;
}
