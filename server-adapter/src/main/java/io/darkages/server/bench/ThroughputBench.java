package io.darkages.server.bench;

import io.darkages.reports.result.RunResult;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.run.ProgressListener;
import io.darkages.scenarios.run.RunOptions;
import io.darkages.scenarios.run.RunOutcome;
import io.darkages.scenarios.run.ScenarioRunner;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How many virtual seconds pass in a second on one core, for the standard scenarios. Each is run until it
 * is warm, then some more times, from the building of the world to the finished result. Other work on the
 * machine shows in the time that passed, but hardly in the CPU time, so both are told.
 */
final class ThroughputBench {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int MOST_RUNS = 1_000;
    /** On a slow machine fewer rounds have to do: none begins after so many times the usual time. */
    private static final int PATIENCE = 15;

    private final BenchSettings settings;
    private final ScenarioRunner runner;
    private final LongSupplier nanoClock;
    private final BooleanSupplier stopRequested;

    ThroughputBench(
            BenchSettings settings, ScenarioRunner runner, LongSupplier nanoClock, BooleanSupplier stopRequested) {
        this.settings = settings;
        this.runner = runner;
        this.nanoClock = nanoClock;
        this.stopRequested = stopRequested;
    }

    /** One measured run. */
    private record Run(double byTime, double byCpu, double seconds, RunResult result) {}

    /**
     * @param floor virtual seconds for each second that are wanted
     */
    List<BenchFigure> measure(Scenario scenario, double floor) {
        warmUp(scenario);
        List<Run> runs = runs(scenario, settings.rounds());
        if (runs.isEmpty()) {
            return List.of();
        }
        double byTime = median(runs.stream().map(Run::byTime).toList());
        double byCpu = median(runs.stream().map(Run::byCpu).toList());
        double best = runs.stream().mapToDouble(Run::byTime).max().orElseThrow();
        double seconds = runs.stream().mapToDouble(Run::seconds).sum();
        RunResult last = runs.get(runs.size() - 1).result();
        String name = scenario.players() + " players (" + scenario.name() + ")";
        String detail = String.format(
                Locale.ROOT,
                "median of %d runs of %.0f s after warming up; best %.1fx; %,.0f events/s, %,.0f datagrams/s",
                runs.size(),
                last.virtualSeconds(),
                best,
                last.events() * runs.size() / seconds,
                last.datagrams() * runs.size() / seconds);
        List<BenchFigure> figures = new ArrayList<>();
        figures.add(new BenchFigure(
                BenchSection.THROUGHPUT,
                name,
                byTime,
                BenchUnit.TIMES_REAL_TIME,
                Optional.of(BenchTarget.atLeast(floor)),
                detail));
        figures.add(new BenchFigure(
                BenchSection.THROUGHPUT,
                name + ", by CPU time",
                byCpu,
                BenchUnit.TIMES_REAL_TIME,
                Optional.empty(),
                "the running thread's CPU time; the compiler's and the collector's threads are not in it"));
        return figures;
    }

    private void warmUp(Scenario scenario) {
        runs(scenario, 1);
    }

    private List<Run> runs(Scenario scenario, int least) {
        List<Run> runs = new ArrayList<>();
        long began = nanoClock.getAsLong();
        long usualNanos = settings.roundsMillis() * NANOS_PER_MILLI;
        boolean more = true;
        while (more && !stopRequested.getAsBoolean()) {
            runs.add(run(scenario));
            long tookNanos = nanoClock.getAsLong() - began;
            boolean wanted = runs.size() < least ? tookNanos <= PATIENCE * usualNanos : tookNanos < usualNanos;
            more = wanted && runs.size() < MOST_RUNS;
        }
        return stopRequested.getAsBoolean() ? List.of() : runs;
    }

    private Run run(Scenario scenario) {
        long enoughNanos = settings.scenarioSeconds() * (long) NANOS_PER_SECOND;
        AtomicBoolean enough = new AtomicBoolean();
        ProgressListener listener = (virtualNanos, durationNanos, events) -> enough.set(virtualNanos >= enoughNanos);
        RunOptions options = new RunOptions(1, false, () -> enough.get() || stopRequested.getAsBoolean());
        long cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long before = nanoClock.getAsLong();
        RunOutcome outcome = runner.run(scenario, options, listener);
        double seconds = Math.max(1, nanoClock.getAsLong() - before) / NANOS_PER_SECOND;
        double cpuSeconds = Math.max(1, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore)
                / NANOS_PER_SECOND;
        double virtual = outcome.result().virtualSeconds();
        return new Run(virtual / seconds, virtual / cpuSeconds, seconds, outcome.result());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
