package io.darkages.engine.planted;

/** Engine reaching outward to the scenarios. */
public final class UsesScenarios {
    io.darkages.scenarios.planted.UsesReports reached;
}
