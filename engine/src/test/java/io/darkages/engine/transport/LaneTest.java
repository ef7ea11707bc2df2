package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.MILLI;
import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lanes: whose turn it is, what does not wait for what, and what they may hold. */
class LaneTest {

    private final TestNetwork network = new TestNetwork(11);
    private final TestNetwork.Host server =
            network.host(SERVER, EndpointOptions.standard(true).withSending(EndpointOptions.Sending.FRUGAL));
    private final TestNetwork.Host player =
            network.host(client(1), EndpointOptions.standard(true).withSending(EndpointOptions.Sending.FRUGAL));
    private Session up;
    private Session down;

    static ReceiveMemory memory(int bytesMax) {
        return new ReceiveMemory(total(1 << 30), bytesMax);
    }

    private static ReceiveMemory.Total total(long bytesMax) {
        return new ReceiveMemory.Total(new EndpointCounters(), bytesMax);
    }

    @BeforeEach
    void connect() {
        up = player.endpoint.connect(0, SERVER);
        network.ticks(12);
        up.sendReliable(new byte[1], 0, 1);
        up.flush(network.now);
        network.ticks(12);
        down = server.connected.get(0);
        server.received.clear();
    }

    /** Bytes that each lane got through in a while in which all of them always had something to send. */
    private long[] shares(int flags, int bytes, int[] priorities, int[] weights) {
        up.configureLanes(priorities, weights);
        byte[] message = new byte[bytes];
        for (int tick = 0; tick < 600; tick++) {
            for (int lane = 0; lane < priorities.length; lane++) {
                while (up.sending.lane(lane).pendingBytes() < 20_000) {
                    assertTrue(up.send(lane, flags, message, 0, bytes));
                }
            }
            up.flush(network.now);
            network.ticks(1);
        }
        long[] shares = new long[priorities.length];
        server.received.forEach(got -> shares[got.lane()] += got.bytes().length);
        return shares;
    }

    private static void assertShares(long[] shares, int[] weights) {
        double total = Arrays.stream(shares).sum();
        int weight = Arrays.stream(weights).sum();
        assertTrue(total > 2_000_000, () -> "the rate is used: " + total);
        for (int i = 0; i < weights.length; i++) {
            double expected = total * weights[i] / weight;
            assertEquals(expected, shares[i], expected / 50, "lane " + i + " of " + Arrays.toString(shares));
        }
    }

    @Test
    void lanesOfOnePriorityShareByWeight() {
        int[] weights = {5, 1, 10, 4};
        assertShares(shares(SendFlags.RELIABLE, 700, new int[4], weights), weights);
    }

    @Test
    void unreliableMessagesShareByWeightToo() {
        int[] weights = {1, 3};
        assertShares(shares(SendFlags.UNRELIABLE, 300, new int[2], weights), weights);
    }

    @Test
    void lowerPriorityNumbersGoFirst() {
        long[] shares = shares(SendFlags.RELIABLE, 700, new int[] {7, -3, 7}, new int[] {1, 1, 1});
        assertEquals(0, shares[0]);
        assertEquals(0, shares[2]);
        assertTrue(shares[1] > 2_000_000);
    }

    @Test
    void whatIsImportantOvertakesWhatWasQueuedBefore() {
        up.configureLanes(new int[] {2, 1}, new int[] {1, 1});
        up.sendReliable(new byte[100_000], 0, 100_000);
        up.flush(network.now);
        network.ticks(2);
        up.send(1, SendFlags.RELIABLE, new byte[40], 0, 40);
        network.ticks(6);
        assertEquals(1, server.received.size());
        assertEquals(1, server.received.get(0).lane());
        network.ticks(60);
        assertEquals(2, server.received.size());
    }

    /** The first packet is lost; what the other lane has in the second is delivered at once. */
    @Test
    void aLossHoldsUpItsLaneOnly() {
        up.configureLanes(new int[2], new int[] {1, 1});
        network.cut = true;
        up.send(0, SendFlags.RELIABLE, new byte[1_000], 0, 1_000);
        up.flush(network.now);
        network.cut = false;
        up.send(0, SendFlags.RELIABLE, new byte[10], 0, 10);
        up.send(1, SendFlags.RELIABLE, new byte[20], 0, 20);
        up.flush(network.now);
        network.ticks(3);
        assertEquals(1, server.received.size());
        assertEquals(20, server.received.get(0).bytes().length);
        network.ticks(60);
        assertEquals(3, server.received.size());
        assertEquals(1_000, server.received.get(1).bytes().length);
    }

    @Test
    void bothKindsShareOneSequenceOfNumbersInEachLane() {
        up.configureLanes(new int[3], new int[] {1, 1, 1});
        for (int i = 0; i < 60; i++) {
            up.send(i % 3, i % 4 == 0 ? SendFlags.RELIABLE : SendFlags.UNRELIABLE, new byte[i], 0, i);
            if (i % 7 == 0) {
                up.flush(network.now);
                network.ticks(1);
            }
        }
        up.flush(network.now);
        network.ticks(30);
        assertEquals(60, server.received.size());
        for (TestNetwork.Received got : server.received) {
            int i = got.bytes().length;
            assertEquals(i % 3, got.lane());
            // Lane 0 had one message before these.
            assertEquals(i / 3 + (i % 3 == 0 ? 2 : 1), got.number());
            assertEquals(i % 4 == 0, got.reliable());
        }
        assertEquals(21, up.lastNumber(0));
    }

