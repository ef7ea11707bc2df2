package io.darkages.server.cli;

import io.darkages.scenarios.format.ScenarioReader;
import io.darkages.scenarios.run.ScenarioRunner;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What commands need from around them.
 *
 * @param runner plays scenarios
 * @param reader reads scenario files
 * @param out standard output: results and nothing else
 * @param err standard error: errors and progress
 * @param terminal whether a person watches standard error
 * @param columns width of that terminal
 * @param interruption tells when the user wants to stop
 * @param twinCommand starts this program once more: the words before the first argument
 * @param nanoClock monotonic, for measuring how long things take
 */
public record Environment(
        ScenarioRunner runner,
        ScenarioReader reader,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        int columns,
        Interruption interruption,
        List<String> twinCommand,
        LongSupplier nanoClock) {

    public Environment {
        twinCommand = List.copyOf(twinCommand);
    }

    /** Prints one line about what is wrong. */
    void complain(String line) {
        err.println(line.replaceAll("\\R", " "));
        err.flush();
    }
}
