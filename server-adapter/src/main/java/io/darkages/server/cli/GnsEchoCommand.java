package io.darkages.server.cli;

import io.darkages.engine.transport.CloseReason;
import io.darkages.server.gns.EchoServer;
import io.darkages.server.net.EndpointLoop;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code darkages gns echo}: a server that sends every message back. */
@Command(
        name = "echo",
        description = {
            "Accept GameNetworkingSockets clients and send every message back as it came.",
            "Listens on this machine only, unless another address is named; anybody who reaches it may connect."
        })
final class GnsEchoCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "P", required = true, description = "UDP port, 0 for any free one")
    private int port;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "local address; 127.0.0.1 unless said otherwise")
    private String host = "127.0.0.1";

    @Option(names = "--quiet", description = "no line for each message")
    private boolean quiet;

    @Mixin
    private GnsOptions options = new GnsOptions();

    private final Environment environment;

    GnsEchoCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        EchoServer echo = new EchoServer(this::print, !quiet, environment.nanoClock());
        try (EndpointLoop loop = options.open(GnsOptions.host(host), port, true, echo, environment.nanoClock())) {
            print("listening on " + GnsOptions.text(loop.localAddress()));
            long startedNanos = loop.nowNanos();
            boolean stop = false;
            while (!stop && !options.isOver(startedNanos, loop.nowNanos())) {
                loop.turn();
                echo.turn();
                stop = environment.interruption().requested();
            }
            loop.endpoint().closeAll(loop.nowNanos(), CloseReason.NORMAL, "the server ends");
            return stop ? ExitCode.INTERRUPTED : ExitCode.PASSED;
        }
    }

    private void print(String line) {
        environment.out().println(line);
        environment.out().flush();
    }
}
