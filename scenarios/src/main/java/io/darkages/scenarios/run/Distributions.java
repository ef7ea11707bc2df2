package io.darkages.scenarios.run;

import io.darkages.engine.port.Measurement;
import io.darkages.reports.result.LatencyRecorder;
import io.darkages.reports.result.Units;
import io.darkages.scenarios.expect.FigureQuery;
import io.darkages.scenarios.expect.RunPhase;
import io.darkages.scenarios.format.GroupSpec;
import io.darkages.scenarios.format.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * The run's distributions: one recorder for each measurement, and one more for each restriction to a
 * group or a phase that an expectation asks for.
 */
final class Distributions {

    static final String DOWN_BANDWIDTH = "down-bandwidth";
    static final String UP_BANDWIDTH = "up-bandwidth";
    /** How long migrations took that were completed; only of worlds with zone processes. */
    static final String MIGRATION = "migration";
    /** How long players waited after faults; only of worlds with zone processes. */
    static final String RECOVERY = "recovery";

    /** Values of nobody: the zone's own. */
    static final long NOBODY = 0;

    private record Restricted(FigureQuery query, LongPredicate players, LatencyRecorder recorder) {}

    private final List<LatencyRecorder> all = new ArrayList<>();
    private final List<List<Restricted>> restricted = new ArrayList<>();
    private RunPhase phase = RunPhase.WARMUP;

    Distributions(Scenario scenario, Roll roll) {
        for (Measurement measurement : Measurement.values()) {
            add(measurement.title(), unit(measurement.unit()), scenario, roll);
        }
        add(DOWN_BANDWIDTH, Units.BYTES_PER_SECOND, scenario, roll);
        add(UP_BANDWIDTH, Units.BYTES_PER_SECOND, scenario, roll);
        if (scenario.processes().isPresent()) {
            add(MIGRATION, Units.NANOSECONDS, scenario, roll);
            add(RECOVERY, Units.NANOSECONDS, scenario, roll);
        }
    }

    private void add(String name, String unit, Scenario scenario, Roll roll) {
        all.add(new LatencyRecorder(name, unit));
        List<Restricted> asked = new ArrayList<>();
        scenario.expectations().stream()
                .map(expectation -> expectation.query())
                .filter(query -> query.figure().equals(name)
                        && (query.group().isPresent() || query.phase().isPresent()))
                .forEach(query -> asked.add(new Restricted(
                        query, members(scenario, roll, query.group()), new LatencyRecorder(name, unit))));
        restricted.add(asked);
    }

    /** Whether a player is of the group that a query asks for; everybody where it asks for none. */
    static LongPredicate members(Scenario scenario, Roll roll, Optional<String> selector) {
        if (selector.isEmpty()) {
            return player -> true;
        }
        List<GroupSpec> groups = scenario.select(selector.get());
        return player ->
                roll.knows(player) && groups.contains(roll.player(player).group());
    }

    static int indexOf(Measurement measurement) {
        return measurement.ordinal();
    }

    static int downBandwidth() {
        return Measurement.values().length;
    }

    static int upBandwidth() {
        return Measurement.values().length + 1;
    }

    static int migration() {
        return Measurement.values().length + 2;
    }

    static int recovery() {
        return Measurement.values().length + 3;
    }

    void phase(RunPhase now) {
        phase = now;
    }

    void record(int index, long player, long value) {
        all.get(index).record(value);
        List<Restricted> asked = restricted.get(index);
        for (int i = 0; i < asked.size(); i++) {
            Restricted one = asked.get(i);
            if ((one.query.phase().isEmpty() || one.query.phase().get() == phase) && one.players.test(player)) {
                one.recorder.record(value);
            }
        }
    }

    void rollOver(long virtualNanos) {
        all.forEach(recorder -> recorder.rollOver(virtualNanos));
    }

    void finish(long virtualNanos) {
        all.forEach(recorder -> recorder.finish(virtualNanos));
    }

    List<LatencyRecorder> recorders() {
        return all;
    }

    LatencyRecorder recorder(int index) {
        return all.get(index);
    }

    /** What answers a query; empty where the figure is no distribution. */
    Optional<LatencyRecorder> find(FigureQuery query) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(query.figure())) {
                if (query.group().isEmpty() && query.phase().isEmpty()) {
                    return Optional.of(all.get(i));
                }
                // Two statistics of one restriction are two queries with a recorder each.
                return restricted.get(i).stream()
                        .filter(one -> one.query.equals(query))
                        .map(Restricted::recorder)
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    private static String unit(Measurement.Unit unit) {
        return switch (unit) {
            case NANOSECONDS -> Units.NANOSECONDS;
            case MICROMETRES -> Units.MICROMETRES;
            case COUNT -> Units.COUNT;
            case BYTES -> Units.BYTES;
        };
    }
}
