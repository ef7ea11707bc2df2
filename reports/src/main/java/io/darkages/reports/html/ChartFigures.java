package io.darkages.reports.html;

import io.darkages.reports.result.GridResult;
import io.darkages.reports.result.Latency;
import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.RunResult.Series;
import io.darkages.reports.result.Units;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes the frames that the page's script draws charts into: title, place for the drawing, and how to
 * read it. A chart without data says so here and is not drawn.
 */
final class ChartFigures {

    /** Distributions that have a chart over time in the main part; all others are in the further ones. */
    private static final List<String> MAIN_LATENCIES = List.of("input-to-ack", "snapshot-age", "correction-size");

    private static final List<String> KNOWN_CHARTS = List.of(
            Series.BANDWIDTH,
            Series.TICK_TIME,
            Series.POPULATION,
            Series.POPULATION_BY_ZONE,
            Series.QUALITY_OF_SERVICE,
            Series.ENTITY_UPDATES,
            Series.DAMAGE,
            Series.KILLS);

    /** Distributions that are drawn with the fights. */
    private static final List<String> FIGHT_LATENCIES = List.of("hit-confirm", "behind-cover");

    /** Distributions that are drawn with the zones. */
    private static final List<String> ZONE_LATENCIES = List.of(GridResult.HANDOFF_GAP, GridResult.HANDOFF_JUMP);

    /** A limit is drawn up to so many times the largest value: the rule of {@code chart.js}. */
    private static final double LIMIT_IN_SIGHT = 4;

    private static final String OVER_TIME = " Each point covers one virtual second.";

    private final Html page;
    private final int index;
    private final RunResult result;
    private final boolean compared;

    ChartFigures(Html page, int index, RunResult result, boolean compared) {
        this.page = page;
        this.index = index;
        this.result = result;
        this.compared = compared;
    }

    /** Whether there is anything to draw of fights. */
    static boolean hasFights(RunResult result) {
        return FairnessSection.isNeeded(result)
                || result.series().stream().anyMatch(line -> line.chart().equals(Series.DAMAGE));
    }

    /** The charts of fights. */
    void writeFights() {
        page.raw("<h2>Fights</h2>\n<div class=\"charts\">\n");
        figure(
                "fairness",
                "unfair",
                "Unfair decisions, by round trip",
                "Of the attacks of honest players that could be compared with the attacker's screen, the share that was"
                        + " decided otherwise: 0 is what a fair server shows. Dashed: the share too close to an edge to be"
                        + " compared.",
                result.fairness().stream().anyMatch(row -> row.honest() && row.compared() > 0));
        figure(
                "fairness",
                "cover",
                "Behind cover when hurt, by the victim's round trip",
                "How long players had been behind cover on their own screens when they were hurt: the middle one of such"
                        + " cases and the worst. How many there were is in the table above; of one or two a line says little.",
                result.fairness().stream()
                        .anyMatch(row -> row.honest() && row.cover().count() > 0));
        series(Series.DAMAGE, Catalogue.meaning(Series.DAMAGE));
        series(Series.KILLS, Catalogue.meaning(Series.KILLS));
        latency("hit-confirm");
        page.raw("</div>\n");
    }

    /** The charts of zones, without a frame around them. */
    void writeZones() {
        series(Series.POPULATION_BY_ZONE, Catalogue.meaning(Series.POPULATION_BY_ZONE));
        ZONE_LATENCIES.forEach(this::latency);
    }

