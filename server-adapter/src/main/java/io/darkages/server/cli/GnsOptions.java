package io.darkages.server.cli;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.transport.EndpointListener;
import io.darkages.engine.transport.EndpointOptions;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.server.net.EndpointLoop;
import io.darkages.server.net.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What the commands that talk on real sockets have in common. */
final class GnsOptions {

    private static final Pattern HOST_AND_PORT = Pattern.compile("(.+):([0-9]{1,5})");
    private static final int PORT_MAX = 65_535;
    private static final int RATE_MIN = 4_096;
    private static final int BURST_MILLIS = 4;
    private static final long SECOND_NANOS = 1_000_000_000L;

    @Option(
            names = "--cipher",
            paramLabel = "CIPHER",
            description = "what seals the packets: aes-256-gcm, none or either; aes-256-gcm unless said otherwise")
    private String cipher = "aes-256-gcm";

    @Option(
            names = "--rate",
            paramLabel = "BYTES",
            description = "most bytes that a session sends in a second; 262144 unless said otherwise")
    private int rate = 256 * 1024;

    @Option(names = "--seconds", paramLabel = "N", description = "stop after so many seconds; never unless said")
    private int seconds;

    private List<Integer> suites() {
        return switch (cipher) {
            case "aes-256-gcm" -> List.of(Cryptography.SUITE_AES_256_GCM);
            case "either" -> List.of(Cryptography.SUITE_AES_256_GCM, Cryptography.SUITE_NONE);
            case "none" -> List.of(Cryptography.SUITE_NONE);
            default ->
                throw new BadArgumentException("--cipher is \"" + cipher + "\", it may be aes-256-gcm, none or either");
        };
    }

    /** Opens a socket with an endpoint on it. */
    EndpointLoop open(InetAddress address, int port, boolean accepts, EndpointListener listener, LongSupplier nanoClock)
            throws IOException {
        if (port < 0 || port > PORT_MAX) {
            throw new BadArgumentException("--port is " + port + ", it may be 0 to " + PORT_MAX);
        }
        if (rate < RATE_MIN) {
            throw new BadArgumentException("--rate is " + rate + ", it may be " + RATE_MIN + " or more");
        }
        // The loop turns once in a millisecond or two: what may leave in that time is the least burst of use.
        int burst = Math.max(EndpointOptions.DATAGRAM_BYTES_MAX + EndpointOptions.UDP_IPV4_HEADER_BYTES, (int)
                ((long) rate * BURST_MILLIS / 1_000));
        EndpointOptions general = EndpointOptions.standard(accepts).withSendRate(rate, burst);
        return new EndpointLoop(address, port, general, suites(), listener, nanoClock);
    }

    /** Whether the time that the user gave is over. */
    boolean isOver(long startedNanos, long nowNanos) {
        return seconds > 0 && nowNanos - startedNanos >= seconds * SECOND_NANOS;
    }

    /** Reads HOST:PORT. */
    static long address(String hostAndPort) {
        Matcher parts = HOST_AND_PORT.matcher(hostAndPort);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) < 1 || Integer.parseInt(parts.group(2)) > PORT_MAX) {
            throw new BadArgumentException(
                    "--connect is \"" + hostAndPort + "\", write a host and a port such as 127.0.0.1:27015");
        }
        return UdpSocket.pack(new InetSocketAddress(host(parts.group(1)), Integer.parseInt(parts.group(2))));
    }

    /** Finds a host's IPv4 address. */
    static InetAddress host(String name) {
        try {
            for (InetAddress each : InetAddress.getAllByName(name)) {
                if (each.getAddress().length == 4) {
                    return each;
                }
            }
        } catch (UnknownHostException e) {
            throw new BadArgumentException("host \"" + name + "\" is not known, write its name or IPv4 address");
        }
        throw new BadArgumentException("host \"" + name + "\" has no IPv4 address, name one that has");
    }

    /** An address for people. */
    static String text(long address) {
        return NetworkAddress.describe(address);
    }
}
