package io.darkages.server.cli;

import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.format.ScenarioLibrary;
import io.darkages.scenarios.run.ProgressListener;
import io.darkages.scenarios.run.RunOptions;
import io.darkages.scenarios.run.RunOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code darkages bench}: the simulator's standard throughput runs. A floor that isn't reached is said, and
 * fails nothing: how fast a machine is, is no property of the program.
 */
@Command(name = "bench", description = "Measure how many times faster than real time the standard runs are.")
final class BenchCommand implements Callable<Integer> {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int MAX_ROUNDS = 100;

    /**
     * A standard run.
     *
     * @param scenario name in the library
     * @param floor times real time that it should reach on one core
     */
    private record Standard(String scenario, double floor) {}

    private static final List<Standard> STANDARDS = List.of(new Standard("plaza", 10), new Standard("duel", 300));

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "runs of each, after one that warms up (default: 3)")
    private int rounds;

    private final Environment environment;

    BenchCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (rounds < 1 || rounds > MAX_ROUNDS) {
            throw new BadArgumentException("--rounds is " + rounds + ", it may be 1 to " + MAX_ROUNDS);
        }
        TextTable table = new TextTable("", 1)
                .row("scenario", "players", "virtual", "median", "best", "floor", "events/s", "datagrams/s", "");
        for (Standard standard : STANDARDS) {
            if (environment.interruption().requested()) {
                break;
            }
            measure(standard, table);
        }
        environment.out().print(table);
        environment.out().flush();
        return environment.interruption().requested() ? ExitCode.INTERRUPTED : ExitCode.PASSED;
    }

    private void measure(Standard standard, TextTable table) {
        Scenario scenario =
                environment.reader().parse(standard.scenario() + ".yaml", ScenarioLibrary.text(standard.scenario()));
        RunOptions options = new RunOptions(1, false, environment.interruption()::requested);
        environment.runner().run(scenario, options, ProgressListener.NONE);
        double[] factors = new double[rounds];
        double bestSeconds = Double.MAX_VALUE;
        RunOutcome last = null;
        for (int round = 0; round < rounds && !environment.interruption().requested(); round++) {
            long before = environment.nanoClock().getAsLong();
            last = environment.runner().run(scenario, options, ProgressListener.NONE);
            double seconds = Math.max(1, environment.nanoClock().getAsLong() - before) / NANOS_PER_SECOND;
            factors[round] = last.result().virtualSeconds() / seconds;
            bestSeconds = Math.min(bestSeconds, seconds);
        }
        if (last == null || environment.interruption().requested()) {
            return;
        }
        Arrays.sort(factors);
        double best = factors[rounds - 1];
        table.row(
                standard.scenario(),
                Integer.toString(scenario.players()),
                String.format(Locale.ROOT, "%.0f s", last.result().virtualSeconds()),
                times(factors[rounds / 2]),
                times(best),
                times(standard.floor()),
                Amount.number(Math.rint(last.result().events() / bestSeconds)),
                Amount.number(Math.rint(last.result().datagrams() / bestSeconds)),
                best >= standard.floor() ? "" : "below the floor");
    }

    private static String times(double factor) {
        return String.format(Locale.ROOT, "%,.1fx", factor);
    }
}
