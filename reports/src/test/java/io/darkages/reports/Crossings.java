package io.darkages.reports;

import io.darkages.reports.result.GridResult;
import io.darkages.reports.result.GridResult.Migrations;
import io.darkages.reports.result.GridResult.Ownership;
import io.darkages.reports.result.GridResult.Recovery;
import io.darkages.reports.result.GridResult.Span;
import io.darkages.reports.result.LatencyRecorder;
import io.darkages.reports.result.RunResult.Series;
import io.darkages.reports.result.RunResultBuilder;
import io.darkages.reports.result.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What players do between zones in {@link SampleResults#handedOn}. */
final class Crossings {

    private static final long SECOND = 1_000_000_000L;
    private static final int FOLLOWED = 8;
    private static final List<String> NAMES = List.of("south-west", "south-east", "north-west", "north-east");

    private final Random random;
    private final int zones;
    private final int seconds;
    private final int players;
    private final double slowness;

    /** @param slowness factor of the times of migrations and recoveries */
    Crossings(Random random, int zones, int seconds, int players, double slowness) {
        this.random = random;
        this.zones = zones;
        this.seconds = seconds;
        this.players = players;
        this.slowness = slowness;
    }

    void addTo(RunResultBuilder builder) {
        builder.grid(new GridResult(migrations(), recoveries(), ownership(), NAMES.subList(0, zones)));
        LatencyRecorder gap = new LatencyRecorder(GridResult.HANDOFF_GAP, Units.NANOSECONDS);
        LatencyRecorder jump = new LatencyRecorder(GridResult.HANDOFF_JUMP, Units.MICROMETRES);
        List<List<Double>> population = new ArrayList<>();
        for (int zone = 0; zone < zones; zone++) {
            population.add(new ArrayList<>());
        }
        for (int second = 0; second < seconds; second++) {
            double in = Math.min(1, (second + 1) / 5.0);
            boolean dead = second >= 20 && second < 24;
            for (int zone = 0; zone < zones; zone++) {
                double share = (1 + 0.4 * Math.sin(second / 8.0 + zone * 1.6)) / zones;
                population.get(zone).add(zone == 2 && dead ? 0.0 : Math.floor(in * share * players));
            }
            for (int i = 0; i < 8 && second > 5; i++) {
                gap.record((long) ((44 + 30 * random.nextDouble()) * 1e6));
                jump.record((long) (6_000 * Math.exp(random.nextGaussian() * 0.7)));
            }
            gap.rollOver((second + 1) * SECOND);
            jump.rollOver((second + 1) * SECOND);
        }
        builder.latency(gap.summary()).latency(jump.summary());
        for (int zone = 0; zone < zones; zone++) {
            builder.series(new Series(
                    Series.POPULATION_BY_ZONE,
                    "zone " + zone + " " + NAMES.get(zone),
                    Units.COUNT,
                    population.get(zone)));
        }
    }

    private List<Migrations> migrations() {
        List<Migrations> rows = new ArrayList<>();
        rows.add(new Migrations(Migrations.ALL, 423, 418, 3, 2, slow(31_400_000L), slow(78_100_000L), 1_204_000_000L));
        int[][] routes = {{0, 1}, {0, 2}, {1, 0}, {1, 3}, {2, 0}, {2, 3}, {3, 1}, {3, 2}};
        for (int i = 0; i < routes.length; i++) {
            long completed = i == 0 ? 54 : 52;
            long failed = i == 5 ? 3 : 0;
            long unfinished = i == 1 ? 2 : 0;
            rows.add(new Migrations(
                    routes[i][0] + " " + NAMES.get(routes[i][0]) + " to " + routes[i][1] + " "
                            + NAMES.get(routes[i][1]),
                    completed + failed + unfinished,
                    completed,
                    failed,
                    unfinished,
                    30_000_000L + i * 700_000L,
                    70_000_000L + i * 1_150_000L,
                    i == 7 ? 1_204_000_000L : 90_000_000L + i * 3_000_000L));
        }
        return rows;
    }

    private List<Recovery> recoveries() {
        return List.of(
                new Recovery(1, 47, 47, slow(3_280_000_000L), slow(4_610_000_000L), slow(4_730_000_000L)),
                new Recovery(2, 53, 51, 2_940_000_000L, 4_020_000_000L, 4_080_000_000L),
                new Recovery(3, 4, 0, 0, 0, 0));
    }

    private long slow(long nanos) {
        return Math.round(nanos * slowness);
    }

    private List<Ownership> ownership() {
        List<Ownership> rows = new ArrayList<>();
        for (int player = 1; player <= FOLLOWED; player++) {
            List<Span> spans = new ArrayList<>();
            double at = 0.4 + player * 0.3;
            int zone = player % zones;
            for (int epoch = 1; at < seconds; epoch++) {
                double until = Math.min(seconds, at + 3 + 14 * random.nextDouble());
                boolean dies = zone == 2 && at < 20 && until > 20;
                if (dies) {
                    spans.add(new Span(at, 20, zone, epoch, Span.OWNED));
                    at = 23.1 + player * 0.1;
                    continue;
                }
                spans.add(new Span(at, until, zone, epoch, Span.OWNED));
                double held = player == 3 && until > 30 && until < seconds - 3 ? 2.5 : 0.04;
                double free = Math.min(seconds, until + held);
                if (free > until) {
                    spans.add(new Span(until, free, zone, epoch, Span.SUSPENDED));
                }
                at = free;
                zone = (zone + 1 + random.nextInt(zones - 1)) % zones;
            }
            rows.add(new Ownership("player crowd/" + player, spans));
        }
        return rows;
    }
}
