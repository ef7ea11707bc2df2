package io.darkages.scenarios.run;

import io.darkages.reports.result.ResultFiles;
import io.darkages.reports.result.RunResult;

/**
 * What a run gives back.
 *
 * @param result the verdict and the figures
 * @param files what else belongs into the result folder
 * @param trace the hosts' hashes over time; {@link RunTrace#NONE} unless it was asked for
 */
public record RunOutcome(RunResult result, ResultFiles files, RunTrace trace) {}
