package io.darkages.reports.result.planted;

/** A result format that drags the reports in. */
public final class UsesReports {
    io.darkages.reports.planted.UsesEngine reached;
}
