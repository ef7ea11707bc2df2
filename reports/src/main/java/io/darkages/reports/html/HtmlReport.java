package io.darkages.reports.html;

import io.darkages.reports.result.ResultFolder;
import io.darkages.reports.result.ResultJson;
import io.darkages.reports.result.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes {@code report.html} from one or several result folders, and compares them with an earlier one.
 * A pure function of the folders' contents: the folders' paths are not in the page.
 */
public final class HtmlReport {

    /** How the title of each page ends: by it a page is known. */
    public static final String TITLE_END = " \u2013 DarkAges report";

    private static final String D3 = "/META-INF/resources/webjars/d3/7.9.0/dist/d3.min.js";

    /** Styles and scripts are in the page; the policy forbids the browser to load or send anything. */
    private static final String POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
            + " img-src data:; base-uri 'none'; form-action 'none'";

    private HtmlReport() {}

    /** Renders and writes the page; a reader of {@code file} sees the old page or the new one. */
    public static void write(Path file, List<ResultFolder> runs, Optional<ResultFolder> baseline) throws IOException {
        ResultFolder.replace(file, render(runs, baseline).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The page.
     *
     * @param runs one section for each, in this order; at least one
     * @param baseline an earlier result that each run of the same scenario is compared with; where only one
     *     run is given, it is compared whatever its scenario
     */
    public static String render(List<ResultFolder> runs, Optional<ResultFolder> baseline) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a report needs at least one result");
        }
        Html page = new Html();
        page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
        page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n");
        page.element("title", title(runs));
        page.raw("\n<style>\n").raw(resource("report.css")).raw("</style>\n</head>\n<body>\n");
        page.raw("<a class=\"skip\" href=\"#run-0\">Skip to the result</a>\n<main>\n");
        if (runs.size() > 1) {
            Overview.write(page, runs.stream().map(ResultFolder::result).toList());
        }
        for (int i = 0; i < runs.size(); i++) {
            ResultFolder run = runs.get(i);
            boolean compared = baseline.isPresent()
                    && (runs.size() == 1
                            || baseline.get()
                                    .result()
                                    .scenario()
                                    .equals(run.result().scenario()));
            new RunSection(page, i, run, compared ? baseline : Optional.empty()).write();
        }
        page.raw("</main>\n<footer><p>All times are virtual unless called wall time: the simulator's clock, not the")
                .raw(" machine's. The same scenario with the same seed gives the same trace hash on every machine.")
                .raw(" This page is complete in itself and loads nothing.</p></footer>\n");
        page.raw("<noscript><p class=\"empty\">The charts need scripts; tables and verdicts do not.</p></noscript>\n");
        page.raw("<script type=\"application/json\" id=\"report-data\">");
        page.raw(Html.json(data(runs, baseline))).raw("</script>\n");
        page.raw("<script>\n").raw(resource(D3)).raw("\n</script>\n<script>\n(function () {\n'use strict';\n");
        page.raw(resource("format.js"))
                .raw(resource("frame.js"))
                .raw(resource("chart.js"))
                .raw(resource("models.js"));
        page.raw("})();\n</script>\n</body>\n</html>\n");
        return page.toString();
    }

    private static String title(List<ResultFolder> runs) {
        if (runs.size() > 1) {
            long passed = runs.stream().filter(run -> run.result().passed()).count();
            return passed + " of " + runs.size() + " scenarios passed" + TITLE_END;
        }
        RunResult result = runs.get(0).result();
        return result.scenario() + " " + Verdict.of(result).word() + TITLE_END;
    }

    private static String data(List<ResultFolder> runs, Optional<ResultFolder> baseline) {
        StringBuilder json = new StringBuilder("{\"runs\":[");
        for (int i = 0; i < runs.size(); i++) {
            json.append(i == 0 ? "" : ",")
                    .append(ResultJson.writeCompact(runs.get(i).result()));
        }
        json.append("],\"baseline\":");
        json.append(baseline.map(b -> ResultJson.writeCompact(b.result())).orElse("null"));
        return json.append('}').toString();
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (text.contains("</script") || text.contains("</style")) {
                throw new IllegalStateException(name + " would end the element that it is put into");
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
