package io.darkages.scenarios.run;

import io.darkages.engine.combatlog.HistoryTable;
import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.Probes;
import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.TimelineEvent;
import io.darkages.scenarios.check.BandwidthChecker;
import io.darkages.scenarios.check.BandwidthFigures;
import io.darkages.scenarios.check.BoundedChecker;
import io.darkages.scenarios.check.Checker;
import io.darkages.scenarios.check.CombatLogChecker;
import io.darkages.scenarios.check.EpochMonotoneChecker;
import io.darkages.scenarios.check.FairHitsChecker;
import io.darkages.scenarios.check.FairnessCounts;
import io.darkages.scenarios.check.HostCrashes;
import io.darkages.scenarios.check.MigrationTerminatesChecker;
import io.darkages.scenarios.check.NoDuplicateChecker;
import io.darkages.scenarios.check.NoPlayerLostChecker;
import io.darkages.scenarios.check.PredictionConvergesChecker;
import io.darkages.scenarios.check.RecoversChecker;
import io.darkages.scenarios.check.ReliableChannelChecker;
import io.darkages.scenarios.check.SessionDurableChecker;
import io.darkages.scenarios.check.SingleOwnerChecker;
import io.darkages.scenarios.check.SnapshotExactChecker;
import io.darkages.scenarios.check.SpeedBoundChecker;
import io.darkages.scenarios.check.SpeedLimits;
import io.darkages.scenarios.check.Violation;
import io.darkages.scenarios.format.CombatSpec;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.history.ProbeConsumer;
import io.darkages.scenarios.history.ProbeLog;
import io.darkages.scenarios.history.ProbeReader;
import io.darkages.sim.store.StoredRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;

/** The checkers of a run and the reader that feeds them. They see logs, never a host. */
final class Judges {

    /** The original design's input burst of 250 ms. */
    private static final long BURST_NANOS = 250_000_000L;
    /** What rounding may add: 1/64 m. */
    private static final int ROUNDING_Q16 = 1 << 10;

    private final long seed;
    private final IntPredicate isNear;

    private final BandwidthChecker bandwidth;
    /** Where players fight. */
    private final Optional<FairHitsChecker> fairHits;
    /** Where fights are logged. */
    private final Optional<CombatLogChecker> combatLog;

    private final List<Checker> checkers = new ArrayList<>();
    private final ProbeReader reader;
    private final List<ProbeLog> logs = new ArrayList<>();
    private final ProbeLog simulatorLog;

    /**
     * @param zoneHosts which hosts, by index, serve zones
     * @param crashes of hosts, as they happen
     * @param also consumers that are no judges, served after them
     */
    Judges(
            WorldAssembly world,
            Scenario scenario,
            IntPredicate zoneHosts,
            FairnessTable fairness,
            HostCrashes crashes,
            List<? extends ProbeConsumer> also) {
        seed = scenario.seed();
        isNear = host ->
                host < world.simulation().hosts().size() && world.simulation().isNear(host);
        Roll roll = world.roll();
        // What can't happen in a world is no matter for its judges: a check that never sees a case proves nothing.
        fairHits = scenario.world()
                .combat()
                .map(combat -> new FairHitsChecker(
                        new FairHitsChecker.Terms(
                                world.combatRules(),
                                world.movement().height(),
                                world.obstacles(),
                                player -> roll.knows(player) ? roll.team(player) : 0,
                                fairness::of),
                        new JudgedPlan(scenario, roll).zoneWays()));
        combatLog = scenario.world().combat().filter(CombatSpec::logged).map(combat -> new CombatLogChecker(crashes));
        bandwidth = new BandwidthChecker(zoneHosts, roll::honest);
        if (scenario.processes().isPresent()) {
            addThoseOfOwners(scenario, roll, crashes);
        }
        checkers.add(new NoDuplicateChecker(crashes));
        checkers.add(new SnapshotExactChecker());
        checkers.add(new PredictionConvergesChecker(roll::honest));
        checkers.add(new SpeedBoundChecker(
                new SpeedLimits(world.movement().maxSpeed(), BURST_NANOS, ROUNDING_Q16), roll::honest));
        fairHits.ifPresent(checkers::add);
        checkers.add(bandwidth);
        combatLog.ifPresent(checkers::add);
        checkers.add(new ReliableChannelChecker());
        checkers.add(new BoundedChecker());
        checkers.sort(Comparator.comparingInt(Checker::invariant));
        List<ProbeConsumer> consumers = new ArrayList<>(checkers);
        consumers.addAll(also);
        reader = new ProbeReader(consumers);
        world.logs().forEach(host -> logs.add(host.probeLog()));
        simulatorLog = new ProbeLog(logs.size(), () -> world.simulation().nowNanos());
        logs.add(simulatorLog);
    }

