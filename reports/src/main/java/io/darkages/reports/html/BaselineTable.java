package io.darkages.reports.html;

import io.darkages.reports.result.GridResult.Migrations;
import io.darkages.reports.result.GridResult.Recovery;
import io.darkages.reports.result.Latency;
import io.darkages.reports.result.ResultFolder;
import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.RunResult.Direction;
import io.darkages.reports.result.RunResult.Fault;
import io.darkages.reports.result.RunResult.Figure;
import io.darkages.reports.result.Units;
import java.util.List;
import java.util.Optional;

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
        migrations();
        recoveries();
        for (Figure now : result.figures()) {
            baseline.figures().stream()
                    .filter(before ->
                            before.name().equals(now.name()) && before.unit().equals(now.unit()))
                    .findFirst()
                    .ifPresent(before -> line(now.name(), before.value(), now.value(), now.unit(), false));
        }
    }

    private void migrations() {
        Optional<Migrations> before = all(baseline);
        Optional<Migrations> now = all(result);
        if (before.isPresent() && now.isPresent()) {
            line("Migrations completed", before.get().completed(), now.get().completed(), Units.COUNT, false);
            line("Migrations failed", before.get().failed(), now.get().failed(), Units.COUNT, true);
            if (before.get().completed() > 0 && now.get().completed() > 0) {
                line("Migration, p50", before.get().p50Nanos(), now.get().p50Nanos(), Units.NANOSECONDS, true);
                line("Migration, p99", before.get().p99Nanos(), now.get().p99Nanos(), Units.NANOSECONDS, true);
            }
        }
    }

    private static Optional<Migrations> all(RunResult run) {
        return run.grid().migrations().stream()
                .filter(row -> row.route().equals(Migrations.ALL))
                .findFirst();
    }

    /** Of faults that began at the same time in both runs; which process served what they struck may have changed. */
    private void recoveries() {
        for (Recovery now : result.grid().recoveries()) {
            Fault fault = result.faults().get(now.fault() - 1);
            baseline.grid().recoveries().stream()
                    .filter(before -> before.fault() == now.fault()
                            && isSame(baseline.faults().get(before.fault() - 1), fault))
                    .findFirst()
                    .ifPresent(before -> {
                        String title = (now.fault() + " " + fault.kind() + " " + fault.target()).strip();
                        line(title + ", kept waiting", before.affected(), now.affected(), Units.COUNT, true);
                        line(title + ", back", before.recovered(), now.recovered(), Units.COUNT, false);
                        if (before.recovered() > 0 && now.recovered() > 0) {
                            line(title + ", recovery p50", before.p50Nanos(), now.p50Nanos(), Units.NANOSECONDS, true);
                            line(title + ", recovery p99", before.p99Nanos(), now.p99Nanos(), Units.NANOSECONDS, true);
                        }
                    });
        }
    }

    private static boolean isSame(Fault one, Fault other) {
        return one.kind().equals(other.kind()) && one.startSeconds() == other.startSeconds();
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
