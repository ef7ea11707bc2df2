package io.darkages.scenarios.run;

import io.darkages.engine.port.Measurement;
import io.darkages.engine.zone.ZoneCounter;
import io.darkages.reports.result.GridResult;
import io.darkages.reports.result.Latency;
import io.darkages.reports.result.LatencyRecorder;
import io.darkages.reports.result.ResultFiles;
import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.RunResultBuilder;
import io.darkages.reports.result.TimelineEvent;
import io.darkages.reports.result.Units;
import io.darkages.scenarios.check.BandwidthChecker;
import io.darkages.scenarios.check.BandwidthFigures;
import io.darkages.scenarios.expect.Expectation;
import io.darkages.scenarios.expect.Judgement;
import io.darkages.scenarios.expect.RunPhase;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.format.ScenarioWriter;
import io.darkages.sim.DropCause;
import io.darkages.sim.Simulation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts together what a run gives back. */
final class ResultAssembly {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BITS_PER_BYTE = 8;

    private final String version;
    private final Scenario scenario;
    private final Roll roll;
    private final WorldAssembly world;
    private final Simulation simulation;
    private final Distributions distributions;
    private final Tally tally;
    private final SecondSeries series;
    private final Judges judges;
    private final CombatMeter combat;
    private final FairnessTable fairness;
    private final Optional<GridMeters> grid;

    ResultAssembly(
            String version,
            Scenario scenario,
            Roll roll,
            WorldAssembly world,
            Simulation simulation,
            Distributions distributions,
            Tally tally,
            SecondSeries series,
            Judges judges,
            CombatMeter combat,
            FairnessTable fairness,
            Optional<GridMeters> grid) {
        this.version = version;
        this.scenario = scenario;
        this.roll = roll;
        this.world = world;
        this.simulation = simulation;
        this.distributions = distributions;
        this.tally = tally;
        this.series = series;
        this.judges = judges;
        this.combat = combat;
        this.fairness = fairness;
        this.grid = grid;
    }

    RunOutcome assemble(
            FaultSchedule faults,
            List<TimelineEvent> phases,
            PositionRecorder positions,
            GridResult zones,
            RunTrace trace,
            Optional<String> failure,
            boolean interrupted,
            long endNanos,
            long tookNanos) {
        RunResultBuilder result = new RunResultBuilder(version, scenario.name(), scenario.seed())
                .traceHash(simulation.traceHash())
                .times(endNanos, tookNanos)
                .counts(simulation.events(), simulation.datagrams())
                .world(roll.players().size(), scenario.world().grid().zones());
        failure.ifPresent(result::error);
        if (interrupted) {
            result.interrupted();
        }
        for (RunPhase phase : RunPhase.values()) {
            long start = scenario.phases().startNanos(phase);
            long end = scenario.phases().endNanos(phase);
            if (end > start) {
                result.phase(new RunResult.Phase(phase.title(), start / NANOS_PER_SECOND, end / NANOS_PER_SECOND));
            }
        }
        judges.invariants().forEach(result::invariant);
        RunFigures figures = new RunFigures(
                scenario, roll, distributions, tally, world.zoneTotals(), judges, simulation.datagrams(), endNanos);
        for (Expectation expectation : scenario.expectations()) {
            Judgement judged = expectation.judge(figures);
            result.expectation(new RunResult.Expectation(
                    judged.text(), judged.value(), judged.dimension().baseUnit(), judged.passed()));
        }
        List<LatencyRecorder> recorders = distributions.recorders();
        recorders.subList(0, Measurement.values().length).forEach(recorder -> result.latency(recorder.summary()));
        result.bandwidth(bandwidth());
        fairness.rows(judges.fights()).forEach(result::fairness);
        figures(result);
        faults.faults().forEach(result::fault);
        result.grid(zones);
        series.lines().forEach(result::series);
        grid.ifPresent(meters -> meters.lines().forEach(result::series));
        combat.lines().forEach(result::series);
        bandwidthSeries(result);
        return new RunOutcome(
                result.build(),
                new ResultFiles(
                        recorders.stream().map(LatencyRecorder::log).toList(),
                        timeline(faults, phases),
                        positions.bytes(),
                        ScenarioWriter.write(scenario)),
                trace);
    }

