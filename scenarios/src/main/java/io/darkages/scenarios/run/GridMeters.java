package io.darkages.scenarios.run;

import io.darkages.reports.result.GridResult;
import io.darkages.reports.result.RunResult.Series;
import io.darkages.scenarios.format.FaultSpec;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.history.ProbeConsumer;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a world of zone processes shows beyond one zone: migrations, recoveries, and who acts for whom. */
final class GridMeters {

    /** Players whose ownership is drawn: the first of as many groups. */
    static final int CHOSEN_MAX = 12;

    private final Roll roll;
    private final ZoneNames names;
    private final Distributions distributions;
    private final MigrationMeter migrations;
    private final RecoveryMeter recoveries;
    private final OwnershipRecorder owners;

    /** @param distributions those of a scenario with processes */
    GridMeters(Scenario scenario, Roll roll, Distributions distributions, Tally tally) {
        this.roll = roll;
        names = new ZoneNames(scenario.world().grid().names());
        this.distributions = distributions;
        migrations = new MigrationMeter(new MigrationMeter.Outcomes() {
            @Override
            public void completed(long player, long nanos) {
                tally.add(Tally.Count.MIGRATIONS, player);
                distributions.record(Distributions.migration(), player, nanos);
            }

            @Override
            public void failed(long player) {
                tally.add(Tally.Count.MIGRATIONS_FAILED, player);
            }
        });
        recoveries = new RecoveryMeter(
                scenario.faults().stream().mapToLong(FaultSpec::atNanos).toArray());
        owners = new OwnershipRecorder(chosen(roll)::contains);
    }

    /** The first player of each group, as far as there is room. */
    static Set<Long> chosen(Roll roll) {
        TreeMap<String, Long> first = new TreeMap<>();
        Set<Long> ids = new TreeSet<>();
        for (Player player : roll.players()) {
            boolean isFirst = first.putIfAbsent(player.group().name(), player.id()) == null;
            if (isFirst && ids.size() < CHOSEN_MAX) {
                ids.add(player.id());
            }
        }
        return ids;
    }

    List<ProbeConsumer> consumers() {
        return List.of(migrations, recoveries, owners);
    }

    /** Answers how many players are acted for. */
    int secondEnded(long nowNanos) {
        return owners.secondEnded(nowNanos);
    }

    /** All was told. To be called once, before the distributions are finished. */
    GridResult finish(long endNanos) {
        recoveries.each(endNanos, (player, nanos) -> distributions.record(Distributions.recovery(), player, nanos));
        return new GridResult(
                migrations.rows(names),
                recoveries.rows(endNanos),
                owners.rows(endNanos, player -> "player " + roll.player(player).name()),
                names.names());
    }

    /** Population of each zone in each second. */
    List<Series> lines() {
        return owners.lines(names);
    }
}
