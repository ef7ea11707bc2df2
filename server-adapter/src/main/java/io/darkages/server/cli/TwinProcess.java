package io.darkages.server.cli;

import io.darkages.reports.result.ResultComparison;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.format.ScenarioWriter;
import io.darkages.scenarios.run.RunOutcome;
import io.darkages.scenarios.run.RunTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs a scenario once more in a virtual machine of its own and compares everything that came out. There,
 * part of another run goes before it: what a run leaves behind in the process would show as well.
 */
final class TwinProcess {

    private final Environment environment;

    TwinProcess(Environment environment) {
        this.environment = environment;
    }

    /**
     * Runs the twin and compares.
     *
     * @param scenario the plan as run
     * @param outcome of the first run, traced
     * @param folder where the first run's result was written
     */
    Twin compare(Scenario scenario, RunOutcome outcome, Path folder, int threads)
            throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("darkages-twin");
        try {
            return compare(scenario, outcome, folder, threads, scratch);
        } finally {
            delete(scratch);
        }
    }

    private Twin compare(Scenario scenario, RunOutcome outcome, Path folder, int threads, Path scratch)
            throws IOException, InterruptedException {
        Path plan = scratch.resolve("scenario.yaml");
        Path trace = scratch.resolve("trace");
        Path twinFolder = scratch.resolve("result");
        Path errors = scratch.resolve("errors");
        Files.writeString(plan, ScenarioWriter.write(scenario));
        List<String> command = new ArrayList<>(environment.twinCommand());
        command.addAll(List.of("run", plan.toString(), "--out", twinFolder.toString(), "--threads"));
        command.addAll(List.of(Integer.toString(threads), "--quiet", "--after-another"));
        command.addAll(List.of("--trace-out", trace.toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();
        int code;
        try {
            code = process.waitFor();
        } finally {
            process.destroy();
        }
        if (code != ExitCode.PASSED && code != ExitCode.FAILED || !Files.exists(trace)) {
            return new Twin(true, "the second run ended with code " + code + lastLine(errors));
        }
        RunTrace twinTrace = RunTrace.of(Files.readAllBytes(trace));
        Optional<String> difference = outcome.trace().firstDifference(twinTrace);
        if (difference.isPresent()) {
            return new Twin(true, "differs first: " + difference.get());
        }
        List<String> differences = ResultComparison.differences(folder, twinFolder);
        if (!differences.isEmpty()) {
            return new Twin(true, "differs in the result: " + differences.get(0));
        }
        return new Twin(false, "equal in a second process: " + outcome.result().traceHash());
    }

    private static String lastLine(Path errors) throws IOException {
        List<String> lines = Files.readAllLines(errors);
        return lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
