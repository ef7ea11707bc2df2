package io.darkages.server.cli;

import io.darkages.scenarios.expect.FigureCatalogue;
import io.darkages.scenarios.format.ScenarioReader;
import io.darkages.scenarios.run.ScenarioRunner;
import io.darkages.scenarios.run.VirtualTimeRunner;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the program begins: wires the parts together and turns exit codes into the process's. */
public final class Main {

    /** Set by the launcher where a person watches standard error. */
    private static final String TERMINAL_PROPERTY = "darkages.terminal";

    private static final String COLUMNS_PROPERTY = "darkages.columns";
    private static final int USUAL_COLUMNS = 100;
    /** Options of this virtual machine that a second one must not have: they would fight over a port or a file. */
    private static final List<String> NOT_FOR_TWINS =
            List.of("-agent", "-javaagent", "-XX:StartFlightRecording", "-XX:FlightRecorderOptions", "-Ddarkages.");

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        ScenarioRunner runner = new VirtualTimeRunner(Version.current(), System::nanoTime);
        System.exit(execute(Main.class, runner, arguments));
    }

    /**
     * Runs one command on the process's own streams.
     *
     * @param mainClass what a twin process starts with; its main method must end up here again
     */
    static int execute(Class<?> mainClass, ScenarioRunner runner, String... arguments) {
        Interruption interruption = new Interruption();
        interruption.install();
        Environment environment = new Environment(
                runner,
                new ScenarioReader(FigureCatalogue.standard()),
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                Boolean.getBoolean(TERMINAL_PROPERTY),
                Integer.getInteger(COLUMNS_PROPERTY, USUAL_COLUMNS),
                interruption,
                twinCommand(mainClass),
                System::nanoTime);
        int code = DarkAges.commandLine(environment).execute(arguments);
        environment.out().flush();
        environment.err().flush();
        interruption.mainDone();
        return code;
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }

    /** The same virtual machine, options and class path. */
    static List<String> twinCommand(Class<?> mainClass) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> NOT_FOR_TWINS.stream().noneMatch(option::startsWith))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
        return command;
    }
}
