package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.MILLI;
import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomSource;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.transport.crypto.Cryptography;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The byte rate, and what an allowance promises. */
class PacingTest {

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void noSecondCarriesMoreThanItMay(@ForAll long seed, @ForAll @IntRange(max = 200_000) int loss) {
        TestNetwork network = new TestNetwork(seed);
        TestNetwork.Host server = network.host(SERVER, EndpointOptions.server(), TestCryptography::tagging);
        TestNetwork.Host player = network.host(client(1), EndpointOptions.client(), TestCryptography::tagging);
        player.endpoint.connect(0, SERVER);
        network.ticks(30);
        Session up = player.connected.get(0);
        Session down = server.connected.get(0);
        network.lossPartsPerMillion = loss;
        network.jitterNanos = 30 * MILLI;
        RandomStream content = new Randomness(seed).stream("greedy");
        byte[] bytes = new byte[4000];
        for (int tick = 0; tick < 400; tick++) {
            down.sendUnreliable(bytes, 0, content.nextInt(content.chance(100_000) ? 4000 : 800));
            up.sendUnreliable(bytes, 0, content.nextInt(100));
            if (content.chance(200_000)) {
                down.sendReliable(bytes, 0, content.nextInt(600));
                up.sendReliable(bytes, 0, content.nextInt(60));
            }
            down.flush(network.now);
            up.flush(network.now);
            network.until(network.now + 1 + content.nextInt(2 * (int) TestNetwork.TICK));
        }
        long worstDown = TestNetwork.worstSecond(server.dataBytes);
        long worstUp = TestNetwork.worstSecond(player.dataBytes);
        assertTrue(worstDown <= 20_400, () -> "down " + worstDown);
        assertTrue(worstUp <= 2_046, () -> "up " + worstUp);
        assertTrue(worstDown > 15_000, () -> "the rate is used: " + worstDown);
        assertTrue(worstUp > 1_700, () -> "the rate is used: " + worstUp);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void aMessageOfTheAllowanceLeavesWholeAtOnce(@ForAll long seed) {
        TestNetwork network = new TestNetwork(seed);
        TestNetwork.Host server = network.host(SERVER, EndpointOptions.server(), TestCryptography::tagging);
        TestNetwork.Host player = network.host(client(1), EndpointOptions.client(), TestCryptography::tagging);
        player.endpoint.connect(0, SERVER);
        network.ticks(30);
        network.lossPartsPerMillion = 50_000;
        RandomStream content = new Randomness(seed).stream("allowance");
        byte[] bytes = new byte[2000];
        int used = 0;
        for (int tick = 0; tick < 200; tick++) {
            used += exact(network, player.connected.get(0), content, bytes, 40);
            used += exact(network, server.connected.get(0), content, bytes, 300);
            network.until(network.now + 1 + content.nextInt(5 * (int) TestNetwork.TICK));
        }
        int times = used;
        assertTrue(times > 150, () -> "allowances above 0: " + times);
    }

    private static int exact(TestNetwork network, Session session, RandomStream content, byte[] bytes, int reliable) {
        if (content.chance(200_000)) {
            session.sendReliable(bytes, 0, content.nextInt(reliable));
        }
        if (content.chance(100_000)) {
            session.sendUnreliable(bytes, 0, content.nextInt(20));
        }
        int allowance = session.sendAllowanceBytes(network.now);
        if (allowance > 0) {
            assertTrue(allowance < 1300, () -> "allowance " + allowance);
            session.sendUnreliable(bytes, 0, allowance);
            int before = network.log.size();
            session.flush(network.now);
            assertEquals(0, session.sending.lane(0).unreliable.messages(), () -> "of " + allowance);
            assertEquals(1, network.log.size() - before, "datagrams");
        }
        return allowance > 0 ? 1 : 0;
    }

    @Test
    void steadyUpstreamHasRoomForInputs() {
        TestNetwork network = new TestNetwork(8);
        TestNetwork.Host server = network.host(SERVER, EndpointOptions.server(), PacingTest::sixteenByteTag);
        TestNetwork.Host player = network.host(client(1), EndpointOptions.client(), PacingTest::sixteenByteTag);
        player.endpoint.connect(0, SERVER);
        network.ticks(60);
        Session up = player.connected.get(0);
        Session down = server.connected.get(0);
        byte[] bytes = new byte[1300];
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < 100; i++) {
            int allowance = up.sendAllowanceBytes(network.now);
            if (i >= 40) {
                least = Math.min(least, allowance);
            }
            up.sendUnreliable(bytes, 0, allowance);
            up.flush(network.now);
            down.sendUnreliable(bytes, 0, down.sendAllowanceBytes(network.now));
            down.flush(network.now);
            network.ticks(3);
        }
        assertEquals(36, least);
        // The first tells the server that its answer came, the second answers the server's question after that.
        assertEquals(2 + 100, player.dataBytes.size(), "one datagram for each input message, acks ride along");
    }

