package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** The statistics in front of packets: their bytes, their times, and what is told to whom. */
class LinkStatsTest {

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void whatIsWrittenIsRead(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("stats");
        StatsBlob blob = new StatsBlob();
        for (int field = 1; field <= LinkStats.PEAK_JITTER_MICROS; field++) {
            blob.stats.value(LinkStats.INSTANTANEOUS, field, value(random));
        }
        for (int field = LinkStats.CONNECTED_SECONDS; field <= LinkStats.PACKETS_DUPLICATE; field++) {
            blob.stats.value(LinkStats.LIFETIME, field, value(random));
        }
        blob.flags = random.chance(500_000) ? StatsBlob.ACK_REQUEST : StatsBlob.ACK_REQUEST | StatsBlob.ACK_IMMEDIATE;
        WireWriter out = new WireWriter();
        out.reset(new byte[StatsBlob.BYTES_MAX], 0, StatsBlob.BYTES_MAX);
        blob.write(out);
        WireReader in = new WireReader();
        in.reset(out.buffer, 0, out.position);
        StatsBlob read = new StatsBlob();
        read.read(in);
        assertFalse(in.failed);
        assertEquals(0, in.remaining());
        assertEquals(blob.flags, read.flags);
        assertEquals(blob.stats.toString(), read.stats.toString());
    }

    private static long value(RandomStream random) {
        return random.chance(300_000) ? LinkStats.UNKNOWN : random.nextLong() >>> 1 + random.nextInt(63);
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void anyBytesAreSurvived(@ForAll byte[] bytes) {
        WireReader in = new WireReader();
        in.reset(bytes, 0, bytes.length);
        new StatsBlob().read(in);
        assertTrue(in.position <= bytes.length);
        assertEquals(bytes.length, in.end);
    }

    @Test
    void bothSidesTellHowTheLinkIsEveryTwentyToThirtySeconds() {
        TestNetwork network = new TestNetwork(2);
        TestNetwork.Host server = network.host(SERVER, EndpointOptions.standard(true));
        TestNetwork.Host player = network.host(client(1), EndpointOptions.standard(false));
        Session up = player.endpoint.connect(0, SERVER);
        network.ticks(60);
        Session down = server.connected.get(0);
        network.lossPartsPerMillion = 100_000;
        for (int i = 0; i < 20 * 150; i++) {
            up.sendUnreliable(new byte[50], 0, 50);
            up.flush(network.now);
            down.sendUnreliable(new byte[500], 0, 500);
            down.flush(network.now);
            network.ticks(3);
        }
        long reports = player.endpoint.counters().value(EndpointCounter.LINK_STATS_SENT);
        assertTrue(reports >= 5 && reports <= 9, () -> "reports in 150 s: " + reports);
        LinkStats told = down.peerStats().orElseThrow();
        // 20 messages a second each way, and reports of gaps in packets of their own.
        assertEquals(220, told.outPacketsPerTenSeconds(), 25);
        assertEquals(200, told.inPacketsPerTenSeconds(), 25);
        assertEquals(20 * 515 * 9 / 10, told.inBytesPerSecond(), 1_000);
        assertEquals(40, told.pingMillis(), 2);
        assertEquals(10, told.droppedPercent(), 8);
        assertTrue(told.connectedSeconds() >= 115, () -> "connected for " + told.connectedSeconds());
        assertTrue(told.packetsSent() > 2_000, () -> "sent " + told.packetsSent());
        assertEquals(0.1, (double) told.packetsDropped() / (told.packetsDropped() + told.packetsReceived()), 0.05);
        assertTrue(up.peerStats().isPresent());
    }

    @Test
    void anIdleLinkIsNotReportedOn() {
        TestNetwork network = new TestNetwork(2);
        network.host(SERVER, EndpointOptions.standard(true));
        TestNetwork.Host player = network.host(client(1), EndpointOptions.standard(false));
        player.endpoint.connect(0, SERVER);
        network.ticks(60 * 60);
        long first = player.endpoint.counters().value(EndpointCounter.LINK_STATS_SENT);
        assertTrue(first <= 1, "the packets around the handshake may be worth a report");
        network.ticks(60 * 200);
        assertEquals(first, player.endpoint.counters().value(EndpointCounter.LINK_STATS_SENT));
    }

    @Test
    void theGameTellsNothing() {
        TestNetwork network = new TestNetwork(2);
        TestNetwork.Host server = network.host(SERVER, EndpointOptions.server());
        TestNetwork.Host player = network.host(client(1), EndpointOptions.client());
        Session up = player.endpoint.connect(0, SERVER);
        for (int i = 0; i < 20 * 60; i++) {
            up.sendUnreliable(new byte[10], 0, 10);
            up.flush(network.now);
            network.ticks(3);
        }
        assertEquals(0, player.endpoint.counters().value(EndpointCounter.LINK_STATS_SENT));
        assertTrue(server.connected.get(0).peerStats().isEmpty());
    }
}
