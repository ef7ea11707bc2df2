package io.darkages.server.bench;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.port.Probes;
import io.darkages.engine.zone.ZoneCounter;
import io.darkages.engine.zone.ZoneServer;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a border costs: a crowd in one zone, and the same crowd divided by a border through its middle, in turn, tick by
 * tick. All see and do the same in both. In CPU time, for other work on the machine falls on single ticks.
 */
final class BorderBench {

    /** So that each of the two zones has 100. */
    static final int MOST_PLAYERS = 200;

    private static final double COST_PERCENT_MOST = 130;
    private static final int ROUNDS = 3;

    /** How many of the crowd are within the 225 m in which a neighbour is told of them, by the radius of its disc. */
    enum Spread {
        /** As in a world of several zones: 40 of 100 are, in one of 1,000 m with two neighbours. */
        HALF("half", 570, Optional.of(BenchTarget.atMost(COST_PERCENT_MOST))),
        /** The worst that a border can do. */
        ALL("all", 210, Optional.empty());

        private final String title;
        private final int radiusMetres;
        private final Optional<BenchTarget> target;

        Spread(String title, int radiusMetres, Optional<BenchTarget> target) {
            this.title = title;
            this.radiusMetres = radiusMetres;
            this.target = target;
        }

        String title() {
            return title;
        }
    }

    private final BenchSettings settings;
    private final Spread spread;

    BorderBench(BenchSettings settings, Spread spread) {
        this.settings = settings;
        this.spread = spread;
    }

    /** Zones that are one world, and what is counted of them. */
    private static final class Zones {

        private final List<CrowdWorld> worlds;
        private long nanos;
        private final long[] bytes = new long[ROUNDS];
        private long ghosts;
        private long updatesBefore;

        Zones(List<CrowdWorld> worlds) {
            this.worlds = worlds;
        }

        void tick() {
            for (CrowdWorld world : worlds) {
                world.tick();
            }
        }

        void begin() {
            updatesBefore = updates();
        }

        void measure(int round) {
            tick();
            for (CrowdWorld world : worlds) {
                nanos += world.receiveNanos() + world.tickNanos();
                bytes[round] += world.receiveBytes() + world.tickBytes();
                ghosts += world.zone().border().ghostCount();
            }
        }

        boolean everybodyPlays() {
            return worlds.stream().allMatch(CrowdWorld::everybodyPlays);
        }

        long updates() {
            return worlds.stream()
                            .mapToLong(world -> world.zone().counters().count(ZoneCounter.ENTITY_UPDATES))
                            .sum()
                    - updatesBefore;
        }
    }

    List<BenchFigure> measure() {
        int players = Math.min(settings.players(), MOST_PLAYERS);
        Crowd crowd = Crowd.field(players, FixedPoint.fromMetres(spread.radiusMetres));
        BorderSide west = new BorderSide(0, crowd);
        BorderSide east = new BorderSide(1, crowd);
        BorderSide.join(west, east);
        Zones divided = new Zones(List.of(world(crowd, west), world(crowd, east)));
        Zones whole = new Zones(List.of(world(crowd, CrowdWorld.alone())));
        warmUp(divided, whole);
        int ticks = settings.measuredSeconds() * ZoneServer.TICKS_PER_SECOND;
        divided.begin();
        whole.begin();
        for (int i = 0; i < ticks; i++) {
            divided.measure(i * ROUNDS / ticks);
            whole.measure(i * ROUNDS / ticks);
        }
        return figures(players, ticks, divided, whole);
    }

    private void warmUp(Zones divided, Zones whole) {
        int ticks = 0;
        int most = (MOST_PLAYERS + 60 * 60) * 10;
        int after = settings.warmSeconds() * ZoneServer.TICKS_PER_SECOND;
        while (after > 0) {
            if (ticks++ > most) {
                throw new IllegalStateException("after " + ticks + " ticks not everybody plays");
            }
            divided.tick();
            whole.tick();
            after -= divided.everybodyPlays() && whole.everybodyPlays() ? 1 : 0;
        }
    }

    private List<BenchFigure> figures(int players, int ticks, Zones divided, Zones whole) {
        double each = 1.0 / ((double) players * ticks);
        String detail = String.format(
                Locale.ROOT,
                "CPU time of receiving and %,d ticks, with ghosts and backplane, without moves from zone to zone; %d and %d"
                        + " players, %.0f of them told across; each is told of %.0f entities a second; in one zone %.2f us, of"
                        + " %.0f entities",
                ticks,
                divided.worlds.get(0).playerCount(),
                divided.worlds.get(1).playerCount(),
                (double) divided.ghosts / ticks,
                divided.updates() * each * ZoneServer.TICKS_PER_SECOND,
                whole.nanos * each / 1e3,
                whole.updates() * each * ZoneServer.TICKS_PER_SECOND);
        String who = spread.title() + " of " + players + " players near a border";
        return List.of(
                figure(who + ", tick of each", divided.nanos * each, BenchUnit.NANOSECONDS, Optional.empty(), detail),
                figure(
                        who + ", of its cost in one zone",
                        100.0 * divided.nanos / Math.max(1, whole.nanos),
                        BenchUnit.PERCENT,
                        spread.target,
                        "two zones in turn with one in which the same players do the same"),
                figure(
                        who + ", allocated by a warm tick",
                        (double) Arrays.stream(divided.bytes).min().orElseThrow() * ROUNDS / ticks,
                        BenchUnit.BYTES,
                        Optional.of(BenchTarget.atMost(0)),
                        "both zones, with receiving; mean of the best of " + ROUNDS
                                + " rounds: the JVM itself makes constants as it compiles"));
    }

    private static BenchFigure figure(
            String name, double measured, BenchUnit unit, Optional<BenchTarget> target, String detail) {
        return new BenchFigure(BenchSection.GRID, name, measured, unit, target, detail);
    }

    private static CrowdWorld world(Crowd crowd, CrowdWorld.Surroundings surroundings) {
        return new CrowdWorld(
                crowd,
                Probes.NONE,
                Probes.NONE,
                (player, what) -> {},
                ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime,
                surroundings);
    }
}