    @Test
    void ackOfASteadyStreamTakesFiveBytes() {
        TestNetwork network = new TestNetwork(9);
        TestNetwork.Host server = network.host(SERVER, EndpointOptions.server());
        TestNetwork.Host player = network.host(client(1), EndpointOptions.client());
        player.endpoint.connect(0, SERVER);
        network.ticks(12);
        Session down = server.connected.get(0);
        byte[] bytes = new byte[500];
        for (int i = 0; i < 100; i++) {
            down.sendUnreliable(bytes, 0, bytes.length);
            down.flush(network.now);
            network.ticks(3);
        }
        // Nothing to say but acks: one about every 200 ms, 28 + 7 + 5 bytes.
        long acks = player.endpoint.counters().value(EndpointCounter.ACK_ONLY_PACKETS_SENT);
        assertTrue(acks >= 20 && acks <= 26, () -> "acks " + acks);
        assertEquals(40, player.dataBytes.get(player.dataBytes.size() - 1)[1]);
        assertEquals(100, player.unreliable.size());
    }

    private static Session general(TestNetwork network, EndpointOptions.Sending sending) {
        EndpointOptions options =
                EndpointOptions.standard(true).withSending(sending).withSendRate(20_000, 2_000);
        network.host(SERVER, options);
        TestNetwork.Host player = network.host(client(1), options);
        player.endpoint.connect(0, SERVER);
        network.ticks(60);
        return player.connected.get(0);
    }

    @Test
    void theRateCanBeSetWhileItRuns() {
        TestNetwork network = new TestNetwork(11);
        Session up = general(network, EndpointOptions.Sending.STANDARD);
        byte[] bytes = new byte[1000];
        long[] sent = new long[3];
        int[] rates = {20_000, 200_000, 5_000};
        for (int stage = 0; stage < rates.length; stage++) {
            up.sendRate(rates[stage]);
            network.ticks(60);
            long before = up.endpoint.counters().value(EndpointCounter.BYTES_SENT);
            for (int tick = 0; tick < 600; tick++) {
                while (up.sendUnreliable(bytes, 0, bytes.length)) {
                    // As much as it takes.
                }
                network.ticks(1);
            }
            sent[stage] = up.endpoint.counters().value(EndpointCounter.BYTES_SENT) - before;
        }
        assertEquals(200_000, sent[0], 12_000);
        assertEquals(2_000_000, sent[1], 60_000);
        assertEquals(50_000, sent[2], 12_000);
        assertThrows(IllegalArgumentException.class, () -> up.sendRate(255));
    }

    /** An ack that is due leaves although messages have used up the rate, if the options say so. */
    @Test
    void acksLeaveOnCreditOnlyWhereThatIsAllowed() {
        for (boolean onCredit : new boolean[] {true, false}) {
            TestNetwork network = new TestNetwork(12);
            Session up = general(network, new EndpointOptions.Sending(0, onCredit, false, false));
            up.sendRate(1_000);
            byte[] bytes = new byte[1000];
            for (int i = 0; i < 4; i++) {
                up.sendUnreliable(bytes, 0, bytes.length);
            }
            int available = up.budget.availableBytes(network.now);
            assertTrue(available >= 0 && available < 1_000, () -> "available " + available);
            up.budget.take(available);
            up.ackDueNanos = network.now;
            long before = up.endpoint.counters().value(EndpointCounter.ACK_ONLY_PACKETS_SENT);
            up.flush(network.now);
            long acks = up.endpoint.counters().value(EndpointCounter.ACK_ONLY_PACKETS_SENT) - before;
            assertEquals(onCredit ? 1 : 0, acks);
            assertEquals(onCredit, up.budget.availableBytes(network.now) < 0);
        }
    }

    /** A tag of the size that AES-GCM has. */
    private static Cryptography sixteenByteTag(RandomSource random) {
        return new TestCryptography(random, TestCryptography.SUITE_TAG_16);
    }
}
