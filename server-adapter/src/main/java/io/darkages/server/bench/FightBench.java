package io.darkages.server.bench;

import io.darkages.engine.port.Probes;
import io.darkages.engine.zone.ZoneCounter;
import io.darkages.engine.zone.ZoneServer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What a fight costs a zone: two worlds in turn, tick by tick, in which the same players go for each other; in one they
 * strike at their cooldown, in the other they don't.
 */
final class FightBench {

    static final int MOST_FIGHTERS = 100;
    private static final double COMBAT_NANOS_MOST = 2_000_000;

    private static final int ROUNDS = 3;

    private final BenchSettings settings;
    private final LongSupplier nanoClock;

    /** @param nanoClock monotonic */
    FightBench(BenchSettings settings, LongSupplier nanoClock) {
        this.settings = settings;
        this.nanoClock = nanoClock;
    }

    List<BenchFigure> measure() {
        int fighters = Math.min(settings.players(), MOST_FIGHTERS);
        CrowdWorld fight = world(Crowd.fighters(fighters, false));
        CrowdWorld truce = world(Crowd.fighters(fighters, true));
        int ticks = settings.measuredSeconds() * ZoneServer.TICKS_PER_SECOND;
        long[] extra = new long[ticks];
        long fightNanos = 0;
        long truceNanos = 0;
        long[] bytes = new long[ROUNDS];
        int clean = 0;
        long judged = fight.zone().counters().count(ZoneCounter.ATTACKS_JUDGED);
        for (int i = 0; i < ticks; i++) {
            fight.tick();
            truce.tick();
            fightNanos += fight.tickNanos();
            truceNanos += truce.tickNanos();
            extra[i] = fight.tickNanos() - truce.tickNanos();
            bytes[i * ROUNDS / ticks] += fight.tickBytes();
            clean += fight.tickBytes() == 0 ? 1 : 0;
        }
        judged = fight.zone().counters().count(ZoneCounter.ATTACKS_JUDGED) - judged;
        Arrays.sort(extra);
        String detail = String.format(
                Locale.ROOT,
                "median of what %,d ticks took longer than the same at peace, with %d players, %.1f attacks in each; whole ticks"
                        + " took %.3f ms, at peace %.3f ms in the mean",
                ticks,
                fighters,
                (double) judged / ticks,
                fightNanos / 1e6 / ticks,
                truceNanos / 1e6 / ticks);
        return List.of(
                new BenchFigure(
                        BenchSection.COMBAT,
                        "zone tick of " + fighters + " fighters, all of it",
                        (double) fightNanos / ticks,
                        BenchUnit.NANOSECONDS,
                        Optional.empty(),
                        "movement, combat and snapshots together"),
                new BenchFigure(
                        BenchSection.COMBAT,
                        "combat in it",
                        Math.max(0, extra[ticks / 2]),
                        BenchUnit.NANOSECONDS,
                        Optional.of(BenchTarget.below(COMBAT_NANOS_MOST)),
                        detail),
                new BenchFigure(
                        BenchSection.COMBAT,
                        "allocated by a warm fighting tick",
                        (double) Arrays.stream(bytes).min().orElseThrow() * ROUNDS / ticks,
                        BenchUnit.BYTES,
                        Optional.of(BenchTarget.atMost(0)),
                        String.format(
                                Locale.ROOT,
                                "mean of the best of %d rounds: the JVM itself makes constants as it compiles; %,d of all"
                                        + " %,d ticks allocated nothing",
                                ROUNDS,
                                clean,
                                ticks)));
    }

    private CrowdWorld world(Crowd crowd) {
        CrowdWorld world = new CrowdWorld(crowd, Probes.NONE, Probes.NONE, (player, what) -> {}, nanoClock);
        world.warmUp(settings.warmSeconds());
        return world;
    }
}
