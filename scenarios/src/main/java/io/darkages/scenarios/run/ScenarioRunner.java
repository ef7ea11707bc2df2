package io.darkages.scenarios.run;

import io.darkages.scenarios.format.Scenario;

/** Plays a scenario in virtual time. The same scenario gives the same outcome, {@code wallSeconds} aside. */
@FunctionalInterface
public interface ScenarioRunner {

    /**
     * Runs a scenario to its end, or until the options ask it to stop.
     *
     * @param scenario what to run
     * @param options how to run it; none of them changes the outcome
     * @param progress told now and then how far the run is, on the calling thread
     * @throws UnplayableScenarioException if it has no place for its players
     */
    RunOutcome run(Scenario scenario, RunOptions options, ProgressListener progress);
}
