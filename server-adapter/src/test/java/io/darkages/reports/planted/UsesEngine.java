package io.darkages.reports.planted;

/** Reports that could affect a run. */
public final class UsesEngine {
    io.darkages.engine.planted.UsesSimulator reached;
}
