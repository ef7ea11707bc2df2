package io.darkages.engine.planted;

/** Engine with a library that nobody vouched for. */
public final class UsesLibrary {
    org.openjdk.jmh.runner.Runner reached;
}
