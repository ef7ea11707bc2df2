package io.darkages.scenarios.run;

import io.darkages.scenarios.format.Scenario;
import java.util.Optional;

/** Plays a scenario in virtual time. The same scenario gives the same outcome, {@code wallSeconds} aside. */
@FunctionalInterface
public interface ScenarioRunner {

    /**
     * Runs a scenario to its end, or until the options ask it to stop.
     *
     * @param scenario what to run
     * @param options how to run it; none of them changes the outcome
     * @param progress told now and then how far the run is, on the calling thread
     * @throws UnplayableScenarioException if it is {@linkplain #refusal refused}, or has no place for its players
     */
    RunOutcome run(Scenario scenario, RunOptions options, ProgressListener progress);

    /** Why this runner can't play a scenario that is good otherwise; empty if it can, as far as the file tells. */
    default Optional<String> refusal(Scenario scenario) {
        return Optional.empty();
    }
}