    @Test
    void allLanesThatThereAreCanBeUsed() {
        int lanes = SendLanes.COUNT_MAX;
        up.configureLanes(new int[lanes], IntStream.range(1, lanes + 1).toArray());
        byte[] message = new byte[1];
        for (int i = 0; i < lanes; i++) {
            message[0] = (byte) i;
            assertTrue(up.send(i, SendFlags.RELIABLE, message, 0, 1));
        }
        up.flush(network.now);
        network.ticks(300);
        assertEquals(lanes, server.received.size());
        for (TestNetwork.Received got : server.received) {
            assertEquals(got.lane(), got.bytes()[0] & 0xFF);
        }
    }

    @Test
    void configurationIsChecked() {
        assertThrows(IllegalArgumentException.class, () -> up.configureLanes(new int[2], new int[] {1}));
        assertThrows(IllegalArgumentException.class, () -> up.configureLanes(new int[2], new int[] {1, 0}));
        assertThrows(IllegalArgumentException.class, () -> up.configureLanes(new int[256], new int[256]));
        up.configureLanes(new int[2], new int[] {1, 1});
        assertThrows(IllegalArgumentException.class, () -> up.configureLanes(new int[1], new int[] {1}));
        assertThrows(IllegalArgumentException.class, () -> up.send(2, SendFlags.RELIABLE, new byte[1], 0, 1));
        assertThrows(IllegalArgumentException.class, () -> up.send(-1, SendFlags.RELIABLE, new byte[1], 0, 1));
    }

    @Test
    void anOldPeerGetsLaneZeroOnly() {
        up.configureLanes(new int[2], new int[] {1, 1});
        up.peerVersion = Session.LANES_VERSION - 1;
        assertFalse(up.send(1, SendFlags.RELIABLE, new byte[1], 0, 1));
        assertTrue(up.send(0, SendFlags.RELIABLE, new byte[1], 0, 1));
        up.peerVersion = Session.LANES_VERSION;
        assertTrue(up.send(1, SendFlags.RELIABLE, new byte[1], 0, 1));
    }

    /** Every lane holds half of a long message: one after the other may finish, and all do. */
    @Test
    void lanesThatAllHoldAPartDoNotWaitForEachOtherForGood() {
        int lanes = 8;
        down.limitReliableReceive(20_000);
        up.configureLanes(
                new int[lanes], IntStream.generate(() -> 1).limit(lanes).toArray());
        network.lossPartsPerMillion = 100_000;
        for (int i = 0; i < lanes; i++) {
            assertTrue(up.send(i, SendFlags.RELIABLE, new byte[18_000], 0, 18_000));
        }
        up.flush(network.now);
        for (int tick = 0; tick < 60 * 30 && server.received.size() < lanes; tick++) {
            network.ticks(1);
            assertTrue(down.receiving.heldBytes() <= 3 * 32_768, () -> "held " + down.receiving.heldBytes());
        }
        assertEquals(lanes, server.received.size());
        assertTrue(server.endpoint.counters().value(EndpointCounter.RELIABLE_SEGMENTS_REFUSED) > 0);
        up.close(network.now, 1000, "");
        network.ticks(12);
        assertEquals(0, server.endpoint.receiveTotal().held(), "all is given back");
    }

    @Test
    void aStrangerGetsFewLanes() {
        int lanes = 100;
        down.limitReliableReceive(1_024);
        up.configureLanes(
                new int[lanes], IntStream.generate(() -> 1).limit(lanes).toArray());
        for (int i = 0; i < lanes; i++) {
            up.send(i, SendFlags.RELIABLE, new byte[1], 0, 1);
        }
        up.flush(network.now);
        network.ticks(60);
        assertEquals(2 * 1_024 / ReceiveLanes.LANE_BYTES + 1, server.received.size());
        assertTrue(server.endpoint.counters().value(EndpointCounter.LANES_REFUSED) > 0);
        down.limitReliableReceive(1 << 20);
        network.until(network.now + 5_000 * MILLI);
        network.ticks(300);
        assertEquals(lanes, server.received.size(), "what was refused is sent again");
    }

    @Test
    void theEndpointsCapHoldsForAllSessionsAndLeavesEachALittle() {
        ReceiveMemory.Total total = total(100_000);
        ReceiveMemory first = new ReceiveMemory(total, 200_000);
        ReceiveMemory second = new ReceiveMemory(total, 200_000);
        assertTrue(first.takeForStream(0, 90_000));
        assertFalse(second.takeForStream(0, 20_000));
        assertTrue(second.takeForStream(0, 4_096));
        assertFalse(second.take(8_192));
        first.giveBackAll(0, 90_000);
        assertTrue(second.takeForStream(0, 20_000));
        assertEquals(24_096, total.held());
    }

    @Test
    void oneLaneAtATimeMayGoBeyondTheSessionsCap() {
        ReceiveMemory memory = memory(1_000);
        assertTrue(memory.takeForStream(1, 600));
        assertTrue(memory.takeForStream(2, 400));
        assertFalse(memory.take(1));
        assertTrue(memory.takeForStream(2, 600), "the first that needs it");
        assertFalse(memory.takeForStream(1, 1));
        memory.giveBackAll(2, 1_000);
        assertTrue(memory.takeForStream(1, 600));
    }
}
