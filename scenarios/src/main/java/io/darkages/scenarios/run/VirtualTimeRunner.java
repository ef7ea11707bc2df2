package io.darkages.scenarios.run;

import io.darkages.engine.client.ClientCounter;
import io.darkages.engine.client.GameClient;
import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.Measurement;
import io.darkages.reports.result.GridResult;
import io.darkages.reports.result.TimelineEvent;
import io.darkages.scenarios.expect.RunPhase;
import io.darkages.scenarios.format.FaultSpec;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.history.ProbeConsumer;
import io.darkages.sim.Host;
import io.darkages.sim.Simulation;
import io.darkages.sim.SimulationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/**
 * Plays a scenario inside the simulator: assembles the world, runs it in steps, feeds the judges after
 * each window, and puts the result together.
 *
 * <p>Not thread-safe, and of no use after one run; the simulator may use threads of its own.
 */
public final class VirtualTimeRunner implements ScenarioRunner {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long STEP_NANOS = SECOND_NANOS / 10;

    private final String version;
    private final LongSupplier wallNanos;
    private final WorldParts parts;

    /**
     * A runner of worlds as scenarios ask for them.
     *
     * @param version of the product, for the result
     * @param wallNanos a clock for the result's {@code wallSeconds}; nothing in the run can see it
     */
    public VirtualTimeRunner(String version, LongSupplier wallNanos) {
        this(version, wallNanos, WorldParts.STANDARD);
    }

    /** @param parts exchanges parts of the world; judges don't know of it */
    public VirtualTimeRunner(String version, LongSupplier wallNanos, WorldParts parts) {
        this.version = version;
        this.wallNanos = wallNanos;
        this.parts = parts;
    }

    @Override
    public RunOutcome run(Scenario scenario, RunOptions options, ProgressListener progress) {
        return new Run(scenario, options, progress).play();
    }

    /** One run. */
    private final class Run {

        private final Scenario scenario;
        private final RunOptions options;
        private final ProgressListener progress;
        private final WorldAssembly world;
        private final Simulation simulation;
        private final Roll roll;
        private final Distributions distributions;
        private final Tally tally;
        private final BandwidthMeter meter;
        private final CombatMeter combat = new CombatMeter();
        private final FairnessTable fairness;
        private final SecondSeries series;
        private final PositionRecorder positions;
        private final Optional<GridMeters> grid;
        private final Judges judges;
        private final FaultSchedule faults;
        private final Optional<TraceRecorder> tracing;
        private final List<TimelineEvent> phases = new ArrayList<>();
        private Optional<RunPhase> phase = Optional.empty();

        Run(Scenario scenario, RunOptions options, ProgressListener progress) {
            this.scenario = scenario;
            this.options = options;
            this.progress = progress;
            world = new WorldAssembly(scenario, options.threads(), parts);
            simulation = world.simulation();
            roll = world.roll();
            distributions = new Distributions(scenario, roll);
            tally = new Tally(roll, GridMeters.chosen(roll)::contains);
            int players = roll.players().size();
            int processes = scenario.processCount();
            IntPredicate zoneHosts = host -> host < processes;
            meter = new BandwidthMeter(zoneHosts, players);
            series = new SecondSeries(players);
            positions = new PositionRecorder(players);
            fairness = new FairnessTable(scenario, roll);
            grid = scenario.processes().map(spec -> new GridMeters(scenario, roll, distributions, tally));
            List<ProbeConsumer> meters = new ArrayList<>(List.of(tally, meter, combat, positions));
            grid.ifPresent(also -> meters.addAll(also.consumers()));
            CrashLog crashes = new CrashLog();
            judges = new Judges(world, scenario, zoneHosts, fairness, crashes, meters);
            faults = new FaultSchedule(
                    simulation,
                    world.machines(),
                    world::drain,
                    crashes,
                    new ZoneNames(scenario.world().grid().names()));
            scenario.faults().forEach((FaultSpec fault) -> faults.add(fault));
            tracing = options.traced()
                    ? Optional.of(new TraceRecorder(simulation, scenario.durationNanos()))
                    : Optional.empty();
        }

        RunOutcome play() {
            long startedNanos = wallNanos.getAsLong();
            Optional<String> failure = Optional.empty();
            boolean interrupted = false;
            try (simulation) {
                try {
                    interrupted = !steps();
                } catch (SimulationFailure e) {
                    failure = Optional.of(e.getMessage());
                }
                judges.drain();
                drainMeasurements();
            }
            long endNanos = simulation.nowNanos();
            clientCounts();
            bounds();
            judges.drain();
            world.store().ifPresent(store -> judges.readStore(endNanos, store));
            judges.finish(endNanos);
            GridResult zones = grid.map(meters -> meters.finish(endNanos)).orElse(GridResult.NONE);
            distributions.finish(endNanos);
            long tookNanos = wallNanos.getAsLong() - startedNanos;
            return new ResultAssembly(
                            version,
                            scenario,
                            roll,
                            world,
                            simulation,
                            distributions,
                            tally,
                            series,
                            judges,
                            combat,
                            fairness,
                            grid)
                    .assemble(
                            faults,
                            phases,
                            positions,
                            zones,
                            tracing.map(TraceRecorder::trace).orElse(RunTrace.NONE),
                            failure,
                            interrupted,
                            endNanos,
                            tookNanos);
        }

