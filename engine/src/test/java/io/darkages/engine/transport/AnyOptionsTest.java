package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.MILLI;
import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever options the two sides have: reliable messages arrive, rates hold, and nothing is left behind. */
class AnyOptionsTest {

    private static final int TRAFFIC_TICKS = 600;
    private static final int DRAIN_SECONDS = 300;

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void anyOptionsDeliver(@ForAll long seed) {
        TestNetwork network = new TestNetwork(seed);
        RandomStream chance = network.randomness.stream("options");
        TestNetwork.Host server = network.host(SERVER, options(chance, true), TestCryptography::tagging);
        TestNetwork.Host player = network.host(client(1), options(chance, false), TestCryptography::tagging);
        player.endpoint.connect(network.now, SERVER);
        network.ticks(60);
        List<Session> sessions = List.of(player.connected.get(0), server.connected.get(0));
        int lanes = chance.chance(500_000) ? 1 : 1 + chance.nextInt(20);
        sessions.forEach(session -> configure(session, lanes, chance));
        network.lossPartsPerMillion = chance.nextInt(350_000);
        network.duplicatePartsPerMillion = chance.nextInt(50_000);
        network.jitterNanos = chance.nextInt(100) * MILLI;
        byte[] bytes = new byte[7_000];
        chance.fill(bytes);
        for (int tick = 0; tick < TRAFFIC_TICKS; tick++) {
            for (Session session : sessions) {
                talk(session, network.now, lanes, bytes, chance);
            }
            network.ticks(1);
            assertNothingAcknowledgedThatDidNotCome(sessions.get(0), sessions.get(1), lanes);
            assertNothingAcknowledgedThatDidNotCome(sessions.get(1), sessions.get(0), lanes);
        }
        for (int i = 0; i < DRAIN_SECONDS && held(sessions) > 0; i++) {
            for (Session session : sessions) {
                session.flush(network.now);
            }
            network.ticks(60);
        }
        assertEquals(0, held(sessions), "of " + server.endpoint.options() + " and " + player.endpoint.options());
        for (int lane = 0; lane < lanes; lane++) {
            assertEquals(ofLane(player.sentDigests, lane), ofLane(server.deliveredDigests, lane));
            assertEquals(ofLane(server.sentDigests, lane), ofLane(player.deliveredDigests, lane));
        }
        assertRate(server);
        assertRate(player);
        network.lossPartsPerMillion = 0;
        sessions.get(0).close(network.now, CloseReason.NORMAL, "");
        network.ticks(60);
        assertEquals(
                0,
                server.endpoint.receiveTotal().held()
                        + player.endpoint.receiveTotal().held());
        assertEquals(0, server.endpoint.sessionCount() + player.endpoint.sessionCount());
    }

    private static EndpointOptions options(RandomStream chance, boolean accepted) {
        EndpointOptions base = EndpointOptions.standard(accepted);
        int rate = 2_000 + chance.nextInt(chance.chance(500_000) ? 5_000 : 300_000);
        int burst = 92 + chance.nextInt(chance.chance(300_000) ? 300 : 9_000);
        int datagram = chance.chance(300_000) ? 1_300 : 64 + chance.nextInt(1_237);
        long nagle = chance.chance(300_000) ? EndpointOptions.Sending.UNTIL_FLUSHED : chance.nextInt(3) * 5 * MILLI;
        return new EndpointOptions(
                base.sessions(),
                new EndpointOptions.Buffers(
                        4_096 + chance.nextInt(200_000), 1 << 20, 1 << 16, 16 << chance.nextInt(8), 1 << 28),
                new EndpointOptions.Pace(rate, burst, datagram),
                chance.chance(500_000) ? EndpointOptions.Timers.STANDARD : base.timers(),
                chance.chance(500_000) ? EndpointOptions.AckDelays.STANDARD : base.ackDelays(),
                base.lifecycle(),
                new EndpointOptions.Sending(
                        nagle, chance.chance(500_000), chance.chance(500_000), chance.chance(500_000)));
    }

    private static void configure(Session session, int lanes, RandomStream chance) {
        int[] priorities = new int[lanes];
        int[] weights = new int[lanes];
        for (int i = 0; i < lanes; i++) {
            priorities[i] = chance.nextInt(3);
            weights[i] = 1 + chance.nextInt(5);
        }
        session.configureLanes(priorities, weights);
    }

    private static void talk(Session session, long nanos, int lanes, byte[] bytes, RandomStream chance) {
        for (int left = chance.nextInt(3); left > 0; left--) {
            int length = chance.nextInt(chance.chance(50_000) ? 6_000 : 120);
            int flags = (chance.chance(600_000) ? SendFlags.UNRELIABLE : SendFlags.RELIABLE)
                    | (chance.chance(20_000) ? SendFlags.NO_NAGLE : 0);
            session.send(chance.nextInt(lanes), flags, bytes, chance.nextInt(1_000), length);
        }
        if (chance.chance(500_000)) {
            session.flush(nanos);
        }
    }

    private static void assertNothingAcknowledgedThatDidNotCome(Session from, Session to, int lanes) {
        for (int lane = 0; lane < lanes; lane++) {
            long base = from.sending.lane(lane).reliable.base();
            long expected = to.receiving.expectedPosition(lane);
            assertTrue(base <= expected, () -> "acknowledged to " + base + ", came to " + expected);
        }
    }

    private static int held(List<Session> sessions) {
        return sessions.stream().mapToInt(Session::reliableBytesHeld).sum();
    }

    private static List<String> ofLane(List<String> digests, int lane) {
        return digests.stream().filter(digest -> digest.startsWith(lane + ":")).toList();
    }

    private static void assertRate(TestNetwork.Host host) {
        EndpointOptions options = host.endpoint.options();
        int bursts = options.sending().acksOnCredit() ? 2 : 1;
        long most =
                options.pace().bytesPerSecond() + (long) bursts * options.pace().burstBytes();
        long worst = TestNetwork.worstSecond(host.dataBytes);
        assertTrue(worst <= most, () -> "worst second " + worst + " of " + options);
    }
}
