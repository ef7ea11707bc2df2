package io.darkages.scenarios.planted;

/** Scenarios that show what they should only judge. */
public final class UsesReports {
    io.darkages.reports.planted.UsesEngine reached;
}
