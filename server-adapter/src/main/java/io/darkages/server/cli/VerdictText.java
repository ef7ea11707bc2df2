package io.darkages.server.cli;

import io.darkages.reports.result.Latency;
import io.darkages.reports.result.RunResult;
import java.util.Locale;
import java.util.Optional;

/** What {@code run} says about a result: a block of text for people, or one line. */
final class VerdictText {

    private static final String INDENT = "  ";
    private static final String OK = "ok";
    private static final String BAD = "BAD";
    private static final String NOT_JUDGED = "--";

    private static final String UNACKNOWLEDGED =
            "  inputs that were never acknowledged are not in input-to-ack: see recovery";
    private static final String NOT_JUDGED_LEGEND = "    --         not judged: the run had no occasion to\n";
    private static final String UNDECIDED_LEGEND = "    undecided  what the record of the run was too short to tell\n";
    private static final String EXEMPT_LEGEND = "    exempt     cases for which the rule makes no promise\n";

    private VerdictText() {}

    /** One line: verdict, name, seed, hash; and one for each check that failed. */
    static String brief(RunResult result, boolean twinDiffers) {
        StringBuilder out = new StringBuilder(verdict(result, twinDiffers))
                .append("  ")
                .append(result.scenario())
                .append("  seed ")
                .append(result.seed())
                .append("  hash ")
                .append(result.traceHash())
                .append('\n');
        for (RunResult.Invariant i : result.invariants()) {
            if (i.violations() > 0) {
                out.append(INDENT).append(BAD).append("  ").append(i.number()).append(' ');
                out.append(i.name()).append(": ").append(Amount.number(i.violations()));
                out.append(i.violations() == 1 ? " violation" : " violations");
                i.firstViolations().stream().limit(1).forEach(v -> out.append(", first at ")
                        .append(violation(v)));
                out.append('\n');
            }
        }
        for (RunResult.Expectation e : result.expectations()) {
            if (!e.passed() && !result.interrupted()) {
                out.append(INDENT).append(BAD).append("  ").append(e.text());
                out.append(", measured ").append(measured(e)).append('\n');
            }
        }
        errors(result, out);
        return out.toString();
    }

    private static void errors(RunResult result, StringBuilder out) {
        result.errors()
                .forEach(error ->
                        out.append(INDENT).append("error  ").append(error).append('\n'));
    }

    private static String violation(RunResult.Violation violation) {
        return String.format(Locale.ROOT, "%.6f s: ", violation.virtualNanos() / 1e9) + violation.message();
    }

    private static String measured(RunResult.Expectation expectation) {
        return expectation.measured().isPresent()
                ? Amount.of(expectation.measured().getAsDouble(), expectation.unit())
                : "no samples";
    }

    /**
     * The whole block.
     *
     * @param twin what the comparison with the twin run said, if there was one
     * @param report path of the report
     */
    static String block(RunResult result, Optional<Twin> twin, String report) {
        StringBuilder out = new StringBuilder(2_048);
        out.append(verdict(result, twin.map(Twin::differs).orElse(false)))
                .append("  ")
                .append(result.scenario())
                .append("  seed ")
                .append(result.seed())
                .append("\n\n");
        out.append(summary(result)).append('\n');
        out.append(latencies(result)).append('\n');
        out.append(bandwidth(result)).append('\n');
        if (!result.fairness().isEmpty()) {
            out.append(FairnessText.of(result.fairness())).append('\n');
        }
        out.append(GridText.of(result));
        out.append(figures(result));
        out.append(invariants(result)).append('\n');
        if (!result.expectations().isEmpty()) {
            out.append(expectations(result)).append('\n');
        }
        errors(result, out);
        TextTable end = new TextTable(INDENT, 2).row("trace hash", result.traceHash());
        twin.ifPresent(t -> end.row("twin", t.text()));
        return out.append(end.row("report", report)).toString();
    }

    private static String verdict(RunResult result, boolean twinDiffers) {
        if (result.interrupted()) {
            return "INTERRUPTED";
        }
        return result.passed() && !twinDiffers ? "PASSED" : "FAILED";
    }

