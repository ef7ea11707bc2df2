package io.darkages.scenarios.expect;

import io.darkages.scenarios.quantity.Dimension;

/**
 * A figure that a run measures.
 *
 * @param name as expectations write it
 * @param kind which statistics it has
 * @param dimension unit of its values
 * @param scope what it can be restricted to
 * @param meaning one line for people
 */
public record FigureName(String name, Kind kind, Dimension dimension, Scope scope, String meaning) {

    /** What a figure can be restricted to. */
    public enum Scope {
        /** A group of players, and a phase. */
        PLAYERS,
        /** A group of players: it says something about the whole run. */
        GROUP,
        /** A phase only: it belongs to the zone, or nobody can tell whose it is. */
        ZONE,
        /** Nothing: it says something about the whole run. */
        RUN
    }

    /** The kinds of figures. */
    public enum Kind {
        /** Many samples: p50, p90, p99, p999, max, mean, count, rate. */
        DISTRIBUTION,
        /** Something counted: count, rate, or the bare name. */
        COUNTER,
        /** One number: the bare name. */
        GAUGE
    }

    /** Whether it can be restricted to a group of players. */
    public boolean hasGroups() {
        return scope == Scope.PLAYERS || scope == Scope.GROUP;
    }

    /** Whether it can be restricted to a phase of the run. */
    public boolean hasPhases() {
        return scope == Scope.PLAYERS || scope == Scope.ZONE;
    }

    /** Whether this statistic can be taken of the figure. */
    public boolean has(Statistic statistic) {
        return switch (kind) {
            case DISTRIBUTION -> statistic != Statistic.VALUE;
            case COUNTER -> statistic == Statistic.VALUE || statistic == Statistic.COUNT || statistic == Statistic.RATE;
            case GAUGE -> statistic == Statistic.VALUE;
        };
    }

    /** What the statistic of this figure is measured in. */
    public Dimension dimensionOf(Statistic statistic) {
        return switch (statistic) {
            case COUNT -> Dimension.COUNT;
            case RATE -> Dimension.RATE;
            default -> dimension;
        };
    }
}
