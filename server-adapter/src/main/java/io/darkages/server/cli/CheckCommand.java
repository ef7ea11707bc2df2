package io.darkages.server.cli;

import io.darkages.scenarios.format.BadScenarioException;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.quantity.Dimension;
import io.darkages.scenarios.quantity.Quantity;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code darkages check}: a line for each good file on standard output, one for each bad file on standard error. */
@Command(name = "check", description = "Check scenario files without running them.")
final class CheckCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "scenario files")
    private List<Path> files;

    private final Environment environment;

    CheckCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        int code = ExitCode.PASSED;
        for (Path file : files) {
            try {
                environment
                        .out()
                        .println(file + ": " + summary(environment.reader().read(file)));
            } catch (BadScenarioException e) {
                environment.out().flush();
                environment.complain(e.getMessage());
                code = ExitCode.BAD_INPUT;
            }
        }
        environment.out().flush();
        return code;
    }

    private static String summary(Scenario scenario) {
        return "good, " + scenario.name() + ", "
                + count(scenario.players(), "player") + " in "
                + count(scenario.groups().size(), "group") + ", "
                + (scenario.world().grid().zones() == 1
                        ? ""
                        : count(scenario.world().grid().zones(), "zone") + ", ")
                + Quantity.of(Dimension.DURATION, scenario.durationNanos()) + ", "
                + count(scenario.faults().size(), "fault") + ", "
                + count(scenario.expectations().size(), "expectation");
    }

    private static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}
