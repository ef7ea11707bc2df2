package io.darkages.server.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole processes, real runs, and their twins in processes of their own. */
final class TwinTest {

    private static final String SCENARIO = """
            name: %s
            seed: 9
            duration: 4s
            links:
              home: {latency: 20ms, jitter: 3ms, loss: 1%%}
            groups:
              - {name: walkers, count: 3, behaviour: random-walk, spawn: {shape: point, centre: [0m, 0m]}}
            expectations: [violations == 0]
            """;

    @TempDir
    private Path folder;

    @Test
    void anHonestRunEqualsItsTwin() throws IOException, InterruptedException {
        Run run = run(Main.class, "honest");
        assertAll(
                () -> assertEquals(ExitCode.PASSED, run.code, run::text),
                () -> assertTrue(run.text.startsWith("PASSED  honest"), run::text),
                () -> assertTrue(run.text.contains("  twin        equal in a second process: "), run::text));
    }

    @ParameterizedTest
    @ValueSource(strings = {PlantedMain.MAP_ORDER, PlantedMain.SET_ORDER, PlantedMain.STATIC_COUNTER})
    void aPlantedFaultIsNamedByHostTimeAndField(String fault) throws IOException, InterruptedException {
        Run run = run(PlantedMain.class, fault);
        assertAll(
                () -> assertEquals(ExitCode.FAILED, run.code, run::text),
                () -> assertTrue(run.text.startsWith("FAILED  " + fault), run::text),
                () -> assertTrue(
                        run.text.contains("  twin        differs first: host walkers/2 at 2.010000 s, state;"),
                        run::text));
    }

    @Test
    void withoutTheFaultTheSameProgramEqualsItsTwin() throws IOException, InterruptedException {
        Run run = run(PlantedMain.class, "sound");
        assertEquals(ExitCode.PASSED, run.code, run::text);
    }

    private record Run(int code, String text) {}

    private Run run(Class<?> mainClass, String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".yaml");
        Files.writeString(file, SCENARIO.formatted(name));
        List<String> command = new ArrayList<>(Main.twinCommand(mainClass));
        command.addAll(List.of(
                "run",
                file.toString(),
                "--twin",
                "--out",
                folder.resolve("result").toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), text);
    }
}