    /** Of worlds in which processes hold zones and own players. */
    private void addThoseOfOwners(Scenario scenario, Roll roll, HostCrashes crashes) {
        JudgedPlan plan = new JudgedPlan(scenario, roll);
        checkers.add(new SingleOwnerChecker(plan.settledNanos(), crashes));
        checkers.add(new NoPlayerLostChecker(plan, plan.settledNanos()));
        checkers.add(new EpochMonotoneChecker());
        checkers.add(new MigrationTerminatesChecker());
        checkers.add(new SessionDurableChecker(plan.outages(), crashes));
        checkers.add(new RecoversChecker(plan.recovery(), plan));
    }

    /**
     * Shows the judge of the combat log what the store holds. To be called once, after the last records and before
     * {@link #finish}.
     */
    void readStore(long nowNanos, StoredRows store) {
        combatLog.ifPresent(judge -> {
            judge.storeRead(nowNanos);
            for (HistoryTable table : HistoryTable.values()) {
                store.scan(table.number(), row -> judge.stored(table, row));
            }
        });
    }

    /** What became of the attacks of each class of players. Complete after {@link #finish}. */
    List<FairnessCounts> fights() {
        return fairHits.map(FairHitsChecker::fairness).orElse(List.of());
    }

    /** What became of the attacks of some players together, where players fight. Complete after {@link #finish}. */
    Optional<FairnessCounts> fights(LongPredicate players) {
        return fairHits.map(judge -> judge.fairness(players));
    }

    /** Feeds what was written since the last call. */
    void drain() {
        reader.drain(logs, isNear);
    }

    /** Takes what the simulated stores tell of themselves. */
    Probes simulator() {
        return simulatorLog;
    }

    /** Records how full one of the simulator's own structures was. */
    void bound(BoundedStructure structure, long highWater, long cap) {
        simulatorLog.bound(structure, highWater, cap);
    }

    void finish(long endNanos) {
        checkers.forEach(checker -> checker.finish(endNanos));
    }

    long violations() {
        return checkers.stream().mapToLong(Checker::violations).sum();
    }

    List<BandwidthFigures> bandwidth() {
        return bandwidth.figures();
    }

    List<RunResult.Invariant> invariants() {
        return checkers.stream().map(this::invariant).toList();
    }

    private RunResult.Invariant invariant(Checker checker) {
        List<RunResult.Violation> first = checker.firstViolations().stream()
                .map(violation ->
                        new RunResult.Violation(text(violation), seed, violation.nanos(), eventNumber(violation)))
                .toList();
        return new RunResult.Invariant(
                checker.invariant(),
                checker.name(),
                checker.checks(),
                checker.findings().undecided(),
                checker.findings().exempt(),
                checker.violations(),
                first);
    }

    private long eventNumber(Violation violation) {
        return violation.event() == Violation.END_OF_RUN ? reader.events() : violation.event();
    }

    private static String text(Violation violation) {
        return violation.player() == 0 ? violation.text() : "player " + violation.player() + ": " + violation.text();
    }

    List<TimelineEvent> timeline() {
        List<TimelineEvent> events = new ArrayList<>();
        for (Checker checker : checkers) {
            for (Violation violation : checker.firstViolations()) {
                events.add(
                        new TimelineEvent(violation.nanos(), TimelineEvent.VIOLATION, checker.name(), text(violation)));
            }
        }
        return events;
    }
}
