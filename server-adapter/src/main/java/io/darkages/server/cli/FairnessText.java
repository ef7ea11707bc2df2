package io.darkages.server.cli;

import io.darkages.reports.result.Fairness;
import io.darkages.reports.result.Fairness.BehindCover;
import io.darkages.reports.result.Units;
import java.util.List;

/** The table of fairness: how attacks were decided, compared with the attackers' screens, by path. */
final class FairnessText {

    private static final String INDENT = "  ";
    private static final String NONE = "-";
    private static final String COVER_LEGEND = """
              behind cover  on the victim's own screen when it was told; the times say for how long it had been
            """;
    private static final String LEGEND = """
              unfair     decided otherwise than the attacker's own screen shows; "agrees" is the share that was not.
                         Exempt from fair-hits where inputs were lost, so that the server had the attacker elsewhere
              too close  within 0.05 m of an edge on that screen: not compared
              refused    drawn over 500 ms before, or not believed
              barred     by the rules of the fight: cooldown, guard, death, own team
              lost       with its input, or with the session
              rewind     farthest that the server's place of a target was from where it was drawn;
                         not told of cheats, whose claims are false
            """;

    private FairnessText() {}

    /** The table with its legend, and a second one of the victims' side where somebody was hurt behind cover. */
    static String of(List<Fairness> rows) {
        TextTable table = new TextTable(INDENT, 1)
                .row(
                        "attacks by round trip",
                        "made",
                        "agreed",
                        "unfair miss",
                        "unfair hit",
                        "too close",
                        "refused",
                        "barred",
                        "lost",
                        "agrees",
                        "rewind");
        for (Fairness row : rows) {
            table.row(
                    path(row),
                    Amount.number(row.attacks()),
                    Amount.number(row.agreed()),
                    Amount.number(row.unfairlyMissed()),
                    Amount.number(row.unfairlyHit()),
                    Amount.number(row.inMargin()),
                    Amount.number(row.refused()),
                    Amount.number(row.barred()),
                    Amount.number(row.lost()),
                    row.agreedPercent().isPresent()
                            ? Amount.percent(row.agreedPercent().getAsDouble())
                            : NONE,
                    row.honest() ? Amount.of(row.rewindErrorMaxMicrometres(), Units.MICROMETRES) : NONE);
        }
        boolean anyCover = rows.stream().anyMatch(row -> row.cover().hurt() > 0);
        String attacks = table + LEGEND.indent(INDENT.length());
        return anyCover ? attacks + "\n" + covers(rows) + COVER_LEGEND.indent(INDENT.length()) : attacks;
    }

    private static TextTable covers(List<Fairness> rows) {
        TextTable table = new TextTable(INDENT, 1)
                .row("victims by round trip", "times hurt", "behind cover", "p50", "p99", "max");
        for (Fairness row : rows) {
            BehindCover cover = row.cover();
            boolean any = cover.count() > 0;
            table.row(
                    path(row),
                    Amount.number(cover.hurt()),
                    Amount.number(cover.count()),
                    any ? Amount.of(cover.p50Nanos(), Units.NANOSECONDS) : NONE,
                    any ? Amount.of(cover.p99Nanos(), Units.NANOSECONDS) : NONE,
                    any ? Amount.of(cover.maxNanos(), Units.NANOSECONDS) : NONE);
        }
        return table;
    }

    private static String path(Fairness row) {
        String loss = row.lossPercent() > 0 ? ", loss " + Amount.number(row.lossPercent()) + " %" : "";
        return Math.round(row.roundTripMillis()) + " ms" + loss + (row.honest() ? "" : ", cheating");
    }
}
