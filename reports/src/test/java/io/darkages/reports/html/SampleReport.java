package io.darkages.reports.html;

import io.darkages.reports.SampleResults;
import io.darkages.reports.SampleResults.Sample;
import io.darkages.reports.result.ResultFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes reports on made-up results, to be looked at in a browser. */
final class SampleReport {

    private SampleReport() {}

    /**
     * @param args the folder to write into
     */
    public static void main(String[] args) throws IOException {
        Path dir = Path.of(args[0]);
        ResultFolder passed = folder(dir.resolve("passed"), SampleResults.passed());
        ResultFolder failed = folder(dir.resolve("failed"), SampleResults.failed());
        ResultFolder fought = folder(dir.resolve("fought"), SampleResults.fought());
        ResultFolder handedOn = folder(dir.resolve("handed-on"), SampleResults.handedOn());
        ResultFolder empty = folder(dir.resolve("empty"), SampleResults.empty());
        ResultFolder baseline = folder(dir.resolve("baseline"), SampleResults.baseline());
        HtmlReport.write(dir.resolve("passed.html"), List.of(passed), Optional.empty());
        HtmlReport.write(dir.resolve("failed.html"), List.of(failed), Optional.empty());
        HtmlReport.write(dir.resolve("fought.html"), List.of(fought), Optional.empty());
        HtmlReport.write(dir.resolve("handed-on.html"), List.of(handedOn), Optional.empty());
        HtmlReport.write(dir.resolve("empty.html"), List.of(empty), Optional.empty());
        HtmlReport.write(dir.resolve("compared.html"), List.of(passed), Optional.of(baseline));
        HtmlReport.write(dir.resolve("several.html"), List.of(passed, failed, empty), Optional.of(baseline));
    }

    static ResultFolder folder(Path folder, Sample sample) throws IOException {
        ResultFolder.write(folder, sample.result(), sample.files());
        return ResultFolder.read(folder);
    }
}
