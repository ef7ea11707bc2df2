package io.darkages.reports.html;

import io.darkages.reports.result.Fairness;
import io.darkages.reports.result.Fairness.BehindCover;
import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.Units;
import java.util.OptionalDouble;

/** The table of how attacks were decided, compared with what attackers saw; and what that cost the victims. */
final class FairnessSection {

    private static final String NONE = "\u2013";
    /** Where a narrow table must not break a path in two. */
    private static final String NARROW_GAP = "\u00a0";

    private final Html page;
    private final RunResult result;

    FairnessSection(Html page, RunResult result) {
        this.page = page;
        this.result = result;
    }

    /** Whether anybody struck at anybody. */
    static boolean isNeeded(RunResult result) {
        return !result.fairness().isEmpty();
    }

    void write() {
        page.raw("<h2 id=\"fairness\">Fairness</h2>\n");
        page.element(
                "p",
                "how",
                "Each attack on somebody aimed at, as the server decided it and as the attacker's own screen showed it,"
                        + " by the attacker's path: its round trip, and its loss if it has any.");
        table();
        page.element(
                "p",
                "how",
                "Agrees: of the attacks that could be compared, the share decided as the screen shows. Unfair: decided"
                        + " otherwise. Too close: within 0.05 m of an edge on the screen, not compared. Refused: drawn over"
                        + " 500 ms before, or not believed. Barred: by the rules of the fight, such as cooldown, guard, death"
                        + " or own team. Lost: with its input, or with the session. Rewind: farthest that the server's place of a target"
                        + " was from where it was drawn.");
        if (result.fairness().stream().anyMatch(row -> row.cover().hurt() > 0)) {
            page.raw("<h3>The victims' side</h3>\n");
            cover();
            page.element(
                    "p",
                    "how",
                    "How long players had been behind cover on their own screens when they were hurt all the same,"
                            + " by the victim's path: what judging by the attacker's screen costs. The times are of"
                            + " these cases only.");
        }
    }

    private void table() {
        Tables.open(
                page,
                "Fairness",
                "Path",
                "#Agrees",
                "#Attacks",
                "#Agreed",
                "#Unfair miss",
                "#Unfair hit",
                "#Too close",
                "#Refused",
                "#Barred",
                "#Lost",
                "#Rewind",
                "#Players");
        for (Fairness row : result.fairness()) {
            path(row);
            boolean unfair = row.honest() && row.unfairlyMissed() + row.unfairlyHit() > 0;
            page.element("td", unfair ? "n worse" : "n", percent(row.agreedPercent()));
            count(row.attacks());
            count(row.agreed());
            page.element(
                    "td", row.honest() && row.unfairlyMissed() > 0 ? "n worse" : "n", number(row.unfairlyMissed()));
            page.element("td", row.unfairlyHit() > 0 ? "n worse" : "n", number(row.unfairlyHit()));
            String margin =
                    row.inMargin() == 0 ? "0" : number(row.inMargin()) + " (" + percent(row.marginPercent()) + ")";
            page.element("td", "n", margin);
            count(row.refused());
            count(row.barred());
            count(row.lost());
            page.element(
                    "td",
                    "n",
                    row.honest() ? Readable.value(row.rewindErrorMaxMicrometres(), Units.MICROMETRES) : NONE);
            count(row.players());
            page.raw("</tr>\n");
        }
        Tables.close(page);
    }

    private void cover() {
        Tables.open(page, "Behind cover", "Path", "#Hurt", "#Behind cover", "#p50", "#p99", "#Max");
        for (Fairness row : result.fairness()) {
            BehindCover cover = row.cover();
            path(row);
            count(cover.hurt());
            count(cover.count());
            for (long nanos : new long[] {cover.p50Nanos(), cover.p99Nanos(), cover.maxNanos()}) {
                page.element("td", "n", cover.count() == 0 ? NONE : Readable.value(nanos, Units.NANOSECONDS));
            }
            page.raw("</tr>\n");
        }
        Tables.close(page);
    }

    private void path(Fairness row) {
        page.raw("<tr><th scope=\"row\">").text(Readable.number(Math.rint(row.roundTripMillis())) + NARROW_GAP + "ms");
        if (row.lossPercent() > 0) {
            String loss = Readable.number(row.lossPercent()) + NARROW_GAP + "%" + NARROW_GAP + "loss";
            page.element("span", "demand", loss);
        }
        if (!row.honest()) {
            page.element("span", "demand", "players who cheat");
        }
        page.raw("</th>");
    }

    private void count(long value) {
        page.element("td", "n", number(value));
    }

    private static String number(long value) {
        return Readable.number(value);
    }

    /** Rounded down, so that 100 % means all. */
    private static String percent(OptionalDouble share) {
        return share.isEmpty() ? NONE : Readable.number(Math.floor(share.getAsDouble() * 100) / 100) + " %";
    }
}
