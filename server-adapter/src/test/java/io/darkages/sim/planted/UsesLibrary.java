package io.darkages.sim.planted;

/** Simulator with a library that nobody vouched for. */
public final class UsesLibrary {
    com.fasterxml.jackson.databind.ObjectMapper reached;
}
