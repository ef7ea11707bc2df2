package io.darkages.reports.result;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a run found out: the content of {@code result.json}. Immutable; made by {@link RunResultBuilder}.
 *
 * <p>All times are virtual except {@code wallSeconds}. {@code wallSeconds} and {@code realTimeFactor}
 * are the only values that may differ between two runs of one plan; they are the last two lines of the
 * file, so that a comparison can blank them.
 *
 * @param format version of this format, {@link #FORMAT}
 * @param version version of the product that ran
 * @param scenario the scenario's name, as its author wrote it
 * @param seed the run's seed
 * @param passed true when every invariant and every expectation held and the run came to its end
 * @param interrupted true when the run was stopped early; the rest holds what was measured until then
 * @param traceHash the run's hash, 16 hex digits in lower case
 * @param virtualSeconds how much virtual time passed
 * @param events events handled by all hosts
 * @param datagrams datagrams handed to links
 * @param players players that the plan asks for
 * @param zones zones that the plan asks for
 * @param tickBudgetNanos what a tick may cost before it overruns: 16,666,667 at 60 Hz
 * @param errors one line for each internal error that ended the run; empty in a good run
 * @param phases the run's phases in order; may be empty
 * @param invariants in order of their numbers
 * @param expectations in the order of the scenario file
 * @param latencies every distribution, in the order of the catalogue
 * @param bandwidth bytes on the wire for each player
 * @param fairness how attacks were decided, one row for each kind of path; empty where nobody fought
 * @param grid what happened between zones; empty in a world of one
 * @param figures named single values, in the order to be shown
 * @param faults in order of their start
 * @param series lines of one value for each virtual second
 * @param wallSeconds real time that the run took
 * @param realTimeFactor virtual seconds for each real one
 */
@JsonPropertyOrder({
    "format",
    "version",
    "scenario",
    "seed",
    "passed",
    "interrupted",
    "traceHash",
    "virtualSeconds",
    "events",
    "datagrams",
    "players",
    "zones",
    "tickBudgetNanos",
    "errors",
    "phases",
    "invariants",
    "expectations",
    "latencies",
    "bandwidth",
    "fairness",
    "grid",
    "figures",
    "faults",
    "series",
    "wallSeconds",
    "realTimeFactor"
})
public record RunResult(
        int format,
        String version,
        String scenario,
        long seed,
        boolean passed,
        boolean interrupted,
        String traceHash,
        double virtualSeconds,
        long events,
        long datagrams,
        int players,
        int zones,
        long tickBudgetNanos,
        List<String> errors,
        List<Phase> phases,
        List<Invariant> invariants,
        List<Expectation> expectations,
        List<Latency> latencies,
        Bandwidth bandwidth,
        List<Fairness> fairness,
        GridResult grid,
        List<Figure> figures,
        List<Fault> faults,
        List<Series> series,
        double wallSeconds,
        double realTimeFactor) {

    /** The version of the format that this package writes and reads. */
    public static final int FORMAT = 3;

    public RunResult {
        errors = List.copyOf(errors);
        phases = List.copyOf(phases);
        invariants = List.copyOf(invariants);
        expectations = List.copyOf(expectations);
        latencies = List.copyOf(latencies);
        fairness = List.copyOf(fairness);
        figures = List.copyOf(figures);
        faults = List.copyOf(faults);
        series = List.copyOf(series);
        Checks.present("version", version);
        Checks.present("scenario", scenario);
        Checks.present("bandwidth", bandwidth);
        Checks.present("grid", grid);
        for (GridResult.Recovery recovery : grid.recoveries()) {
            if (recovery.fault() > faults.size()) {
                throw new IllegalArgumentException(
                        "a recovery is of fault " + recovery.fault() + ", there are " + faults.size());
            }
        }
        Checks.present("traceHash", traceHash);
        if (!traceHash.matches("[0-9a-f]{16}")) {
            throw new IllegalArgumentException("traceHash is \"" + traceHash + "\", not 16 hex digits in lower case");
        }
        boolean held = allHeld(errors, invariants, expectations) && !interrupted;
        if (passed != held) {
            throw new IllegalArgumentException("passed is " + passed + " although the checks say " + held
                    + " (interrupted, errors, violations or failed expectations)");
        }
        Checks.atLeast("virtualSeconds", virtualSeconds, 0);
        Checks.atLeast("events", events, 0);
        Checks.atLeast("datagrams", datagrams, 0);
        Checks.atLeast("players", players, 0);
        Checks.atLeast("zones", zones, 0);
        Checks.atLeast("tickBudgetNanos", tickBudgetNanos, 1);
        Checks.atLeast("wallSeconds", wallSeconds, 0);
        Checks.atLeast("realTimeFactor", realTimeFactor, 0);
    }

    static boolean allHeld(List<String> errors, List<Invariant> invariants, List<Expectation> expectations) {
        return errors.isEmpty()
                && invariants.stream().allMatch(i -> i.violations() == 0)
                && expectations.stream().allMatch(Expectation::passed);
    }

    /** A named stretch of the run: {@code warmup}, {@code faults}, {@code heal}. */
    public record Phase(String name, double startSeconds, double endSeconds) {
        public Phase {
            Checks.present("phase name", name);
            Checks.atLeast("endSeconds of phase " + name, endSeconds, startSeconds);
        }
    }

    /**
     * One invariant's verdict.
     *
     * @param number its number in the catalogue, 1 and up
     * @param checks how often it was judged
     * @param undecided cases counted but not judged, because they lie inside the stated uncertainty
     * @param exempt cases that the invariant does not speak of, such as what befalls cheats or follows from lost inputs
     * @param violations how often it did not hold
     * @param firstViolations the first few, in virtual time; at most {@code violations}
     */
    public record Invariant(
            int number,
            String name,
            long checks,
            long undecided,
            long exempt,
            long violations,
            List<Violation> firstViolations) {
        public Invariant {
            Checks.present("invariant name", name);
            Checks.atLeast("number of invariant " + name, number, 1);
            Checks.atLeast("checks of invariant " + name, checks, 0);
            Checks.atLeast("undecided of invariant " + name, undecided, 0);
            Checks.atLeast("exempt of invariant " + name, exempt, 0);
            Checks.atLeast("violations of invariant " + name, violations, firstViolations.size());
            firstViolations = List.copyOf(firstViolations);
        }
    }

    /**
     * One violation, with what is needed to stand at it again.
     *
     * @param message what was found, with the values
     * @param seed the seed of the run in which it was found
     * @param virtualNanos when, from the scenario's start
     * @param eventNumber number of the event at which it was found
     */
    public record Violation(String message, long seed, long virtualNanos, long eventNumber) {
        public Violation {
            Checks.present("violation message", message);
        }
    }

    /**
     * One expectation of the scenario file.
     *
     * @param text as the author wrote it
     * @param measured the figure it was judged by, in {@code unit}; empty when nothing was measured
     * @param unit the unit of {@code measured}; see {@link Units}
     */
    public record Expectation(String text, OptionalDouble measured, String unit, boolean passed) {
        public Expectation {
            Checks.present("expectation text", text);
            Checks.present("unit of expectation " + text, unit);
            if (passed && measured.isEmpty()) {
                throw new IllegalArgumentException("expectation passed without a measured figure: " + text);
            }
        }
    }

    /**
     * Bytes per second and player, UDP and IPv4 headers included.
     *
     * @param down from server to player
     * @param up from player to server
     * @param players each player's own maxima, in order of their ids
     */
    public record Bandwidth(Direction down, Direction up, List<PlayerBandwidth> players) {
        public Bandwidth {
            Checks.present("bandwidth down", down);
            Checks.present("bandwidth up", up);
            players = List.copyOf(players);
        }
    }

    /** Over all players and seconds, bytes per second. {@code limit} is what no player may pass in any second. */
    public record Direction(long p50, long p99, long max, long limit) {}

    /** The busiest second of one player, bytes per second. */
    public record PlayerBandwidth(long player, long downMax, long upMax) {}

    /** A named value, as {@code entity updates for each player, 743.2, 1/s}. Never a real-time figure. */
    public record Figure(String name, double value, String unit) {
        public Figure {
            Checks.present("figure name", name);
            Checks.present("unit of figure " + name, unit);
            Checks.finite("figure " + name, value);
        }
    }

    /**
     * A fault as it happened.
     *
     * @param kind as in the plan: {@code loss}, {@code partition}, {@code pause}
     * @param target whom it hits; may be empty
     * @param durationSeconds empty when it lasts until the end of the run
     * @param parameters the rest of the plan's line, for people; may be empty
     */
    public record Fault(
            String kind, String target, double startSeconds, OptionalDouble durationSeconds, String parameters) {
        public Fault {
            Checks.present("fault kind", kind);
            Checks.present("target of fault " + kind, target);
            Checks.present("parameters of fault " + kind, parameters);
            Checks.atLeast("startSeconds of fault " + kind, startSeconds, 0);
            Checks.atLeast("durationSeconds of fault " + kind, durationSeconds.orElse(0), 0);
        }
    }

    /**
     * One line of a chart: a value for each virtual second, from second 0.
     *
     * @param chart the chart it belongs to; one of the constants here, or a new name: it gets a chart of its own
     * @param name the line's name within the chart
     * @param unit of the values; see {@link Units}
     */
    public record Series(String chart, String name, String unit, List<Double> values) {

        /** Bytes per second and player; lines such as {@code down p50}, {@code down max}, {@code up max}. */
        public static final String BANDWIDTH = "bandwidth";

        /** Mean cost of a tick in that second, one line for each phase in order of execution; stacked. */
        public static final String TICK_TIME = "tick-time-by-phase";

        /** Players in the world; lines such as {@code connected}, {@code joining}. */
        public static final String POPULATION = "population";

        /** Players in the world by zone, one line for each zone that had any, such as {@code zone 0}. */
        public static final String POPULATION_BY_ZONE = "population-by-zone";

        /** Quality-of-service level at the end of the second, 0 is full quality; one line for each zone. */
        public static final String QUALITY_OF_SERVICE = "quality-of-service";

        /** What fights do in each second; lines such as {@code damage}, {@code kills}. */
        public static final String DAMAGE = "damage";

        public static final String KILLS = "kills";

        /** Entity updates sent in that second, for each player; lines such as {@code mean}, {@code min}. */
        public static final String ENTITY_UPDATES = "entity-updates-per-player";

        public Series {
            Checks.present("chart of series " + name, chart);
            Checks.present("series name", name);
            Checks.present("unit of series " + name, unit);
            values = List.copyOf(values);
            for (double value : values) {
                Checks.finite("series " + chart + "/" + name, value);
            }
        }
    }
}
