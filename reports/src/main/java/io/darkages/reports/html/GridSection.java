package io.darkages.reports.html;

import io.darkages.reports.result.GridResult;
import io.darkages.reports.result.GridResult.Migrations;
import io.darkages.reports.result.GridResult.Recovery;
import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.RunResult.Fault;
import io.darkages.reports.result.RunResult.Series;
import io.darkages.reports.result.Units;

/** What happened between zones: how players were handed on, how they came back from faults, who acted for them. */
final class GridSection {

    private static final String NONE = "\u2013";
    private static final String TO = " to ";
    /** Where a narrow table must not break a time in two. */
    private static final String GAP = "\u00a0";

    private final Html page;
    private final RunResult result;
    private final ChartFigures charts;

    GridSection(Html page, RunResult result, ChartFigures charts) {
        this.page = page;
        this.result = result;
        this.charts = charts;
    }

    /** Whether the run had zones to tell of. */
    static boolean isNeeded(RunResult result) {
        return !result.grid().equals(GridResult.NONE)
                || result.series().stream().anyMatch(line -> line.chart().equals(Series.POPULATION_BY_ZONE));
    }

    void write() {
        page.raw("<h2 id=\"grid\">Zones</h2>\n<div class=\"two even\">\n<div>");
        migrations();
        page.raw("</div>\n<div>");
        recoveries();
        page.raw("</div>\n</div>\n<div class=\"charts zones\">\n");
        new OwnershipFigure(page, result).write();
        charts.writeZones();
        page.raw("</div>\n");
    }

    private void migrations() {
        page.raw("<h3>Migrations</h3>\n");
        page.element("p", "how", "Players who went from one zone's authority to another's.");
        if (result.grid().migrations().isEmpty()) {
            page.element("p", "empty", "Nobody went from one zone to another.");
            return;
        }
        Tables.open(page, "Migrations", "Route", "#Completed", "#Failed", "#p50", "#p99", "#Max");
        for (Migrations row : result.grid().migrations()) {
            boolean all = row.route().equals(Migrations.ALL);
            page.raw("<tr><th scope=\"row\" class=\"route\">");
            route(all ? "all zones" : "zone " + row.route());
            page.raw("</th><td class=\"n\">").text(Readable.number(row.completed()));
            if (row.unfinished() > 0) {
                page.element("span", "demand", Readable.number(row.unfinished()) + " under way");
            }
            page.raw("</td>");
            page.element("td", row.failed() > 0 ? "n worse" : "n", Readable.number(row.failed()));
            times(row.completed(), row.p50Nanos(), row.p99Nanos(), row.maxNanos());
            page.raw("</tr>\n");
        }
        Tables.close(page);
        page.element(
                "p",
                "how",
                "Times are of the completed, from their beginning until the other zone owned the player. Failed: rolled"
                        + " back, or ended with their zone."
                        + (result.grid().migrations().stream().anyMatch(row -> row.unfinished() > 0)
                                ? " Under way: when the run ended."
                                : ""));
    }

    /** Broken between its ends, if at all. */
    private void route(String route) {
        int at = route.indexOf(TO);
        page.element("span", at < 0 ? route : route.substring(0, at));
        if (at >= 0) {
            page.text(" ").element("span", route.substring(at + 1));
        }
    }

    private void recoveries() {
        page.raw("<h3>Recovery</h3>\n");
        page.element("p", "how", "Players who went without an acknowledged input for more than 1 s, by fault.");
        if (result.grid().recoveries().isEmpty()) {
            page.element("p", "empty", "No fault kept anybody waiting for more than 1 s.");
            return;
        }
        Tables.open(page, "Recovery", "Fault", "#Affected", "#Back", "#p50", "#p99", "#Max");
        for (Recovery row : result.grid().recoveries()) {
            Fault fault = result.faults().get(row.fault() - 1);
            page.raw("<tr><th scope=\"row\" class=\"user\">").text(row.fault() + " " + fault.kind());
            String where = (fault.target().isEmpty() ? "" : fault.target() + ", ") + "at" + GAP
                    + Readable.number(fault.startSeconds()) + GAP + "s";
            page.element("span", "demand", where).raw("</th>");
            page.element("td", "n", Readable.number(row.affected()));
            page.element("td", row.recovered() < row.affected() ? "n worse" : "n", Readable.number(row.recovered()));
            times(row.recovered(), row.p50Nanos(), row.p99Nanos(), row.maxNanos());
            page.raw("</tr>\n");
        }
        Tables.close(page);
        page.element("p", "how", "Times are from the fault's beginning until an input was acknowledged again.");
    }

    private void times(long count, long... nanos) {
        for (long each : nanos) {
            page.element("td", "n", count == 0 ? NONE : Readable.value(each, Units.NANOSECONDS));
        }
    }
}
