package io.darkages.server.bench;

import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.format.ScenarioLibrary;
import io.darkages.scenarios.format.ScenarioReader;
import io.darkages.scenarios.run.ScenarioRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Measures what the product promises. Figures depend on the machine and on what else it does; they are
 * reported, and no result of this class says that anything failed.
 */
public final class Bench {

    private static final double PLAZA_TIMES = 10;
    private static final double DUEL_TIMES = 300;

    private final BenchSettings settings;
    private final ScenarioRunner runner;
    private final ScenarioReader reader;
    private final LongSupplier nanoClock;
    private final BooleanSupplier stopRequested;

    /**
     * @param nanoClock monotonic
     * @param stopRequested asked between measurements and within runs; once true, what is done is given back
     */
    public Bench(
            BenchSettings settings,
            ScenarioRunner runner,
            ScenarioReader reader,
            LongSupplier nanoClock,
            BooleanSupplier stopRequested) {
        this.settings = settings;
        this.runner = runner;
        this.reader = reader;
        this.nanoClock = nanoClock;
        this.stopRequested = stopRequested;
    }

    /** A piece of work and what to call it while it is done. */
    private record Step(String name, Work work) {}

    @FunctionalInterface
    private interface Work {
        List<BenchFigure> measure();
    }

    /**
     * Measures the wanted sections, in their order.
     *
     * @param beginning told what is about to be measured
     */
    public List<BenchFigure> measure(Set<BenchSection> wanted, Consumer<String> beginning) {
        List<BenchFigure> figures = new ArrayList<>();
        for (BenchSection section : BenchSection.values()) {
            if (wanted.contains(section)) {
                for (Step step : steps(section)) {
                    if (stopRequested.getAsBoolean()) {
                        return figures;
                    }
                    beginning.accept(section.title() + ": " + step.name());
                    figures.addAll(step.work().measure());
                }
            }
        }
        return figures;
    }

    private List<Step> steps(BenchSection section) {
        return switch (section) {
            case THROUGHPUT -> List.of(throughput("plaza", PLAZA_TIMES), throughput("duel", DUEL_TIMES));
            case MEMORY ->
                List.of(
                        new Step(settings.players() + " players", () -> new MemoryBench(settings)
                                .measure(runner, library("plaza"))),
                        new Step("idle sessions", () -> new IdleSessionsBench(nanoClock).measure()));
            case PAYLOAD -> List.of(neighbours(false));
            case UNSTEADY -> List.of(neighbours(true));
            case COMBAT -> List.of(new Step("fighters", () -> new FightBench(settings, nanoClock).measure()));
            case GRID -> grid();
            case OPERATIONS -> operations();
        };
    }

    private List<Step> grid() {
        List<Step> steps = operations(BenchSection.GRID, GridBench.OPERATIONS);
        steps.add(new Step("allocation", () -> List.of(GridBench.allocated())));
        for (BorderBench.Spread spread : BorderBench.Spread.values()) {
            steps.add(new Step(spread.title() + " near a border", () -> new BorderBench(settings, spread).measure()));
        }
        return steps;
    }

    private List<Step> operations() {
        List<Step> steps = operations(BenchSection.OPERATIONS, OperationsBench.OPERATIONS);
        steps.add(new Step("AES-256-GCM", () -> new CipherComparison(settings).measure()));
        return steps;
    }

    private List<Step> operations(BenchSection section, List<OperationsBench.Operation> operations) {
        OperationsBench bench = new OperationsBench(section, settings);
        List<Step> steps = new ArrayList<>();
        for (OperationsBench.Operation operation : operations) {
            steps.add(new Step(
                    operation.name(), () -> List.of(bench.time(operation).figure())));
        }
        return steps;
    }

    private Step neighbours(boolean unsteady) {
        return new Step(settings.neighbours() + " neighbours", () -> new PayloadBench(settings, unsteady).measure());
    }

    private Step throughput(String name, double floor) {
        ThroughputBench bench = new ThroughputBench(settings, runner, nanoClock, stopRequested);
        return new Step(name, () -> bench.measure(library(name), floor));
    }

    private Scenario library(String name) {
        return reader.parse(name + ".yaml", ScenarioLibrary.text(name));
    }
}
