package io.darkages.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.reports.result.ResultFolder;
import io.darkages.reports.result.ResultJson;
import io.darkages.scenarios.expect.FigureCatalogue;
import io.darkages.scenarios.format.ScenarioReader;
import io.darkages.scenarios.format.ScenarioSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandLineTest {

    private static final String SCENARIO = """
            name: %s
            seed: 9
            duration: 4s
            groups:
              - {name: walkers, count: 3, behaviour: idle, spawn: {shape: point, centre: [0m, 0m]}}
            expectations: [violations %s]
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Interruption interruption = new Interruption();

    @TempDir
    private Path folder;

    private Path good;
    private Path bad;

    @BeforeEach
    void writeFiles() throws IOException {
        good = file("good", "== 5");
        bad = folder.resolve("bad.yaml");
        Files.writeString(bad, "name: bad\nduration: 4\n");
    }

    @Test
    void runPassesAndWritesTheResult() throws IOException {
        Path result = folder.resolve("result");
        assertEquals(ExitCode.PASSED, execute("run", good.toString(), "--out", result.toString()));
        String block = out.toString();
        assertTrue(block.startsWith("PASSED  good  seed 9\n"), block);
        assertTrue(block.contains("  players  3 in 1 zone\n"), block);
        assertTrue(block.contains("4.0 s virtual in 0.5 s, 8.0 times real time"), block);
        assertTrue(block.contains("1,234,567 events, 89,012 datagrams"), block);
        assertTrue(block.contains("  entity updates per player  743.2/s\n"), block);
        assertTrue(block.contains("  ok  6 snapshot-exact         4,321          0       0           0\n"), block);
        assertTrue(block.contains("  ok  violations == 5         5\n"), block);
        assertTrue(block.contains("  trace hash  00000000007ed389\n"), block);
        assertTrue(block.endsWith("  report      " + result.resolve("report.html") + "\n"), block);
        assertEquals(
                "good: 1 of 4 s, 1,000 events\ngood: 2 of 4 s, 2,000 events\n"
                        + "good: 3 of 4 s, 3,000 events\ngood: 4 of 4 s, 4,000 events\n",
                err.toString());
        assertTrue(Files.size(result.resolve(ResultFolder.REPORT)) > 0);
        assertTrue(Files.readString(result.resolve(ResultFolder.SCENARIO)).startsWith("name: good\n"));
    }

    @Test
    void failedExpectationsAreExitOne() throws IOException {
        Path file = file("wrong", "== 0");
        assertEquals(
                ExitCode.FAILED,
                execute(
                        "run",
                        file.toString(),
                        "--quiet",
                        "--out",
                        folder.resolve("r").toString()));
        assertEquals(
                "FAILED  wrong  seed 9  hash 00000000007ed389\n  BAD  violations == 0, measured 5\n", out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void anotherSeedIsAnotherRun() {
        assertEquals(
                ExitCode.PASSED,
                execute(
                        "run",
                        good.toString(),
                        "--seed",
                        "10",
                        "--quiet",
                        "--out",
                        folder.resolve("r").toString()));
        assertEquals("PASSED  good  seed 10  hash 00000000008ceb0a\n", out.toString());
    }

    @Test
    void jsonIsTheResultAndNothingElse() throws IOException {
        Path result = folder.resolve("r");
        assertEquals(ExitCode.PASSED, execute("run", good.toString(), "--json", "--quiet", "--out", result.toString()));
        assertEquals(Files.readString(result.resolve(ResultFolder.RESULT)), out.toString());
        assertEquals(
                "good",
                ResultJson.read(out.toString().getBytes(StandardCharsets.UTF_8), "out")
                        .scenario());
    }

    @Test
    void severalFilesGetAFolderEach() throws IOException {
        Path result = folder.resolve("r");
        Path other = file("other", "== 0");
        assertEquals(
                ExitCode.FAILED,
                execute("run", good.toString(), other.toString(), "--quiet", "--out", result.toString()));
        assertTrue(Files.exists(result.resolve("good").resolve(ResultFolder.RESULT)));
        assertTrue(Files.exists(result.resolve("other").resolve(ResultFolder.RESULT)));
        complains(
                "darkages: two scenarios would write to " + result.resolve("good")
                        + ", give them different names or run them apart",
                "run",
                good.toString(),
                good.toString(),
                "--out",
                result.toString());
    }

    @Test
    void nothingRunsIfOneFileIsBad() {
        Path result = folder.resolve("r");
        complains(
                bad + ":2:11: duration: \"4\" has no unit, write a duration such as 60s or 150ms",
                "run",
                good.toString(),
                bad.toString(),
                "--out",
                result.toString());
        assertFalse(Files.exists(result));
    }

    @Test
    void foldersOfOthersAreLeftAlone() throws IOException {
        complains(
                "darkages: " + folder + " holds files that are no result, name an empty folder or a new one",
                "run",
                good.toString(),
                "--out",
                folder.toString());
        complains(
                "darkages: " + bad + " is a file, name a folder for the result",
                "run",
                good.toString(),
                "--out",
                bad.toString());
        complains(
                "darkages: " + bad + " is a file, name a folder for the result",
                "run",
                good.toString(),
                "--out",
                bad.resolve("below").toString());
        Path result = folder.resolve("again");
        assertEquals(ExitCode.PASSED, execute("run", good.toString(), "--quiet", "--out", result.toString()));
        assertEquals(ExitCode.PASSED, execute("run", good.toString(), "--quiet", "--out", result.toString()));
    }

    @Test
    void whatCantBePlayedIsBadInput() throws IOException {
        Path file = file(InstantRunner.UNPLAYABLE, "== 0");
        complains(
                file + ":1:1: no free place, make room",
                "run",
                file.toString(),
                "--quiet",
                "--out",
                folder.resolve("r").toString());
    }

    @Test
    void anInterruptedRunIsWrittenAndIsExitThree() throws IOException {
        interruption.request();
        Path result = folder.resolve("r");
        Path other = file("other", "== 5");
        assertEquals(
                ExitCode.INTERRUPTED,
                execute("run", good.toString(), other.toString(), "--quiet", "--twin", "--out", result.toString()));
        assertEquals("INTERRUPTED  good  seed 9  hash 0000000000000009\n", out.toString());
        assertTrue(ResultFolder.read(result.resolve("good")).result().interrupted());
        assertFalse(Files.exists(result.resolve("other")));
    }

    @Test
    void whatWasNotJudgedIsNotOk() throws IOException {
        Path file = file("wrong", "== 0");
        String judged = run("run", good.toString(), "--out", folder.resolve("a").toString());
        assertTrue(judged.contains("  --  7 prediction-converges       0          0       0           0\n"), judged);
        interruption.request();
        out.getBuffer().setLength(0);
        execute("run", file.toString(), "--out", folder.resolve("b").toString());
        assertTrue(out.toString().contains("  --  violations == 0         5\n"), out.toString());
    }

    /** The real thing: a signal ends the process only after the result is written. */
    @Test
    void aSignalEndsTheProcessWithWhatWasMeasured() throws IOException, InterruptedException {
        Path file = file(InstantRunner.ENDLESS, "== 5");
        Path result = folder.resolve("r");
        List<String> command = new ArrayList<>(Main.twinCommand(InstantMain.class));
        command.addAll(List.of("run", file.toString(), "--out", result.toString()));
        Process process = new ProcessBuilder(command).start();
        try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
            String line = errors.readLine();
            while (line != null && !line.startsWith("endless: 4 of 4 s")) {
                line = errors.readLine();
            }
            process.destroy();
            assertEquals(ExitCode.INTERRUPTED, process.waitFor());
        } finally {
            process.destroyForcibly();
        }
        assertTrue(ResultFolder.read(result).result().interrupted());
        assertTrue(Files.exists(result.resolve(ResultFolder.REPORT)));
    }

    @Test
    void everyCommandExplainsItself() {
        assertTrue(run("--help").contains("bench"));
        for (String command : List.of("run", "check", "schema", "report", "bench")) {
            assertTrue(run(command, "--help").contains("darkages " + command), command);
        }
    }

    @Test
    void twinsInAnotherProcessAreEqual() {
        String block = run(
                "run", good.toString(), "--twin", "--out", folder.resolve("r").toString());
        assertTrue(block.contains("  twin        equal in a second process: 00000000007ed389\n"), block);
    }

    @Test
    void aTwinThatDiffersFailsAndNamesTheFirstDifference() throws IOException {
        Path file = file(InstantRunner.UNSTABLE, "== 5");
        assertEquals(
                ExitCode.FAILED,
                execute(
                        "run",
                        file.toString(),
                        "--twin",
                        "--out",
                        folder.resolve("r").toString()));
        String block = out.toString();
        assertTrue(block.startsWith("FAILED  unstable"), block);
        assertTrue(
                block.contains("differs first: host zone at 3.000000 s, events; hosts that differ by then: 1\n"),
                block);
    }

    @Test
    void checkPrintsALineForEachFile() {
        assertEquals(ExitCode.BAD_INPUT, execute("check", good.toString(), bad.toString()));
        assertEquals(good + ": good, good, 3 players in 1 group, 4s, 0 faults, 1 expectation\n", out.toString());
        assertEquals(
                bad + ":2:11: duration: \"4\" has no unit, write a duration such as 60s or 150ms\n", err.toString());
    }

    @Test
    void aGridIsCheckedAndRunLikeAnyOther() throws IOException {
        Path grid = folder.resolve("grid.yaml");
        Files.writeString(grid, Files.readString(good) + "world: {grid: {columns: 2, rows: 2}}\n");
        assertEquals(ExitCode.PASSED, execute("check", grid.toString()));
        assertEquals(
                grid + ": good, good, 3 players in 1 group, 4 zones, 4s, 0 faults, 1 expectation\n", out.toString());
        out.getBuffer().setLength(0);
        assertEquals(
                ExitCode.PASSED,
                execute(
                        "run",
                        grid.toString(),
                        "--out",
                        folder.resolve("result").toString()));
        assertTrue(out.toString().contains("  players  3 in 4 zones\n"), out.toString());
    }

    @Test
    void schemaIsPrinted() {
        assertEquals(ScenarioSchema.text(), run("schema"));
    }

    @Test
    void reportsAreWrittenAndFoldersWithoutAResultNamed() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        run("run", good.toString(), "--quiet", "--out", one.toString());
        run("run", good.toString(), "--quiet", "--seed", "10", "--out", two.toString());
        Files.delete(one.resolve(ResultFolder.REPORT));
        assertTrue(run("report", one.toString(), "--compare", two.toString())
                .endsWith(one.resolve(ResultFolder.REPORT) + "\n"));
        assertTrue(Files.size(one.resolve(ResultFolder.REPORT)) > 0);
        Path several = folder.resolve(ResultFolder.REPORT);
        assertEquals("wrote " + several + "\n", run("report", one.toString(), two.toString()));
        assertEquals("replaced " + several + "\n", run("report", one.toString(), two.toString()));
        complains(
                "darkages: " + good + " is no report of darkages, name another file with --out",
                "report",
                one.toString(),
                "--out",
                good.toString());
        assertTrue(Files.size(folder.resolve(ResultFolder.REPORT)) > 0);
        err.getBuffer().setLength(0);
        assertEquals(
                ExitCode.BAD_INPUT, execute("report", folder.resolve("none").toString()));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().startsWith(folder.resolve("none") + ":1:1: "), err.toString());
    }

    @Test
    void wrongCommandLinesAreOneLine() {
        complains(
                "darkages: unknown command \"chaos\", commands are: run, check, schema, report, bench, gns",
                "chaos",
                "x");
        complains("darkages: no command, write one of run, check, schema, report, bench, gns");
        complains("darkages: unknown argument \"--sed\", did you mean --seed?", "run", good.toString(), "--sed", "4");
        complains("darkages: no FILE, see darkages check --help", "check");
        complains("darkages: --seed has no value, see darkages run --help", "run", good.toString(), "--seed");
        complains(
                "darkages: --only is \"x\", it may be THROUGHPUT, MEMORY, PAYLOAD, UNSTEADY, COMBAT, GRID, OPERATIONS",
                "bench",
                "--only",
                "x");
        complains(
                "darkages: --seed is \"x\", write a whole number, see darkages run --help",
                "run",
                good.toString(),
                "--seed",
                "x");
        complains("darkages: no command, write gns followed by one of echo, chat, send", "gns");
        complains("darkages: no --port, see darkages gns echo --help", "gns", "echo");
        complains("darkages: --port is 70000, it may be 0 to 65535", "gns", "echo", "--port", "70000");
        complains(
                "darkages: --connect is \"nowhere\", write a host and a port such as 127.0.0.1:27015",
                "gns",
                "chat",
                "--connect",
                "nowhere");
        complains(
                "darkages: --cipher is \"rot13\", it may be aes-256-gcm, none or either",
                "gns",
                "send",
                "--connect",
                "127.0.0.1:9",
                "--cipher",
                "rot13");
        complains(
                "darkages: --cipher is \"aes\", it may be simulated, aes-256-gcm or none",
                "run",
                good.toString(),
                "--cipher",
                "aes");
        complains("darkages: --rounds is 0, it may be 1 to 100", "bench", "--rounds", "0");
        complains("darkages: --threads is 0, it may be 1 to 64", "run", good.toString(), "--threads", "0");
        complains("darkages: --seed is -1, it may be 0 to 999999999999999999", "run", good.toString(), "--seed", "-1");
    }

    private void complains(String line, String... arguments) {
        err.getBuffer().setLength(0);
        assertEquals(ExitCode.BAD_INPUT, execute(arguments));
        assertEquals(line + "\n", err.toString());
    }

    private String run(String... arguments) {
        out.getBuffer().setLength(0);
        assertEquals(ExitCode.PASSED, execute(arguments), err::toString);
        return out.toString();
    }

    private int execute(String... arguments) {
        Environment environment = new Environment(
                new InstantRunner(),
                new ScenarioReader(FigureCatalogue.standard()),
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                80,
                interruption,
                Main.twinCommand(InstantMain.class),
                System::nanoTime);
        return DarkAges.commandLine(environment).execute(arguments);
    }

    private Path file(String name, String comparison) throws IOException {
        Path file = folder.resolve(name + ".yaml");
        Files.writeString(file, String.format(Locale.ROOT, SCENARIO, name, comparison));
        return file;
    }
}