    void write() {
        page.raw("<h2>Latency</h2>\n");
        page.element(
                "p",
                "how",
                "p50 is the middle sample, p99 is above 99 of 100 samples, max is the slowest."
                        + (result.faults().isEmpty()
                                ? ""
                                : " Shaded bands are faults; their numbers are those of the table of faults below."));
        page.raw("<div class=\"charts\">\n");
        percentiles();
        MAIN_LATENCIES.forEach(this::latency);
        page.raw("</div>\n<h2>Bandwidth</h2>\n<div class=\"charts\">\n");
        players(
                "down",
                "Down: each player's busiest second",
                result.bandwidth().down().limit());
        players(
                "up",
                "Up: each player's busiest second",
                result.bandwidth().up().limit());
        series(Series.BANDWIDTH, Catalogue.meaning(Series.BANDWIDTH) + " The limit holds for every single player.");
        series(Series.ENTITY_UPDATES, Catalogue.meaning(Series.ENTITY_UPDATES));
        page.raw("</div>\n<h2>Server</h2>\n<div class=\"charts\">\n");
        series(
                Series.TICK_TIME,
                "Mean cost of a tick in each second, its phases on top of each other. Receiving happens between ticks:"
                        + " it is in this chart, but not in the tick time." + budget());
        series(Series.POPULATION, Catalogue.meaning(Series.POPULATION));
        series(Series.QUALITY_OF_SERVICE, Catalogue.meaning(Series.QUALITY_OF_SERVICE));
        Set<String> others = new LinkedHashSet<>();
        result.series().stream()
                .map(Series::chart)
                .filter(c -> !KNOWN_CHARTS.contains(c))
                .forEach(others::add);
        others.forEach(chart -> series(chart, "One value for each virtual second."));
        page.raw("</div>\n");
        List<Latency> further = result.latencies().stream()
                .filter(l -> !MAIN_LATENCIES.contains(l.name()))
                .filter(l -> l.count() > 0 || !FIGHT_LATENCIES.contains(l.name()) && !ZONE_LATENCIES.contains(l.name()))
                .filter(l -> !ZONE_LATENCIES.contains(l.name()) || !GridSection.isNeeded(result))
                .filter(l -> !l.name().equals("hit-confirm") || !hasFights(result))
                .toList();
        if (!further.isEmpty()) {
            page.raw("<details class=\"more\"><summary>").text(Readable.plural(further.size(), "further measurement"));
            page.raw(" over time</summary>\n<div class=\"charts\">\n");
            further.forEach(l -> latency(l.name()));
            page.raw("</div></details>\n");
        }
    }

    /** What is said about the budget, which the script draws unless it would flatten what was measured. */
    private String budget() {
        String budget = Readable.value(result.tickBudgetNanos(), Units.NANOSECONDS);
        List<Series> phases = result.series().stream()
                .filter(s -> s.chart().equals(Series.TICK_TIME))
                .toList();
        double top = 0;
        for (int second = 0; second < seconds(phases); second++) {
            double sum = 0;
            for (Series phase : phases) {
                sum += second < phase.values().size() ? phase.values().get(second) : 0;
            }
            top = Math.max(top, sum);
        }
        return result.tickBudgetNanos() <= LIMIT_IN_SIGHT * top
                ? " The dashed line is the budget of " + budget + "; above it ticks come late."
                : " The budget of " + budget + ", above which ticks come late, is far beyond its top.";
    }

    private static int seconds(List<Series> lines) {
        return lines.stream().mapToInt(line -> line.values().size()).max().orElse(0);
    }

    private void percentiles() {
        boolean any = result.latencies().stream()
                .anyMatch(l -> l.unit().equals(Units.NANOSECONDS)
                        && l.count() > 0
                        && !l.name().equals("tick-time"));
        figure(
                "percentiles",
                "",
                "Latency by percentile",
                "Go right to 99 %: the line's height is what 99 of 100 samples stay below. Each step to the right leaves"
                        + " a tenth of the samples; a line that bends up there has a slow tail."
                        + (compared ? " Dashed: the baseline." : ""),
                any);
    }

    private void latency(String name) {
        boolean any = result.latencies().stream().anyMatch(l -> l.name().equals(name) && l.count() > 0);
        String over = Catalogue.title(name) + " over time";
        boolean waits =
                name.startsWith("input-to-ack") && !result.grid().recoveries().isEmpty();
        String unacknowledged = waits ? " Inputs that were never acknowledged are not in it: see Recovery." : "";
        figure("latency", name, over, (Catalogue.meaning(name) + OVER_TIME + unacknowledged).strip(), any);
    }

    private void players(String direction, String title, long limit) {
        figure(
                "players",
                direction,
                title,
                "One point for each player, from the quietest to the busiest: the most bytes in any one second, UDP and"
                        + " IPv4 headers included. The dashed line is the limit of "
                        + Readable.value(limit, Units.BYTES_PER_SECOND) + ", which nobody may pass.",
                !result.bandwidth().players().isEmpty());
    }

    private void series(String chart, String how) {
        boolean any = result.series().stream()
                .anyMatch(s -> s.chart().equals(chart) && !s.values().isEmpty());
        figure("series", chart, Catalogue.title(chart), how, any);
    }

    private void figure(String kind, String name, String title, String how, boolean any) {
        boolean wide = name.equals(Series.TICK_TIME);
        page.raw(wide ? "<figure class=\"chart wide\"><figcaption>" : "<figure class=\"chart\"><figcaption>")
                .element("h3", "user", title);
        page.raw("</figcaption>");
        if (any) {
            page.raw("<div class=\"plot\" data-run=\"" + index + "\" data-kind=\"" + kind + "\" data-name=\"");
            page.text(name).raw("\" data-title=\"").text(title).raw("\"></div>");
            page.element("p", "how", how);
        } else {
            page.element("p", "empty", "No samples: the run measured nothing here.");
        }
        page.raw("</figure>\n");
    }
}
