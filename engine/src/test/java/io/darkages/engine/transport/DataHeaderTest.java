package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.MILLI;
import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands in front of the sealed part of a data packet, written by hand. The suite is "none". */
class DataHeaderTest {

    private static final byte[] ONE_UNRELIABLE = {0x27, 1, 0, 'h', 'i'};

    private final TestNetwork network = new TestNetwork(4);
    private final EndpointOptions quiet =
            EndpointOptions.standard(true).withSending(new EndpointOptions.Sending(0, true, true, false));
    private final TestNetwork.Host server = network.host(SERVER, quiet);
    private final TestNetwork.Host player = network.host(client(1), EndpointOptions.standard(false));
    private Session down;
    private long number;

    @BeforeEach
    void connect() {
        player.endpoint.connect(network.now, SERVER);
        network.ticks(60);
        down = server.connected.get(0);
        number = down.window.highest();
    }

    private void receive(int flags, int... front) {
        receiveAs(++number, flags, front);
    }

    /** A data packet of the client with these flags and bytes in front of one unreliable message. */
    private void receiveAs(long packet, int flags, int... front) {
        byte[] bytes = new byte[7 + front.length + ONE_UNRELIABLE.length];
        bytes[0] = (byte) (0x80 | flags);
        LittleEndian.put32(bytes, 1, down.localId());
        LittleEndian.put16(bytes, 5, (int) packet);
        for (int i = 0; i < front.length; i++) {
            bytes[7 + i] = (byte) front[i];
        }
        System.arraycopy(ONE_UNRELIABLE, 0, bytes, 7 + front.length, ONE_UNRELIABLE.length);
        server.endpoint.receive(network.now, client(1), bytes, 0, bytes.length);
    }

    private byte[] lastSent() {
        return network.log.get(network.log.size() - 1).bytes();
    }

    @Test
    void plainDataOwesNoAck() {
        receive(0);
        assertEquals(1, server.unreliable.size());
        assertEquals(Session.NEVER, down.ackDueNanos);
    }

    @Test
    void aRequestIsAnsweredWithinFiftyMilliseconds() {
        receive(1, 2, 0x18, 2);
        assertEquals(network.now + 50 * MILLI, down.ackDueNanos);
        int before = network.log.size();
        network.until(network.now + 50 * MILLI);
        assertEquals(before + 1, network.log.size());
        assertArrayEquals(new byte[] {(byte) 0x98, (byte) number, 0}, Arrays.copyOfRange(lastSent(), 7, 10));
    }

    @Test
    void anImmediateRequestIsAnsweredAtOnce() {
        int before = network.log.size();
        receive(1, 2, 0x18, 6);
        assertEquals(before + 1, network.log.size());
        assertArrayEquals(new byte[] {(byte) 0x98, (byte) number, 0}, Arrays.copyOfRange(lastSent(), 7, 10));
        assertEquals(Session.NEVER, down.ackDueNanos);
    }

    @Test
    void statisticsAskForAnAckWithoutSayingSo() {
        receive(1, 6, 0x0A, 4, 0x0A, 2, 0x28, 33);
        assertEquals(network.now + 50 * MILLI, down.ackDueNanos);
        assertEquals(33, down.peerStats().orElseThrow().pingMillis());
        assertEquals(LinkStats.UNKNOWN, down.peerStats().orElseThrow().outBytesPerSecond());
    }

    @Test
    void emptyStatisticsAskForAnAckToo() {
        receive(1, 2, 0x0A, 0);
        assertEquals(network.now + 50 * MILLI, down.ackDueNanos);
        assertTrue(down.peerStats().isEmpty());
    }

    @Test
    void theFlagOfTheOtherTransportMeansNothing() {
        receive(1, 2, 0x18, 16);
        assertEquals(1, server.unreliable.size());
        assertEquals(Session.NEVER, down.ackDueNanos);
    }

    @Test
    void whatIsUnknownInTheMessageIsSkipped() {
        receive(1, 12, 0x20, 5, 0x2D, 1, 2, 3, 4, 0x3A, 1, 9, 0x18, 2);
        assertEquals(1, server.unreliable.size());
        assertEquals(network.now + 50 * MILLI, down.ackDueNanos);
    }

    @Test
    void unknownFlagsAreIgnored() {
        receive(0x04 | 0x40);
        assertEquals(1, server.unreliable.size());
        assertEquals(0, server.endpoint.counters().dropped());
    }

    @Test
    void theSpacingFieldIsReadOver() {
        receive(2, 0x10, 0x00);
        receive(3, 2, 0x18, 2, 0x10, 0x00);
        assertEquals(2, server.unreliable.size());
    }

    @Test
    void whatIsCutOffIsMalformed() {
        int[][] fronts = {{200, 0x18, 2}, {2, 0x0A, 9}, {2, 0x18, 0x80}, {3, 0x3D, 1, 2}, {1, 0x1B}};
        for (int[] front : fronts) {
            receive(1, front);
        }
        assertEquals(fronts.length, server.endpoint.counters().value(EndpointCounter.MALFORMED_DATAGRAMS));
        assertEquals(0, server.unreliable.size());
        number -= fronts.length;
        receive(0);
        assertEquals(1, server.unreliable.size(), "their numbers were not used up");
    }

    @Test
    void aJumpTooFarIsDroppedAndCounted() {
        receiveAs(number + 0x4001, 0);
        assertEquals(1, server.endpoint.counters().value(EndpointCounter.JUMPED_PACKETS));
        assertEquals(1, server.endpoint.counters().dropped());
        assertEquals(0, server.unreliable.size());
        receiveAs(number + 0x4000, 0);
        assertEquals(1, server.unreliable.size());
    }

    @Test
    void aGapIsReportedAfterThreeMillisecondsOnly() {
        long before = number;
        number += 2;
        receive(0);
        assertEquals(network.now + 3 * MILLI, down.ackDueNanos);
        // A packet that leaves meanwhile says nothing of it.
        down.sendUnreliable(new byte[1], 0, 1);
        assertArrayEquals(new byte[] {(byte) 0x98, (byte) before, 0}, Arrays.copyOfRange(lastSent(), 7, 10));
        network.until(network.now + 3 * MILLI);
        assertArrayEquals(new byte[] {(byte) 0x99, (byte) number, 0}, Arrays.copyOfRange(lastSent(), 7, 10));
        assertEquals(0x12, lastSent()[12], "one came, two are missing");
    }

    @Test
    void whatWasOvertakenIsNotReportedMissing() {
        number++;
        receive(0);
        receiveAs(number - 1, 0);
        network.until(network.now + 3 * MILLI);
        assertArrayEquals(new byte[] {(byte) 0x98, (byte) number, 0}, Arrays.copyOfRange(lastSent(), 7, 10));
    }
}
