package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packets that leave although the rate is used up. */
class CreditTest {

    private static final int RATE = 20_000;
    private static final int BURST = 2_000;

    private final TestNetwork network = new TestNetwork(21);
    private final EndpointOptions options = EndpointOptions.standard(true).withSendRate(RATE, BURST);
    private final TestNetwork.Host server = network.host(SERVER, options);
    private final TestNetwork.Host player = network.host(client(1), options);
    private Session up;

    @BeforeEach
    void connect() {
        up = player.endpoint.connect(0, SERVER);
        network.ticks(60);
    }

    /** Were it held to carry what the packet before it carried, its ack would be taken for one of lost data. */
    @Test
    void anAckOnCreditCarriesNothing() {
        byte[] message = new byte[100];
        up.sendReliable(message, 0, message.length);
        // The message uses up what there is, so nothing is packed after it.
        up.budget.take(up.budget.availableBytes(network.now) - 160);
        network.cut = true;
        up.flush(network.now);
        network.cut = false;
        assertEquals(1, up.sent.reliableInFlight());
        up.ackDueNanos = network.now;
        long before = up.sent.next();
        up.flush(network.now);
        assertEquals(before + 1, up.sent.next(), "an ack left");
        assertEquals(1, up.sent.reliableInFlight());
        network.until(network.now + 50 * TestNetwork.MILLI);
        network.ticks(120);
        assertEquals(1, server.reliable.size());
        assertEquals(0, up.reliableBytesHeld());
    }

    /** A peer may ask for an answer with each packet, and gets no more out of it than the rate and a burst. */
    @Test
    void answersTakeNoMoreThanABurstBeyondTheRate() {
        int before = server.dataBytes.size();
        byte[] packet = new byte[PacketBuilder.HEADER_BYTES + 3];
        packet[0] = (byte) (PacketBuilder.DATA_FLAG | PacketBuilder.FLAG_STATS);
        LittleEndian.put32(packet, 1, up.remoteId());
        packet[7] = 2;
        packet[8] = 3 << 3;
        packet[9] = StatsBlob.ACK_REQUEST | StatsBlob.ACK_IMMEDIATE;
        for (int i = 0; i < 20_000; i++) {
            // Every other one is missing, so that there is more to say in each answer.
            LittleEndian.put16(packet, 5, (int) up.sent.next() + 2 * i);
            network.now += 100_000;
            server.endpoint.receive(network.now, client(1), packet, 0, packet.length);
        }
        long worst = TestNetwork.worstSecond(server.dataBytes.subList(before, server.dataBytes.size()));
        assertTrue(worst <= RATE + 2 * BURST, () -> "worst second " + worst);
        assertTrue(worst > RATE, () -> "the rate is used: " + worst);
    }
}
