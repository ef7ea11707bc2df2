package io.darkages.scenarios.planted;

/** Scenarios within the rules: the result format is theirs to use. */
public final class UsesResultFormat {
    io.darkages.reports.result.planted.UsesReports reached;
}
