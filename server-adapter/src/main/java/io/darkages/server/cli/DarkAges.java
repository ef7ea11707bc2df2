package io.darkages.server.cli;

import io.darkages.reports.result.ResultFormatException;
import io.darkages.scenarios.format.BadScenarioException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code darkages} with its subcommands. */
@Command(
        name = "darkages",
        description = "Runs MMO servers and thousands of players in virtual time, and judges them.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class DarkAges implements Runnable {

    private final CommandLine.Model.CommandSpec spec;

    private DarkAges(Environment environment) {
        spec = CommandLine.Model.CommandSpec.forAnnotatedObject(this);
        spec.version("darkages " + Version.current());
        spec.addSubcommand("run", new CommandLine(new RunCommand(environment)));
        spec.addSubcommand("check", new CommandLine(new CheckCommand(environment)));
        spec.addSubcommand("schema", new CommandLine(new SchemaCommand(environment)));
        spec.addSubcommand("report", new CommandLine(new ReportCommand(environment)));
        spec.addSubcommand("bench", new CommandLine(new BenchCommand(environment)));
        spec.subcommands().values().forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
    }

    /** The whole command line, ready to {@code execute}. */
    public static CommandLine commandLine(Environment environment) {
        CommandLine line = new CommandLine(new DarkAges(environment).spec);
        line.setOut(environment.out());
        line.setErr(environment.err());
        line.setParameterExceptionHandler((e, arguments) -> {
            environment.complain("darkages: " + problem(e));
            return ExitCode.BAD_INPUT;
        });
        line.setExecutionExceptionHandler((e, command, result) -> failure(environment, e));
        line.setUsageHelpAutoWidth(false);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "no command, write one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }

    private static String problem(ParameterException e) {
        CommandLine command = e.getCommandLine();
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            List<String> suggestions = unmatched.getSuggestions();
            boolean noCommand = command.getParent() == null && !word.startsWith("-");
            String problem = (noCommand ? "unknown command \"" : "unknown argument \"") + word + "\"";
            if (!noCommand && !suggestions.isEmpty()) {
                return problem + ", did you mean " + suggestions.get(0) + "?";
            }
            return problem
                    + (noCommand
                            ? ", commands are: "
                                    + String.join(", ", command.getSubcommands().keySet())
                            : ", see darkages " + command.getCommandName() + " --help");
        }
        return e.getMessage();
    }

    /** Bad input is one line; anything else is a defect of this program and shows where. */
    private static int failure(Environment environment, Exception e) throws Exception {
        if (e instanceof BadScenarioException || e instanceof ResultFormatException) {
            environment.complain(e.getMessage());
            return ExitCode.BAD_INPUT;
        }
        if (e instanceof BadArgumentException) {
            environment.complain("darkages: " + e.getMessage());
            return ExitCode.BAD_INPUT;
        }
        if (e instanceof FileSystemException file) {
            environment.complain(file.getFile() + ":1:1: can't be used ("
                    + (file.getReason() == null ? e.getClass().getSimpleName() : file.getReason())
                    + "), name a place that you may read and write");
            return ExitCode.BAD_INPUT;
        }
        if (e instanceof IOException) {
            environment.complain(
                    "darkages: input or output failed: " + e.getMessage() + ", check disk and permissions");
            return ExitCode.BAD_INPUT;
        }
        throw e;
    }
}
