package io.darkages.server.cli;

import io.darkages.reports.result.GridResult;
import io.darkages.reports.result.GridResult.Migrations;
import io.darkages.reports.result.GridResult.Recovery;
import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.RunResult.Fault;
import io.darkages.reports.result.RunResult.Series;
import io.darkages.reports.result.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What happened between zones: players handed on, players kept waiting by faults, and how many each zone had. */
final class GridText {

    private static final String INDENT = "  ";
    private static final String NONE = "-";
    /** More zones than these would hide the rest of the verdict; the report has all. */
    private static final int ROWS_MAX = 12;
    /** Moments at which populations are told. */
    private static final int MOMENTS = 6;

    private static final String MIGRATIONS_LEGEND = """
              times   of the completed, from the beginning until the other zone owned the player
              failed  rolled back, or ended with their zone
            """;
    private static final String RECOVERY_LEGEND = """
              kept waiting  players without an acknowledged input for more than 1 s
              times         from the fault's beginning until an input was acknowledged again
            """;

    private GridText() {}

    /** The tables that have rows, each with an empty line after it; nothing in a world of one zone. */
    static String of(RunResult result) {
        StringBuilder out = new StringBuilder();
        if (!result.grid().migrations().isEmpty()) {
            out.append(migrations(result.grid())).append('\n');
        }
        if (!result.grid().recoveries().isEmpty()) {
            out.append(recoveries(result)).append('\n');
        }
        List<Series> populations = result.series().stream()
                .filter(line -> line.chart().equals(Series.POPULATION_BY_ZONE)
                        && !line.values().isEmpty())
                .toList();
        if (!populations.isEmpty()) {
            out.append(populations(populations)).append('\n');
        }
        return out.toString();
    }

    /** All together first, then the routes, the busiest ones where there are many. */
    private static String migrations(GridResult grid) {
        List<Migrations> all = grid.migrations();
        List<Migrations> busiest = all.stream()
                .sorted(Comparator.comparing((Migrations row) -> !isAll(row))
                        .thenComparing(Migrations::begun, Comparator.reverseOrder()))
                .limit(ROWS_MAX)
                .toList();
        boolean anyUnfinished = all.stream().anyMatch(row -> row.unfinished() > 0);
        TextTable table = new TextTable(INDENT, 1);
        row(table, anyUnfinished, "migrations", "completed", "failed", "under way", "p50", "p99", "max");
        for (Migrations row : all) {
            if (busiest.contains(row)) {
                row(
                        table,
                        anyUnfinished,
                        isAll(row) ? "all zones" : "zone " + row.route(),
                        Amount.number(row.completed()),
                        Amount.number(row.failed()),
                        Amount.number(row.unfinished()),
                        time(row.completed(), row.p50Nanos()),
                        time(row.completed(), row.p99Nanos()),
                        time(row.completed(), row.maxNanos()));
            }
        }
        return table + more(all.size(), "routes") + MIGRATIONS_LEGEND.indent(INDENT.length());
    }

    private static boolean isAll(Migrations row) {
        return row.route().equals(Migrations.ALL);
    }

    /** A row with or without its fourth cell. */
    private static void row(TextTable table, boolean withFourth, String... cells) {
        List<String> kept = new ArrayList<>(List.of(cells));
        if (!withFourth) {
            kept.remove(3);
        }
        table.row(kept.toArray(String[]::new));
    }

    private static String more(int rows, String noun) {
        return rows > ROWS_MAX ? INDENT + "and " + (rows - ROWS_MAX) + " more " + noun + ", see the report\n" : "";
    }

    private static String recoveries(RunResult result) {
        TextTable table = new TextTable(INDENT, 2).row("recovery", "", "kept waiting", "back", "p50", "p99", "max");
        for (Recovery row : result.grid().recoveries().stream().limit(ROWS_MAX).toList()) {
            Fault fault = result.faults().get(row.fault() - 1);
            table.row(
                    row.fault() + " " + (fault.kind() + " " + fault.target()).strip(),
                    "at " + Amount.number(fault.startSeconds()) + " s",
                    Amount.number(row.affected()),
                    Amount.number(row.recovered()),
                    time(row.recovered(), row.p50Nanos()),
                    time(row.recovered(), row.p99Nanos()),
                    time(row.recovered(), row.maxNanos()));
        }
        return table + more(result.grid().recoveries().size(), "faults") + RECOVERY_LEGEND.indent(INDENT.length());
    }

    private static String time(long count, long nanos) {
        return count == 0 ? NONE : Amount.of(nanos, Units.NANOSECONDS);
    }

    /** A line counts at the end of each second: the value at index 9 is that of 10 s. */
    private static String populations(List<Series> lines) {
        int seconds =
                lines.stream().mapToInt(line -> line.values().size()).min().orElse(0);
        List<Integer> moments = Stream.iterate(1, i -> i + 1)
                .limit(MOMENTS)
                .map(i -> seconds * i / MOMENTS)
                .filter(second -> second > 0)
                .distinct()
                .toList();
        TextTable table = new TextTable(INDENT, 1)
                .row(cells("players acted for", moments.stream().map(second -> second + " s")));
        for (Series line : lines.stream().limit(ROWS_MAX).toList()) {
            table.row(cells(
                    line.name(),
                    moments.stream().map(second -> Amount.number(line.values().get(second - 1)))));
        }
        return table + more(lines.size(), "zones");
    }

    private static String[] cells(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toArray(String[]::new);
    }
}
