package io.darkages.reports.html;

import io.darkages.reports.result.Latency;
import io.darkages.reports.result.ResultFolder;
import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.RunResult.Direction;
import io.darkages.reports.result.RunResult.Figure;
import io.darkages.reports.result.Units;
import java.util.List;

/** This run's figures beside those of an earlier one. */
final class BaselineTable {

    /** Smaller changes are not coloured: between versions they say little. */
    private static final double NOTABLE_SHARE = 0.05;

    private final Html page;
    private final RunResult result;
    private final RunResult baseline;
    private final String plans;
    private final Html lines = new Html();
    private int same;
    private int changed;

    BaselineTable(Html page, ResultFolder run, ResultFolder earlier) {
        this.page = page;
        result = run.result();
        baseline = earlier.result();
        plans = plans(run.scenario(), earlier.scenario());
    }

    /** Whether both ran the same: figures of two plans are no better or worse than each other. */
    private static String plans(String now, String before) {
        if (now.equals(before)) {
            return "Both ran the same plan. ";
        }
        return withoutSeed(now).equals(withoutSeed(before))
                ? "The plans are the same but for the seed. "
                : "The plans differ, so what changed may come from them. ";
    }

    private static List<String> withoutSeed(String plan) {
        return plan.lines().filter(line -> !line.startsWith("seed:")).toList();
    }

    void write() {
        page.raw("<h2>Compared with the baseline</h2>\n<p class=\"how\">Baseline: <span class=\"user\">");
        page.text(baseline.scenario()).raw("</span>, version ").text(baseline.version());
        page.text(", seed " + baseline.seed() + ", trace hash ").element("code", baseline.traceHash());
        page.text(
                baseline.traceHash().equals(result.traceHash())
                        ? ": the same outcome, event for event. "
                        : ": another outcome. ");
        page.text(plans).raw("In the charts the baseline is dashed.</p>\n");
        collect();
        if (changed > 0) {
            Tables.open(page, "Comparison", "Figure", "#Baseline", "#This run", "#Change");
            page.raw(lines.toString());
            Tables.close(page);
        }
        page.element(
                "p",
                "how",
                Readable.plural(same, "figure") + (same == 1 ? " is" : " are") + " the same in both runs."
                        + (changed > 0 ? " Green is better and red is worse by more than 5 %." : ""));
    }

    private void collect() {
        for (Latency now : result.latencies()) {
            baseline.latencies().stream()
                    .filter(before ->
                            before.name().equals(now.name()) && before.unit().equals(now.unit()))
                    .filter(before -> before.count() > 0 && now.count() > 0)
                    .findFirst()
                    .ifPresent(before -> {
                        String title = Catalogue.title(now.name());
                        line(title + ", p50", before.p50(), now.p50(), now.unit(), lessIsBetter(now.name()));
                        line(title + ", p99", before.p99(), now.p99(), now.unit(), lessIsBetter(now.name()));
                    });
        }
        direction("Down", baseline.bandwidth().down(), result.bandwidth().down());
        direction("Up", baseline.bandwidth().up(), result.bandwidth().up());
        for (Figure now : result.figures()) {
            baseline.figures().stream()
                    .filter(before ->
                            before.name().equals(now.name()) && before.unit().equals(now.unit()))
                    .findFirst()
                    .ifPresent(before -> line(now.name(), before.value(), now.value(), now.unit(), false));
        }
    }

    private static boolean lessIsBetter(String name) {
        return !name.equals("snapshot-entities");
    }

    private void direction(String name, Direction before, Direction now) {
        line(name + " for each player and second, p50", before.p50(), now.p50(), Units.BYTES_PER_SECOND, true);
        line(name + " for each player and second, max", before.max(), now.max(), Units.BYTES_PER_SECOND, true);
    }

    private void line(String name, double before, double now, String unit, boolean lessIsBetter) {
        if (before == now) {
            same++;
            return;
        }
        changed++;
        boolean notable = lessIsBetter && Math.abs(now - before) > NOTABLE_SHARE * Math.abs(before);
        lines.raw("<tr><th scope=\"row\" class=\"user\">").text(name).raw("</th>");
        lines.element("td", "n", Readable.value(before, unit)).element("td", "n", Readable.value(now, unit));
        lines.element("td", notable ? now < before ? "n better" : "n worse" : "n", Readable.change(before, now));
        lines.raw("</tr>\n");
    }
}
