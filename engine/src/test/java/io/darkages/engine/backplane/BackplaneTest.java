package io.darkages.engine.backplane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.backplane.BackplaneNetwork.Node;
import io.darkages.engine.port.BoundedStructure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackplaneTest {

    private final BackplaneNetwork network = new BackplaneNetwork(5);

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** Links that are up are those that came up and were not lost. */
    private static long linksUp(Node node) {
        return node.count(BackplaneCounter.LINKS_UP) - node.count(BackplaneCounter.LINKS_LOST);
    }

    @Test
    void oneAddressIsEnoughForALink() {
        Node a = network.node(1, 10);
        Node b = network.node(2, 20);
        a.backplane.connect(b.address);
        network.millis(200);
        assertEquals(List.of("linked 2/20 new"), a.events);
        assertEquals(List.of("linked 1/10 new"), b.events);
        assertTrue(a.backplane.isLinked(2));
        assertEquals(20, a.backplane.incarnationOf(2));
        assertEquals(b.address, a.backplane.addressOf(2));
        assertEquals(0, a.backplane.addressOf(3));
        assertTrue(b.send(1, Delivery.RELIABLE, 1));
        assertTrue(b.send(1, Delivery.UNRELIABLE, 2));
        network.ticks(1);
        assertEquals(List.of(1L), a.reliable);
        assertEquals(List.of(2L), a.unreliable);
        // Held until the peer itself has said that it came.
        assertEquals(1, b.backplane.heldFor(1));
        network.ticks(2);
        assertEquals(0, b.backplane.heldFor(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void twoThatConnectToEachOtherKeepOneLink(long seed) {
        BackplaneNetwork crossed = new BackplaneNetwork(seed);
        crossed.jitterNanos = 5 * BackplaneNetwork.MILLI;
        crossed.lossPartsPerMillion = 50_000;
        Node a = crossed.node(1, 10);
        Node b = crossed.node(2, 20);
        a.backplane.connect(b.address);
        b.backplane.connect(a.address);
        long sent = 0;
        for (int i = 0; i < 120; i++) {
            crossed.ticks(1);
            if (a.backplane.isLinked(2) && b.backplane.isLinked(1)) {
                sent++;
                assertTrue(a.send(2, Delivery.RELIABLE, sent));
                assertTrue(b.send(1, Delivery.RELIABLE, sent));
            }
        }
        crossed.millis(2_000);
        assertEquals(upTo(sent), a.reliable);
        assertEquals(upTo(sent), b.reliable);
        assertTrue(sent > 50);
        assertEquals(1, linksUp(a), a.events::toString);
        assertEquals(1, linksUp(b), b.events::toString);
    }

    /** The test above proves nothing where the second link never comes up. */
    @Test
    void twoLinksAreUpAtTimes() {
        long linksUp = 0;
        for (long seed = 1; seed <= 20; seed++) {
            BackplaneNetwork crossed = new BackplaneNetwork(seed);
            crossed.jitterNanos = 5 * BackplaneNetwork.MILLI;
            Node a = crossed.node(1, 10);
            Node b = crossed.node(2, 20);
            a.backplane.connect(b.address);
            b.backplane.connect(a.address);
            crossed.millis(500);
            assertEquals(1, linksUp(a));
            assertEquals(1, linksUp(b));
            linksUp += b.count(BackplaneCounter.LINKS_UP);
        }
        assertTrue(linksUp > 22, "links " + linksUp);
    }

    @Test
    void reliableMessagesComeOnceAndInOrderOverABadNetwork() {
        network.jitterNanos = 8 * BackplaneNetwork.MILLI;
        network.lossPartsPerMillion = 200_000;
        network.duplicatePartsPerMillion = 100_000;
        Node a = network.node(1, 10);
        Node b = network.node(2, 20);
        a.backplane.connect(b.address);
        network.millis(3_000);
        for (int i = 1; i <= 600; i++) {
            assertTrue(a.send(2, Delivery.RELIABLE, i));
            assertTrue(b.send(1, Delivery.RELIABLE, i));
            a.send(2, Delivery.UNRELIABLE, i);
            if (i % 3 == 0) {
                network.ticks(1);
            }
        }
        network.millis(5_000);
        assertEquals(upTo(600), a.reliable);
        assertEquals(upTo(600), b.reliable);
        // Of the others some are lost, and none comes twice.
        assertEquals(b.unreliable.size(), b.unreliable.stream().distinct().count());
        assertTrue(b.unreliable.size() > 300 && b.unreliable.size() < 600, () -> "came " + b.unreliable.size());
        assertEquals(0, a.backplane.heldFor(2));
    }

    @Test
    void whatIsSentWhileTheLinkIsLostComesAfterIt() {
        network.lossPartsPerMillion = 20_000;
        Node a = network.node(1, 10);
        Node b = network.node(2, 20);
        a.backplane.connect(b.address);
        b.backplane.connect(a.address);
        network.millis(1_000);
        long sent = 0;
        for (int round = 0; round < 4; round++) {
            for (int tick = 0; tick < 300; tick++) {
                network.cut = tick >= 30 && tick < 240;
                if (tick % 6 == 0) {
                    sent++;
                    assertTrue(a.send(2, Delivery.RELIABLE, sent));
                    assertTrue(b.send(1, Delivery.RELIABLE, sent));
                }
                network.ticks(1);
            }
        }
        network.millis(2_000);
        assertEquals(upTo(sent), a.reliable);
        assertEquals(upTo(sent), b.reliable);
        assertTrue(a.count(BackplaneCounter.RELIABLE_RESENT) > 0);
        assertTrue(a.events.contains("unlinked 2/20"));
        assertTrue(a.events.contains("linked 2/20"), a.events::toString);
        assertEquals(1, linksUp(a));
        assertEquals(1, linksUp(b));
    }

    @Test
    void aShortSilenceIsToldAndNoMore() {
        Node a = network.node(1, 10);
        Node b = network.node(2, 20);
        a.backplane.connect(b.address);
        network.millis(1_000);
        a.events.clear();
        network.cut = true;
        network.millis(380);
        assertEquals(List.of(), a.events);
        network.millis(200);
        assertEquals(List.of("silent 2/20"), a.events);
        network.cut = false;
        network.millis(400);
        assertEquals(List.of("silent 2/20", "heard 2/20"), a.events);
        assertEquals(1, a.count(BackplaneCounter.SILENCES));
    }

    @Test
    void aNewIncarnationBeginsAnew() {
        Node a = network.node(1, 10);
        Node old = network.node(2, 20);
        a.backplane.connect(old.address);
        network.millis(500);
        a.send(2, Delivery.RELIABLE, 1);
        network.ticks(3);
        network.kill(old);
        for (int i = 2; i <= 5; i++) {
            assertTrue(a.send(2, Delivery.RELIABLE, i));
        }
        Node young = network.node(2, 21);
        network.millis(5_000);
        assertEquals(List.of(1L), old.reliable);
        assertEquals(List.of(), young.reliable, "what was meant for the old one");
        assertEquals("linked 2/21 new dropped 4", a.events.get(a.events.size() - 1), a.events::toString);
        assertEquals(4, a.count(BackplaneCounter.RELIABLE_DROPPED));
        a.send(2, Delivery.RELIABLE, 6);
        young.send(1, Delivery.RELIABLE, 1);
        network.ticks(3);
        assertEquals(List.of(6L), young.reliable);
        assertEquals(List.of(1L), a.reliable);
    }

    @Test
    void anOlderIncarnationIsRefusedOnceANewerOneWasHeard() {
        Node a = network.node(1, 10);
        Node old = network.node(BackplaneOptions.of(2, 20), BackplaneNetwork.address(9), BackplaneNetwork.KEY);
        a.backplane.connect(old.address);
        network.millis(500);
        old.send(1, Delivery.RELIABLE, 1);
        network.ticks(3);
        Node young = network.node(2, 21);
        young.backplane.connect(a.address);
        network.millis(500);
        assertEquals(List.of("linked 2/20 new", "unlinked 2/20", "linked 2/21 new"), a.events);
        // The old one does not know, holds what it is told to send, and comes again and again.
        old.send(1, Delivery.RELIABLE, 2);
        old.send(1, Delivery.UNRELIABLE, 3);
        old.backplane.connect(a.address);
        network.millis(3_000);
        assertEquals(List.of(1L), a.reliable);
        assertEquals(List.of(), a.unreliable);
        assertTrue(a.count(BackplaneCounter.STALE_INCARNATIONS) > 3);
        assertEquals(21, a.backplane.incarnationOf(2));
        young.send(1, Delivery.RELIABLE, 4);
        network.ticks(3);
        assertEquals(List.of(1L, 4L), a.reliable);
        a.send(2, Delivery.RELIABLE, 5);
        network.ticks(3);
        assertEquals(List.of(5L), young.reliable);
        assertEquals(List.of(), old.reliable);
        assertEquals(3, a.events.size(), a.events::toString);
    }

    @Test
    void whoHasNotTheKeyIsNoPeer() {
        byte[] otherKey = new byte[16];
        otherKey[3] = 1;
        Node a = network.node(1, 10);
        Node stranger = network.node(BackplaneOptions.of(2, 20), BackplaneNetwork.address(2), new PeerKey(otherKey));
        stranger.backplane.connect(a.address);
        network.millis(1_000);
        assertEquals(List.of(), a.events);
        assertEquals(List.of(), stranger.events);
        assertTrue(a.count(BackplaneCounter.UNSEALED) > 0);
        assertEquals(0, a.backplane.peerCount());
        assertFalse(stranger.send(1, Delivery.RELIABLE, 1));
    }

    @Test
    void whatIsHeldForAPeerHasACap() {
        Node a = network.node(
                BackplaneOptions.of(1, 10).withCaps(4, 4, 2_048), BackplaneNetwork.address(1), BackplaneNetwork.KEY);
        Node b = network.node(2, 20);
        a.backplane.connect(b.address);
        network.millis(500);
        network.cut = true;
        int queued = 0;
        while (a.send(2, Delivery.RELIABLE, queued + 1)) {
            queued++;
        }
        assertTrue(queued > 20, "queued " + queued);
        assertEquals(1, a.count(BackplaneCounter.RELIABLE_REFUSED));
        long[] told = new long[2];
        a.backplane.reportBounds((kind, player, structure, highWater, cap) -> {
            if (structure == BoundedStructure.BACKPLANE_HELD_BYTES.ordinal()) {
                told[0] = highWater;
                told[1] = cap;
            }
        });
        assertTrue(told[0] > 2_000 && told[0] <= told[1], told[0] + " of " + told[1]);
        network.cut = false;
        network.millis(4_000);
        assertEquals(upTo(queued), b.reliable);
        assertTrue(a.send(2, Delivery.RELIABLE, queued + 1));
    }

    @Test
    void thereAreNoMorePeersThanTheCap() {
        Node a = network.node(
                BackplaneOptions.of(1, 10).withCaps(2, 4, 2_048), BackplaneNetwork.address(1), BackplaneNetwork.KEY);
        for (int process = 2; process <= 4; process++) {
            network.node(process, 1).backplane.connect(a.address);
        }
        network.millis(500);
        assertEquals(2, a.backplane.peerCount());
        assertTrue(a.count(BackplaneCounter.PEERS_REFUSED) > 0);
        a.backplane.forget(a.clock(), 2);
        assertTrue(a.backplane.connect(5));
        assertTrue(a.backplane.connect(6));
        assertFalse(a.backplane.connect(7));
    }

    @Test
    void messagesGoToZonesAndToAll() {
        Node a = network.node(1, 10);
        List<Node> others = new ArrayList<>();
        for (int process = 2; process <= 4; process++) {
            Node node = network.node(process, 1);
            node.backplane.connect(a.address);
            others.add(node);
        }
        network.millis(500);
        a.backplane.zone(7);
        a.backplane.route(3, 4);
        ZoneStatus status = new ZoneStatus();
        assertTrue(a.backplane.sendToZone(3, Delivery.RELIABLE, status));
        assertFalse(a.backplane.sendToZone(2, Delivery.RELIABLE, status));
        assertFalse(a.backplane.sendToZone(2, Delivery.UNRELIABLE, status));
        assertEquals(3, a.backplane.broadcast(Delivery.RELIABLE, status));
        network.ticks(2);
        network.kill(others.get(0));
        network.millis(4_000);
        assertEquals(2, a.backplane.broadcast(Delivery.UNRELIABLE, status));
        assertEquals(3, a.backplane.broadcast(Delivery.RELIABLE, status));
        network.ticks(3);
        String broadcast = "ZONE_STATUS from 1/10 zone 7 to " + MessageHeader.BROADCAST;
        assertEquals(List.of(broadcast), others.get(0).headers);
        assertEquals(List.of(broadcast, broadcast, broadcast), others.get(1).headers);
        assertEquals("ZONE_STATUS from 1/10 zone 7 to 3", others.get(2).headers.get(0));
        assertEquals(4, others.get(2).headers.size());
        a.backplane.unroute(3);
        assertFalse(a.backplane.sendToZone(3, Delivery.RELIABLE, status));
        assertThrows(IllegalArgumentException.class, () -> a.backplane.route(1_024, 1));
    }

    /** What was held goes before what is sent when the link is told of. */
    @Test
    void whoSendsWhenALinkComesBackKeepsTheOrder() {
        Node a = network.node(1, 10);
        Node b = network.node(2, 20);
        a.backplane.connect(b.address);
        network.millis(500);
        network.cut = true;
        a.send(2, Delivery.RELIABLE, 1);
        network.millis(4_000);
        a.send(2, Delivery.RELIABLE, 2);
        a.numberWhenLinked = 3;
        network.cut = false;
        network.millis(2_000);
        assertEquals(upTo(3), b.reliable);
        assertEquals(0, b.count(BackplaneCounter.GAPS));
        assertEquals(0, b.count(BackplaneCounter.DUPLICATES));
    }

    @Test
    void handshakesMayBeWorkedOnElsewhere() {
        network.deferHandshakes = true;
        Node a = network.node(1, 10);
        Node b = network.node(2, 20);
        a.backplane.connect(b.address);
        network.millis(500);
        assertEquals(List.of("linked 2/20 new"), a.events);
        assertEquals(List.of("linked 1/10 new"), b.events);
    }

    @Test
    void aGracefulEndIsKnownAtOnce() {
        Node a = network.node(1, 10);
        Node b = network.node(2, 20);
        a.backplane.connect(b.address);
        network.millis(500);
        b.backplane.close(b.clock());
        network.millis(500);
        assertEquals(List.of("linked 2/20 new", "unlinked 2/20"), a.events.subList(0, 2));
        assertFalse(a.events.contains("linked 2/20"), a.events::toString);
        assertFalse(a.send(2, Delivery.UNRELIABLE, 1));
    }

    @Test
    void messagesTakeTheLinksTimeAndNoMore() {
        Node a = network.node(1, 10);
        Node b = network.node(2, 20);
        a.backplane.connect(b.address);
        network.millis(500);
        for (int i = 1; i <= 100; i++) {
            a.send(2, Delivery.RELIABLE, i);
            a.send(2, Delivery.UNRELIABLE, i);
            network.ticks(1);
        }
        assertEquals(200, b.latencies.size());
        assertTrue(b.latencies.stream().allMatch(nanos -> nanos == BackplaneNetwork.MILLI / 2), b.latencies::toString);
    }

    @Test
    void theSameRunHasTheSameState() {
        assertEquals(hashOfRun(3), hashOfRun(3));
        assertNotEquals(hashOfRun(3), hashOfRun(4));
    }

    private static long hashOfRun(long seed) {
        BackplaneNetwork run = new BackplaneNetwork(seed);
        run.lossPartsPerMillion = 100_000;
        run.jitterNanos = 3 * BackplaneNetwork.MILLI;
        Node a = run.node(1, 10);
        Node b = run.node(2, 20);
        a.backplane.connect(b.address);
        b.backplane.connect(a.address);
        for (int i = 1; i < 200; i++) {
            a.send(2, Delivery.RELIABLE, i);
            run.ticks(1);
        }
        return a.backplane.foldState(b.backplane.foldState(0));
    }
}
