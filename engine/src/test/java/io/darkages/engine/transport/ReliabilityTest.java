package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.MILLI;
import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Exactly once and in order, whatever the network does. */
class ReliabilityTest {

    private static final EndpointOptions FAST_SERVER = EndpointOptions.server()
            .withSendRate(400_000, 20_000)
            .withTimeouts(500 * MILLI, 20_000 * MILLI, 20_000 * MILLI);
    private static final EndpointOptions FAST_CLIENT = EndpointOptions.client()
            .withSendRate(400_000, 20_000)
            .withTimeouts(500 * MILLI, 20_000 * MILLI, 20_000 * MILLI);

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void exactlyOnceInOrderUnderLossDuplicationAndReordering(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300_000) int loss,
            @ForAll @IntRange(max = 3000) int longest) {
        TestNetwork network = new TestNetwork(seed);
        TestNetwork.Host server = network.host(SERVER, FAST_SERVER, TestCryptography::tagging);
        TestNetwork.Host player = network.host(client(1), FAST_CLIENT, TestCryptography::tagging);
        Session up = player.endpoint.connect(0, SERVER);
        network.ticks(30);
        network.lossPartsPerMillion = loss;
        network.duplicatePartsPerMillion = 100_000;
        network.jitterNanos = 60 * MILLI;
        RandomStream content = new Randomness(seed).stream("content");
        Session down = server.connected.get(0);
        List<byte[]> sentUp = new ArrayList<>();
        List<byte[]> sentDown = new ArrayList<>();
        for (int tick = 0; tick < 120; tick++) {
            queue(up, content, longest, sentUp);
            queue(down, content, longest, sentDown);
            byte[] snapshot = new byte[content.nextInt(900)];
            down.sendUnreliable(snapshot, 0, snapshot.length);
            up.flush(network.now);
            down.flush(network.now);
            network.ticks(1);
        }
        for (int tick = 0; tick < 60 * 40 && (up.reliableBytesHeld() > 0 || down.reliableBytesHeld() > 0); tick++) {
            network.ticks(1);
        }
        assertSame(sentUp, server.reliable);
        assertSame(sentDown, player.reliable);
        assertEquals(player.sentDigests, server.deliveredDigests);
        assertEquals(server.sentDigests, player.deliveredDigests);
        assertEquals(0, up.reliableBytesHeld());
        assertEquals(0, down.reliableBytesHeld());
        assertEquals(List.of(), server.closed);
        assertEquals(0, server.endpoint.counters().value(EndpointCounter.MALFORMED_FRAMES));
        assertEquals(0, player.endpoint.counters().value(EndpointCounter.MALFORMED_FRAMES));
    }

    private static void queue(Session session, RandomStream content, int longest, List<byte[]> sent) {
        for (int i = content.nextInt(3); i > 0; i--) {
            byte[] message = new byte[content.nextInt(longest + 1)];
            for (int k = 0; k < message.length; k++) {
                message[k] = (byte) content.nextLong();
            }
            if (session.sendReliable(message, 0, message.length)) {
                sent.add(message);
            }
        }
    }

    private static void assertSame(List<byte[]> expected, List<byte[]> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i), "message " + i);
        }
    }

    @Test
    void survivesALongOutageShortOfTheTimeout() {
        TestNetwork network = new TestNetwork(5);
        TestNetwork.Host server = network.host(SERVER, EndpointOptions.server());
        TestNetwork.Host player = network.host(client(1), EndpointOptions.client());
        player.endpoint.connect(0, SERVER);
        network.ticks(12);
        Session down = server.connected.get(0);
        network.cut = true;
        for (int i = 0; i < 20; i++) {
            down.sendReliable(new byte[] {(byte) i}, 0, 1);
            down.flush(network.now);
            network.ticks(20);
        }
        network.cut = false;
        network.ticks(300);
        assertEquals(20, player.reliable.size());
        assertEquals(19, player.reliable.get(19)[0]);
        long timeouts = server.endpoint.counters().value(EndpointCounter.RETRANSMISSION_TIMEOUTS);
        assertTrue(timeouts > 0 && timeouts < 25, () -> "backs off: " + timeouts);
    }

    @Test
    void numbersWrapWithoutHarm() {
        EndpointOptions fast = EndpointOptions.server().withSendRate(500_000_000, 400_000);
        TestNetwork network = new TestNetwork(6);
        network.delayNanos = MILLI;
        TestNetwork.Host server = network.host(SERVER, fast);
        TestNetwork.Host player = network.host(client(1), fast);
        Session up = player.endpoint.connect(0, SERVER);
        network.until(10 * MILLI);
        byte[] message = new byte[4];
        long[] received = new long[2];
        server.also = counting(received);
        network.lossPartsPerMillion = 10_000;
        int rounds = 70_000;
        for (int i = 0; i < rounds; i++) {
            // Packet and message numbers pass 2^16; 70,000 * 250 stream bytes pass 2^24.
            LittleEndian.put32(message, 0, i);
            up.sendUnreliable(message, 0, 4);
            byte[] reliable = new byte[248];
            LittleEndian.put32(reliable, 0, i);
            assertTrue(up.sendReliable(reliable, 0, 248));
            up.flush(network.now);
            network.until(network.now + MILLI);
            server.reliable.clear();
            server.unreliable.clear();
            network.log.clear();
        }
        network.until(network.now + 400 * MILLI);
        network.until(network.now + 400 * MILLI);
        network.until(network.now + 400 * MILLI);
        assertEquals(rounds, received[0]);
        assertTrue(received[1] > rounds * 98 / 100, () -> "unreliable " + received[1]);
        assertEquals(0, server.endpoint.counters().dropped());
        assertEquals(0, player.endpoint.counters().dropped());
    }

    /** Counts reliable messages and checks their order; counts unreliable ones. */
    private static EndpointListener counting(long[] received) {
        return new EndpointListener() {
            @Override
            public void connected(Session session) {}

            @Override
            public void message(
                    Session session, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {
                if (reliable) {
                    assertEquals(received[0], LittleEndian.i32(buffer, offset));
                    assertEquals(248, length);
                }
                received[reliable ? 0 : 1]++;
            }

            @Override
            public void closed(Session session, int reason, String debug) {}
        };
    }

    @Test
    void brokenStreamClosesTheSession() {
        TestNetwork network = new TestNetwork(7);
        TestNetwork.Host server = network.host(SERVER, EndpointOptions.server());
        TestNetwork.Host player = network.host(client(1), EndpointOptions.client());
        Session up = player.endpoint.connect(0, SERVER);
        network.ticks(12);
        byte[] packet = new byte[20];
        packet[0] = (byte) 0x80;
        LittleEndian.put32(packet, 1, up.remoteId());
        LittleEndian.put16(packet, 5, (int) up.sent.next());
        packet[7] = 0x47;
        packet[8] = 1;
        packet[11] = (byte) 0x80;
        server.endpoint.receive(network.now, client(1), packet, 0, packet.length);
        assertEquals(List.of("5002 reliable stream broken"), server.closed);
    }

    /** The general options, 400 KiB each way, and of ten packets three are lost. */
    @Test
    void longMessagesSurviveThirtyPercentOfLossBothWays() {
        TestNetwork network = new TestNetwork(21);
        TestNetwork.Host server = network.host(SERVER, EndpointOptions.standard(true));
        TestNetwork.Host player = network.host(client(1), EndpointOptions.standard(false));
        Session up = player.endpoint.connect(0, SERVER);
        network.ticks(60);
        network.lossPartsPerMillion = 300_000;
        Session down = server.connected.get(0);
        byte[] message = new byte[400 * 1024];
        for (int i = 0; i < message.length; i++) {
            message[i] = (byte) (i * 31 >> 3);
        }
        assertTrue(up.sendReliable(message, 0, message.length));
        assertTrue(down.sendReliable(message, 0, message.length));
        int ticks = 0;
        while (server.reliable.size() + player.reliable.size() < 2 && ticks < 60 * 12) {
            network.ticks(1);
            ticks++;
        }
        assertArrayEquals(message, server.reliable.get(0));
        assertArrayEquals(message, player.reliable.get(0));
        assertEquals(List.of(), server.closed);
        assertEquals(0, up.unanswered + down.unanswered);
    }
}
