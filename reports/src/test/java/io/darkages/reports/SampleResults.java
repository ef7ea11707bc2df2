package io.darkages.reports;

import io.darkages.reports.result.Fairness;
import io.darkages.reports.result.Fairness.BehindCover;
import io.darkages.reports.result.LatencyRecorder;
import io.darkages.reports.result.ReplayWriter;
import io.darkages.reports.result.ResultFiles;
import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.RunResult.Bandwidth;
import io.darkages.reports.result.RunResult.Direction;
import io.darkages.reports.result.RunResult.Expectation;
import io.darkages.reports.result.RunResult.Fault;
import io.darkages.reports.result.RunResult.Invariant;
import io.darkages.reports.result.RunResult.Phase;
import io.darkages.reports.result.RunResult.PlayerBandwidth;
import io.darkages.reports.result.RunResult.Series;
import io.darkages.reports.result.RunResult.Violation;
import io.darkages.reports.result.RunResultBuilder;
import io.darkages.reports.result.TimelineEvent;
import io.darkages.reports.result.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * Results that look like those of real runs, for tests and for looking at reports. The same arguments give
 * the same result.
 */
public final class SampleResults {

    private static final long SECOND = 1_000_000_000L;

    private SampleResults() {}

    /** A result with its files. */
    public record Sample(RunResult result, ResultFiles files) {}

    /** 400 players for 60 s, nothing goes wrong. */
    public static Sample passed() {
        return new Run("plaza", 7, 400, 60, List.of(), 1.0).sample(false);
    }

    /** The same a little slower, as an earlier version might have been. */
    public static Sample baseline() {
        return new Run("plaza", 7, 400, 60, List.of(), 1.12).sample(false);
    }

    /** 100 players for 90 s, many faults, three invariants and two expectations fail. */
    public static Sample failed() {
        List<Fault> faults = List.of(
                new Fault("loss", "all players", 20, OptionalDouble.of(8), "bursty 5 %, mean burst 4 packets"),
                new Fault("latency", "all players", 24, OptionalDouble.of(10), "+80 ms, jitter 30 ms"),
                new Fault("cpu-slow", "zone-1", 38, OptionalDouble.of(6), "speed 40 %"),
                new Fault("pause", "zone-1", 50, OptionalDouble.of(0.4), "garbage collection"),
                new Fault("partition", "player 3 to zone-1", 55, OptionalDouble.of(4), "one way"),
                new Fault("rebind", "player 12", 62, OptionalDouble.of(0), "new address"),
                new Fault("duplicate", "all players", 64, OptionalDouble.empty(), "1 %"));
        return new Run("lossy <b>&\"border\"</b>", -8_123_456_789_012_345_678L, 100, 90, faults, 1.0).sample(true);
    }

    /** 120 players who fight for 60 s at five round trips, with and without loss, and some who cheat. */
    public static Sample fought() {
        Run run = new Run("ladder", 3, 120, 60, List.of(), 1.0);
        run.fighting = true;
        return run.sample(false);
    }

    /** 200 players in four zones for 60 s: one dies, one is cut off from the others. */
    public static Sample handedOn() {
        return handedOn(1.0);
    }

    /** The same, its times longer by a factor. */
    public static Sample handedOn(double slowness) {
        List<Fault> faults = List.of(
                new Fault("crash", "zone 2 north-west (process 3)", 20, OptionalDouble.of(15), ""),
                new Fault("pause", "zone 1 south-east (process 4)", 28, OptionalDouble.of(6), ""),
                new Fault(
                        "partition", "zone 0 south-west (process 1) to store", 38, OptionalDouble.of(4), "both ways"));
        Run run = new Run("zone-failure", 11, 200, 60, faults, slowness);
        run.zones = 4;
        return run.sample(false);
    }

