package io.darkages.reports.result;

import io.darkages.reports.result.RunResult.Bandwidth;
import io.darkages.reports.result.RunResult.Direction;
import io.darkages.reports.result.RunResult.Expectation;
import io.darkages.reports.result.RunResult.Fault;
import io.darkages.reports.result.RunResult.Figure;
import io.darkages.reports.result.RunResult.Invariant;
import io.darkages.reports.result.RunResult.Phase;
import io.darkages.reports.result.RunResult.Series;
import java.util.ArrayList;
import java.util.List;

/** Collects a {@link RunResult} field by field; {@link #build} computes the verdict. For one thread. */
public final class RunResultBuilder {

    /** Limits of the original design: 20,480 B/s down, 2,048 B/s up for each player. */
    private static final Bandwidth NO_BANDWIDTH =
            new Bandwidth(new Direction(0, 0, 0, 20_480), new Direction(0, 0, 0, 2_048), List.of());

    private final String version;
    private final String scenario;
    private final long seed;
    private final List<String> errors = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();
    private final List<Invariant> invariants = new ArrayList<>();
    private final List<Expectation> expectations = new ArrayList<>();
    private final List<Latency> latencies = new ArrayList<>();
    private final List<Fairness> fairness = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Series> series = new ArrayList<>();
    private boolean interrupted;
    private long traceHash;
    private double virtualSeconds;
    private double wallSeconds;
    private long events;
    private long datagrams;
    private int players;
    private int zones = 1;
    private long tickBudgetNanos = 16_666_667;
    private Bandwidth bandwidth = NO_BANDWIDTH;
    private GridResult grid = GridResult.NONE;

    /**
     * @param version version of the product
     * @param scenario the scenario's name
     */
    public RunResultBuilder(String version, String scenario, long seed) {
        this.version = version;
        this.scenario = scenario;
        this.seed = seed;
    }

    /** The run was stopped early: it has not passed. */
    public RunResultBuilder interrupted() {
        interrupted = true;
        return this;
    }

    public RunResultBuilder traceHash(long hash) {
        traceHash = hash;
        return this;
    }

    /**
     * @param virtualNanos virtual time that passed
     * @param wallNanos real time that it took, as the caller measured it
     */
    public RunResultBuilder times(long virtualNanos, long wallNanos) {
        virtualSeconds = virtualNanos / 1e9;
        wallSeconds = wallNanos / 1e9;
        return this;
    }

    public RunResultBuilder counts(long events, long datagrams) {
        this.events = events;
        this.datagrams = datagrams;
        return this;
    }

    public RunResultBuilder world(int players, int zones) {
        this.players = players;
        this.zones = zones;
        return this;
    }

    public RunResultBuilder tickBudgetNanos(long nanos) {
        tickBudgetNanos = nanos;
        return this;
    }

    public RunResultBuilder error(String message) {
        errors.add(message);
        return this;
    }

    public RunResultBuilder phase(Phase phase) {
        phases.add(phase);
        return this;
    }

    public RunResultBuilder invariant(Invariant invariant) {
        invariants.add(invariant);
        return this;
    }

    public RunResultBuilder expectation(Expectation expectation) {
        expectations.add(expectation);
        return this;
    }

    public RunResultBuilder latency(Latency latency) {
        latencies.add(latency);
        return this;
    }

    public RunResultBuilder bandwidth(Bandwidth bandwidth) {
        this.bandwidth = bandwidth;
        return this;
    }

    public RunResultBuilder fairness(Fairness row) {
        fairness.add(row);
        return this;
    }

    public RunResultBuilder grid(GridResult grid) {
        this.grid = grid;
        return this;
    }

    public RunResultBuilder figure(String name, double value, String unit) {
        figures.add(new Figure(name, value, unit));
        return this;
    }

    public RunResultBuilder fault(Fault fault) {
        faults.add(fault);
        return this;
    }

    public RunResultBuilder series(Series line) {
        series.add(line);
        return this;
    }

    /** The result; it has passed when nothing failed, no error came up and nobody interrupted it. */
    public RunResult build() {
        return new RunResult(
                RunResult.FORMAT,
                version,
                scenario,
                seed,
                RunResult.allHeld(errors, invariants, expectations) && !interrupted,
                interrupted,
                hex(traceHash),
                virtualSeconds,
                events,
                datagrams,
                players,
                zones,
                tickBudgetNanos,
                errors,
                phases,
                invariants,
                expectations,
                latencies,
                bandwidth,
                fairness,
                grid,
                figures,
                faults,
                series,
                wallSeconds,
                wallSeconds > 0 ? virtualSeconds / wallSeconds : 0);
    }

    private static String hex(long value) {
        String digits = Long.toHexString(value);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
