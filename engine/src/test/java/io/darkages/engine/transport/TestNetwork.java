package io.darkages.engine.transport;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.random.RandomSource;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.transport.crypto.Cryptography;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;

/** A server and its clients on a network in memory that delays, loses, doubles and reorders. Virtual time only. */
final class TestNetwork {

    static final long MILLI = 1_000_000;
    static final long SERVER = NetworkAddress.of(0x0A000001, 7777);
    static final long TICK = 1_000_000_000L / 60;

    record Sent(long nanos, long from, long to, byte[] bytes) {}

    record Received(int lane, long number, boolean reliable, byte[] bytes) {}

    private record Flight(long nanos, long order, Sent sent) {}

    /** One side: its endpoint and all that it heard. */
    final class Host implements EndpointListener, SessionObserver {
        final long address;
        final Endpoint endpoint;
        final List<Session> connected = new ArrayList<>();
        final List<String> closed = new ArrayList<>();
        final List<byte[]> reliable = new ArrayList<>();
        final List<byte[]> unreliable = new ArrayList<>();
        final List<Received> received = new ArrayList<>();
        final List<String> sentDigests = new ArrayList<>();
        final List<String> deliveredDigests = new ArrayList<>();
        final List<long[]> dataBytes = new ArrayList<>();
        EndpointListener also = NOBODY;

        Host(
                long address,
                EndpointOptions options,
                Function<RandomSource, Cryptography> cryptography,
                HandshakeWorker worker) {
            this.address = address;
            endpoint = new Endpoint(
                    options,
                    (to, buffer, offset, length) ->
                            carry(address, to, Arrays.copyOfRange(buffer, offset, offset + length)),
                    this,
                    cryptography.apply(randomness.stream("signing", Long.toString(address))),
                    randomness.stream("host", Long.toString(address)),
                    worker,
                    this);
        }

        @Override
        public void connected(Session session) {
            connected.add(session);
            also.connected(session);
        }

        @Override
        public void message(
                Session session, int lane, long number, boolean isReliable, byte[] buffer, int offset, int length) {
            byte[] bytes = Arrays.copyOfRange(buffer, offset, offset + length);
            (isReliable ? reliable : unreliable).add(bytes);
            received.add(new Received(lane, number, isReliable, bytes));
            also.message(session, lane, number, isReliable, buffer, offset, length);
        }

        @Override
        public void closed(Session session, int reason, String debug) {
            closed.add(reason + " " + debug);
            also.closed(session, reason, debug);
        }

        @Override
        public void datagramSent(Session session, int bytes, boolean handshake) {
            if (!handshake) {
                dataBytes.add(new long[] {now, bytes});
            }
        }

        @Override
        public void reliableSent(Session session, int lane, long count, long digest) {
            sentDigests.add(lane + ":" + count + ":" + digest);
        }

        @Override
        public void reliableDelivered(Session session, int lane, long count, long digest) {
            deliveredDigests.add(lane + ":" + count + ":" + digest);
        }
    }

    static final EndpointListener NOBODY = new EndpointListener() {
        @Override
        public void connected(Session session) {}

        @Override
        public void message(
                Session session, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {}

        @Override
        public void closed(Session session, int reason, String debug) {}
    };

    final Randomness randomness;
    private final RandomStream fates;
    private final PriorityQueue<Flight> flights = new PriorityQueue<>(
            (a, b) -> a.nanos != b.nanos ? Long.compare(a.nanos, b.nanos) : Long.compare(a.order, b.order));
    private final Map<Long, Host> hosts = new HashMap<>();
    private final List<Host> ordered = new ArrayList<>();
    final List<Sent> log = new ArrayList<>();
    long now;
    private long order;

    long delayNanos = 20 * MILLI;
    long jitterNanos;
    int lossPartsPerMillion;
    int duplicatePartsPerMillion;
    boolean cut;

    TestNetwork(long seed) {
        randomness = new Randomness(seed);
        fates = randomness.stream("fates");
    }

    Host host(long address, EndpointOptions options) {
        return host(address, options, TestCryptography::plain);
    }

    Host host(long address, EndpointOptions options, Function<RandomSource, Cryptography> cryptography) {
        return host(address, options, cryptography, HandshakeWorker.INLINE);
    }

    Host host(
            long address,
            EndpointOptions options,
            Function<RandomSource, Cryptography> cryptography,
            HandshakeWorker worker) {
        Host host = new Host(address, options, cryptography, worker);
        hosts.put(address, host);
        ordered.add(host);
        return host;
    }

    static long client(int number) {
        return NetworkAddress.of(0x0A010000 + number, 40_000);
    }

    private void carry(long from, long to, byte[] bytes) {
        Sent sent = new Sent(now, from, to, bytes);
        log.add(sent);
        int copies = fates.chance(duplicatePartsPerMillion) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (!cut && !fates.chance(lossPartsPerMillion)) {
                long at = now + delayNanos + (jitterNanos == 0 ? 0 : fates.between(0, jitterNanos));
                flights.add(new Flight(at, order++, sent));
            }
        }
    }

    /** Delivers what arrives until then, then advances every endpoint. */
    void until(long nanos) {
        while (!flights.isEmpty() && flights.peek().nanos <= nanos) {
            Flight flight = flights.poll();
            now = Math.max(now, flight.nanos);
            Host receiver = hosts.get(flight.sent.to);
            if (receiver != null) {
                receiver.endpoint.receive(now, flight.sent.from, flight.sent.bytes, 0, flight.sent.bytes.length);
            }
        }
        now = nanos;
        for (Host host : ordered) {
            host.endpoint.advance(now);
        }
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            until(now + TICK);
        }
    }

    void remove(Host host) {
        hosts.remove(host.address);
        ordered.remove(host);
    }

    /** Most bytes of data packets that a host sent in any half-open second. */
    static long worstSecond(List<long[]> sent) {
        long worst = 0;
        long sum = 0;
        int from = 0;
        for (int to = 0; to < sent.size(); to++) {
            sum += sent.get(to)[1];
            while (sent.get(to)[0] - sent.get(from)[0] >= 1_000_000_000L) {
                sum -= sent.get(from++)[1];
            }
            worst = Math.max(worst, sum);
        }
        return worst;
    }
}
