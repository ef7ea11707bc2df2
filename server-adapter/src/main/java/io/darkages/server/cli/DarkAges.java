package io.darkages.server.cli;

import io.darkages.reports.result.ResultFormatException;
import io.darkages.scenarios.format.BadScenarioException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern NOT_A_NUMBER =
            Pattern.compile("Invalid value for option '(--[a-z-]+)'.*: '(.*)' is not an? (?:long|int)");
    private static final Pattern NO_CHOICE =
            Pattern.compile("Invalid value for option '(--[a-z-]+)'.*: expected one of \\[(.*)] .*but was '(.*)'");
    private static final Pattern NO_PARAMETER = Pattern.compile("Missing required parameter: '(.*)'");
    private static final Pattern NO_OPTION = Pattern.compile("Missing required options?: '(--[a-z-]+)[ =].*");
    private static final Pattern NO_VALUE =
            Pattern.compile("(?:Missing required|Expected) parameter for option '(--[a-z-]+)'.*");

    private final CommandLine.Model.CommandSpec spec;

    private DarkAges(Environment environment) {
        spec = CommandLine.Model.CommandSpec.forAnnotatedObject(this);
        spec.version("darkages " + Version.current());
        spec.addSubcommand("run", new CommandLine(new RunCommand(environment)));
        spec.addSubcommand("check", new CommandLine(new CheckCommand(environment)));
        spec.addSubcommand("schema", new CommandLine(new SchemaCommand(environment)));
        spec.addSubcommand("report", new CommandLine(new ReportCommand(environment)));
        spec.addSubcommand("bench", new CommandLine(new BenchCommand(environment)));
        spec.addSubcommand("gns", GnsCommand.commandLine(environment));
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
                            : ", see " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return reworded(e.getMessage(), command.getCommandSpec().qualifiedName());
    }

    /** The commonest of the parser's messages, as what is wrong and what would be right. */
    private static String reworded(String message, String command) {
        Matcher number = NOT_A_NUMBER.matcher(message);
        if (number.matches()) {
            return number.group(1) + " is \"" + number.group(2) + "\", write a whole number, see " + command
                    + " --help";
        }
        Matcher choice = NO_CHOICE.matcher(message);
        if (choice.matches()) {
            return choice.group(1) + " is \"" + choice.group(3) + "\", it may be " + choice.group(2);
        }
        Matcher parameter = NO_PARAMETER.matcher(message);
        if (parameter.matches()) {
            return "no " + parameter.group(1) + ", see " + command + " --help";
        }
        Matcher option = NO_OPTION.matcher(message);
        if (option.matches()) {
            return "no " + option.group(1) + ", see " + command + " --help";
        }
        Matcher value = NO_VALUE.matcher(message);
        if (value.matches()) {
            return value.group(1) + " has no value, see " + command + " --help";
        }
        return message;
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
