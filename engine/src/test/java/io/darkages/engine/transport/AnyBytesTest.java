package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.MILLI;
import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Endpoints in every state that is there, and whatever bytes come to them. */
class AnyBytesTest {

    private final List<HandshakeJob> shelf = new ArrayList<>();

    /** Where the two sides are led before the noise begins. */
    enum Stage {
        ASKED,
        CHALLENGED,
        PENDING,
        HALF_OPEN,
        CONNECTED,
        LINGERING,
        CLOSING
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void anyBytesInAnyStateAreSurvived(@ForAll Stage stage, @ForAll boolean toServer, @ForAll long seed) {
        TestNetwork network = new TestNetwork(seed);
        shelf.clear();
        boolean[] late = {stage == Stage.PENDING};
        HandshakeWorker worker = job -> {
            if (late[0]) {
                shelf.add(job);
                return false;
            }
            return HandshakeWorker.INLINE.take(job);
        };
        TestNetwork.Host server = network.host(SERVER, EndpointOptions.server(), TestCryptography::plain, worker);
        TestNetwork.Host player = network.host(client(1), EndpointOptions.client());
        Session up = player.endpoint.connect(network.now, SERVER);
        lead(network, server, up, stage);
        RandomStream noise = network.randomness.stream("noise");
        TestNetwork.Host target = toServer ? server : player;
        long from = toServer ? client(1) : SERVER;
        List<TestNetwork.Sent> real = List.copyOf(network.log);
        for (int i = 0; i < 60; i++) {
            byte[] packet = packet(noise, real, target, up);
            target.endpoint.receive(network.now, from, packet, 0, packet.length);
            if (noise.chance(100_000)) {
                network.until(network.now + 50 * MILLI);
            }
        }
        late[0] = false;
        while (!shelf.isEmpty()) {
            HandshakeJob job = shelf.remove(0);
            job.run();
            server.endpoint.complete(network.now, job);
        }
        network.ticks(60 * 30);
        assertEquals(0, server.endpoint.halfOpenCount());
        assertEquals(0, server.endpoint.pendingHandshakes());
        // What is left lives on both sides or is gone.
        assertTrue(server.endpoint.sessionCount() <= 1 && player.endpoint.sessionCount() <= 1);
    }

    private static void lead(TestNetwork network, TestNetwork.Host server, Session up, Stage stage) {
        int steps =
                switch (stage) {
                    case ASKED -> 0;
                    case CHALLENGED -> 2;
                    case PENDING, HALF_OPEN -> 3;
                    default -> 12;
                };
        for (int i = 0; i < steps; i++) {
            network.until(network.now + 21 * MILLI);
        }
        SessionState expected =
                switch (stage) {
                    case ASKED -> SessionState.CHALLENGING;
                    case CHALLENGED, PENDING, HALF_OPEN -> SessionState.REQUESTING;
                    default -> SessionState.CONNECTED;
                };
        assertEquals(expected, up.state());
        if (stage == Stage.PENDING || stage == Stage.HALF_OPEN) {
            assertEquals(1, server.endpoint.halfOpenCount());
        } else if (stage == Stage.LINGERING) {
            network.cut = true;
            up.sendReliable(new byte[10], 0, 10);
            up.closeWhenDelivered(network.now, 1_000, "x");
            server.connected.get(0).sendReliable(new byte[10], 0, 10);
            server.connected.get(0).closeWhenDelivered(network.now, 1_000, "x");
        } else if (stage == Stage.CLOSING) {
            network.cut = true;
            up.close(network.now, 1_000, "x");
            server.connected.get(0).close(network.now, 1_000, "x");
        }
    }

    /** A packet that was really sent, damaged or not, or noise behind a lead byte and ids that fit. */
    private static byte[] packet(RandomStream noise, List<TestNetwork.Sent> real, TestNetwork.Host target, Session up) {
        if (noise.chance(400_000)) {
            byte[] packet = real.get(noise.nextInt(real.size())).bytes().clone();
            for (int flips = noise.nextInt(4); flips > 0; flips--) {
                packet[noise.nextInt(packet.length)] ^= (byte) (1 << noise.nextInt(8));
            }
            return packet;
        }
        int localId = target.address == SERVER ? up.remoteId() : up.localId();
        int peersId = target.address == SERVER ? up.localId() : up.remoteId();
        if (noise.chance(500_000)) {
            ControlMessage message = new ControlMessage().clear(32 + noise.nextInt(6));
            message.recipientId = noise.chance(600_000) ? localId : (int) noise.nextLong();
            message.senderId = noise.chance(600_000) ? peersId : (int) noise.nextLong();
            message.challenge = noise.nextLong();
            message.timestamp(noise.nextLong());
            message.protocolVersion = noise.nextInt(20);
            message.delayMicros = (int) noise.nextLong();
            message.reason = (int) noise.nextLong();
            message.certificate.set(bytes(noise, 60));
            message.cryptInfo.set(bytes(noise, 80));
            message.cryptSignature.set(bytes(noise, 70));
            message.identity.set(bytes(noise, 40));
            message.debug.set(bytes(noise, 100));
            return HandshakeDraft.write(message);
        }
        byte[] packet = bytes(noise, 100);
        if (packet.length >= 7 && noise.chance(800_000)) {
            packet[0] = (byte) (0x80 | noise.nextInt(4));
            LittleEndian.put32(packet, 1, localId);
            LittleEndian.put16(packet, 5, noise.nextInt(8));
        }
        return packet;
    }

    private static byte[] bytes(RandomStream noise, int most) {
        byte[] bytes = new byte[noise.nextInt(most)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) noise.nextLong();
        }
        return bytes;
    }
}
