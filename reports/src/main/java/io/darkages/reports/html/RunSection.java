package io.darkages.reports.html;

import io.darkages.reports.result.GridResult;
import io.darkages.reports.result.Latency;
import io.darkages.reports.result.ResultFolder;
import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.RunResult.Fault;
import io.darkages.reports.result.RunResult.Figure;
import io.darkages.reports.result.TimelineEvent;
import io.darkages.reports.result.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes everything about one run: banner, checks, charts, tables, plan. */
final class RunSection {

    /** Events shown of the timeline; the file has them all. */
    private static final int EVENTS_SHOWN_MAX = 500;

    private final Html page;
    private final int index;
    private final ResultFolder folder;
    private final RunResult result;
    private final Optional<ResultFolder> baseline;

    RunSection(Html page, int index, ResultFolder folder, Optional<ResultFolder> baseline) {
        this.page = page;
        this.index = index;
        this.folder = folder;
        this.result = folder.result();
        this.baseline = baseline;
    }

    void write() {
        page.raw("<section class=\"run\" id=\"run-" + index + "\">\n");
        banner();
        tiles();
        new CheckTables(page, result).write();
        baseline.ifPresent(b -> new BaselineTable(page, folder, b).write());
        ChartFigures charts = new ChartFigures(page, index, result, baseline.isPresent());
        if (GridSection.isNeeded(result)) {
            new GridSection(page, result, charts).write();
        }
        if (FairnessSection.isNeeded(result)) {
            new FairnessSection(page, result).write();
        }
        if (ChartFigures.hasFights(result)) {
            charts.writeFights();
        }
        charts.write();
        page.raw("<h2>Figures</h2>\n<div class=\"two numbers\">\n<div>");
        distributions();
        page.raw("</div>\n<div>");
        figures();
        page.raw("</div>\n</div>\n");
        page.raw("<h2>Faults and events</h2>\n");
        faults();
        timeline();
        page.raw("<h2>Plan as run</h2>\n<details><summary>Show the scenario file</summary><pre tabindex=\"0\">");
        page.text(folder.scenario()).raw("</pre></details>\n</section>\n");
    }

    private void banner() {
        Verdict verdict = Verdict.of(result);
        page.raw("<header class=\"banner " + verdict.word() + "\">").raw(Badge.of(verdict.word()));
        page.element("h1", "user", result.scenario()).element("p", "summary", verdict.summary());
        for (String error : result.errors()) {
            page.element("p", "error user", error);
        }
        page.raw("<dl class=\"facts\">");
        fact("Players", Readable.number(result.players()) + " in " + Readable.plural(result.zones(), "zone"));
        fact("Virtual time", Readable.seconds(result.virtualSeconds()));
        fact("Wall time", Readable.seconds(result.wallSeconds()));
        fact(
                "Real-time factor",
                result.realTimeFactor() == 0 ? "not measured" : Readable.number(result.realTimeFactor()) + " \u00d7");
        fact("Events", Readable.number(result.events()));
        fact("Datagrams", Readable.number(result.datagrams()));
        page.raw("<div><dt>Seed</dt><dd><code>")
                .text(Long.toString(result.seed()))
                .raw("</code></dd></div>");
        page.raw("<div><dt>Trace hash</dt><dd><code>").text(result.traceHash()).raw("</code></dd></div>");
        fact("Version", result.version());
        page.raw("</dl></header>\n");
    }

    private void fact(String name, String value) {
        page.raw("<div>").element("dt", name).element("dd", value).raw("</div>");
    }

    private void tiles() {
        page.raw("<div class=\"tiles\">");
        List<String> headlines =
                new ArrayList<>(List.of("input-to-ack", "snapshot-age", "correction-size", "tick-time"));
        if (GridSection.isNeeded(result)) {
            headlines.add(GridResult.HANDOFF_GAP);
        }
        for (String name : headlines) {
            latency(name).ifPresent(l -> {
                String note =
                        switch (name) {
                            case "tick-time" ->
                                "p99, budget " + Readable.value(result.tickBudgetNanos(), Units.NANOSECONDS);
                            case "correction-size" -> "largest, p99 " + Readable.value(l.p99(), l.unit());
                            default -> "p99, median " + Readable.value(l.p50(), l.unit());
                        };
                boolean any = l.count() > 0;
                // Nearly all corrections are of nothing: their percentiles hide the few that people see.
                long headline = name.equals("correction-size") ? l.max() : l.p99();
                tile(Catalogue.title(name), any ? Readable.value(headline, l.unit()) : "no samples", any ? note : "");
            });
        }
        if (!result.bandwidth().players().isEmpty()) {
            tile(
                    "Down, busiest second",
                    Readable.value(result.bandwidth().down().max(), Units.BYTES_PER_SECOND),
                    "limit " + Readable.value(result.bandwidth().down().limit(), Units.BYTES_PER_SECOND));
            tile(
                    "Up, busiest second",
                    Readable.value(result.bandwidth().up().max(), Units.BYTES_PER_SECOND),
                    "limit " + Readable.value(result.bandwidth().up().limit(), Units.BYTES_PER_SECOND));
        }
        page.raw("</div>\n");
    }

