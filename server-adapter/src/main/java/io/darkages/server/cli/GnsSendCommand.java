package io.darkages.server.cli;

import io.darkages.engine.transport.CloseReason;
import io.darkages.engine.transport.EndpointOptions;
import io.darkages.engine.transport.Session;
import io.darkages.server.gns.EchoTrial;
import io.darkages.server.net.EndpointLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code darkages gns send}: messages to a server that sends them back, every byte compared. */
@Command(
        name = "send",
        description = {
            "Connect to a GameNetworkingSockets server that sends back what it gets, send",
            "messages, and compare every byte of what returns. Ends when all came back."
        })
final class GnsSendCommand implements Callable<Integer> {

    private static final int LANES_MAX = 8;
    /** For stragglers after the last unreliable message was sent. */
    private static final long GRACE_NANOS = 2_000_000_000L;

    private static final long NANOS_PER_MILLI = 1_000_000L;

    @Option(names = "--connect", paramLabel = "HOST:PORT", required = true, description = "the server")
    private String server;

    @Option(names = "--count", paramLabel = "N", description = "messages; 100 unless said otherwise")
    private int count = 100;

    @Option(names = "--size", paramLabel = "BYTES", description = "bytes of each; 100 unless said otherwise")
    private int size = 100;

    @Option(names = "--lanes", paramLabel = "N", description = "lanes that the messages take in turn, 1 to 8")
    private int lanes = 1;

    @Option(names = "--unreliable", description = "messages that may get lost")
    private boolean unreliable;

    @Option(names = "--interval", paramLabel = "MS", description = "milliseconds between two messages; 0 for none")
    private int interval;

    @Mixin
    private GnsOptions options = new GnsOptions();

    private final Environment environment;

    GnsSendCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        check("--count", count, 1, 1_000_000);
        int sizeMax =
                unreliable ? EndpointOptions.UNRELIABLE_MESSAGE_BYTES_MAX : EndpointOptions.RELIABLE_MESSAGE_BYTES_MAX;
        check("--size", size, EchoTrial.BYTES_MIN, sizeMax);
        check("--lanes", lanes, 1, LANES_MAX);
        check("--interval", interval, 0, 10_000);
        EchoTrial trial = new EchoTrial(count, size, lanes, !unreliable);
        long address = GnsOptions.address(server);
        try (EndpointLoop loop =
                options.open(InetAddress.getByName("0.0.0.0"), 0, false, trial, environment.nanoClock())) {
            Session session = loop.endpoint().connect(loop.nowNanos(), address);
            long startedNanos = loop.nowNanos();
            run(loop, session, trial, startedNanos);
            double seconds = (loop.nowNanos() - startedNanos) / 1e9;
            environment
                    .out()
                    .println(String.format(
                            Locale.ROOT,
                            "%s; %.3f s, round trip %.2f ms",
                            trial.summary(),
                            seconds,
                            session.smoothedRoundTripNanos() / 1e6));
            session.close(loop.nowNanos(), CloseReason.NORMAL, "done");
            loop.turn();
        }
        if (environment.interruption().requested()) {
            return ExitCode.INTERRUPTED;
        }
        return trial.isGood() ? ExitCode.PASSED : ExitCode.FAILED;
    }

    private void run(EndpointLoop loop, Session session, EchoTrial trial, long startedNanos) throws IOException {
        long nextNanos = startedNanos;
        long lastNanos = startedNanos;
        while (!trial.isClosed()
                && !trial.allReturned()
                && !options.isOver(startedNanos, loop.nowNanos())
                && !environment.interruption().requested()) {
            loop.turn();
            while (loop.nowNanos() >= nextNanos && trial.sendNext(session)) {
                nextNanos += interval * NANOS_PER_MILLI;
                lastNanos = loop.nowNanos();
            }
            if (unreliable && trial.allSent() && loop.nowNanos() - lastNanos > GRACE_NANOS) {
                return;
            }
        }
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadArgumentException(name + " is " + value + ", it may be " + least + " to " + most);
        }
    }
}
