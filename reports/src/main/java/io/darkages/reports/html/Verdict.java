package io.darkages.reports.html;

import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.RunResult.Expectation;
import io.darkages.reports.result.RunResult.Invariant;
import java.util.ArrayList;
import java.util.List;

/** A run's verdict in words. {@code word} is also its CSS class. */
record Verdict(String word, String summary) {

    static Verdict of(RunResult result) {
        long violated =
                result.invariants().stream().filter(i -> i.violations() > 0).count();
        long unmet = result.interrupted()
                ? 0
                : result.expectations().stream().filter(e -> !e.passed()).count();
        if (result.passed()) {
            return new Verdict("passed", held(result));
        }
        List<String> reasons = new ArrayList<>();
        if (violated > 0) {
            reasons.add(violated + " of " + Readable.plural(result.invariants().size(), "invariant") + " violated");
        }
        if (unmet > 0) {
            reasons.add(unmet + " of " + Readable.plural(result.expectations().size(), "expectation") + " not met");
        }
        if (!result.errors().isEmpty()) {
            reasons.add("the run ended with an error");
        }
        boolean failed = !reasons.isEmpty();
        if (result.interrupted()) {
            reasons.add("stopped after " + Readable.seconds(result.virtualSeconds())
                    + "; the page shows what was measured until then");
        }
        String text = String.join("; ", reasons) + ".";
        return new Verdict(
                failed ? "failed" : "interrupted", Character.toUpperCase(text.charAt(0)) + text.substring(1));
    }

    private static String held(RunResult result) {
        List<Invariant> invariants = result.invariants();
        List<Expectation> expectations = result.expectations();
        if (invariants.isEmpty() && expectations.isEmpty()) {
            return "Nothing was checked: the run had no invariants and no expectations.";
        }
        long unchecked = invariants.stream().filter(i -> i.checks() == 0).count();
        String text = "No violation in " + Readable.plural(invariants.size(), "invariant") + "; "
                + (expectations.isEmpty()
                        ? "the scenario states no expectations."
                        : Readable.plural(expectations.size(), "expectation") + " met.");
        return unchecked == 0 ? text : text + " " + Readable.plural(unchecked, "invariant") + " had nothing to check.";
    }
}
