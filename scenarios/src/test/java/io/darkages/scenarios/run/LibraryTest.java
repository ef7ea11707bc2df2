package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.reports.result.RunResult;
import io.darkages.scenarios.expect.FigureCatalogue;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.format.ScenarioLibrary;
import io.darkages.scenarios.format.ScenarioReader;
import io.darkages.scenarios.format.ScenarioWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of the library can be read, and its run, pressed into a few seconds, breaks no invariant. */
final class LibraryTest {

    private static final Path LIBRARY = Path.of("library");

    /** Of worlds of several zones: what a run of a few seconds may have nothing of. */
    private static final List<String> RARE =
            List.of("fair-hits", "migration-terminates", "recovers", "session-durable");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(LIBRARY)) {
            return files.sorted().toList();
        }
    }

    @Test
    void theLibraryIsWhole() throws IOException {
        assertEquals(
                List.of(
                        "archers.yaml",
                        "awkward-drains.yaml",
                        "brawl.yaml",
                        "cascade.yaml",
                        "cheaters.yaml",
                        "corner.yaml",
                        "crowd.yaml",
                        "duel.yaml",
                        "frontier.yaml",
                        "garbage.yaml",
                        "lag-ladder.yaml",
                        "liars.yaml",
                        "load-spike.yaml",
                        "lossy.yaml",
                        "partition-redis.yaml",
                        "partition-zones.yaml",
                        "plaza.yaml",
                        "quick-restarts.yaml",
                        "redis-failover.yaml",
                        "rolling-restart.yaml",
                        "scylla-down.yaml",
                        "zone-failure.yaml",
                        "zone-paused.yaml"),
                files().stream().map(file -> file.getFileName().toString()).toList());
    }

    @ParameterizedTest
    @MethodSource("files")
    void filesAreNamedAfterTheirScenarioAndTravelWithTheProgram(Path file) throws IOException {
        Scenario scenario = read(file);
        assertAll(
                () -> assertEquals(scenario.name() + ".yaml", file.getFileName().toString()),
                () -> assertEquals(Files.readString(file), ScenarioLibrary.text(scenario.name())),
                () -> assertEquals(scenario, Play.read(ScenarioWriter.write(scenario))),
                () -> assertTrue(scenario.expectations().stream()
                        .anyMatch(expectation -> expectation.text().equals("violations == 0"))));
    }

    @ParameterizedTest
    @MethodSource("files")
    void noInvariantBreaksInAShortRun(Path file) {
        Scenario scenario = read(file);
        RunResult result = Play.run(Shortened.by(10, scenario)).result();
        List<String> rare = scenario.world().grid().isOne() ? List.of() : RARE;
        assertAll(
                () -> assertEquals(List.of(), result.errors()),
                () -> assertFalse(result.invariants().isEmpty()),
                () -> assertAll(result.invariants().stream()
                        .map(invariant -> () -> assertAll(
                                () -> assertEquals(List.of(), invariant.firstViolations(), invariant.name()),
                                () -> assertTrue(
                                        invariant.checks() > 0 || rare.contains(invariant.name()),
                                        invariant.name())))));
    }

    private static Scenario read(Path file) {
        return new ScenarioReader(FigureCatalogue.standard()).read(file);
    }
}
