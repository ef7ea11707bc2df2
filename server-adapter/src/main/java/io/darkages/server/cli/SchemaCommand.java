package io.darkages.server.cli;

import io.darkages.scenarios.format.ScenarioSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code darkages schema}. */
@Command(name = "schema", description = "Print the JSON Schema of scenario files, for editors.")
final class SchemaCommand implements Callable<Integer> {

    private final Environment environment;

    SchemaCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        environment.out().print(ScenarioSchema.text());
        environment.out().flush();
        return ExitCode.PASSED;
    }
}
