package io.darkages.scenarios.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.scenarios.expect.FigureCatalogue;
import io.darkages.scenarios.expect.RunPhase;
import io.darkages.scenarios.format.BadScenarios.Bad;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScenarioReaderTest {

    private final ScenarioReader reader = new ScenarioReader(FigureCatalogue.standard());

    @TempDir
    private Path folder;

    static List<Bad> badScenarios() {
        return BadScenarios.all();
    }

    @ParameterizedTest
    @MethodSource("badScenarios")
    void saysOneLineAboutEachMistake(Bad bad) {
        assertEquals("x.yaml:" + bad.complaint(), complaint(bad.text()));
    }

    @Test
    void dividesTheWorldIntoZones() {
        String text = BadScenarios.GOOD.replace("[0m, 0m]", "[-949m, 949m]") + "world: {grid: {columns: 2, rows: 2}}\n";
        Scenario scenario = reader.parse("x.yaml", text);
        assertEquals(new GridSpec(2, 2, 1_000_000), scenario.world().grid());
        assertEquals(4, scenario.world().grid().zoneGrid().zones());
        assertEquals(
                new GridSpec(3, 5, 600_000),
                reader.parse("x.yaml", BadScenarios.GOOD + "world: {grid: {columns: 3, rows: 5, zone-side: 600m}}\n")
                        .world()
                        .grid());
        // One zone is one zone, however it is written.
        assertEquals(
                reader.parse("x.yaml", BadScenarios.GOOD + "world: {side: 333.333m}\n"),
                reader.parse(
                        "x.yaml", BadScenarios.GOOD + "world: {grid: {columns: 1, rows: 1, zone-side: 333.333m}}\n"));
    }

    @Test
    void waysMayBeAsLongAsTheWorld() {
        String line = BadScenarios.GOOD.replace("random-walk", "{kind: line, length: 4km}");
        assertThrows(BadScenarioException.class, () -> reader.parse("x.yaml", line));
        reader.parse("x.yaml", line + "world: {grid: {columns: 4, rows: 1}}\n");
        String farthest = line.replace("4km", "8192m");
        reader.parse("x.yaml", farthest + "world: {grid: {columns: 32, rows: 1}}\n");
        String tooFar = line.replace("4km", "8193m") + "world: {grid: {columns: 32, rows: 1}}\n";
        assertThrows(BadScenarioException.class, () -> reader.parse("x.yaml", tooFar));
    }

    @Test
    void fillsInDefaults() {
        Scenario scenario = reader.parse("x.yaml", BadScenarios.GOOD);
        assertEquals(7, scenario.seed());
        assertEquals(new PhasesSpec(10_000_000_000L, 40_000_000_000L, 10_000_000_000L), scenario.phases());
        assertEquals(50_000_000_000L, scenario.phases().startNanos(RunPhase.HEAL));
        assertEquals(ZoneSpec.STANDARD, scenario.zone());
        assertEquals(
                new WorldSpec(
                        GridSpec.one(2_048_000),
                        PointSpec.ORIGIN,
                        10,
                        List.of(),
                        List.of(),
                        CpuSpec.STANDARD,
                        CipherSpec.SIMULATED,
                        Optional.empty()),
                scenario.world());
        assertEquals(List.of(new LinkSpec("home", PathSpec.STANDARD, PathSpec.STANDARD)), scenario.links());
        assertEquals(
                List.of(new GroupSpec(
                        "walkers",
                        10,
                        new BehaviourSpec.RandomWalk(2_000_000_000L, 50_000),
                        new SpawnSpec.Disc(PointSpec.ORIGIN, 50_000),
                        "home",
                        Optional.empty(),
                        0,
                        0,
                        0)),
                scenario.groups());
    }

    @Test
    void directionsOfALinkTakeOverWhatBothShare() {
        Scenario scenario = reader.parse(
                "x.yaml",
                BadScenarios.GOOD.replace(
                        "{latency: 20ms}", "{latency: 30ms, loss: 0.5%, up: {bandwidth: 1Mbit/s, loss: 2%}}"));
        LinkSpec link = scenario.links().get(0);
        assertEquals(30_000_000, link.up().latencyNanos());
        assertEquals(20_000, link.up().lossPpm());
        assertEquals(OptionalLong.of(125_000), link.up().bandwidthBytesPerSecond());
        assertEquals(5_000, link.down().lossPpm());
        assertEquals(OptionalLong.empty(), link.down().bandwidthBytesPerSecond());
    }

    @Test
    void burstLossOfARateLosesThatShare() {
        BurstLossSpec burst = BurstLossSpec.ofRate(50_000, 4);
        assertEquals(250_000, burst.leavePpm());
        assertEquals(50_000, burst.ratePpm(), 10);
    }

    @Test
    void playersJoinEvenlySpread() {
        GroupSpec group = reader.parse(
                        "x.yaml", BadScenarios.GOOD.replace("count: 10", "count: 3\n    join: {at: 1s, over: 1s}"))
                .groups()
                .get(0);
        assertEquals(1_000_000_000L, group.joinNanos(0));
        assertEquals(1_333_333_333L, group.joinNanos(1));
        assertEquals(1_666_666_666L, group.joinNanos(2));
    }

    @Test
    void sizeIsCheckedBeforeReading() throws IOException {
        Path huge = folder.resolve("huge.yaml");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100L << 20);
        }
        assertEquals(
                huge + ":1:1: the file has 104857600 bytes, a scenario may have at most 1048576 bytes",
                complaint(huge));
    }

    @Test
    void missingFilesAndFoldersAreNamed() {
        Path missing = folder.resolve("missing.yaml");
        assertEquals(missing + ": there is no such file", complaint(missing));
        assertEquals(folder + ":1:1: this is a directory, name a scenario file in it", complaint(folder));
    }

    @Test
    void devicesAreNotRead() {
        Path zero = Path.of("/dev/zero");
        if (Files.exists(zero)) {
            assertEquals("/dev/zero:1:1: this is not a regular file, name a scenario file", complaint(zero));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "   \n", "\uFEFF"})
    void emptyFilesAreSaidToBeEmpty(String text) {
        assertEquals("x.yaml:1:1: the file is empty, begin with name: and a word", complaint(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"# only a comment\n", "---\n# nothing\n"})
    void filesOfCommentsHaveNoScenario(String text) {
        assertTrue(complaint(text).matches("x\\.yaml:\\d+:\\d+: .*"), complaint(text));
    }

    @Test
    void binaryFilesAreRefusedAtTheFirstStrangeByte() throws IOException {
        Path garbage = folder.resolve("garbage.yaml");
        Files.write(garbage, new byte[] {'n', 'a', '\n', 'm', (byte) 0xFF, 0x00});
        assertEquals(
                garbage + ":2:2: not UTF-8 from here on, write a text file in YAML, encoded as UTF-8",
                complaint(garbage));
        Files.write(garbage, new byte[] {'n', 'a', '\n', 'm', 0x00, 0x00});
        assertEquals(
                garbage + ":2:2: character U+0000 is not text, write a text file in YAML, encoded as UTF-8",
                complaint(garbage));
    }

    @Test
    void aliasesThatWouldExplodeAreRefusedAtTheFirstAnchor() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(8))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertEquals("x.yaml:1:5: anchors are not part of the format: &a0, leave it out", complaint(bomb.toString()));
        assertEquals(
                "x.yaml:1:7: aliases are not part of the format: *base, write the value out",
                complaint("name: *base\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void depthBombsAreCutOff(String opening) {
        String said = complaint(opening.repeat(200_000));
        assertTrue(said.startsWith("x.yaml:1:"), said);
        assertTrue(said.endsWith(": nested more than 16 levels deep, write a scenario, which needs 5 at most"), said);
    }

    @Test
    void oddYamlIsRefusedWhereItStands() {
        assertEquals(
                "x.yaml:11:1: a second document begins here, keep one scenario to a file",
                complaint(BadScenarios.GOOD + "---\nname: other\n"));
        assertEquals(
                "x.yaml:1:7: tags are not part of the format: tag:yaml.org,2002:str, leave it out",
                complaint("name: !!str base\n"));
        assertEquals(
                "x.yaml:3:1: key \"name\" stands here a second time, keep one of the two (the first is in line 1)",
                complaint("name: a\nseed: 1\nname: b\n"));
        assertEquals(
                "x.yaml:2:1: found character '\\t(TAB)' that cannot start any token, indent with spaces",
                complaint("name: a\n\tseed: 1\n"));
        assertEquals("x.yaml:1:1: a key is not a single word, write a key, a colon and a value", complaint("[a]: b\n"));
        assertTrue(complaint("name: [a\n").startsWith("x.yaml:2:1: "), complaint("name: [a\n"));
        assertTrue(complaint("name: \"a\n").startsWith("x.yaml:2:1: "), complaint("name: \"a\n"));
    }

    private String complaint(String text) {
        return oneLine(assertThrows(BadScenarioException.class, () -> reader.parse("x.yaml", text)));
    }

    private String complaint(Path file) {
        return oneLine(assertThrows(BadScenarioException.class, () -> reader.read(file)));
    }

    private static String oneLine(BadScenarioException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        return e.getMessage();
    }
}