    /** Interrupted before anything was measured: every list is empty. */
    public static Sample empty() {
        RunResult result = new RunResultBuilder("0.1.0", "nothing-happened", 0)
                .interrupted()
                .build();
        return new Sample(
                result,
                new ResultFiles(
                        List.of(), List.of(), new ReplayWriter(SECOND / 60).bytes(), "name: nothing-happened\n"));
    }

    /** One run, second by second. */
    private static final class Run {
        private static final String[] PHASES = {"receive", "input", "movement", "combat", "interest", "encode", "send"};
        private static final double[] PHASE_MICROS = {620, 180, 240, 90, 1_900, 4_300, 1_350};

        private final String name;
        private final long seed;
        private final int players;
        private final int seconds;
        private final List<Fault> faults;
        private final double slowness;
        private final Random random;
        private boolean fighting;
        private int zones = 1;
        private final LatencyRecorder inputToAck = new LatencyRecorder("input-to-ack", Units.NANOSECONDS);
        private final LatencyRecorder lessRtt = new LatencyRecorder("input-to-ack - rtt", Units.NANOSECONDS);
        private final LatencyRecorder rtt = new LatencyRecorder("rtt", Units.NANOSECONDS);
        private final LatencyRecorder age = new LatencyRecorder("snapshot-age", Units.NANOSECONDS);
        private final LatencyRecorder correction = new LatencyRecorder("correction-size", Units.MICROMETRES);
        private final LatencyRecorder interpolation = new LatencyRecorder("interpolation-error", Units.MICROMETRES);
        private final LatencyRecorder bytes = new LatencyRecorder("snapshot-bytes", Units.BYTES);
        private final LatencyRecorder entities = new LatencyRecorder("snapshot-entities", Units.COUNT);
        private final LatencyRecorder tick = new LatencyRecorder("tick-time", Units.NANOSECONDS);
        private final List<LatencyRecorder> recorders =
                List.of(inputToAck, lessRtt, rtt, age, correction, interpolation, bytes, entities, tick);

        Run(String name, long seed, int players, int seconds, List<Fault> faults, double slowness) {
            this.name = name;
            this.seed = seed;
            this.players = players;
            this.seconds = seconds;
            this.faults = faults;
            this.slowness = slowness;
            this.random = new Random(seed);
        }

        Sample sample(boolean failing) {
            RunResultBuilder builder = new RunResultBuilder("0.1.0", name, seed)
                    .traceHash(0x00c3_51a7_9e2f_4b1dL ^ seed)
                    .times(seconds * SECOND, (long) (seconds * SECOND / 14.2))
                    .counts(31_204_551L, 12_882_907L)
                    .world(players, zones)
                    .phase(new Phase("warmup", 0, 10))
                    .phase(new Phase("faults", 10, seconds - 15))
                    .phase(new Phase("heal", seconds - 15, seconds));
            faults.forEach(builder::fault);
            series(builder);
            recorders.forEach(r -> builder.latency(r.summary()));
            if (zones > 1) {
                new Crossings(random, zones, seconds, players, slowness).addTo(builder);
            }
            builder.bandwidth(bandwidth(failing));
            if (fighting) {
                fights(builder);
            }
            invariants(builder, failing);
            expectations(builder, failing);
            builder.figure("entity updates for each player, mean", 743.218, Units.PER_SECOND)
                    .figure("payload bytes for each entity update, mean", 7.93, Units.BYTES)
                    .figure("corrections sent", 12, Units.COUNT)
                    .figure("datagrams dropped by links", failing ? 41_207 : 0, Units.COUNT)
                    .figure("malformed datagrams dropped", 0, Units.COUNT)
                    .figure("tick time, p99", tick.valueAt(99), Units.NANOSECONDS)
                    .figure("ticks over budget", failing ? 214 : 0, Units.COUNT)
                    .figure("heap for each player, most", 48_210, Units.BYTES);
            RunResult result = builder.build();
            return new Sample(
                    result,
                    new ResultFiles(
                            recorders.stream().map(LatencyRecorder::log).toList(), timeline(result), replay(), plan()));
        }