    private RunResult.Bandwidth bandwidth() {
        List<BandwidthFigures> each = judges.bandwidth().stream()
                .filter(figures -> figures.player() > 0)
                .sorted(Comparator.comparingLong(BandwidthFigures::player))
                .toList();
        long downMax =
                each.stream().mapToLong(BandwidthFigures::maxDownBytes).max().orElse(0);
        long upMax = each.stream().mapToLong(BandwidthFigures::maxUpBytes).max().orElse(0);
        return new RunResult.Bandwidth(
                direction(Distributions.downBandwidth(), downMax, BandwidthChecker.DOWN_BYTES_PER_SECOND),
                direction(Distributions.upBandwidth(), upMax, BandwidthChecker.UP_BYTES_PER_SECOND),
                each.stream()
                        .map(figures -> new RunResult.PlayerBandwidth(
                                figures.player(), figures.maxDownBytes(), figures.maxUpBytes()))
                        .toList());
    }

    private RunResult.Direction direction(int distribution, long max, long limit) {
        LatencyRecorder recorder = distributions.recorder(distribution);
        return new RunResult.Direction(recorder.valueAt(50), recorder.valueAt(99), max, limit);
    }

    private void bandwidthSeries(RunResultBuilder result) {
        line(result, "down p50", Distributions.downBandwidth(), Latency.PerSecond::p50);
        line(result, "down max", Distributions.downBandwidth(), Latency.PerSecond::max);
        line(result, "up max", Distributions.upBandwidth(), Latency.PerSecond::max);
    }

    private interface PerSecondValues {
        List<Long> of(Latency.PerSecond perSecond);
    }

    private void line(RunResultBuilder result, String name, int distribution, PerSecondValues values) {
        Latency.PerSecond perSecond =
                distributions.recorder(distribution).summary().perSecond();
        List<Double> points =
                values.of(perSecond).stream().map(Long::doubleValue).toList();
        result.series(new RunResult.Series(RunResult.Series.BANDWIDTH, name, Units.BYTES_PER_SECOND, points));
    }

    private void figures(RunResultBuilder result) {
        ZoneTotals zone = world.zoneTotals();
        double frames = 0;
        double updates = 0;
        for (Player player : roll.players()) {
            frames += tally.get(Tally.Count.FRAMES, player.id());
            updates += tally.get(Tally.Count.ENTITY_UPDATES, player.id());
        }
        result.figure("entity updates per player", frames == 0 ? 0 : updates * 60 / frames, Units.PER_SECOND);
        long sent = zone.zone(ZoneCounter.ENTITY_UPDATES);
        double bytes = zone.zone(ZoneCounter.ENTITY_BITS) / BITS_PER_BYTE;
        result.figure("payload per entity update", sent == 0 ? 0 : bytes / sent, Units.BYTES);
        if (combat.isUsed()) {
            double seconds = Math.max(1, simulation.nowNanos() / NANOS_PER_SECOND);
            result.figure("damage rate", combat.damagePoints() / seconds, Units.PER_SECOND);
            result.figure("kill rate", combat.kills() / seconds, Units.PER_SECOND);
        }
        for (ZoneCounter counter : ZoneCounter.values()) {
            result.figure(counter.title(), zone.zone(counter), Units.COUNT);
        }
        for (DropCause cause : DropCause.values()) {
            String name = "dropped-" + cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
            result.figure(name, simulation.dropped(cause), Units.COUNT);
        }
    }

    private List<TimelineEvent> timeline(FaultSchedule faults, List<TimelineEvent> phases) {
        List<TimelineEvent> all = new ArrayList<>(phases);
        all.addAll(faults.timeline());
        all.addAll(tally.timeline());
        all.addAll(judges.timeline());
        all.sort(Comparator.comparingLong(TimelineEvent::virtualNanos));
        return all;
    }
}
