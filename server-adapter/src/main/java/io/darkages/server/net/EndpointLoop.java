package io.darkages.server.net;

import io.darkages.engine.transport.Endpoint;
import io.darkages.engine.transport.EndpointListener;
import io.darkages.engine.transport.EndpointOptions;
import io.darkages.engine.transport.SessionObserver;
import io.darkages.engine.transport.crypto.JdkCryptography;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * One endpoint on one real socket, driven by the thread that calls {@link #turn}. Handshakes are worked
 * on by a thread of their own.
 */
public final class EndpointLoop implements AutoCloseable {

    /** Longest wait of a turn: the grain of pacing and of retransmission. */
    private static final long WAIT_MILLIS = 1;

    /** Datagrams of one turn before the timers have theirs. */
    private static final int DATAGRAMS_PER_TURN = 1_024;

    private final UdpSocket socket;
    private final HandshakeThread handshakes;
    private final Endpoint endpoint;
    private final LongSupplier nanoClock;

    /**
     * @param port 0 for any free one
     * @param suites cipher suites, the preferred first
     * @param nanoClock monotonic
     * @throws IOException if the socket can't be had
     */
    public EndpointLoop(
            InetAddress address,
            int port,
            EndpointOptions options,
            List<Integer> suites,
            EndpointListener listener,
            LongSupplier nanoClock)
            throws IOException {
        this.nanoClock = nanoClock;
        socket = UdpSocket.open(address, port);
        handshakes = new HandshakeThread(socket::wake);
        SystemRandom random = new SystemRandom();
        endpoint = new Endpoint(
                options,
                socket,
                listener,
                new JdkCryptography(random, suites),
                random,
                handshakes,
                SessionObserver.NONE);
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** The address and port that it is bound to. */
    public long localAddress() throws IOException {
        return socket.localAddress();
    }

    /** The endpoint's clock. */
    public long nowNanos() {
        return nanoClock.getAsLong();
    }

    /** Waits a moment for datagrams, takes in what has come, and lets the timers run. */
    public void turn() throws IOException {
        socket.await(WAIT_MILLIS);
        socket.receive(
                DATAGRAMS_PER_TURN,
                (from, buffer, offset, length) -> endpoint.receive(nowNanos(), from, buffer, offset, length));
        handshakes.completed(job -> endpoint.complete(nowNanos(), job));
        endpoint.advance(nowNanos());
    }

    /** Datagrams that the system did not take. */
    public long refusedSends() {
        return socket.refusedSends();
    }

    @Override
    public void close() throws IOException {
        handshakes.close();
        socket.close();
    }
}