        private double severity(String kind, double second) {
            double most = 0;
            for (Fault fault : faults) {
                double end = fault.startSeconds() + fault.durationSeconds().orElse(seconds);
                if (fault.kind().equals(kind) && second + 1 > fault.startSeconds() && second < end) {
                    most = 1;
                }
            }
            return most;
        }

        private void series(RunResultBuilder builder) {
            List<List<Double>> phases = new ArrayList<>();
            for (int i = 0; i < PHASES.length; i++) {
                phases.add(new ArrayList<>());
            }
            List<Double> population = new ArrayList<>();
            List<Double> level = new ArrayList<>();
            List<Double> updates = new ArrayList<>();
            List<Double> updatesLeast = new ArrayList<>();
            List<Double> downMedian = new ArrayList<>();
            List<Double> downMax = new ArrayList<>();
            List<Double> upMax = new ArrayList<>();
            double quality = 0;
            for (int second = 0; second < seconds; second++) {
                double in = Math.min(players, players * (second + 1) / 6.0);
                double slow = severity("cpu-slow", second);
                double tickNanos = 0;
                for (int i = 0; i < PHASES.length; i++) {
                    double load = in / players * slowness * (1 + 1.3 * slow) * (0.97 + random.nextDouble() * 0.06);
                    double nanos = PHASE_MICROS[i] * 1000 * load;
                    phases.get(i).add((double) Math.round(nanos));
                    tickNanos += nanos;
                }
                quality = slow > 0 ? Math.min(3, quality + 1) : Math.max(0, quality - 0.5);
                population.add(Math.floor(in) - severity("partition", second));
                level.add(Math.ceil(quality));
                updates.add((760 - 90 * quality) * in / players + random.nextInt(12));
                updatesLeast.add((510 - 80 * quality) * in / players);
                downMedian.add((double) Math.round(15_200 * in / players + random.nextInt(500)));
                downMax.add((double) Math.round(19_100 * in / players + random.nextInt(900)));
                upMax.add((double) 1_790 + random.nextInt(120));
                record(second, tickNanos);
            }
            for (int i = 0; i < PHASES.length; i++) {
                builder.series(new Series(Series.TICK_TIME, PHASES[i], Units.NANOSECONDS, phases.get(i)));
            }
            builder.series(new Series(Series.POPULATION, "connected", Units.COUNT, population))
                    .series(new Series(Series.QUALITY_OF_SERVICE, "zone-1", "level", level))
                    .series(new Series(Series.ENTITY_UPDATES, "mean", Units.PER_SECOND, updates))
                    .series(new Series(Series.ENTITY_UPDATES, "least", Units.PER_SECOND, updatesLeast))
                    .series(new Series(Series.BANDWIDTH, "down p50", Units.BYTES_PER_SECOND, downMedian))
                    .series(new Series(Series.BANDWIDTH, "down max", Units.BYTES_PER_SECOND, downMax))
                    .series(new Series(Series.BANDWIDTH, "up max", Units.BYTES_PER_SECOND, upMax));
        }

        private void fights(RunResultBuilder builder) {
            double[] trips = {0.2, 50, 100, 150, 250};
            for (double loss : new double[] {0, 5}) {
                for (int i = 0; i < trips.length; i++) {
                    int unfair = loss == 0 ? 0 : i;
                    BehindCover cover = i == 0
                            ? BehindCover.NEVER
                            : new BehindCover(440, 7 * i, 61_000_000L * i, 97_000_000L * i, 99_000_000L * i);
                    builder.fairness(new Fairness(
                            trips[i],
                            loss,
                            true,
                            12,
                            600 + 2 * unfair,
                            560 - 11 * i,
                            unfair,
                            unfair,
                            9,
                            11L * i,
                            20,
                            11,
                            0,
                            cover));
                }
            }
            builder.fairness(new Fairness(50, 0, false, 8, 1_000, 300, 1, 2, 7, 600, 80, 10, 0, BehindCover.NEVER));
            List<Double> damage = new ArrayList<>();
            List<Double> kills = new ArrayList<>();
            for (int second = 0; second < seconds; second++) {
                damage.add(1_100.0 + random.nextInt(300));
                kills.add((double) 8 + random.nextInt(5));
            }
            builder.series(new Series(Series.DAMAGE, "all players", Units.PER_SECOND, damage));
            builder.series(new Series(Series.KILLS, "all players", Units.PER_SECOND, kills));
        }

