package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.MILLI;
import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Whatever is sent, on whatever lanes, over whatever link: each lane's reliable messages come once and in order. */
class StreamPropertyTest {

    private static final int LANES = 12;
    private static final EndpointOptions OPTIONS =
            EndpointOptions.standard(true).withSendRate(2 << 20, 64 << 10);

    /** @param flush whether what is queued is let out after it */
    record Send(int lane, int flags, int length, boolean flush) {}

    /** @param priority one of a few, so that lanes share classes */
    record LaneSetting(int priority, int weight) {}

    @Provide
    Arbitrary<List<Send>> sends() {
        Arbitrary<Integer> lanes = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(0)),
                Tuple.of(3, Arbitraries.integers().between(0, LANES - 1)));
        Arbitrary<Integer> flags =
                Arbitraries.of(SendFlags.UNRELIABLE, SendFlags.RELIABLE, SendFlags.RELIABLE | SendFlags.NO_NAGLE, 5);
        Arbitrary<Integer> lengths = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.integers().between(0, 70)),
                Tuple.of(6, upTo(3_000)),
                Tuple.of(2, upTo(40_000)),
                Tuple.of(1, upTo(EndpointOptions.RELIABLE_MESSAGE_BYTES_MAX)));
        return Combinators.combine(lanes, flags, lengths, Arbitraries.of(true, false))
                .as(Send::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Integer> upTo(int most) {
        return Arbitraries.integers().between(0, most).withDistribution(RandomDistribution.uniform());
    }

    record Link(int lossPartsPerMillion, int duplicatePartsPerMillion, int jitterMillis) {}

    @Provide
    Arbitrary<Link> links() {
        return Combinators.combine(upTo(300_000), upTo(200_000), upTo(80)).as(Link::new);
    }

    @Provide
    Arbitrary<List<LaneSetting>> settings() {
        return Combinators.combine(
                        Arbitraries.integers().between(-1, 1),
                        Arbitraries.integers().between(1, 0xFFFF))
                .as(LaneSetting::new)
                .list()
                .ofSize(LANES);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void eachLaneDeliversReliableMessagesOnceAndInOrder(
            @ForAll("sends") List<Send> sends,
            @ForAll("settings") List<LaneSetting> settings,
            @ForAll("links") Link link,
            @ForAll long seed) {
        TestNetwork network = new TestNetwork(seed);
        TestNetwork.Host server = network.host(SERVER, OPTIONS);
        TestNetwork.Host player = network.host(client(1), OPTIONS);
        Session up = player.endpoint.connect(0, SERVER);
        network.ticks(30);
        up.configureLanes(
                settings.stream().mapToInt(LaneSetting::priority).toArray(),
                settings.stream().mapToInt(LaneSetting::weight).toArray());
        network.lossPartsPerMillion = link.lossPartsPerMillion;
        network.duplicatePartsPerMillion = link.duplicatePartsPerMillion;
        network.jitterNanos = link.jitterMillis * MILLI;
        List<Map<Long, byte[]>> sent = new ArrayList<>();
        List<List<Long>> reliable = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            sent.add(new HashMap<>());
            reliable.add(new ArrayList<>());
        }
        for (Send send : sends) {
            byte[] message = message(send, seed);
            boolean isReliable = (send.flags & SendFlags.RELIABLE) != 0
                    || send.length > EndpointOptions.UNRELIABLE_MESSAGE_BYTES_MAX;
            boolean queued = up.send(send.lane, send.flags, message, 0, message.length);
            for (int i = 0; i < 60 * 60 && isReliable && !queued; i++) {
                tick(network, up);
                queued = up.send(send.lane, send.flags, message, 0, message.length);
            }
            assertTrue(queued || !isReliable, "room comes for every reliable message");
            if (queued) {
                sent.get(send.lane).put(up.lastNumber(send.lane), message);
                if (isReliable) {
                    reliable.get(send.lane).add(up.lastNumber(send.lane));
                }
            }
            if (send.flush) {
                tick(network, up);
            }
        }
        for (int i = 0; i < 60 * 60 && up.sending.pendingBytes() + up.reliableBytesHeld() > 0; i++) {
            tick(network, up);
        }
        network.ticks(30);
        assertEquals(0, up.reliableBytesHeld(), () -> up + " " + player.closed);
        assertEquals(List.of(), server.closed);
        for (int lane = 0; lane < LANES; lane++) {
            judge(lane, server.received, sent.get(lane), reliable.get(lane));
        }
        assertEquals(0, server.endpoint.counters().value(EndpointCounter.MALFORMED_FRAMES));
        assertEquals(player.sentDigests.size(), server.deliveredDigests.size());
    }

    private static void tick(TestNetwork network, Session session) {
        session.flush(network.now);
        network.ticks(1);
        network.log.clear();
    }

    private static byte[] message(Send send, long seed) {
        byte[] bytes = new byte[send.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (seed + send.lane * 31 + send.flags + i * (i >> 8));
        }
        return bytes;
    }

    private static void judge(
            int lane, List<TestNetwork.Received> received, Map<Long, byte[]> sent, List<Long> reliable) {
        List<Long> got = new ArrayList<>();
        for (TestNetwork.Received one : received) {
            if (one.lane() == lane) {
                byte[] expected = sent.remove(one.number());
                assertTrue(expected != null, () -> "lane " + lane + " number " + one.number() + " twice or never sent");
                assertArrayEquals(expected, one.bytes());
                if (one.reliable()) {
                    got.add(one.number());
                }
            }
        }
        assertEquals(reliable, got, "lane " + lane);
    }
}
