package io.darkages.reports.html;

import io.darkages.reports.result.Latency;
import io.darkages.reports.result.RunResult;
import java.util.List;

/** The table at the top of a report on several runs: one line for each, failed ones first. */
final class Overview {

    private Overview() {}

    static void write(Html page, List<RunResult> results) {
        long passed = results.stream().filter(RunResult::passed).count();
        page.raw("<section class=\"overview\">").element("h1", passed + " of " + results.size() + " scenarios passed");
        page.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Scenarios\"><table><thead><tr>"
                + "<th>Verdict</th><th>Scenario</th><th class=\"n\">Players</th><th class=\"n\">Virtual time</th>"
                + "<th class=\"n\">Input to acknowledgement, p99</th><th>Trace hash</th></tr></thead><tbody>\n");
        for (boolean good : new boolean[] {false, true}) {
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i).passed() == good) {
                    line(page, i, results.get(i));
                }
            }
        }
        page.raw("</tbody></table></div></section>\n");
    }

    private static void line(Html page, int index, RunResult result) {
        Verdict verdict = Verdict.of(result);
        page.raw("<tr><td>")
                .raw(Badge.of(verdict.word()))
                .raw("</td><td class=\"user\"><a href=\"#run-" + index + "\">");
        page.text(result.scenario()).raw("</a></td>");
        page.element("td", "n", Readable.number(result.players()));
        page.element("td", "n", Readable.seconds(result.virtualSeconds()));
        String p99 = result.latencies().stream()
                .filter(l -> l.name().equals("input-to-ack") && l.count() > 0)
                .map((Latency l) -> Readable.value(l.p99(), l.unit()))
                .findFirst()
                .orElse("no samples");
        page.element("td", "n", p99).raw("<td><code>").text(result.traceHash()).raw("</code></td></tr>\n");
    }
}