        private void record(int second, double tickNanos) {
            double loss = severity("loss", second);
            double far = severity("latency", second);
            double pause = severity("pause", second);
            for (int i = 0; i < 400; i++) {
                double trip = 38 + 14 * Math.abs(random.nextGaussian()) + 80 * far + 6 * far * random.nextDouble();
                double server = 17 + 33 * random.nextDouble() + tickNanos / 1e6;
                server *= slowness;
                server += random.nextDouble() < 0.03 * loss ? 50 + 120 * random.nextDouble() : 0;
                server += random.nextDouble() < 0.3 * pause ? 400 * random.nextDouble() : 0;
                rtt.record((long) (trip * 1e6));
                lessRtt.record((long) (server * 1e6));
                inputToAck.record((long) ((trip + server) * 1e6));
                double snapshotAge = 50 * random.nextDouble() * slowness;
                snapshotAge += random.nextDouble() < 0.1 * loss ? 50 + 60 * random.nextDouble() : 0;
                age.record((long) (snapshotAge * 1e6));
                boolean corrected = random.nextDouble() < 0.002 + 0.03 * loss + 0.05 * pause;
                correction.record(corrected ? (long) (80_000 * Math.exp(random.nextGaussian())) : 0);
                interpolation.record((long) (9_000 * Math.exp(random.nextGaussian() * 0.8)));
                bytes.record(640 + random.nextInt(240));
                entities.record(34 + random.nextInt(60));
            }
            for (int i = 0; i < 60; i++) {
                tick.record((long) (tickNanos * (0.9 + random.nextDouble() * 0.25)));
            }
            long now = (second + 1) * SECOND;
            recorders.forEach(r -> r.rollOver(now));
        }

        private Bandwidth bandwidth(boolean failing) {
            List<PlayerBandwidth> each = new ArrayList<>();
            for (int player = 1; player <= players; player++) {
                long down = 15_800L + random.nextInt(4_100);
                each.add(new PlayerBandwidth(
                        player, failing && player == 31 ? 21_344 : down, 1_702 + random.nextInt(220)));
            }
            long downMax =
                    each.stream().mapToLong(PlayerBandwidth::downMax).max().orElse(0);
            long upMax = each.stream().mapToLong(PlayerBandwidth::upMax).max().orElse(0);
            return new Bandwidth(
                    new Direction(15_212, 18_730, downMax, 20_480), new Direction(1_688, 1_871, upMax, 2_048), each);
        }

        private void invariants(RunResultBuilder builder, boolean failing) {
            builder.invariant(held(6, "snapshot-exact", 479_231, 0))
                    .invariant(
                            failing
                                    ? new Invariant(
                                            7,
                                            "prediction-converges",
                                            1_402_118,
                                            0,
                                            0,
                                            2,
                                            List.of(
                                                    violation(
                                                            "player 17: predicted x 12.515625 m, server says 12.531250 m at"
                                                                    + " input 2,981",
                                                            31_416_666_666L),
                                                    violation(
                                                            "player 44: predicted z -3.0 m, server says -2.984375 m at input"
                                                                    + " 3,004",
                                                            31_850_000_000L)))
                                    : held(7, "prediction-converges", 1_402_118, 0))
                    .invariant(held(8, "speed-bound", 24_000, 0))
                    .invariant(
                            failing
                                    ? new Invariant(
                                            10,
                                            "bandwidth",
                                            54_000,
                                            0,
                                            0,
                                            1,
                                            List.of(violation(
                                                    "player 31: 21,344 B down in the second from 42.300 s, limit 20,480",
                                                    43_300_000_000L)))
                                    : held(10, "bandwidth", 48_000, 0))
                    .invariant(held(13, "reliable-channel", 9_120, 0))
                    .invariant(
                            failing
                                    ? new Invariant(
                                            14,
                                            "recovers",
                                            12,
                                            1,
                                            0,
                                            1,
                                            List.of(violation(
                                                    "<script>alert('player 3')</script>: no acknowledgement within 10 s of"
                                                            + " healing",
                                                    85_000_000_000L)))
                                    : held(14, "recovers", 12, 1))
                    .invariant(held(15, "bounded", 61_440, 0))
                    .invariant(held(9, "fair-hits", 0, 0));
        }

