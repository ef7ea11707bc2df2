package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.scenarios.expect.FigureCatalogue;
import io.darkages.scenarios.format.FaultSpec;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.format.ScenarioReader;
import io.darkages.scenarios.quantity.Dimension;
import io.darkages.scenarios.quantity.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The library's scenarios of several zones are as long, as full and as mendable as campaigns of many seeds need. */
final class GridScenariosTest {

    private static final Path FOLDER = Path.of("library");

    private final ScenarioReader reader = new ScenarioReader(FigureCatalogue.standard());

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            ScenarioReader each = new ScenarioReader(FigureCatalogue.standard());
            return files.sorted()
                    .filter(file -> each.read(file).world().grid().zones() > 1)
                    .toList();
        }
    }

    @Test
    void theseAreThey() throws IOException {
        assertEquals(
                List.of(
                        "awkward-drains.yaml",
                        "cascade.yaml",
                        "corner.yaml",
                        "frontier.yaml",
                        "load-spike.yaml",
                        "partition-redis.yaml",
                        "partition-zones.yaml",
                        "quick-restarts.yaml",
                        "redis-failover.yaml",
                        "rolling-restart.yaml",
                        "scylla-down.yaml",
                        "zone-failure.yaml",
                        "zone-paused.yaml"),
                files().stream().map(file -> file.getFileName().toString()).toList());
        assertEquals(1_600, reader.read(FOLDER.resolve("frontier.yaml")).players());
        assertEquals(1_500, reader.read(FOLDER.resolve("load-spike.yaml")).players());
    }

    @ParameterizedTest
    @MethodSource("files")
    void haveFourZonesAndLastAMinute(Path file) {
        Scenario scenario = reader.read(file);
        assertEquals(4, scenario.world().grid().zones());
        assertEquals(Quantity.of(Dimension.DURATION, 60_000_000_000L), duration(scenario));
        if (!scenario.faults().isEmpty()) {
            assertEquals(200, scenario.players());
            assertTrue(scenario.faults().stream().noneMatch(GridScenariosTest::isForGood), "a fault is never healed");
        }
    }

    private static Quantity duration(Scenario scenario) {
        return Quantity.of(Dimension.DURATION, scenario.durationNanos());
    }

    private static boolean isForGood(FaultSpec fault) {
        return fault instanceof FaultSpec.Lasting lasting && lasting.forNanos().isEmpty();
    }
}
