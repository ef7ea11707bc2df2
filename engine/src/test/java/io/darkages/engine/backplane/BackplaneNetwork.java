package io.darkages.engine.backplane;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.transport.HandshakeJob;
import io.darkages.engine.transport.TestCryptography;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Processes on a network in memory that delays, loses, doubles and reorders. Virtual time only. */
final class BackplaneNetwork {

    static final long MILLI = 1_000_000;
    static final long TICK = 1_000_000_000L / 60;
    static final PeerKey KEY = new PeerKey(new byte[16]);

    private record Flight(long nanos, long order, long from, long to, byte[] bytes) {}

    /** One process and all that it heard. Its clock runs {@link #clockNanos} ahead of the network's. */
    final class Node implements BackplaneListener {
        final long address;
        final Backplane backplane;
        final long clockNanos;
        final List<String> events = new ArrayList<>();
        final List<Long> reliable = new ArrayList<>();
        final List<Long> unreliable = new ArrayList<>();
        final List<String> headers = new ArrayList<>();
        final List<Long> latencies = new ArrayList<>();
        /** Of a message that it sends from inside the call which tells of a link; 0 for none. */
        long numberWhenLinked;

        private final List<HandshakeJob> jobs = new ArrayList<>();
        private final MigrationAnswer answer = new MigrationAnswer();
        private final ZoneStatus status = new ZoneStatus();

        Node(BackplaneOptions options, long address, PeerKey key) {
            this.address = address;
            clockNanos = options.process() * 1_000_000_007L;
            String name = options.process() + "/" + options.incarnation();
            backplane = new Backplane(
                    options,
                    key,
                    (to, buffer, offset, length) -> carry(address, to, buffer, offset, length),
                    this,
                    TestCryptography.plain(randomness.stream("signing", name)),
                    randomness.stream("node", name),
                    this::takeJob);
        }

        private boolean takeJob(HandshakeJob job) {
            if (deferHandshakes) {
                jobs.add(job);
                return false;
            }
            job.run();
            return true;
        }

        private void completeJobs() {
            for (HandshakeJob job : List.copyOf(jobs)) {
                jobs.remove(job);
                job.run();
                backplane.complete(clock(), job);
            }
        }

        long clock() {
            return now + clockNanos;
        }

        /** Sends a message that is told apart by its number and tells when it was sent. */
        boolean send(long process, Delivery delivery, long number) {
            if (delivery == Delivery.RELIABLE) {
                answer.migration = number;
                answer.player = 1;
                answer.rowVersion = now;
                return flushed(backplane.sendToProcess(process, delivery, answer));
            }
            status.leaseNumber = number;
            status.sentNanos = now;
            return flushed(backplane.sendToProcess(process, delivery, status));
        }

        private boolean flushed(boolean queued) {
            backplane.flush(clock());
            return queued;
        }

        long count(BackplaneCounter counter) {
            return backplane.counters().count(counter);
        }

        @Override
        public void linked(long process, long incarnation, boolean isNew, int dropped) {
            events.add("linked " + process + "/" + incarnation + (isNew ? " new" : "")
                    + (dropped > 0 ? " dropped " + dropped : ""));
            if (numberWhenLinked > 0) {
                send(process, Delivery.RELIABLE, numberWhenLinked);
            }
        }

        @Override
        public void unlinked(long process, long incarnation) {
            events.add("unlinked " + process + "/" + incarnation);
        }

        @Override
        public void silent(long process, long incarnation) {
            events.add("silent " + process + "/" + incarnation);
        }

        @Override
        public void heard(long process, long incarnation) {
            events.add("heard " + process + "/" + incarnation);
        }

        @Override
        public void message(MessageHeader header, Delivery delivery, MessageReader body) {
            headers.add(header.type + " from " + header.sourceProcess + "/" + header.sourceIncarnation + " zone "
                    + header.sourceZone + " to " + header.targetZone);
            if (header.type == MessageType.MIGRATION_ANSWER && answer.read(body) == CodecStatus.OK) {
                (delivery == Delivery.RELIABLE ? reliable : unreliable).add(answer.migration);
                latencies.add(now - answer.rowVersion);
            } else if (header.type == MessageType.ZONE_STATUS && status.read(body) == CodecStatus.OK) {
                (delivery == Delivery.RELIABLE ? reliable : unreliable).add(status.leaseNumber);
                latencies.add(now - status.sentNanos);
            }
        }
    }

    final Randomness randomness;
    private final RandomStream fates;
    private final PriorityQueue<Flight> flights = new PriorityQueue<>(
            (a, b) -> a.nanos != b.nanos ? Long.compare(a.nanos, b.nanos) : Long.compare(a.order, b.order));
    private final Map<Long, Node> byAddress = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    long now;
    private long order;

    long delayNanos = MILLI / 2;
    long jitterNanos;
    int lossPartsPerMillion;
    int duplicatePartsPerMillion;
    boolean cut;
    /** Handshakes are worked on between the ticks. */
    boolean deferHandshakes;

    BackplaneNetwork(long seed) {
        randomness = new Randomness(seed);
        fates = randomness.stream("fates");
    }

    static long address(long process) {
        return NetworkAddress.of(0x0A000000 + (int) process, 7777);
    }

    Node node(long process, long incarnation) {
        return node(BackplaneOptions.of(process, incarnation), address(process), KEY);
    }

    Node node(BackplaneOptions options, long address, PeerKey key) {
        Node node = new Node(options, address, key);
        byAddress.put(address, node);
        nodes.add(node);
        return node;
    }

    /** Hears datagrams. */
    @FunctionalInterface
    interface Tap {
        void datagram(byte[] buffer, int length);
    }

    private final Map<Long, Tap> taps = new HashMap<>();

    /** What goes to that address goes to somebody who is no process. */
    void tap(long address, Tap tap) {
        taps.put(address, tap);
    }

    /** The process is gone without a word. */
    void kill(Node node) {
        byAddress.remove(node.address, node);
        nodes.remove(node);
    }

    void carry(long from, long to, byte[] buffer, int offset, int length) {
        byte[] bytes = Arrays.copyOfRange(buffer, offset, offset + length);
        int copies = fates.chance(duplicatePartsPerMillion) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (!cut && !fates.chance(lossPartsPerMillion)) {
                long at = now + delayNanos + (jitterNanos == 0 ? 0 : fates.between(0, jitterNanos));
                flights.add(new Flight(at, order++, from, to, bytes));
            }
        }
    }

    /** Delivers what arrives until then, then advances every process. */
    void until(long nanos) {
        while (!flights.isEmpty() && flights.peek().nanos <= nanos) {
            Flight flight = flights.poll();
            now = Math.max(now, flight.nanos);
            Node receiver = byAddress.get(flight.to);
            if (taps.containsKey(flight.to)) {
                taps.get(flight.to).datagram(flight.bytes, flight.bytes.length);
            } else if (receiver != null) {
                receiver.backplane.receive(receiver.clock(), flight.from, flight.bytes, 0, flight.bytes.length);
            }
        }
        now = nanos;
        for (Node node : nodes) {
            node.completeJobs();
            node.backplane.advance(node.clock());
        }
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            until(now + TICK);
        }
    }

    void millis(long millis) {
        ticks((int) (millis * 60 / 1_000));
    }
}
