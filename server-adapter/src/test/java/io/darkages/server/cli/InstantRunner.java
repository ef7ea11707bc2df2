package io.darkages.server.cli;

import io.darkages.reports.result.ResultFiles;
import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.RunResultBuilder;
import io.darkages.scenarios.expect.Expectation;
import io.darkages.scenarios.expect.Judgement;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.format.ScenarioWriter;
import io.darkages.scenarios.run.ProgressListener;
import io.darkages.scenarios.run.RunOptions;
import io.darkages.scenarios.run.RunOutcome;
import io.darkages.scenarios.run.RunTrace;
import io.darkages.scenarios.run.ScenarioRunner;
import io.darkages.scenarios.run.UnplayableScenarioException;
import io.darkages.sim.trace.TraceWriter;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.OptionalDouble;

/** A runner that plays nothing: every figure is 5, every hash follows from the seed. */
final class InstantRunner implements ScenarioRunner {

    /** A scenario of this name comes out differently in each process, from its third second on. */
    static final String UNSTABLE = "unstable";
    /** A scenario of this name goes on until it is stopped. */
    static final String ENDLESS = "endless";
    /** A scenario of this name can't be played. */
    static final String UNPLAYABLE = "unplayable";

    private static final long SECOND_NANOS = 1_000_000_000L;

    @Override
    public RunOutcome run(Scenario scenario, RunOptions options, ProgressListener progress) {
        if (scenario.name().equals(UNPLAYABLE)) {
            throw new UnplayableScenarioException("no free place, make room");
        }
        long salt = scenario.name().equals(UNSTABLE) ? ProcessHandle.current().pid() : 0;
        ByteArrayOutputStream trace = new ByteArrayOutputStream();
        TraceWriter points = new TraceWriter(trace, List.of("zone"));
        long hash = scenario.seed();
        long nanos = 0;
        while (nanos < scenario.durationNanos() && !options.stopRequested().getAsBoolean()) {
            nanos += SECOND_NANOS;
            hash = hash * 31 + (nanos > 2 * SECOND_NANOS ? salt : 0);
            points.interval(nanos, new long[] {hash}, new long[] {0});
            progress.progressed(nanos, scenario.durationNanos(), nanos / SECOND_NANOS * 1_000);
        }
        while (scenario.name().equals(ENDLESS) && !options.stopRequested().getAsBoolean()) {
            Thread.onSpinWait();
        }
        RunResultBuilder result = new RunResultBuilder("test", scenario.name(), scenario.seed())
                .traceHash(hash)
                .times(nanos, SECOND_NANOS / 2)
                .counts(1_234_567, 89_012)
                .world(scenario.players(), scenario.world().grid().zones())
                .figure("entity updates per player", 743.21, "1/s")
                .invariant(new RunResult.Invariant(6, "snapshot-exact", 4_321, 0, 0, 0, List.of()))
                .invariant(new RunResult.Invariant(7, "prediction-converges", 0, 0, 0, 0, List.of()));
        for (Expectation expectation : scenario.expectations()) {
            Judgement judgement = expectation.judge(query -> OptionalDouble.of(5));
            result.expectation(new RunResult.Expectation(
                    judgement.text(), judgement.value(), judgement.dimension().baseUnit(), judgement.passed()));
        }
        if (options.stopRequested().getAsBoolean()) {
            result.interrupted();
        }
        return new RunOutcome(
                result.build(),
                new ResultFiles(List.of(), List.of(), new byte[0], ScenarioWriter.write(scenario)),
                options.traced() ? RunTrace.of(trace.toByteArray()) : RunTrace.NONE);
    }
}
