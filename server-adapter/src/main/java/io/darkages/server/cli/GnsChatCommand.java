package io.darkages.server.cli;

import io.darkages.engine.transport.CloseReason;
import io.darkages.engine.transport.Session;
import io.darkages.server.gns.ChatClient;
import io.darkages.server.net.EndpointLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code darkages gns chat}: lines of text to and from a server. */
@Command(
        name = "chat",
        description = {
            "Connect to a GameNetworkingSockets server; send each line of standard input",
            "as a reliable message and print what comes. Ends with the input, or when the",
            "server closes."
        })
final class GnsChatCommand implements Callable<Integer> {

    private static final int LINES_WAITING_MAX = 1_000;
    /** How long what was said last may still take, once the input has ended. */
    private static final long LINGER_NANOS = 2_000_000_000L;

    @Option(names = "--connect", paramLabel = "HOST:PORT", required = true, description = "the server")
    private String server;

    @Mixin
    private GnsOptions options = new GnsOptions();

    private final Environment environment;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(LINES_WAITING_MAX);
    private volatile boolean inputEnded;

    GnsChatCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        ChatClient chat = new ChatClient(this::print);
        long address = GnsOptions.address(server);
        try (EndpointLoop loop =
                options.open(InetAddress.getByName("0.0.0.0"), 0, false, chat, environment.nanoClock())) {
            Session session = loop.endpoint().connect(loop.nowNanos(), address);
            Thread reader = new Thread(this::read, "input");
            reader.setDaemon(true);
            reader.start();
            long startedNanos = loop.nowNanos();
            boolean stop = false;
            while (!chat.isClosed() && !stop) {
                loop.turn();
                if (chat.isConnected()) {
                    sayNext(session, loop.nowNanos());
                }
                boolean interrupted = environment.interruption().requested();
                stop = interrupted
                        || options.isOver(startedNanos, loop.nowNanos())
                        || inputEnded && lines.isEmpty() && chat.isConnected();
            }
            if (!chat.isClosed()) {
                session.closeWhenDelivered(loop.nowNanos(), CloseReason.NORMAL, "bye");
                long endNanos = loop.nowNanos() + LINGER_NANOS;
                while (!chat.isClosed() && loop.nowNanos() < endNanos) {
                    loop.turn();
                }
            }
            boolean wellEnded = chat.reason() < 3_000;
            return environment.interruption().requested()
                    ? ExitCode.INTERRUPTED
                    : wellEnded ? ExitCode.PASSED : ExitCode.FAILED;
        }
    }

    private void sayNext(Session session, long nowNanos) {
        String line = lines.peek();
        if (line != null && ChatClient.say(session, line, nowNanos)) {
            lines.remove();
        }
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.put(line);
            }
        } catch (IOException e) {
            environment.complain("darkages: standard input failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        inputEnded = true;
    }

    private void print(String line) {
        environment.out().println(line);
        environment.out().flush();
    }
}
