package io.darkages.scenarios.run;

import io.darkages.reports.result.LatencyRecorder;
import io.darkages.scenarios.check.FairnessCounts;
import io.darkages.scenarios.expect.FigureQuery;
import io.darkages.scenarios.expect.Figures;
import io.darkages.scenarios.expect.RunPhase;
import io.darkages.scenarios.expect.Statistic;
import io.darkages.scenarios.format.Scenario;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** Answers expectations from what a run measured and counted. */
final class RunFigures implements Figures {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double FRAMES_PER_SECOND = 60;

    private static final Map<String, Tally.Count> PLAYER_COUNTS = Map.of(
            "migrations", Tally.Count.MIGRATIONS,
            "migrations-failed", Tally.Count.MIGRATIONS_FAILED,
            "joined", Tally.Count.JOINED,
            "kicked", Tally.Count.KICKED,
            "disconnected", Tally.Count.DISCONNECTED,
            "corrections", Tally.Count.CORRECTIONS,
            "inputs-dropped", Tally.Count.INPUTS_DROPPED);

    private final Scenario scenario;
    private final Roll roll;
    private final Distributions distributions;
    private final Tally tally;
    private final ZoneTotals zone;
    private final Judges judges;
    private final long datagrams;
    private final long endNanos;

    RunFigures(
            Scenario scenario,
            Roll roll,
            Distributions distributions,
            Tally tally,
            ZoneTotals zone,
            Judges judges,
            long datagrams,
            long endNanos) {
        this.scenario = scenario;
        this.roll = roll;
        this.distributions = distributions;
        this.tally = tally;
        this.zone = zone;
        this.judges = judges;
        this.datagrams = datagrams;
        this.endNanos = endNanos;
    }

    @Override
    public OptionalDouble value(FigureQuery query) {
        if (query.statistic() == Statistic.RATE && seconds(query) == 0) {
            return OptionalDouble.empty();
        }
        boolean wire = query.figure().equals(Distributions.DOWN_BANDWIDTH)
                || query.figure().equals(Distributions.UP_BANDWIDTH);
        if (wire && query.statistic() == Statistic.MAX && query.phase().isEmpty()) {
            return busiestSecond(query);
        }
        Optional<LatencyRecorder> distribution = distributions.find(query);
        if (distribution.isPresent()) {
            return ofDistribution(distribution.get(), query);
        }
        return switch (query.figure()) {
            case "updates-per-player" -> updatesPerPlayer(query);
            case "degradation" ->
                zone.current().stream()
                        .mapToDouble(program -> program.zone().qualityLevel())
                        .max();
            case "agreement" ->
                fights(query).mapToDouble(FairnessCounts::agreementPpm).min();
            case "too-close" ->
                fights(query).mapToDouble(FairnessCounts::tooClosePpm).max();
            case "violations" -> OptionalDouble.of(judges.violations());
            default -> counter(query);
        };
    }

    private OptionalDouble ofDistribution(LatencyRecorder recorder, FigureQuery query) {
        if (query.statistic() == Statistic.COUNT) {
            return OptionalDouble.of(recorder.count());
        }
        if (recorder.count() == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                switch (query.statistic()) {
                    case P50 -> recorder.valueAt(50);
                    case P90 -> recorder.valueAt(90);
                    case P99 -> recorder.valueAt(99);
                    case P999 -> recorder.valueAt(99.9);
                    case MAX -> recorder.max();
                    case MEAN -> recorder.mean();
                    case RATE -> recorder.count() / seconds(query);
                    case COUNT, VALUE -> recorder.count();
                });
    }

    /** The most in any one second, wherever it begins: stricter than the seconds of the distribution. */
    private OptionalDouble busiestSecond(FigureQuery query) {
        LongPredicate members = Distributions.members(scenario, roll, query.group());
        boolean down = query.figure().equals(Distributions.DOWN_BANDWIDTH);
        return judges.bandwidth().stream()
                .filter(player -> members.test(player.player()))
                .mapToDouble(player -> down ? player.maxDownBytes() : player.maxUpBytes())
                .max();
    }

    private OptionalDouble updatesPerPlayer(FigureQuery query) {
        double frames = sum(Tally.Count.FRAMES, query);
        return frames == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(sum(Tally.Count.ENTITY_UPDATES, query) * FRAMES_PER_SECOND / frames);
    }

    private OptionalDouble counter(FigureQuery query) {
        Tally.Count count = PLAYER_COUNTS.get(query.figure());
        double value;
        if (count != null) {
            value = sum(count, query);
        } else if (query.group().isPresent()) {
            // The server can't tell whose broken datagram it was.
            return OptionalDouble.empty();
        } else if (!zone.figures(datagrams).containsKey(query.figure())) {
            // Of worlds with zone processes only.
            return OptionalDouble.empty();
        } else if (query.phase().isPresent()) {
            value = zone.inPhase(query.figure(), query.phase().get(), datagrams);
        } else {
            value = zone.figures(datagrams).get(query.figure());
        }
        return OptionalDouble.of(query.statistic() == Statistic.RATE ? value / seconds(query) : value);
    }

    private double sum(Tally.Count count, FigureQuery query) {
        LongPredicate members = Distributions.members(scenario, roll, query.group());
        return roll.players().stream()
                .mapToLong(Player::id)
                .filter(members)
                .map(id -> query.phase().isPresent()
                        ? tally.get(count, id, query.phase().get())
                        : tally.get(count, id))
                .sum();
    }

    /** Of a group its own fights, without one the rows of the honest; those in which anything was decided. */
    private Stream<FairnessCounts> fights(FigureQuery query) {
        Stream<FairnessCounts> fights = query.group().isPresent()
                ? judges.fights(Distributions.members(scenario, roll, query.group())).stream()
                : judges.fights().stream().filter(row -> row.of().honest());
        return fights.filter(row -> row.compared() > 0);
    }

    private double seconds(FigureQuery query) {
        if (query.phase().isEmpty()) {
            return endNanos / NANOS_PER_SECOND;
        }
        RunPhase phase = query.phase().get();
        return (scenario.phases().endNanos(phase) - scenario.phases().startNanos(phase)) / NANOS_PER_SECOND;
    }
}
