package io.darkages.scenarios.check;

import io.darkages.scenarios.history.ProbeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a checker counted, and the first violations in words. */
public final class Findings {

    /** Violations that are kept with their text; those after are counted only. */
    public static final int MAX_KEPT = 20;

    private final List<Violation> first = new ArrayList<>();
    private long checks;
    private long violations;
    private long undecided;
    private long exempt;

    Findings() {}

    /** Cases judged, violations included. */
    public long checks() {
        return checks;
    }

    public long violations() {
        return violations;
    }

    /** Cases that the records could not decide, such as a record too old to be joined. */
    public long undecided() {
        return undecided;
    }

    /** Cases that the invariant's own words leave out. */
    public long exempt() {
        return exempt;
    }

    public List<Violation> firstViolations() {
        return List.copyOf(first);
    }

    void judged() {
        checks++;
    }

    void leftUndecided() {
        undecided++;
    }

    void exempted() {
        exempted(1);
    }

    /** As many cases as that, none or more. */
    void exempted(int cases) {
        exempt += cases;
    }

    /** Counts a violation; the text is made only while there is room to keep it. */
    void violated(ProbeRecord record, Supplier<String> text) {
        violated(record.nanos(), record.eventNumber(), record.player(), text);
    }

    void violatedAtTheEnd(long endNanos, long player, Supplier<String> text) {
        violated(endNanos, Violation.END_OF_RUN, player, text);
    }

    void violated(long nanos, long event, long player, Supplier<String> text) {
        violations++;
        if (first.size() < MAX_KEPT) {
            first.add(new Violation(nanos, event, player, text.get()));
        }
    }
}
