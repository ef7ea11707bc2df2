package io.darkages.reports.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkages.reports.SampleResults;
import io.darkages.reports.result.GridResult;
import io.darkages.reports.result.Latency;
import io.darkages.reports.result.ResultFolder;
import io.darkages.reports.result.ResultJson;
import io.darkages.reports.result.RunResult;
import io.darkages.reports.result.RunResult.Expectation;
import io.darkages.reports.result.RunResult.Figure;
import io.darkages.reports.result.RunResult.Invariant;
import io.darkages.reports.result.RunResultBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    @TempDir
    private Path dir;

    private ResultFolder passed;
    private ResultFolder failed;
    private ResultFolder empty;
    private ResultFolder baseline;

    @BeforeEach
    void writeFolders() throws IOException {
        passed = SampleReport.folder(dir.resolve("passed"), SampleResults.passed());
        failed = SampleReport.folder(dir.resolve("failed"), SampleResults.failed());
        empty = SampleReport.folder(dir.resolve("empty"), SampleResults.empty());
        baseline = SampleReport.folder(dir.resolve("baseline"), SampleResults.baseline());
    }

    @Test
    void tellsEveryInvariantExpectationAndFigure() {
        for (ResultFolder run : List.of(passed, failed)) {
            String html = body(one(run));
            for (Invariant invariant : run.result().invariants()) {
                assertTrue(
                        html.contains(invariant.number() + " <code>" + invariant.name() + "</code>"), invariant.name());
                invariant.firstViolations().forEach(v -> assertTrue(html.contains(escaped(v.message())), v.message()));
            }
            for (Expectation expectation : run.result().expectations()) {
                assertTrue(html.contains("<code>" + escaped(expectation.text()) + "</code>"), expectation.text());
            }
            for (Figure figure : run.result().figures()) {
                assertTrue(html.contains(escaped(figure.name())), figure.name());
            }
            for (Latency latency : run.result().latencies()) {
                assertTrue(html.contains(Catalogue.title(latency.name())), latency.name());
            }
            assertTrue(html.contains(run.result().traceHash()));
            assertTrue(html.contains(">" + run.result().seed() + "<"));
        }
    }

    @Test
    void putsWhatFailedFirst() {
        String html = body(one(failed));
        assertTrue(html.contains("banner failed"));
        assertTrue(html.contains("3 of 8 invariants violated; 1 of 4 expectations not met."));
        assertTrue(html.indexOf("<code>recovers") < html.indexOf("<code>snapshot-exact"));
        assertTrue(html.indexOf("fight-duration") < html.indexOf("p99(input-to-ack"));
        assertTrue(body(one(passed)).contains("banner passed"));
        assertTrue(body(one(empty)).contains("banner interrupted"));
    }

    @Test
    void tellsHowFairFightsWere() throws IOException {
        ResultFolder fought = SampleReport.folder(dir.resolve("fought"), SampleResults.fought());
        String html = body(one(fought));
        assertTrue(html.contains("<h2 id=\"fairness\">Fairness</h2>"));
        // 250 ms, 5 % loss: 516 agree, 4 are missed, 4 hit.
        assertTrue(html.contains("<td class=\"n worse\">98.47 %</td>"), html);
        assertTrue(html.contains("<td class=\"n\">516</td>"), html);
        assertTrue(html.contains("<td class=\"n worse\">4</td><td class=\"n worse\">4</td>"));
        assertTrue(html.contains("players who cheat"));
        assertTrue(html.contains("data-kind=\"fairness\" data-name=\"unfair\""));
        assertTrue(html.contains("data-kind=\"fairness\" data-name=\"cover\""));
        assertTrue(html.contains(">Damage<") && html.contains(">Kills<"));
        assertEquals(fought.result(), read(data(one(fought)).get("runs").get(0)));
    }

    @Test
    void saysNothingOfFightsWhereNobodyFought() {
        String html = body(one(passed));
        assertFalse(html.contains("id=\"fairness\"") || html.contains("<h2>Fights</h2>"));
    }

    @Test
    void tellsWhatHappenedBetweenZones() throws IOException {
        ResultFolder handedOn = SampleReport.folder(dir.resolve("handed-on"), SampleResults.handedOn());
        String html = body(one(handedOn));
        assertTrue(html.contains("<h2 id=\"grid\">Zones</h2>"));
        assertTrue(html.contains(
                "<span>all zones</span></th><td class=\"n\">418<span class=\"demand\">2 under way</span></td>"
                        + "<td class=\"n worse\">3</td><td class=\"n\">31.4 ms</td><td class=\"n\">78.1 ms</td>"
                        + "<td class=\"n\">1,204 ms</td>"));
        assertTrue(
                html.contains(
                        "<span>zone 0 south-west</span> <span>to 1 south-east</span></th><td class=\"n\">54</td><td class=\"n\">0</td>"));
        assertTrue(html.contains(
                "1 crash<span class=\"demand\">zone 2 north-west (process 3), at\u00a020\u00a0s</span></th><td class=\"n\">47</td>"
                        + "<td class=\"n\">47</td><td class=\"n\">3,280 ms</td>"));
        assertTrue(html.contains("<i class=\"z2\"></i><span>zone 2 north-west</span>"));
        assertTrue(html.contains("title=\"zone 2 north-west, epoch 1, "));
        // Of the third fault nobody came back: no times.
        assertTrue(html.contains("<td class=\"n\">4</td><td class=\"n worse\">0</td><td class=\"n\">\u2013</td>"));
        assertTrue(charts(one(handedOn))
                .containsAll(List.of("series population-by-zone", "latency handoff-gap", "latency handoff-jump")));
        assertEquals(1, occurrences(html, "data-name=\"handoff-gap\""), "not among the further ones, too");
        assertTrue(html.contains("<span class=\"name\">Handoff gap</span>"));
        assertEquals(handedOn.result(), read(data(one(handedOn)).get("runs").get(0)));
    }

    @Test
    void drawsWhoActedForPlayers() throws IOException {
        GridResult.Ownership ann = new GridResult.Ownership(
                "ann <1>",
                List.of(
                        new GridResult.Span(0, 10, 3, 1, GridResult.Span.OWNED),
                        new GridResult.Span(10, 12.5, 3, 1, GridResult.Span.SUSPENDED),
                        new GridResult.Span(12.5, 40, 12, 2, GridResult.Span.OWNED)));
        RunResult result = new RunResultBuilder("1", "s", 1)
                .times(40_000_000_000L, 1)
                .fault(new RunResult.Fault("crash", "zone 3", 10, OptionalDouble.empty(), ""))
                .grid(new GridResult(List.of(), List.of(), List.of(ann)))
                .build();
        ResultFolder folder = SampleReport.folder(
                dir.resolve("ann"),
                new SampleResults.Sample(result, SampleResults.empty().files()));
        String html = body(one(folder));
        assertTrue(html.contains(
                "<i class=\"z3\" style=\"left:0.000%;width:25.000%\" title=\"zone 3, epoch 1, 0 to 10 s\">"));
        assertTrue(html.contains("<i class=\"z3 suspended\" style=\"left:25.000%;width:6.250%\""));
        assertTrue(html.contains("<i class=\"z2\" style=\"left:31.250%;width:68.750%\" title=\"zone 12, epoch 2, "));
        assertTrue(html.contains("<i class=\"fault\" style=\"left:25.000%;width:75.000%\">"));
        assertTrue(
                html.contains("aria-label=\"ann &lt;1&gt;: zone 3, epoch 1, 0 to 10 s; zone 3, suspended, epoch 1, "));
        assertTrue(html.contains("<b style=\"left:50.000%\">20</b>"));
        assertTrue(html.contains("Nobody went from one zone to another.")
                && html.contains("No fault kept anybody waiting for more than 1 s."));
    }

    @Test
    void saysNothingOfZonesWhereThereIsOne() {
        String html = body(one(passed));
        assertFalse(html.contains("id=\"grid\"") || html.contains("Handoff"));
    }

    @Test
    void escapesWhatUsersWrote() {
        String html = one(failed);
        assertFalse(html.contains("<b>&"), "scenario name as markup");
        assertFalse(html.contains("<script>alert"), "violation as markup");
        assertTrue(html.contains("lossy &lt;b&gt;&amp;&quot;border&quot;&lt;/b&gt;"));
        assertTrue(body(html).contains("&lt;script&gt;alert(&#39;player 3&#39;)&lt;/script&gt;"));
        assertEquals(3, occurrences(html, "<script"), "data, d3, own script");
        assertEquals(3, occurrences(html, "</script"));
    }

    @Test
    void loadsNothing() {
        String html = HtmlReport.render(List.of(passed, failed, empty), Optional.of(baseline));
        assertTrue(html.contains("default-src 'none'"));
        assertFalse(Pattern.compile("<(link|img|iframe|object|embed|base|form)\\b")
                .matcher(body(html))
                .find());
        assertFalse(Pattern.compile("(?i)<script[^>]*\\ssrc").matcher(html).find());
        assertFalse(Pattern.compile("(?i)\\b(src|href|action)\\s*=\\s*[\"']?\\s*(https?:)?//")
                .matcher(html)
                .find());
        assertFalse(Pattern.compile("(?i)@import|url\\(").matcher(style(html)).find());
        Matcher links = Pattern.compile("href=\"([^\"]*)\"").matcher(body(html));
        while (links.find()) {
            assertTrue(links.group(1).startsWith("#"), links.group(1));
        }
    }

    @Test
    void carriesTheResultAsJson() throws IOException {
        JsonNode data = data(HtmlReport.render(List.of(failed, passed), Optional.of(baseline)));
        assertEquals(failed.result(), read(data.get("runs").get(0)));
        assertEquals(passed.result(), read(data.get("runs").get(1)));
        assertEquals(baseline.result(), read(data.get("baseline")));
        assertTrue(data(one(empty)).get("baseline").isNull());
    }

    @Test
    void equalFoldersGiveEqualBytes() throws IOException {
        ResultFolder again = SampleReport.folder(dir.resolve("elsewhere"), SampleResults.failed());
        assertEquals(one(failed), one(again));
    }

    @Test
    void hasAChartForEverythingMeasured() {
        List<String> charts = charts(one(failed));
        List<String> expected = new ArrayList<>(List.of("percentiles ", "players down", "players up"));
        failed.result().latencies().forEach(l -> expected.add("latency " + escaped(l.name())));
        failed.result().series().stream()
                .map(s -> "series " + s.chart())
                .distinct()
                .forEach(expected::add);
        assertEquals(
                expected.stream().sorted().toList(), charts.stream().sorted().toList());
    }

    @Test
    void saysInWordsWhatIsEmpty() {
        String html = one(empty);
        assertEquals(List.of(), charts(html));
        assertTrue(occurrences(html, "No samples: the run measured nothing here.") >= 8);
        assertTrue(html.contains("No invariants were checked."));
        assertTrue(html.contains("No faults: the plan breaks nothing on purpose."));
    }

    @Test
    void comparesWithTheBaseline() {
        String html = HtmlReport.render(List.of(passed), Optional.of(baseline));
        assertTrue(html.contains("Compared with the baseline"));
        assertTrue(html.contains("class=\"n better\""));
        String reversed = HtmlReport.render(List.of(baseline), Optional.of(passed));
        assertTrue(reversed.contains("class=\"n worse\""));
        String same = HtmlReport.render(List.of(passed), Optional.of(passed));
        assertTrue(same.contains("are the same in both runs."));
        assertTrue(same.contains("Both ran the same plan."));
        assertTrue(HtmlReport.render(List.of(passed), Optional.of(failed)).contains("The plans differ"));
        assertFalse(same.contains("class=\"n worse\"") || same.contains("class=\"n better\""));
    }

    @Test
    void comparesMigrationsAndRecoveries() throws IOException {
        ResultFolder now = SampleReport.folder(dir.resolve("now"), SampleResults.handedOn());
        ResultFolder before = SampleReport.folder(dir.resolve("before"), SampleResults.handedOn(2));
        String html = HtmlReport.render(List.of(now), Optional.of(before));
        assertTrue(html.contains("<th scope=\"row\" class=\"user\">Migration, p99</th>"
                + "<td class=\"n\">156.2 ms</td><td class=\"n\">78.1 ms</td><td class=\"n better\">"));
        assertTrue(html.contains("<th scope=\"row\" class=\"user\">"
                + "1 crash zone 2 north-west (process 3), recovery p99</th><td class=\"n\">9,220 ms</td>"));
        assertFalse(html.contains(">Migrations failed</th>"), "the same in both");
        assertFalse(html.contains(", recovery p50</th><td class=\"n\">0"), "nobody came back from the third");
        ResultFolder alone = SampleReport.folder(dir.resolve("alone"), SampleResults.baseline());
        assertFalse(HtmlReport.render(List.of(now), Optional.of(alone)).contains(">Migration, p99</th>"));
    }

    @Test
    void severalRunsStartWithATableOfThem() {
        String html = HtmlReport.render(List.of(passed, failed), Optional.of(baseline));
        assertTrue(html.contains("<h1>1 of 2 scenarios passed</h1>"));
        assertTrue(html.indexOf("href=\"#run-1\"") < html.lastIndexOf("href=\"#run-0\""), "failed first");
        assertEquals(1, occurrences(html, "<h2>Compared with the baseline"), "only the run of the same scenario");
        assertThrows(IllegalArgumentException.class, () -> HtmlReport.render(List.of(), Optional.empty()));
    }

    @Test
    void writesTheFileWhole() throws IOException {
        Path file = dir.resolve("passed").resolve(ResultFolder.REPORT);
        HtmlReport.write(file, List.of(passed), Optional.empty());
        assertEquals(one(passed), Files.readString(file));
        assertFalse(Files.exists(file.resolveSibling("report.html.part")));
    }

    @Test
    void jsonCannotEndItsElement() throws IOException {
        String value = "</script><!-- & \u2028";
        String json = Html.json(new ObjectMapper().writeValueAsString(value));
        assertFalse(json.contains("<") || json.contains("&"));
        assertEquals(value, new ObjectMapper().readValue(json, String.class));
    }

    private static String one(ResultFolder run) {
        return HtmlReport.render(List.of(run), Optional.empty());
    }

    private static RunResult read(JsonNode node) throws IOException {
        return ResultJson.read(node.toString().getBytes(StandardCharsets.UTF_8), "embedded");
    }

    private static JsonNode data(String html) throws IOException {
        Matcher matcher = Pattern.compile("id=\"report-data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(html);
        assertTrue(matcher.find());
        return new ObjectMapper().readTree(matcher.group(1));
    }

    /** What the page shows, without styles and scripts. */
    private static String body(String html) {
        return html.substring(html.indexOf("<body>"), html.indexOf("<script"));
    }

    private static String style(String html) {
        return html.substring(html.indexOf("<style>"), html.indexOf("</style>"));
    }

    private static List<String> charts(String html) {
        List<String> charts = new ArrayList<>();
        Matcher matcher =
                Pattern.compile("data-kind=\"([^\"]*)\" data-name=\"([^\"]*)\"").matcher(body(html));
        while (matcher.find()) {
            charts.add(matcher.group(1) + " " + matcher.group(2));
        }
        return charts;
    }

    private static String escaped(String text) {
        return new Html().text(text).toString();
    }

    private static int occurrences(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }
}
