package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.MILLI;
import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Garbage, floods and reflections. */
class HostilityTest {

    @Property(tries = 3000)
    void anyBytesAreSurvivedAndAnsweredWithNoMore(@ForAll @Size(max = 600) byte[] bytes, @ForAll byte lead) {
        TestNetwork network = new TestNetwork(1);
        TestNetwork.Host server = network.host(SERVER, EndpointOptions.server());
        byte[] packet = bytes.clone();
        if (packet.length > 0 && lead >= 32 && lead < 96) {
            packet[0] = (byte) (32 + lead % 8);
        }
        server.endpoint.receive(0, client(3), packet, 0, packet.length);
        long answered =
                network.log.stream().mapToLong(sent -> sent.bytes().length).sum();
        assertTrue(answered <= packet.length, () -> "answered " + answered + " to " + packet.length);
        assertEquals(0, server.endpoint.sessionCount());
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void anyFramesAreSurvivedByALiveSession(@ForAll long seed) {
        TestNetwork network = new TestNetwork(seed);
        TestNetwork.Host server = network.host(SERVER, EndpointOptions.server());
        TestNetwork.Host player = network.host(client(1), EndpointOptions.client());
        player.endpoint.connect(0, SERVER);
        network.ticks(12);
        Session up = player.connected.get(0);
        Session down = server.connected.get(0);
        RandomStream noise = new Randomness(seed).stream("noise");
        for (int i = 0; i < 200; i++) {
            byte[] packet = new byte[7 + noise.nextInt(60)];
            for (int k = 7; k < packet.length; k++) {
                packet[k] = (byte) noise.nextLong();
            }
            packet[0] = (byte) (0x80 | (noise.chance(100_000) ? noise.nextInt(128) : 0));
            if (packet.length > 7 && noise.chance(700_000)) {
                packet[7] = LEADS[noise.nextInt(LEADS.length)];
            }
            LittleEndian.put32(packet, 1, up.remoteId());
            LittleEndian.put16(packet, 5, (int) up.sent.next() + i);
            server.endpoint.receive(network.now, client(1), packet, 0, packet.length);
            down.sendReliable(packet, 0, packet.length);
            down.sendUnreliable(packet, 0, packet.length);
            down.flush(network.now);
            network.until(network.now + 5 * MILLI);
        }
        network.ticks(60 * 12);
        assertEquals(0, server.endpoint.halfOpenCount());
    }

    private static final byte[] LEADS = {
        0x00,
        0x20,
        0x27,
        0x07,
        0x2F,
        0x0F,
        0x37,
        0x40,
        0x47,
        0x48,
        0x4F,
        0x50,
        (byte) 0x80,
        (byte) 0x81,
        (byte) 0x82,
        (byte) 0x83,
        (byte) 0x98,
        (byte) 0x99,
        (byte) 0x9A,
        (byte) 0x9F,
        (byte) 0x90,
        (byte) 0x91
    };

    /** Each datagram also comes with one bit changed, or cut short, and before the true one. */
    @Test
    void damagedTrafficIsDroppedAndCounted() {
        long dropped = 0;
        long delivered = 0;
        for (int seed = 0; seed < 200; seed++) {
            TestNetwork network = new TestNetwork(seed);
            TestNetwork.Host server = network.host(SERVER, EndpointOptions.server(), TestCryptography::tagging);
            TestNetwork.Host player = network.host(client(1), EndpointOptions.client(), TestCryptography::tagging);
            player.endpoint.connect(0, SERVER);
            RandomStream noise = new Randomness(seed).stream("noise");
            for (int tick = 0; tick < 60; tick++) {
                network.ticks(1);
                if (!player.connected.isEmpty()) {
                    Session up = player.connected.get(0);
                    up.sendReliable(new byte[20], 0, noise.nextInt(20));
                    up.flush(network.now);
                }
                deliverDamaged(network, server, player, noise);
            }
            // A handshake may break; what a session delivers may not.
            int count = server.deliveredDigests.size();
            assertEquals(player.sentDigests.subList(0, count), server.deliveredDigests);
            delivered += count;
            dropped += server.endpoint.counters().dropped();
        }
        long totalDropped = dropped;
        long totalDelivered = delivered;
        assertTrue(totalDropped > 2_000, () -> "dropped " + totalDropped);
        assertTrue(totalDelivered > 2_000, () -> "delivered " + totalDelivered);
    }

    private static void deliverDamaged(
            TestNetwork network, TestNetwork.Host server, TestNetwork.Host player, RandomStream noise) {
        for (TestNetwork.Sent sent : List.copyOf(network.log)) {
            byte[] damaged = sent.bytes().clone();
            damaged[noise.nextInt(damaged.length)] ^= (byte) (1 << noise.nextInt(8));
            int length = noise.chance(200_000) ? 1 + noise.nextInt(damaged.length) : damaged.length;
            TestNetwork.Host to = sent.to() == SERVER ? server : player;
            to.endpoint.receive(network.now, sent.from(), damaged, 0, length);
        }
        network.log.clear();
    }

    /** A packet's first number moves what its next ones are completed with: beyond 64 bits in this case. */
    @Test
    void messageNumbersAtTheirEndAreSurvived() {
        TestNetwork network = new TestNetwork(4);
        TestNetwork.Host server = network.host(SERVER, EndpointOptions.standard(true));
        TestNetwork.Host player = network.host(client(1), EndpointOptions.standard(false));
        Session up = player.endpoint.connect(0, SERVER);
        network.ticks(12);
        long highest = Long.MAX_VALUE - (1L << 31) - 5;
        server.connected.get(0).receiving.lane(0).numbers.seen(highest);
        int first = (int) (highest + Integer.MAX_VALUE);
        WireWriter out = new WireWriter();
        out.reset(new byte[40], 0, 40);
        out.u8(PacketBuilder.DATA_FLAG);
        out.unsigned(up.remoteId(), 4);
        out.u16((int) up.sent.next());
        // One byte of message with 32 bits of number, then lane 0 again and one with 16 bits.
        out.u8(0x30);
        out.unsigned(first, 4);
        out.u8(1);
        out.u8(9);
        out.u8(0x8F);
        out.u8(0);
        out.u8(0x20);
        out.u16(first + 100);
        out.u8(1);
        out.u8(9);
        server.endpoint.receive(network.now, client(1), out.buffer, 0, out.position);
        assertEquals(1, server.unreliable.size());
        assertEquals(1, server.endpoint.counters().value(EndpointCounter.MALFORMED_FRAMES));
        network.ticks(60);
        assertEquals(SessionState.CONNECTED, server.connected.get(0).state());
    }

    @Test
    void halfOpenAndAddressCapsHold() {
        TestNetwork network = new TestNetwork(2);
        EndpointOptions options = EndpointOptions.server().withSessions(10, 4, 2);
        TestNetwork.Host server = network.host(SERVER, options);
        TestNetwork.Host crowd = network.host(client(1), EndpointOptions.client());
        for (int i = 0; i < 4; i++) {
            crowd.endpoint.connect(network.now, SERVER);
        }
        network.ticks(12);
        assertEquals(2, server.endpoint.sessionCount(), "two for one address");
        assertEquals(List.of("2001 server full", "2001 server full"), crowd.closed);
        // These never send their first data packet.
        for (int i = 2; i < 12; i++) {
            TestNetwork.Host silent = network.host(client(i), EndpointOptions.client());
            silent.endpoint.connect(network.now, SERVER);
            network.until(network.now + 21 * MILLI);
            network.until(network.now + 21 * MILLI);
            network.remove(silent);
        }
        network.ticks(10);
        assertEquals(4, server.endpoint.halfOpenCount());
        assertEquals(6, server.endpoint.sessionCount());
        assertEquals(4, server.endpoint.counters().value(EndpointCounter.HALF_OPEN_HIGH_WATER));
        network.ticks(60 * 11);
        assertEquals(0, server.endpoint.halfOpenCount());
        assertEquals(2, server.endpoint.sessionCount());
        assertEquals(List.of(), server.closed);
    }

    /** One host asks from ever new ports: it gets its share of sessions and of half-open places, and no more. */
    @Test
    void oneHostCannotTakeAllPlaces() {
        TestNetwork network = new TestNetwork(5);
        EndpointOptions options = EndpointOptions.server()
                .withSessions(40, 20, 8)
                .withLifecycle(LifecycleOptions.server().withHostShare(12, 5));
        TestNetwork.Host server = network.host(SERVER, options);
        for (int i = 0; i < 30; i++) {
            silent(network, client(1) + i);
        }
        network.ticks(3);
        assertEquals(5, server.endpoint.halfOpenCount());
        assertEquals(25, server.endpoint.counters().value(EndpointCounter.SESSIONS_REFUSED));
        for (int i = 2; i < 8; i++) {
            TestNetwork.Host honest = network.host(client(i), EndpointOptions.client());
            honest.endpoint.connect(network.now, SERVER);
            network.ticks(12);
            assertEquals(1, honest.connected.size(), "others still get in");
        }
        network.ticks(60 * 16);
        assertEquals(0, server.endpoint.halfOpenCount());
        int connected = 0;
        for (int i = 0; i < 30; i++) {
            TestNetwork.Host honest = network.host(client(1) + 100 + i, EndpointOptions.client());
            honest.endpoint.connect(network.now, SERVER);
            network.ticks(12);
            connected += honest.connected.size();
        }
        assertEquals(12, connected, "a host's share of all sessions");
    }

    /** A client that asks to connect and never sends a data packet. */
    private static void silent(TestNetwork network, long address) {
        TestNetwork.Host silent = network.host(address, EndpointOptions.client());
        silent.endpoint.connect(network.now, SERVER);
        network.until(network.now + 21 * MILLI);
        network.until(network.now + 21 * MILLI);
        network.remove(silent);
    }

    /** Before an address has proven itself, it gets back less than it sent, and nothing is kept for it. */
    @Test
    void repliesBeforeProofAreShorterThanRequests() {
        TestNetwork network = new TestNetwork(6);
        TestNetwork.Host server = network.host(SERVER, EndpointOptions.server());
        TestCryptography cryptography = TestCryptography.plain(network.randomness.stream("x"));
        byte[] unproven =
                HandshakeDraft.request(cryptography, 0x11111111, 12345).packet();
        server.endpoint.receive(0, client(3), unproven, 0, unproven.length);
        assertEquals(0, network.log.size(), "no answer to a wrong challenge");
        ControlMessage request = new ControlMessage().clear(ControlMessage.CHALLENGE_REQUEST);
        request.senderId = 0x11111111;
        request.timestamp(-1);
        byte[] packet = HandshakeDraft.write(request);
        server.endpoint.receive(0, client(3), packet, 0, packet.length);
        assertTrue(network.log.get(0).bytes().length < 40, "challenge");
        ControlMessage closed = new ControlMessage().clear(ControlMessage.CONNECTION_CLOSED);
        closed.senderId = 0x11111111;
        closed.recipientId = 0x22222222;
        packet = HandshakeDraft.write(closed);
        server.endpoint.receive(0, client(3), packet, 0, packet.length);
        assertTrue(network.log.get(1).bytes().length < 20, "no connection");
        assertEquals(0, server.endpoint.counters().value(EndpointCounter.SESSIONS_HIGH_WATER));
        assertEquals(0, server.endpoint.pendingHandshakes());
    }

    @Test
    void refusedSegmentsAreNotAcknowledgedAndComeAgain() {
        TestNetwork network = new TestNetwork(4);
        TestNetwork.Host server = network.host(
                SERVER,
                EndpointOptions.server().withSendRate(2_000_000, 100_000).withReliableBytes(256 * 1024, 8 * 1024));
        TestNetwork.Host player =
                network.host(client(1), EndpointOptions.client().withReliableBytes(64 * 1024, 8 * 1024));
        player.endpoint.connect(0, SERVER);
        network.ticks(12);
        Session down = server.connected.get(0);
        network.lossPartsPerMillion = 100_000;
        byte[] message = new byte[1000];
        for (int i = 0; i < 200; i++) {
            LittleEndian.put32(message, 0, i);
            assertTrue(down.sendReliable(message, 0, message.length));
        }
        down.flush(network.now);
        network.ticks(60 * 20);
        assertEquals(200, player.reliable.size());
        for (int i = 0; i < 200; i++) {
            assertEquals(i, LittleEndian.i32(player.reliable.get(i), 0));
        }
        assertTrue(player.endpoint.counters().value(EndpointCounter.RELIABLE_SEGMENTS_REFUSED) > 0);
        assertTrue(player.endpoint.counters().value(EndpointCounter.RELIABLE_RECEIVE_BYTES_HIGH_WATER) <= 8 * 1024);
    }
}
