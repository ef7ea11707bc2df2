package io.darkages.server.cli;

import io.darkages.reports.html.HtmlReport;
import io.darkages.reports.result.ResultFolder;
import io.darkages.reports.result.ResultFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code darkages report}: one page about one result or several; says which file it wrote. */
@Command(name = "report", description = "Write the HTML report of result folders.")
final class ReportCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "result folders")
    private List<Path> folders;

    @Option(names = "--compare", paramLabel = "DIR", description = "an earlier result to compare with")
    private Optional<Path> baseline;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "the page (default: report.html in the folder; of several, beside the first)")
    private Optional<Path> out;

    private final Environment environment;

    ReportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        List<ResultFolder> runs = new ArrayList<>();
        boolean good = true;
        for (Path folder : folders) {
            good &= read(folder, runs);
        }
        List<ResultFolder> earlier = new ArrayList<>();
        if (baseline.isPresent()) {
            good &= read(baseline.get(), earlier);
        }
        if (!good) {
            return ExitCode.BAD_INPUT;
        }
        Path page = out.orElseGet(this::usualPage);
        boolean replaces = Files.exists(page);
        if (replaces && !isReport(page)) {
            throw new BadArgumentException(page + " is no report of darkages, name another file with --out");
        }
        HtmlReport.write(page, runs, earlier.stream().findFirst());
        environment.out().println((replaces ? "replaced " : "wrote ") + page);
        environment.out().flush();
        return ExitCode.PASSED;
    }

    private boolean read(Path folder, List<ResultFolder> results) throws IOException {
        try {
            results.add(ResultFolder.read(folder));
            return true;
        } catch (ResultFormatException e) {
            environment.complain(e.getMessage());
            return false;
        }
    }

    private static boolean isReport(Path page) throws IOException {
        return Files.isRegularFile(page)
                && new String(Files.readAllBytes(page), StandardCharsets.UTF_8).contains(HtmlReport.TITLE_END);
    }

    private Path usualPage() {
        Path first = folders.get(0);
        return folders.size() == 1 ? first.resolve(ResultFolder.REPORT) : first.resolveSibling(ResultFolder.REPORT);
    }
}