        private static Invariant held(int number, String name, long checks, long undecided) {
            return new Invariant(number, name, checks, undecided, 0, 0, List.of());
        }

        private Violation violation(String message, long nanos) {
            return new Violation(message, seed, nanos, nanos / 2_900);
        }

        private void expectations(RunResultBuilder builder, boolean failing) {
            double p99 = lessRtt.valueAt(99);
            builder.expectation(expectation("p99(input-to-ack - rtt) < 105ms", p99, Units.NANOSECONDS, p99 < 105e6))
                    .expectation(expectation(
                            "p99(snapshot-age) < 80ms", age.valueAt(99), Units.NANOSECONDS, age.valueAt(99) < 80e6))
                    .expectation(
                            expectation("mean(entity-updates-per-player) >= 700", 743.218, Units.PER_SECOND, true));
            if (failing) {
                builder.expectation(
                        new Expectation("p99(fight-duration) < 3s", OptionalDouble.empty(), Units.NANOSECONDS, false));
            }
        }

        private static Expectation expectation(String text, double measured, String unit, boolean passed) {
            return new Expectation(text, OptionalDouble.of(measured), unit, passed);
        }

        private List<TimelineEvent> timeline(RunResult result) {
            List<TimelineEvent> events = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                events.add(new TimelineEvent(i * SECOND / 7, TimelineEvent.JOIN, "player " + i, "spawned"));
            }
            for (Fault fault : faults) {
                events.add(new TimelineEvent(
                        (long) (fault.startSeconds() * 1e9), TimelineEvent.FAULT, fault.target(), fault.kind()));
            }
            for (Invariant invariant : result.invariants()) {
                invariant
                        .firstViolations()
                        .forEach(v -> events.add(new TimelineEvent(
                                v.virtualNanos(), TimelineEvent.VIOLATION, invariant.name(), v.message())));
            }
            events.sort((a, b) -> Long.compare(a.virtualNanos(), b.virtualNanos()));
            return events;
        }

        private byte[] replay() {
            ReplayWriter replay = new ReplayWriter(SECOND / 60);
            for (int sample = 0; sample < 20; sample++) {
                replay.beginSample(sample * 6L, players);
                for (int player = 1; player <= players; player++) {
                    replay.entity(player, player * 64 + sample * 10, -player * 32 + sample * 3);
                }
            }
            return replay.bytes();
        }

        private String plan() {
            StringBuilder plan = new StringBuilder("# plan as run\nname: \"" + name.replace("\"", "\\\"") + "\"\nseed: "
                    + seed + "\nduration: " + seconds + "s\nplayers:\n  - name: crowd\n    count: " + players
                    + "\n    behaviour: random-walk\n    link: { latency: 20ms, jitter: 4ms }\nfaults:\n");
            for (Fault fault : faults) {
                plan.append("  - { at: ")
                        .append(fault.startSeconds())
                        .append("s, kind: ")
                        .append(fault.kind());
                plan.append(", target: ")
                        .append(fault.target())
                        .append(" } # ")
                        .append(fault.parameters())
                        .append('\n');
            }
            return plan.toString();
        }
    }
}
