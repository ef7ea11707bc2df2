package io.darkages.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code darkages report}: prints the path of each report. */
@Command(name = "report", description = "Write the HTML reports of result folders.")
final class ReportCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "result folders")
    private List<Path> folders;

    @Option(names = "--compare", paramLabel = "DIR", description = "a result folder to compare each of them with")
    private Optional<Path> baseline;

    private final Environment environment;

    ReportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        for (Path folder : folders) {
            environment.out().println(environment.reports().write(folder, baseline));
            environment.out().flush();
        }
        return ExitCode.PASSED;
    }
}
