package io.darkages.scenarios.run;

import io.darkages.reports.result.Fairness;
import io.darkages.reports.result.Fairness.BehindCover;
import io.darkages.reports.result.LatencyRecorder;
import io.darkages.reports.result.Units;
import io.darkages.scenarios.check.FairnessClass;
import io.darkages.scenarios.check.FairnessCounts;
import io.darkages.scenarios.check.FairnessCounts.Fate;
import io.darkages.scenarios.format.BurstLossSpec;
import io.darkages.scenarios.format.LinkSpec;
import io.darkages.scenarios.format.PathSpec;
import io.darkages.scenarios.format.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which players' fights are counted together, and the table of what became of them. */
final class FairnessTable {

    private static final double MICROS_PER_MILLI = 1_000;
    private static final double PPM_PER_PERCENT = 10_000;
    private static final int MILLION = 1_000_000;

    private final List<FairnessClass> classes = new ArrayList<>();
    private final Map<FairnessClass, Cover> covers = new TreeMap<>();

    /** How often players of a class were hurt, and how long they had been behind cover where they were. */
    private static final class Cover {
        private final LatencyRecorder behind = new LatencyRecorder("behind-cover", Units.NANOSECONDS);
        private long hurt;
    }

    FairnessTable(Scenario scenario, Roll roll) {
        Map<String, LinkSpec> links = new TreeMap<>();
        scenario.links().forEach(link -> links.put(link.name(), link));
        for (Player player : roll.players()) {
            LinkSpec link = Optional.ofNullable(links.get(player.group().link()))
                    .orElseThrow(() -> new IllegalStateException(player.name() + " has no link"));
            classes.add(new FairnessClass(
                    (link.up().latencyNanos() + link.down().latencyNanos()) / 1_000,
                    Math.max(lossPpm(link.up()), lossPpm(link.down())),
                    player.honest()));
        }
    }

    /** Loss of both kinds, as it is on average. */
    private static int lossPpm(PathSpec path) {
        return Math.min(
                MILLION,
                path.lossPpm() + path.burstLoss().map(BurstLossSpec::ratePpm).orElse(0));
    }

    /** The class of a player of the scenario; of anybody else that of a stranger, who is not honest. */
    FairnessClass of(long player) {
        return player >= 1 && player <= classes.size() ? classes.get((int) player - 1) : new FairnessClass(0, 0, false);
    }

    /** A player was hurt that long after it got behind cover on its own screen; 0 where nothing covered it. */
    void hurt(long player, long nanos) {
        Cover cover = covers.computeIfAbsent(of(player), each -> new Cover());
        cover.hurt++;
        if (nanos > 0) {
            cover.behind.record(nanos);
        }
    }

    /** The rows, in the classes' order. */
    List<Fairness> rows(List<FairnessCounts> fights) {
        return fights.stream().map(this::row).toList();
    }

    private Fairness row(FairnessCounts fights) {
        FairnessClass of = fights.of();
        return new Fairness(
                of.roundTripMicros() / MICROS_PER_MILLI,
                of.lossPpm() / PPM_PER_PERCENT,
                of.honest(),
                (int) classes.stream().filter(of::equals).count(),
                fights.attacks(),
                fights.count(Fate.AGREED),
                fights.count(Fate.UNFAIRLY_MISSED),
                fights.count(Fate.UNFAIRLY_HIT),
                fights.count(Fate.IN_MARGIN),
                fights.count(Fate.REFUSED),
                fights.count(Fate.BARRED),
                fights.count(Fate.LOST),
                fights.rewindErrorMaxMicrometres(),
                cover(of));
    }

    private BehindCover cover(FairnessClass of) {
        if (!covers.containsKey(of)) {
            return BehindCover.NEVER;
        }
        Cover cover = covers.get(of);
        LatencyRecorder behind = cover.behind;
        return new BehindCover(cover.hurt, behind.count(), behind.valueAt(50), behind.valueAt(99), behind.max());
    }
}
