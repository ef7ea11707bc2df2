package io.darkages.sim.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.port.ByteStreams;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.sim.LinkSpec;
import io.darkages.sim.stream.StreamWorld.Peer;
import io.darkages.sim.stream.StreamWorld.Script;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HostStreamsTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MILLI = StreamWorld.MILLI;
    private static final long SECOND = StreamWorld.SECOND;
    private static final LinkSpec LINK = LinkSpec.ofLatencyNanos(MILLI);
    private static final StreamOptions OPTIONS = StreamOptions.STANDARD;

    private final Script client = new Script();
    private final Script server = new Script();

    private StreamWorld world(LinkSpec link, StreamOptions options) {
        return new StreamWorld(1, link, options, client, server);
    }

    private static byte[] bytes(long seed, int length) {
        RandomStream random = new Randomness(seed).stream("bytes");
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextLong();
        }
        return bytes;
    }

    /** Writes all of it, as room comes. */
    private static void writeAll(Script script, byte[] whole) {
        int[] at = {0};
        script.onWritable = peer -> {
            int taken = peer.streams.write(peer.stream, whole, at[0], whole.length - at[0]);
            at[0] += taken;
            if (at[0] == whole.length && taken > 0) {
                peer.streams.close(peer.stream);
            }
        };
    }

    @Test
    void bytesComeInOrderBothWays() {
        server.listening = true;
        server.onReceived = peer -> peer.write(peer.bytes.toByteArray());
        client.at(10, Peer::connect).at(20, peer -> peer.write(new byte[] {1, 2, 3}));
        try (StreamWorld world = world(LINK, OPTIONS)) {
            world.runMillis(100);
            assertEquals(List.of("12 connected"), world.clientLog);
            assertEquals(List.of("13 accepted"), world.serverLog);
            assertArrayEquals(new byte[] {1, 2, 3}, world.client().bytes.toByteArray());
        }
    }

    /** Loss, jitter, doubles and damage cost time and nothing else. */
    @Property(tries = 12)
    void everyByteComesOnceWhateverTheLinkDoes(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("link");
        LinkSpec link = LINK.withLossPpm(random.nextInt(150_000))
                .withJitterNanos(random.nextInt(5) * MILLI)
                .withDuplicatePpm(random.nextInt(100_000))
                .withCorruptPpm(random.nextInt(50_000));
        byte[] whole = bytes(seed, 1 + random.nextInt(300_000));
        Script caller = new Script();
        Script called = new Script();
        called.listening = true;
        writeAll(caller, whole);
        caller.at(1, peer -> {
            peer.connect();
            peer.write(whole);
        });
        try (StreamWorld world = new StreamWorld(seed, link, OPTIONS, caller, called)) {
            world.runMillis(600_000);
            assertArrayEquals(whole, world.server().bytes.toByteArray());
            assertTrue(world.serverLog.get(world.serverLog.size() - 1).endsWith("PEER_CLOSED"));
        }
    }

    @Test
    void nothingIsTakenBeforeTheStreamIsConnected() {
        server.listening = true;
        int[] taken = {-1, 0};
        client.onWritable = peer -> taken[1] = 1;
        client.at(10, peer -> {
            peer.connect();
            taken[0] = peer.write(new byte[5]);
        });
        try (StreamWorld world = world(LINK, OPTIONS)) {
            world.runMillis(100);
            assertEquals(0, taken[0]);
            assertEquals(1, taken[1]);
        }
    }

    @Test
    void whereNobodyListensItIsRefused() {
        client.at(10, Peer::connect);
        try (StreamWorld world = world(LINK, OPTIONS)) {
            world.runMillis(100);
            assertEquals(List.of("12 REFUSED"), world.clientLog);
        }
    }

    @Test
    void whereNobodyIsItTimesOut() {
        server.listening = true;
        client.at(10, Peer::connect);
        try (StreamWorld world = world(LINK, OPTIONS)) {
            world.cut(true);
            world.runMillis(126_000);
            assertEquals(List.of(), world.clientLog);
            // Sent again after 1, 3, 7, 15, 31 and 63 s, as tcp_syn_retries 6 does.
            assertEquals(7, world.client().streams.count(StreamCounter.SEGMENTS_SENT));
            world.runMillis(128_000);
            assertEquals(List.of("127010 TIMED_OUT"), world.clientLog);
        }
    }

    /** Each wait is twice the one before, so a stream stays stalled after the link has healed. */
    @Test
    void aCutLinkStallsItForGrowingTimes() {
        server.listening = true;
        client.at(10, Peer::connect).at(1_000, peer -> peer.write(new byte[] {7}));
        try (StreamWorld world = world(LINK, OPTIONS)) {
            world.simulation.at(500 * MILLI, at -> world.cut(true));
            // Sent at 1,000 ms, again after 0.2, 0.6, 1.4, 3.0, 6.2 s.
            world.simulation.at(5_000 * MILLI, at -> world.cut(false));
            world.runMillis(7_190);
            assertEquals(4, world.client().streams.count(StreamCounter.RETRANSMISSIONS_TIMED));
            assertEquals(0, world.server().bytes.size());
            world.runMillis(7_250);
            assertEquals(1, world.server().bytes.size());
        }
    }

    @Test
    void whatIsNeverAcknowledgedEndsIt() {
        server.listening = true;
        client.at(10, Peer::connect).at(1_000, peer -> peer.write(new byte[] {7}));
        StreamOptions.Waits waits =
                new StreamOptions.Waits(SECOND, SECOND / 5, 120 * SECOND, 5 * SECOND, 20 * SECOND, 300 * SECOND);
        try (StreamWorld world = world(LINK, OPTIONS.withWaits(waits))) {
            world.simulation.at(500 * MILLI, at -> world.cut(true));
            world.runMillis(60_000);
            assertEquals(2, world.clientLog.size());
            assertTrue(world.clientLog.get(1).endsWith("TIMED_OUT"), world.clientLog::toString);
            // The other end has heard nothing and knows nothing.
            assertEquals(List.of("13 accepted"), world.serverLog);
        }
    }

    @Test
    void anIdleStreamStaysHalfOpenUntilSignsOfLifeAreMissed() {
        server.listening = true;
        client.at(10, Peer::connect);
        try (StreamWorld world = world(LINK, OPTIONS)) {
            world.simulation.at(500 * MILLI, at -> world.clientHost.crash());
            world.runMillis(599_000);
            assertEquals(List.of("13 accepted"), world.serverLog);
            world.runMillis(800_000);
            assertEquals(2, world.serverLog.size());
            assertTrue(world.serverLog.get(1).endsWith("TIMED_OUT"), world.serverLog::toString);
        }
    }

    @Test
    void signsOfLifeKeepAnIdleStream() {
        server.listening = true;
        client.at(10, Peer::connect);
        try (StreamWorld world = world(LINK, OPTIONS)) {
            world.runMillis(3_000_000);
            assertEquals(List.of("12 connected"), world.clientLog);
            assertEquals(List.of("13 accepted"), world.serverLog);
        }
    }

    @Test
    void aRestartedPeerAnswersWithAReset() {
        server.listening = true;
        client.at(10, Peer::connect).at(2_000, peer -> peer.write(new byte[] {7}));
        try (StreamWorld world = world(LINK, OPTIONS)) {
            world.simulation.at(500 * MILLI, at -> world.serverHost.crash());
            world.simulation.at(1_000 * MILLI, at -> world.serverHost.restart());
            world.runMillis(1_900);
            assertEquals(List.of("12 connected"), world.clientLog);
            world.runMillis(3_000);
            assertEquals(List.of("12 connected", "2002 RESET"), world.clientLog);
            assertEquals(0, world.server().bytes.size());
        }
    }

    @Test
    void anotherIncarnationsStreamIsAnotherStream() {
        server.listening = true;
        client.at(10, Peer::connect).at(2_000, Peer::connect).at(2_100, peer -> peer.write(new byte[] {9}));
        try (StreamWorld world = world(LINK, OPTIONS)) {
            world.simulation.at(500 * MILLI, at -> world.clientHost.crash());
            world.simulation.at(1_000 * MILLI, at -> world.clientHost.restart());
            world.runMillis(3_000);
            assertEquals(List.of("12 connected", "2002 connected"), world.clientLog);
            assertEquals(List.of("13 accepted", "2003 accepted"), world.serverLog);
            assertArrayEquals(new byte[] {9}, world.server().bytes.toByteArray());
        }
    }

    @Test
    void closingSendsWhatWasWrittenFirst() {
        server.listening = true;
        byte[] whole = bytes(3, 50_000);
        client.at(10, Peer::connect).at(20, peer -> {
            assertEquals(whole.length, peer.write(whole));
            peer.streams.close(peer.stream);
        });
        try (StreamWorld world = world(LINK.withLossPpm(50_000), OPTIONS)) {
            world.runMillis(60_000);
            assertArrayEquals(whole, world.server().bytes.toByteArray());
            assertEquals(List.of("12 connected"), world.clientLog);
            assertTrue(world.serverLog.get(1).endsWith("PEER_CLOSED"));
        }
    }

    @Test
    void aBrokenOffStreamDropsWhatWasWritten() {
        server.listening = true;
        client.at(10, Peer::connect).at(20, peer -> {
            peer.write(new byte[50_000]);
            peer.streams.reset(peer.stream);
        });
        try (StreamWorld world = world(LINK, OPTIONS)) {
            world.runMillis(1_000);
            assertEquals(List.of("13 accepted", "21 RESET"), world.serverLog);
            assertTrue(world.server().bytes.size() < 50_000);
        }
    }

    @Test
    void writingToAClosedPeerIsAnsweredWithAReset() {
        server.listening = true;
        server.onAccepted = peer -> peer.streams.close(peer.stream);
        client.at(10, Peer::connect);
        try (StreamWorld world = world(LINK, OPTIONS)) {
            world.runMillis(1_000);
            assertEquals(List.of("12 connected", "14 PEER_CLOSED"), world.clientLog);
            // Both ends have forgotten it: nothing is left to time out.
            long sent = world.client().streams.count(StreamCounter.SEGMENTS_SENT);
            world.runMillis(400_000);
            assertEquals(sent, world.client().streams.count(StreamCounter.SEGMENTS_SENT));
        }
    }

    @Test
    void theSendBufferIsBoundedAndTellsWhenThereIsRoom() {
        server.listening = true;
        int[] taken = new int[2];
        client.onWritable = peer -> taken[1]++;
        client.at(10, Peer::connect).at(20, peer -> taken[0] = peer.write(new byte[100_000]));
        try (StreamWorld world = world(LINK, OPTIONS.withBuffers(8_192, 4_096))) {
            world.runMillis(21);
            assertEquals(8_192, taken[0]);
            assertEquals(0, taken[1]);
            world.runMillis(1_000);
            assertEquals(8_192, world.server().bytes.size());
            assertEquals(1, taken[1]);
        }
    }

    /** One window is on its way at a time: 4 KiB each 20 ms. */
    @Test
    void theWindowLimitsWhatIsOnItsWay() {
        server.listening = true;
        client.at(10, Peer::connect).at(100, peer -> peer.write(new byte[60_000]));
        try (StreamWorld world = world(LinkSpec.ofLatencyNanos(10 * MILLI), OPTIONS.withBuffers(65_536, 4_096))) {
            world.runMillis(301);
            assertTrue(
                    world.server().bytes.size() <= 11 * 4_096,
                    () -> "" + world.server().bytes.size());
            world.runMillis(1_000);
            assertEquals(60_000, world.server().bytes.size());
        }
    }

    @Test
    void streamsAreBounded() {
        server.listening = true;
        int[] numbers = new int[4];
        client.at(10, peer -> Arrays.setAll(numbers, i -> peer.streams.connect(StreamWorld.SERVER, peer)));
        client.at(100, peer -> {
            peer.streams.close(numbers[1]);
            peer.streams.close(numbers[1]);
        });
        client.at(200, peer -> {
            int again = peer.streams.connect(StreamWorld.SERVER, peer);
            assertNotEquals(ByteStreams.NONE, again);
            assertNotEquals(numbers[1], again);
        });
        try (StreamWorld world = world(LINK, OPTIONS.withStreamsMax(3))) {
            world.runMillis(300);
            assertEquals(ByteStreams.NONE, numbers[3]);
            assertEquals(4, world.server().streams.count(StreamCounter.ACCEPTED));
            assertEquals(3, world.client().streams.count(StreamCounter.STREAMS_HIGH_WATER));
        }
    }

    @Test
    void strangeBytesAreLeftToTheProgramOrCounted() {
        boolean[] mine = new boolean[3];
        client.at(10, peer -> {
            byte[] damaged = new byte[Segment.BYTES_MAX];
            int length = Segment.seal(damaged, Segment.ACK, 9, 100, 1, 0, 0);
            damaged[20] ^= 1;
            mine[0] = peer.streams.receive(1, damaged, 0, length);
            mine[1] = peer.streams.receive(1, damaged, 0, 1);
            mine[2] = peer.streams.receive(1, new byte[] {32, 1, 2}, 0, 3);
        });
        try (StreamWorld world = world(LINK, OPTIONS)) {
            world.runMillis(100);
            assertEquals("[true, true, false]", Arrays.toString(mine));
            assertEquals(2, world.client().streams.count(StreamCounter.SEGMENTS_DAMAGED));
            assertEquals(0, world.client().streams.count(StreamCounter.SEGMENTS_SENT));
        }
    }

    @Test
    void oneSeedGivesOneOutcome() {
        assertEquals(lossyHash(5), lossyHash(5));
        assertNotEquals(lossyHash(5), lossyHash(6));
    }

    private static long lossyHash(long seed) {
        Script caller = new Script();
        Script called = new Script();
        called.listening = true;
        byte[] whole = bytes(1, 200_000);
        writeAll(caller, whole);
        caller.at(1, peer -> {
            peer.connect();
            peer.write(whole);
        });
        LinkSpec link = LINK.withLossPpm(50_000).withJitterNanos(MILLI);
        try (StreamWorld world = new StreamWorld(seed, link, OPTIONS, caller, called)) {
            world.runMillis(20_000);
            return world.simulation.traceHash();
        }
    }

    /** 2,000 writes and what follows from them, on a link that loses and reorders. */
    @Test
    void warmStreamsAllocateNothing() {
        byte[] piece = new byte[3_000];
        long[] least = {Long.MAX_VALUE};
        server.listening = true;
        for (int second = 1; second <= 20; second++) {
            client.at(second * 1_000L, peer -> {
                if (peer.stream == 0) {
                    peer.connect();
                    return;
                }
                long before = THREADS.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 100; i++) {
                    peer.write(piece);
                    peer.streams.timer();
                }
                least[0] = Math.min(least[0], THREADS.getCurrentThreadAllocatedBytes() - before);
            });
        }
        try (StreamWorld world = world(LINK.withLossPpm(20_000).withJitterNanos(MILLI), OPTIONS)) {
            world.runMillis(30_000);
            assertEquals(0, least[0]);
            assertTrue(world.server().streams.count(StreamCounter.BYTES_DELIVERED) > 500_000);
        }
    }
}
