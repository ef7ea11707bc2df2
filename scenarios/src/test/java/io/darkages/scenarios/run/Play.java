package io.darkages.scenarios.run;

import io.darkages.reports.result.RunResult;
import io.darkages.scenarios.expect.FigureCatalogue;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.format.ScenarioReader;
import java.util.List;

/** What tests need to play a scenario. */
final class Play {

    private Play() {}

    /** A zone of 200 m and one link, 40 ms there and back without loss. */
    static Scenario scenario(String seconds, String groups) {
        return scenario("{latency: 20ms, jitter: 3ms}", seconds, groups);
    }

    /** A zone of 200 m and one link. */
    static Scenario scenario(String link, String seconds, String groups) {
        return read("""
                name: scene
                seed: 7
                duration: %s
                world: {side: 200m, capacity: 128}
                links:
                  home: %s
                groups:
                %s
                expectations: [violations == 0]
                """.formatted(seconds, link, groups.indent(2)));
    }

    static Scenario read(String yaml) {
        return new ScenarioReader(FigureCatalogue.standard()).parse("test.yaml", yaml);
    }

    static RunOutcome run(Scenario scenario) {
        return run(scenario, WorldParts.STANDARD);
    }

    static RunOutcome run(Scenario scenario, WorldParts parts) {
        return run(scenario, parts, RunOptions.PLAIN);
    }

    static RunOutcome run(Scenario scenario, WorldParts parts, RunOptions options) {
        return new VirtualTimeRunner("test", () -> 0, parts).run(scenario, options, (now, end, events) -> {});
    }

    /** Names of the invariants that did not hold. */
    static List<String> broken(RunOutcome outcome) {
        return outcome.result().invariants().stream()
                .filter(invariant -> invariant.violations() > 0)
                .map(RunResult.Invariant::name)
                .toList();
    }

    static RunResult.Invariant invariant(RunOutcome outcome, String name) {
        return outcome.result().invariants().stream()
                .filter(invariant -> invariant.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
