package io.darkages.reports.html;

import io.darkages.reports.result.GridResult.Ownership;
import io.darkages.reports.result.GridResult.Span;
import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.RunResult.Fault;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.TreeSet;

/**
 * Draws which zone acted for chosen players, and when: one row for each, in time from left to right. It is markup, so
 * that it can be read without scripts and keeps the size of its words at any width.
 */
final class OwnershipFigure {

    /** Colours in the style sheet. */
    private static final int COLOURS = 10;
    /** Steps of the axis, seconds. */
    private static final int[] STEPS = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600};

    private static final int TICKS_MAX = 7;

    private static final String PLAYER = "player ";

    private final Html page;
    private final RunResult result;
    private final double endSeconds;

    OwnershipFigure(Html page, RunResult result) {
        this.page = page;
        this.result = result;
        double end = Math.max(1, result.virtualSeconds());
        for (Ownership row : result.grid().ownership()) {
            for (Span span : row.spans()) {
                end = Math.max(end, span.endSeconds());
            }
        }
        endSeconds = end;
    }

    void write() {
        page.raw("<figure class=\"chart wide\"><figcaption><h3>Who acted for chosen players</h3></figcaption>");
        if (result.grid().ownership().isEmpty()) {
            page.element("p", "empty", "No players were chosen to be followed.").raw("</figure>\n");
            return;
        }
        legend();
        page.raw("<div class=\"owners\">");
        for (Ownership row : result.grid().ownership()) {
            row(row);
        }
        axis();
        page.raw("</div>");
        page.element(
                "p",
                "how",
                "One row for each player: the zone that acted for it. Striped: it had the player and might not act, for its"
                        + " lease was over or the player was being handed on. Empty: nobody acted. An epoch is the number"
                        + " of the player's owner, one higher with each change; pointing at a bar shows it."
                        + (result.faults().isEmpty() ? "" : " Shaded bands are faults."));
        page.raw("</figure>\n");
    }

    private void legend() {
        TreeSet<Integer> zones = new TreeSet<>();
        result.grid().ownership().forEach(row -> row.spans().forEach(span -> zones.add(span.zone())));
        page.raw("<ul class=\"legend\">");
        for (int zone : zones) {
            page.raw("<li><span class=\"key\"><i class=\"z" + zone % COLOURS + "\"></i>");
            page.element("span", result.grid().zone(zone)).raw("</span></li>");
        }
        page.raw("<li><span class=\"key\"><i class=\"suspended\"></i><span>suspended</span></span></li>");
        if (!result.faults().isEmpty()) {
            page.raw("<li><span class=\"key\"><i class=\"fault\"></i><span>fault</span></span></li>");
        }
        page.raw("</ul>\n");
    }

    private void row(Ownership row) {
        page.raw("<span class=\"who user\">").text(label(row.player())).raw("</span><div class=\"track\" role=\"img\"");
        page.raw(" aria-label=\"").text(spoken(row)).raw("\">");
        for (Fault fault : result.faults()) {
            double end = fault.durationSeconds().isEmpty()
                    ? endSeconds
                    : fault.startSeconds() + fault.durationSeconds().getAsDouble();
            bar("fault", fault.startSeconds(), Math.min(endSeconds, end));
            page.raw("\"></i>");
        }
        for (Span span : row.spans()) {
            boolean suspended = span.state().equals(Span.SUSPENDED);
            bar("z" + span.zone() % COLOURS + (suspended ? " suspended" : ""), span.startSeconds(), span.endSeconds());
            page.raw("\" title=\"").text(tip(span)).raw("\"></i>");
        }
        page.raw("</div>\n");
    }

    /** The title says already that these are players; without the word most names fit on one line. */
    private static String label(String player) {
        return player.startsWith(PLAYER) ? player.substring(PLAYER.length()) : player;
    }

    /** The beginning of a bar, up to where its style ends. */
    private void bar(String cssClass, double fromSeconds, double toSeconds) {
        page.raw("<i class=\"" + cssClass + "\" style=\"left:" + percent(fromSeconds) + ";width:"
                + percent(Math.max(0, toSeconds - fromSeconds)));
    }

    private void axis() {
        int step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && endSeconds / STEPS[i] <= TICKS_MAX; i--) {
            step = STEPS[i];
        }
        page.raw("<span class=\"who\"></span><div class=\"track axis\" aria-hidden=\"true\">");
        for (int at = 0; at <= endSeconds; at += step) {
            page.raw("<b style=\"left:" + percent(at) + "\">" + at + "</b>");
        }
        page.raw("</div><span class=\"who\"></span><span class=\"unit\">virtual time (s)</span>");
    }

    private String percent(double seconds) {
        // The exact value of the double: its shortest decimal form differs between JVMs.
        BigDecimal share = new BigDecimal(100 * seconds / endSeconds).setScale(3, RoundingMode.HALF_UP);
        return share.toPlainString() + "%";
    }

    private String tip(Span span) {
        return result.grid().zone(span.zone()) + (span.state().equals(Span.SUSPENDED) ? ", suspended" : "") + ", epoch "
                + span.epoch() + ", " + Readable.number(span.startSeconds()) + " to "
                + Readable.number(span.endSeconds()) + " s";
    }

    private String spoken(Ownership row) {
        StringBuilder text = new StringBuilder(row.player()).append(": ");
        for (Span span : row.spans()) {
            text.append(tip(span)).append("; ");
        }
        return row.spans().isEmpty() ? text + "nobody acted" : text.substring(0, text.length() - 2);
    }
}
