package io.darkages.server.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Times of single operations, by JMH. Each benchmark is measured in a virtual machine of its own, which
 * gets this one's class path and options; with no forks in this one, which is good for trying out only.
 */
final class OperationsBench {

    private static final long MICROSECOND = 1_000;

    /** Where two benches run at the same time, JMH would refuse the second; loaded machines are reported instead. */
    private static final String IGNORE_LOCK = "jmh.ignoreLock";

    /**
     * A benchmark and how it is told.
     *
     * @param targetNanos below which it should stay; 0 where there is no target
     */
    record Operation(Class<?> benchmark, String method, String name, long targetNanos) {}

    /**
     * How long an operation takes.
     *
     * @param figure the mean, with the operation's target
     * @param nanosLeast of the fastest iteration: what to compare operations by on a machine with other work
     */
    record Timing(BenchFigure figure, double nanosLeast) {}

    static final List<Operation> OPERATIONS = List.of(
            new Operation(SpatialBenchmark.class, "query", "spatial query, 1,000 entities, 200 m", 100 * MICROSECOND),
            new Operation(MovementBenchmark.class, "step", "movement of 1,000 entities", 1_000 * MICROSECOND),
            new Operation(InterestBenchmark.class, "look", "interest of a player among 400", 500 * MICROSECOND),
            new Operation(ReplayBenchmark.class, "replay", "replay of 120 inputs", 1_000 * MICROSECOND),
            new Operation(RecordingBenchmark.class, "record", "states recorded, each entity", 100),
            new Operation(CombatBenchmark.class, "judge", "attack rewound and judged", 2 * MICROSECOND),
            new Operation(SnapshotBenchmark.class, "encode", "snapshot encoding, each entity", 0),
            new Operation(SnapshotBenchmark.class, "decode", "snapshot decoding, each entity", 0),
            new Operation(CipherBenchmark.class, "sealAndOpen", "1,200 bytes sealed and opened (simulated)", 0));

    private final BenchSection section;
    private final BenchSettings settings;

    /** @param section where the figures belong */
    OperationsBench(BenchSection section, BenchSettings settings) {
        this.section = section;
        this.settings = settings;
    }

    Timing time(Operation operation) {
        if (System.getProperty(IGNORE_LOCK) == null) {
            System.setProperty(IGNORE_LOCK, "true");
        }
        TimeValue iteration = TimeValue.milliseconds(settings.iterationMillis());
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + operation.benchmark().getName().replace(".", "\\.") + "\\." + operation.method() + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(settings.forks())
                .warmupIterations((settings.iterations() + 1) / 2)
                .warmupTime(iteration)
                .measurementIterations(settings.iterations())
                .measurementTime(iteration)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        try {
            Collection<RunResult> results = new Runner(options.build()).run();
            Result<?> result = new ArrayList<>(results).get(0).getPrimaryResult();
            return new Timing(figure(operation, result), result.getStatistics().getMin());
        } catch (RunnerException e) {
            throw new IllegalStateException("the benchmark of " + operation.name() + " failed", e);
        }
    }

    private BenchFigure figure(Operation operation, Result<?> result) {
        String spread = settings.iterations() > 2
                ? String.format(
                        Locale.ROOT, "within %.0f %% of it (99.9 %%)", 100 * result.getScoreError() / result.getScore())
                : "too few iterations to tell the spread";
        return new BenchFigure(
                section,
                operation.name(),
                result.getScore(),
                BenchUnit.NANOSECONDS,
                operation.targetNanos() == 0
                        ? Optional.empty()
                        : Optional.of(BenchTarget.below(operation.targetNanos())),
                spread);
    }
}