    private static TextTable summary(RunResult result) {
        return new TextTable(INDENT, 2)
                .row("players", result.players() + " in " + result.zones() + (result.zones() == 1 ? " zone" : " zones"))
                .row(
                        "time",
                        String.format(
                                Locale.ROOT,
                                "%.1f s virtual in %.1f s, %.1f times real time",
                                result.virtualSeconds(),
                                result.wallSeconds(),
                                result.realTimeFactor()))
                .row(
                        "work",
                        String.format(Locale.ROOT, "%,d events, %,d datagrams", result.events(), result.datagrams()));
    }

    /** Measurements without a sample are left out: the report has them. */
    private static String latencies(RunResult result) {
        TextTable table = new TextTable(INDENT, 1).row("measured", "samples", "p50", "p90", "p99", "p99.9", "max");
        for (Latency l : result.latencies()) {
            if (l.count() == 0) {
                continue;
            }
            table.row(
                    l.name(),
                    Amount.number(l.count()),
                    Amount.of(l.p50(), l.unit()),
                    Amount.of(l.p90(), l.unit()),
                    Amount.of(l.p99(), l.unit()),
                    Amount.of(l.p999(), l.unit()),
                    Amount.of(l.max(), l.unit()));
        }
        return table + (result.grid().recoveries().isEmpty() ? "" : UNACKNOWLEDGED.indent(INDENT.length()));
    }

    private static TextTable bandwidth(RunResult result) {
        TextTable table =
                new TextTable(INDENT, 1).row("bandwidth, B/s", "player p50", "player p99", "session max", "its limit");
        direction(table, "down", result.bandwidth().down());
        direction(table, "up", result.bandwidth().up());
        return table;
    }

    private static void direction(TextTable table, String name, RunResult.Direction d) {
        table.row(
                name, Amount.number(d.p50()), Amount.number(d.p99()), Amount.number(d.max()), Amount.number(d.limit()));
    }

    /** Figures that are 0 are only counted: the report has them all. */
    private static String figures(RunResult result) {
        TextTable table = new TextTable(INDENT, 1);
        int zeros = 0;
        for (RunResult.Figure figure : result.figures()) {
            if (figure.value() == 0) {
                zeros++;
            } else {
                table.row(figure.name(), Amount.of(figure.value(), figure.unit()));
            }
        }
        if (zeros > 0) {
            table.row("figures that are 0", Amount.number(zeros));
        }
        return result.figures().isEmpty() ? "" : table + "\n";
    }

    private static String invariants(RunResult result) {
        TextTable table = new TextTable(INDENT, 2).row("", "invariant", "checks", "undecided", "exempt", "violations");
        for (RunResult.Invariant i : result.invariants()) {
            table.row(
                    i.violations() > 0 ? BAD : i.checks() == 0 ? NOT_JUDGED : OK,
                    i.number() + " " + i.name(),
                    Amount.number(i.checks()),
                    Amount.number(i.undecided()),
                    Amount.number(i.exempt()),
                    Amount.number(i.violations()));
        }
        StringBuilder out = new StringBuilder(table.toString());
        for (RunResult.Invariant i : result.invariants()) {
            i.firstViolations().stream().limit(1).forEach(v -> out.append(INDENT)
                    .append("     ")
                    .append(i.name())
                    .append(" at ")
                    .append(violation(v))
                    .append(i.violations() > 1 ? ", and " + Amount.number(i.violations() - 1) + " more" : "")
                    .append('\n'));
        }
        if (result.invariants().stream().anyMatch(i -> i.checks() == 0 && i.violations() == 0)) {
            out.append(NOT_JUDGED_LEGEND);
        }
        if (result.invariants().stream().anyMatch(i -> i.undecided() > 0)) {
            out.append(UNDECIDED_LEGEND);
        }
        if (result.invariants().stream().anyMatch(i -> i.exempt() > 0)) {
            out.append(EXEMPT_LEGEND);
        }
        return out.toString();
    }

    private static TextTable expectations(RunResult result) {
        TextTable table = new TextTable(INDENT, 2).row("", "expectation", "measured");
        for (RunResult.Expectation e : result.expectations()) {
            // Half a run says nothing about figures of the whole.
            table.row(result.interrupted() ? NOT_JUDGED : e.passed() ? OK : BAD, e.text(), measured(e));
        }
        return table;
    }
}
