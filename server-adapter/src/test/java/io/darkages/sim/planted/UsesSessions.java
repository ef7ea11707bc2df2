package io.darkages.sim.planted;

/** Simulator that reaches past the port of cryptography for the sessions. */
public final class UsesSessions {
    io.darkages.engine.transport.Endpoint reached;
}
