package io.darkages.server.cli;

import io.darkages.reports.html.HtmlReport;
import io.darkages.reports.result.ResultFolder;
import io.darkages.reports.result.ResultJson;
import io.darkages.scenarios.format.CipherSpec;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.run.RunOptions;
import io.darkages.scenarios.run.RunOutcome;
import io.darkages.scenarios.run.UnplayableScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code darkages run}: all files are checked before the first one runs. */
@Command(name = "run", description = "Run scenarios, judge them, and write a result folder with a report for each.")
final class RunCommand implements Callable<Integer> {

    private static final int MAX_THREADS = 64;
    private static final long PRELUDE_NANOS = 2_000_000_000L;
    private static final long MAX_SEED = 999_999_999_999_999_999L;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "scenario files")
    private List<Path> files;

    @Option(names = "--seed", paramLabel = "N", description = "another seed than the file's")
    private Long seed;

    @Option(
            names = "--cipher",
            paramLabel = "CIPHER",
            description = "another cipher than the file's: simulated, aes-256-gcm or none")
    private Optional<String> cipher;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "result folder (default: out/NAME-SEED); with several files, one folder NAME in it for each")
    private Optional<Path> out;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "worker threads, same outcome (default: 1)")
    private int threads;

    @Option(names = "--twin", description = "run each scenario again in another process and compare")
    private boolean twin;

    @Option(names = "--quiet", description = "no progress, and one line for each run and each failed check")
    private boolean quiet;

    @Option(names = "--json", description = "print result.json instead of text")
    private boolean json;

    @Option(
            names = "--trace-out",
            paramLabel = "FILE",
            hidden = true,
            description = "write the hosts' hashes over time")
    private Optional<Path> traceOut;

    @Option(
            names = "--after-another",
            hidden = true,
            description = "play two seconds of another run before each, so that what such a run leaves behind shows")
    private boolean afterAnother;

    private final Environment environment;

    RunCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new BadArgumentException("--threads is " + threads + ", it may be 1 to " + MAX_THREADS);
        }
        OptionalLong otherSeed = seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
        if (otherSeed.isPresent() && (otherSeed.getAsLong() < 0 || otherSeed.getAsLong() > MAX_SEED)) {
            throw new BadArgumentException("--seed is " + otherSeed.getAsLong() + ", it may be 0 to " + MAX_SEED);
        }
        Optional<CipherSpec> otherCipher = cipher.map(RunCommand::cipher);
        Optional<ScenarioFiles> good = ScenarioFiles.read(environment, files);
        if (good.isEmpty()) {
            return ExitCode.BAD_INPUT;
        }
        List<Scenario> scenarios = new ArrayList<>();
        for (int i = 0; i < good.get().size(); i++) {
            Scenario written = good.get().scenario(i);
            Scenario seeded = otherSeed.isPresent() ? written.withSeed(otherSeed.getAsLong()) : written;
            scenarios.add(otherCipher.map(seeded::withCipher).orElse(seeded));
        }
        List<Path> folders = OutputFolders.choose(scenarios, out);
        int code = ExitCode.PASSED;
        for (int i = 0; i < scenarios.size() && code != ExitCode.INTERRUPTED; i++) {
            if (i > 0 && !json && !quiet) {
                environment.out().println();
            }
            try {
                code = ExitCode.worse(code, run(scenarios.get(i), folders.get(i)));
            } catch (UnplayableScenarioException e) {
                environment.complain(good.get().file(i) + ":1:1: " + e.getMessage());
                code = ExitCode.BAD_INPUT;
            }
        }
        return code;
    }

    private static CipherSpec cipher(String title) {
        return Stream.of(CipherSpec.values())
                .filter(each -> each.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new BadArgumentException(
                        "--cipher is \"" + title + "\", it may be simulated, aes-256-gcm or none"));
    }

    private int run(Scenario scenario, Path folder) throws IOException, InterruptedException {
        if (afterAnother) {
            playAnother(scenario);
        }
        boolean traced = twin || traceOut.isPresent();
        RunOptions options = new RunOptions(threads, traced, environment.interruption()::requested);
        RunOutcome outcome;
        try (Progress progress = Progress.start(environment, quiet, scenario.name())) {
            outcome = environment.runner().run(scenario, options, progress);
        }
        ResultFolder.write(folder, outcome.result(), outcome.files());
        Path report = folder.resolve(ResultFolder.REPORT);
        HtmlReport.write(report, List.of(ResultFolder.read(folder)), Optional.empty());
        if (traceOut.isPresent()) {
            Files.write(traceOut.get(), outcome.trace().bytes());
        }
        Optional<Twin> compared = Optional.empty();
        if (twin && !environment.interruption().requested()) {
            if (!quiet) {
                environment.err().println(scenario.name() + ": the same again in another process");
                environment.err().flush();
            }
            compared = Optional.of(new TwinProcess(environment).compare(scenario, outcome, folder, threads));
        }
        boolean differs = compared.map(Twin::differs).orElse(false);
        print(outcome, compared, report);
        if (differs && (json || quiet)) {
            environment.complain(scenario.name() + ": twin " + compared.get().text());
        }
        if (environment.interruption().requested() || outcome.result().interrupted()) {
            return ExitCode.INTERRUPTED;
        }
        return outcome.result().passed() && !differs ? ExitCode.PASSED : ExitCode.FAILED;
    }

    /** The beginning of the same scenario with another seed; its outcome is of no interest. */
    private void playAnother(Scenario scenario) {
        AtomicBoolean enough = new AtomicBoolean();
        RunOptions options = new RunOptions(
                threads, false, () -> enough.get() || environment.interruption().requested());
        try {
            environment
                    .runner()
                    .run(
                            scenario.withSeed(scenario.seed() ^ 1),
                            options,
                            (nanos, duration, events) -> enough.set(nanos >= PRELUDE_NANOS));
        } catch (UnplayableScenarioException e) {
            // With another seed there may be no place to spawn: then nothing is left behind.
            return;
        }
    }

    private void print(RunOutcome outcome, Optional<Twin> compared, Path report) {
        boolean differs = compared.map(Twin::differs).orElse(false);
        if (json) {
            environment.out().print(ResultJson.write(outcome.result()));
        } else if (quiet) {
            environment.out().print(VerdictText.brief(outcome.result(), differs));
        } else {
            environment.out().print(VerdictText.block(outcome.result(), compared, report.toString()));
        }
        environment.out().flush();
    }
}