    private Optional<Latency> latency(String name) {
        return result.latencies().stream().filter(l -> l.name().equals(name)).findFirst();
    }

    private void tile(String name, String value, String note) {
        page.raw("<div class=\"tile\">").element("span", "name", name);
        page.element("span", "value", value).element("span", "note", note).raw("</div>");
    }

    private void distributions() {
        page.raw("<h3>Distributions</h3>\n");
        if (result.latencies().isEmpty()) {
            page.element("p", "empty", "No samples: the run measured no distributions.");
            return;
        }
        Tables.open(page, "Distributions", "Measurement", "#Samples", "#p50", "#p90", "#p99", "#p99.9", "#Max");
        for (Latency l : result.latencies()) {
            page.raw("<tr>").raw("<th scope=\"row\">").text(Catalogue.title(l.name()));
            page.raw("</th>").element("td", "n", Readable.number(l.count()));
            for (long value : new long[] {l.p50(), l.p90(), l.p99(), l.p999(), l.max()}) {
                page.element("td", "n", l.count() == 0 ? "\u2013" : Readable.value(value, l.unit()));
            }
            page.raw("</tr>\n");
        }
        Tables.close(page);
        page.element("p", "how", "p99 is the value that 99 of 100 samples do not exceed.");
    }

    private void figures() {
        page.raw("<h3>Counts and means</h3>\n");
        if (result.figures().isEmpty()) {
            page.element("p", "empty", "The run reported no figures.");
            return;
        }
        Tables.open(page, "Counts and means", "Figure", "#Value");
        for (Figure figure : result.figures()) {
            page.raw("<tr><th scope=\"row\" class=\"user\">")
                    .text(figure.name())
                    .raw("</th>");
            page.element("td", "n", Readable.value(figure.value(), figure.unit()))
                    .raw("</tr>\n");
        }
        Tables.close(page);
    }

    private void faults() {
        if (result.faults().isEmpty()) {
            page.element("p", "empty", "No faults: the plan breaks nothing on purpose.");
            return;
        }
        Tables.open(page, "Faults", "#", "Fault", "Hits", "#From", "#For", "Details");
        int number = 0;
        for (Fault fault : result.faults()) {
            page.raw("<tr>").element("td", Integer.toString(++number)).element("td", "user", fault.kind());
            page.element("td", "user", fault.target());
            page.element("td", "n", Readable.number(fault.startSeconds()) + " s");
            String length = fault.durationSeconds().isEmpty()
                    ? "the rest of the run"
                    : fault.durationSeconds().getAsDouble() == 0
                            ? "an instant"
                            : Readable.seconds(fault.durationSeconds().getAsDouble());
            page.element("td", "n", length)
                    .element("td", "user", fault.parameters())
                    .raw("</tr>\n");
        }
        Tables.close(page);
    }

    private void timeline() {
        List<TimelineEvent> events = folder.timeline();
        if (events.isEmpty()) {
            page.element("p", "empty", "The timeline has no events.");
            return;
        }
        page.raw("<details><summary>").text(Readable.plural(events.size(), "event") + " on the timeline");
        page.raw("</summary>");
        if (events.size() > EVENTS_SHOWN_MAX) {
            page.element("p", "how", "The first " + EVENTS_SHOWN_MAX + "; the file timeline has them all.");
        }
        Tables.open(page, "Timeline", "#Time", "Event", "Subject", "What happened");
        for (TimelineEvent event : events.subList(0, Math.min(EVENTS_SHOWN_MAX, events.size()))) {
            page.raw("<tr>").element("td", "n", Tables.time(event.virtualNanos()));
            page.element("td", "user", event.kind()).element("td", "user", event.subject());
            page.element("td", "user", event.text()).raw("</tr>\n");
        }
        Tables.close(page);
        page.raw("</details>\n");
    }
}
