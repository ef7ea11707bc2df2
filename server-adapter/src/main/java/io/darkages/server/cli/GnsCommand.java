package io.darkages.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code darkages gns}: the transport on real sockets, against any GameNetworkingSockets peer. */
@Command(
        name = "gns",
        description = "Talk to GameNetworkingSockets peers over real UDP.",
        synopsisSubcommandLabel = "COMMAND")
final class GnsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** The command with its subcommands. */
    static CommandLine commandLine(Environment environment) {
        CommandLine line = new CommandLine(new GnsCommand());
        line.addSubcommand("echo", new GnsEchoCommand(environment));
        line.addSubcommand("chat", new GnsChatCommand(environment));
        line.addSubcommand("send", new GnsSendCommand(environment));
        line.getSubcommands().values().forEach(command -> command.getCommandSpec()
                .mixinStandardHelpOptions(true));
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "no command, write gns followed by one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
