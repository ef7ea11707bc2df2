package io.darkages.reports.html;

import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.RunResult.Expectation;
import io.darkages.reports.result.RunResult.Invariant;
import io.darkages.reports.result.RunResult.Violation;
import java.util.Comparator;
import java.util.List;

/** The tables of invariants and expectations, failed ones first. */
final class CheckTables {

    private final Html page;
    private final RunResult result;

    CheckTables(Html page, RunResult result) {
        this.page = page;
        this.result = result;
    }

    void write() {
        page.raw("<h2>Checks</h2>\n<div class=\"two\">\n<div>");
        invariants();
        page.raw("</div>\n<div>");
        expectations();
        page.raw("</div>\n</div>\n");
    }

    private void invariants() {
        page.raw("<h3>Invariants</h3>\n");
        page.element("p", "how", "Rules that must hold at every moment of every run, whatever breaks.");
        if (result.invariants().isEmpty()) {
            page.element("p", "empty", "No invariants were checked.");
            return;
        }
        Tables.openChecks(page, "Invariants", "Verdict", "Invariant", "#Checks", "#Violations");
        List<Invariant> order = result.invariants().stream()
                .sorted(Comparator.comparing((Invariant i) -> i.violations() == 0)
                        .thenComparing(i -> i.checks() == 0)
                        .thenComparing(Invariant::number))
                .toList();
        for (Invariant invariant : order) {
            boolean failed = invariant.violations() > 0;
            String word = failed ? "failed" : invariant.checks() == 0 ? "unchecked" : "passed";
            page.raw("<tr><td>").raw(Badge.of(word)).raw("</td><th scope=\"row\" class=\"user\">");
            page.text(invariant.number() + " ").element("code", invariant.name());
            String demand = Catalogue.demand(invariant.name());
            if (!demand.isEmpty()) {
                page.element("span", "demand", demand);
            }
            page.raw("</th><td class=\"n\"><span data-noun=\" checks\">").text(Readable.number(invariant.checks()));
            page.raw("</span>");
            if (invariant.undecided() > 0) {
                page.element("span", "demand", Readable.number(invariant.undecided()) + " undecided");
            }
            if (invariant.exempt() > 0) {
                page.element("span", "demand", Readable.number(invariant.exempt()) + " exempt");
            }
            page.raw("</td><td class=\"n\"><span data-noun=\" violations\">");
            page.text(Readable.number(invariant.violations())).raw("</span></td></tr>\n");
            violations(invariant);
        }
        Tables.close(page);
        if (result.invariants().stream().anyMatch(i -> i.checks() == 0 && i.violations() == 0)) {
            page.element("p", "how", "Unchecked: the run had no occasion to judge it, so it says nothing.");
        }
        if (result.invariants().stream().anyMatch(i -> i.undecided() > 0)) {
            page.element("p", "how", "Undecided: what the record of the run was too short to tell.");
        }
        if (result.invariants().stream().anyMatch(i -> i.exempt() > 0)) {
            page.element("p", "how", "Exempt: cases for which the rule makes no promise.");
        }
    }

    private void violations(Invariant invariant) {
        if (invariant.violations() == 0) {
            return;
        }
        page.raw("<tr class=\"detail\"><td colspan=\"4\"><ol>");
        for (Violation violation : invariant.firstViolations()) {
            page.raw("<li>").element("span", "user message", violation.message());
            page.element(
                    "span",
                    "demand",
                    "at " + Tables.time(violation.virtualNanos()) + ", event "
                            + Readable.number(violation.eventNumber()) + ", seed " + violation.seed());
            page.raw("</li>");
        }
        page.raw("</ol>");
        long more = invariant.violations() - invariant.firstViolations().size();
        if (more > 0) {
            page.element("p", "how", "and " + Readable.number(more) + " more");
        }
        page.raw("</td></tr>\n");
    }

    private void expectations() {
        page.raw("<h3>Expectations</h3>\n");
        page.element("p", "how", "What this scenario's author demands of it.");
        if (result.expectations().isEmpty()) {
            page.element("p", "empty", "The scenario states no expectations.");
            return;
        }
        Tables.openChecks(page, "Expectations", "Verdict", "Expectation", "#Measured");
        for (boolean good : new boolean[] {false, true}) {
            for (Expectation expectation : result.expectations()) {
                if (expectation.passed() == good) {
                    String word = result.interrupted() ? "unchecked" : good ? "passed" : "failed";
                    page.raw("<tr><td>").raw(Badge.of(word));
                    page.raw("</td><th scope=\"row\" class=\"user\"><code>").text(expectation.text());
                    page.raw("</code></th>");
                    String measured = expectation.measured().isPresent()
                            ? Readable.value(expectation.measured().getAsDouble(), expectation.unit())
                            : "no samples";
                    page.element("td", "n", measured).raw("</tr>\n");
                }
            }
        }
        Tables.close(page);
        if (result.interrupted()) {
            page.element("p", "how", "Unchecked: the run was stopped, and they are about the whole of it.");
        }
    }
}
