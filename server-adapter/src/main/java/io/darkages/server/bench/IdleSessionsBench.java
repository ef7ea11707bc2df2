package io.darkages.server.bench;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.transport.Endpoint;
import io.darkages.engine.transport.EndpointListener;
import io.darkages.engine.transport.EndpointOptions;
import io.darkages.engine.transport.LifecycleOptions;
import io.darkages.engine.transport.SendFlags;
import io.darkages.engine.transport.Session;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.transport.crypto.JdkCryptography;
import io.darkages.sim.crypto.SimulatedCryptography;
import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What connected sessions cost that have nothing to say: bytes on the heap, and time in each tick. */
final class IdleSessionsBench {

    private static final double SESSION_BYTES_MOST = 16 * 1024;
    private static final double TICK_NANOS_MOST = 1_000_000;
    private static final int SESSIONS = 1_000;
    /** Handshakes with real keys take milliseconds each. */
    private static final int REAL_SESSIONS = 200;

    private static final int TICKS_PER_SECOND = 60;
    private static final int TIMED_SECONDS = 30;
    private static final int QUIET_SECONDS = 25;
    private static final long SERVER = NetworkAddress.of(0x0A000001, 27_015);
    private static final long CLIENT = NetworkAddress.of(0x0A000002, 27_015);

    private final LongSupplier nanoClock;

    /** @param nanoClock monotonic */
    IdleSessionsBench(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    List<BenchFigure> measure() {
        Pair.of(true).open(2);
        long baseline = UsedHeap.bytes();
        Pair real = Pair.of(true);
        real.open(REAL_SESSIONS);
        real.exchange();
        real.run(QUIET_SECONDS * TICKS_PER_SECOND);
        double bytes = (double) (UsedHeap.bytes() - baseline) / (2 * REAL_SESSIONS);
        Reference.reachabilityFence(real);
        return List.of(
                new BenchFigure(
                        BenchSection.MEMORY,
                        "heap for each idle session",
                        bytes,
                        BenchUnit.BYTES,
                        Optional.of(BenchTarget.atMost(SESSION_BYTES_MOST)),
                        "mean of both sides of " + REAL_SESSIONS
                                + " sessions with AES-256-GCM, after some traffic and 25 s of silence"),
                new BenchFigure(
                        BenchSection.MEMORY,
                        "tick of 1,000 idle sessions",
                        tickNanos(),
                        BenchUnit.NANOSECONDS,
                        Optional.of(BenchTarget.below(TICK_NANOS_MOST)),
                        "mean of " + TIMED_SECONDS * TICKS_PER_SECOND + " ticks of one side, with what it receives"));
    }

    private double tickNanos() {
        Pair pair = Pair.of(false);
        pair.open(SESSIONS);
        pair.exchange();
        // Compiled on the way, as a server that has run for a minute would be.
        pair.run(2 * TIMED_SECONDS * TICKS_PER_SECOND);
        long sum = 0;
        for (int tick = 0; tick < TIMED_SECONDS * TICKS_PER_SECOND; tick++) {
            long began = nanoClock.getAsLong();
            pair.tickServer();
            sum += nanoClock.getAsLong() - began;
            pair.tickClient();
        }
        return (double) sum / (TIMED_SECONDS * TICKS_PER_SECOND);
    }

    /** A server and a client that share many sessions. */
    private static final class Pair {
        private final ArrayDeque<byte[]> toServer = new ArrayDeque<>();
        private final ArrayDeque<byte[]> toClient = new ArrayDeque<>();
        private final Endpoint server;
        private final Endpoint client;
        private Session[] sessions = {};
        private long now;

        private Pair(boolean real) {
            server = endpoint(true, real, toClient);
            client = endpoint(false, real, toServer);
        }

        static Pair of(boolean real) {
            return new Pair(real);
        }

        private static Endpoint endpoint(boolean accepted, boolean real, ArrayDeque<byte[]> out) {
            Randomness randomness = new Randomness(accepted ? 1 : 2);
            Cryptography cryptography = real
                    ? new JdkCryptography(randomness.stream("keys"), List.of(Cryptography.SUITE_AES_256_GCM))
                    : new SimulatedCryptography(randomness.stream("keys"));
            EndpointOptions options = EndpointOptions.standard(accepted)
                    .withSessions(SESSIONS, SESSIONS, SESSIONS)
                    .withLifecycle(LifecycleOptions.server()
                            .withPendingHandshakes(SESSIONS)
                            .withHostShare(SESSIONS, SESSIONS));
            return new Endpoint(
                    options,
                    (to, buffer, offset, length) -> out.add(Arrays.copyOfRange(buffer, offset, offset + length)),
                    new Silent(),
                    cryptography,
                    randomness.stream("ids"));
        }

        void open(int count) {
            sessions = new Session[count];
            for (int i = 0; i < count; i++) {
                sessions[i] = client.connect(now, SERVER);
            }
            run(2 * TICKS_PER_SECOND);
            if (server.sessionCount() != count || server.halfOpenCount() != 0) {
                throw new IllegalStateException(server.sessionCount() + " sessions of " + count + " came about");
            }
        }

        /** A second of traffic, reliable and not, small and larger than a packet. */
        void exchange() {
            byte[] message = new byte[2_000];
            for (int tick = 0; tick < TICKS_PER_SECOND; tick++) {
                for (Session session : sessions) {
                    session.send(0, SendFlags.UNRELIABLE, message, 0, 40);
                    session.send(0, SendFlags.RELIABLE, message, 0, tick % 10 == 0 ? message.length : 10);
                }
                run(1);
            }
        }

        void run(int ticks) {
            for (int i = 0; i < ticks; i++) {
                tickServer();
                tickClient();
            }
        }

        void tickServer() {
            now += 1_000_000_000L / TICKS_PER_SECOND;
            receive(server, CLIENT, toServer);
            server.advance(now);
        }

        void tickClient() {
            receive(client, SERVER, toClient);
            client.advance(now);
        }

        private void receive(Endpoint endpoint, long from, ArrayDeque<byte[]> datagrams) {
            for (int left = datagrams.size(); left > 0; left--) {
                byte[] bytes = datagrams.remove();
                endpoint.receive(now, from, bytes, 0, bytes.length);
            }
        }
    }

    private static final class Silent implements EndpointListener {

        @Override
        public void connected(Session session) {}

        @Override
        public void message(
                Session session, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {}

        @Override
        public void closed(Session session, int reason, String debug) {}
    }
}