        /** Runs to the end; false if asked to stop before. */
        private boolean steps() {
            long durationNanos = scenario.durationNanos();
            long nowNanos = 0;
            enterPhase(nowNanos);
            while (nowNanos < durationNanos) {
                if (options.stopRequested().getAsBoolean()) {
                    return false;
                }
                nowNanos = nextStep(nowNanos, durationNanos);
                simulation.run(nowNanos, ended -> judges.drain());
                drainMeasurements();
                tracing.ifPresent(TraceRecorder::record);
                // A second that ends where a phase does is the last of that phase, not the first of the next.
                if (nowNanos % SECOND_NANOS == 0) {
                    secondEnded(nowNanos);
                }
                enterPhase(nowNanos);
                progress.progressed(nowNanos, durationNanos, simulation.events());
            }
            return true;
        }

        /** A tenth of a second on, or less where a phase begins, the run ends or a trace is wanted. */
        private long nextStep(long nowNanos, long durationNanos) {
            long next = Math.min(durationNanos, after(nowNanos, STEP_NANOS));
            if (tracing.isPresent()) {
                next = Math.min(next, after(nowNanos, tracing.get().intervalNanos()));
            }
            for (RunPhase each : RunPhase.values()) {
                long start = scenario.phases().startNanos(each);
                if (start > nowNanos && start < next) {
                    next = start;
                }
            }
            return next;
        }

        /** The next time on the grid of that step. */
        private static long after(long nowNanos, long stepNanos) {
            return nowNanos - nowNanos % stepNanos + stepNanos;
        }

        private void enterPhase(long nowNanos) {
            for (RunPhase each : RunPhase.values()) {
                boolean inside = nowNanos >= scenario.phases().startNanos(each)
                        && nowNanos < scenario.phases().endNanos(each);
                if (inside && !phase.equals(Optional.of(each))) {
                    phase = Optional.of(each);
                    clientCounts();
                    distributions.phase(each);
                    tally.phaseBegins(each);
                    world.zoneTotals().phaseBegins(each, simulation.datagrams());
                    phases.add(new TimelineEvent(nowNanos, TimelineEvent.PHASE, "", each.title()));
                }
            }
        }

        /** Not after each window: that would be one more look at each host's memory, and their order does not matter. */
        private void drainMeasurements() {
            List<HostLogs> logs = world.logs();
            int processes = scenario.processCount();
            for (int host = 0; host < logs.size(); host++) {
                // Processes' hosts come first; the one before the first player's stands for all of them.
                long player = Math.max(0, host - processes + 1);
                logs.get(host).measurementLog().drain((measurement, value) -> measured(measurement, player, value));
            }
        }

        private void measured(Measurement measurement, long player, long value) {
            distributions.record(Distributions.indexOf(measurement), player, value);
            if (measurement == Measurement.BEHIND_COVER) {
                fairness.hurt(player, value);
            }
        }

        private void secondEnded(long nowNanos) {
            clientCounts();
            bounds();
            meter.secondEnded(distributions);
            distributions.rollOver(nowNanos);
            OptionalInt owned =
                    grid.isPresent() ? OptionalInt.of(grid.get().secondEnded(nowNanos)) : OptionalInt.empty();
            series.secondEnded(world.zoneTotals(), owned, tally);
            combat.secondEnded();
            positions.sample(nowNanos / SECOND_NANOS);
        }

        /** Brings the tally up to date with what clients count themselves. */
        private void clientCounts() {
            for (Player player : roll.players()) {
                long updates = 0;
                long frames = 0;
                for (GameClient client : world.clients(player)) {
                    updates += client.counters().count(ClientCounter.ENTITY_UPDATES);
                    frames += client.counters().count(ClientCounter.FRAMES);
                }
                tally.set(Tally.Count.ENTITY_UPDATES, player.id(), updates);
                tally.set(Tally.Count.FRAMES, player.id(), frames);
            }
        }

        private void bounds() {
            world.reportStoreBounds(judges.simulator());
            for (Host host : simulation.hosts()) {
                judges.bound(
                        BoundedStructure.SOCKET_BYTES,
                        host.socketBytesHighWater(),
                        host.options().limits().socketBytesMax());
            }
            long queueCap = scenario.links().stream()
                    .mapToLong(
                            link -> Math.max(link.up().queueBytes(), link.down().queueBytes()))
                    .max()
                    .orElse(0);
            for (Host host : simulation.hosts()) {
                judges.bound(BoundedStructure.LINK_QUEUE_BYTES, host.counters().linkQueueBytesHighWater(), queueCap);
            }
        }
    }
}
