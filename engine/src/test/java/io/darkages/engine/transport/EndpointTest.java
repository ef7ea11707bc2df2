package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.MILLI;
import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointTest {

    private final TestNetwork network = new TestNetwork(1);
    private final TestNetwork.Host server = network.host(SERVER, EndpointOptions.server());
    private final TestNetwork.Host player = network.host(client(1), EndpointOptions.client());

    private Session connect() {
        Session session = player.endpoint.connect(network.now, SERVER);
        network.ticks(12);
        assertEquals(SessionState.CONNECTED, session.state());
        assertEquals(SessionState.CONNECTED, server.connected.get(0).state());
        return session;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + i / 251);
        }
        return bytes;
    }

    @Test
    void connectsAndCarriesMessagesBothWays() {
        Session up = connect();
        Session down = server.connected.get(0);
        assertEquals(up.localId(), down.remoteId());
        assertEquals(up.remoteId(), down.localId());
        assertTrue(down.isServerSide());
        assertFalse(up.isServerSide());
        assertTrue(up.sendReliable(text("login"), 0, 5));
        assertTrue(up.sendUnreliable(text("input"), 0, 5));
        up.flush(network.now);
        assertTrue(down.sendUnreliable(text("snapshot"), 0, 8));
        assertTrue(down.sendReliable(text(""), 0, 0));
        down.flush(network.now);
        network.ticks(3);
        assertArrayEquals(text("login"), server.reliable.get(0));
        assertArrayEquals(text("input"), server.unreliable.get(0));
        assertArrayEquals(text("snapshot"), player.unreliable.get(0));
        assertArrayEquals(text(""), player.reliable.get(0));
        assertEquals(player.sentDigests, server.deliveredDigests);
        assertEquals(2, up.lastNumber(0));
        assertEquals(1, server.endpoint.sessionCount());
        assertEquals(0, server.endpoint.halfOpenCount());
    }

    @Test
    void roundTripLeavesOutTheAckDelay() {
        network.delayNanos = 40 * MILLI;
        Session up = player.endpoint.connect(network.now, SERVER);
        network.ticks(20);
        Session down = server.connected.get(0);
        for (int i = 0; i < 60; i++) {
            down.sendUnreliable(text("x"), 0, 1);
            down.flush(network.now);
            up.sendUnreliable(text("x"), 0, 1);
            up.flush(network.now);
            network.ticks(3);
        }
        assertEquals(80.0, down.smoothedRoundTripNanos() / 1e6, 0.2);
        assertEquals(80.0, up.smoothedRoundTripNanos() / 1e6, 0.2);
        assertTrue(down.jitterNanos() < MILLI, () -> "jitter " + down.jitterNanos());
        assertEquals(0, down.lossPartsPerMillion());
    }

    @Test
    void lossIsSeenInTheGaps() {
        Session up = connect();
        network.lossPartsPerMillion = 200_000;
        for (int i = 0; i < 600; i++) {
            up.sendUnreliable(text("x"), 0, 1);
            up.flush(network.now);
            network.ticks(3);
        }
        assertEquals(200_000, server.connected.get(0).lossPartsPerMillion(), 80_000);
    }

    @Test
    void longMessagesArriveWhole() {
        connect();
        Session down = server.connected.get(0);
        byte[] reliable = pattern(64 * 1024);
        byte[] unreliable = pattern(EndpointOptions.UNRELIABLE_MESSAGE_BYTES_MAX);
        assertTrue(down.sendUnreliable(unreliable, 0, unreliable.length));
        down.flush(network.now);
        network.ticks(60);
        assertTrue(down.sendReliable(reliable, 0, reliable.length));
        down.flush(network.now);
        network.ticks(60 * 5);
        assertArrayEquals(unreliable, player.unreliable.get(0));
        assertArrayEquals(reliable, player.reliable.get(0));
        assertEquals(0, down.reliableBytesHeld());
        byte[] tooLong = new byte[EndpointOptions.RELIABLE_MESSAGE_BYTES_MAX + 1];
        assertThrows(IllegalArgumentException.class, () -> down.sendReliable(tooLong, 0, tooLong.length));
    }

    @Test
    void reliableSendBufferHasACap() {
        connect();
        Session down = server.connected.get(0);
        byte[] message = pattern(60_000);
        int accepted = 0;
        while (down.sendReliable(message, 0, message.length)) {
            accepted++;
        }
        assertEquals(4, accepted);
        assertEquals(1, server.endpoint.counters().value(EndpointCounter.RELIABLE_SEND_REFUSED));
    }

    @Test
    void strangersMayHoldLittleUntilTheyAreTrusted() {
        Session up = connect();
        Session down = server.connected.get(0);
        down.limitReliableReceive(1_024);
        byte[] shortOne = pattern(900);
        assertTrue(up.sendReliable(shortOne, 0, shortOne.length));
        up.flush(network.now);
        network.ticks(120);
        assertArrayEquals(shortOne, server.reliable.get(0), "what fits is delivered");
        down.limitReliableReceive(64 * 1_024);
        byte[] longOne = pattern(3_000);
        assertTrue(up.sendReliable(longOne, 0, longOne.length));
        network.ticks(600);
        assertArrayEquals(longOne, server.reliable.get(1), "the trusted may send more");
        down.limitReliableReceive(1_024);
        assertTrue(up.sendReliable(longOne, 0, longOne.length));
        network.ticks(600);
        assertEquals(2, server.reliable.size());
        assertEquals(SessionState.CLOSED, down.state(), "a message beyond the limit ends the session");
    }

    @Test
    void closeTellsThePeerWhy() {
        Session up = connect();
        Session down = server.connected.get(0);
        down.close(network.now, 1234, "kicked");
        assertEquals(List.of("1234 kicked"), server.closed);
        assertEquals(SessionState.CLOSING, down.state());
        assertEquals(0, server.endpoint.sessionCount());
        network.ticks(6);
        assertEquals(List.of("1234 kicked"), player.closed);
        assertEquals(SessionState.CLOSED, up.state());
        assertEquals(SessionState.CLOSED, down.state());
        assertFalse(up.sendReliable(text("x"), 0, 1));
    }

    @Test
    void closeIsToldAgainWhenItIsLost() {
        Session up = connect();
        network.cut = true;
        up.close(network.now, CloseReason.NORMAL, "bye");
        network.ticks(10);
        network.cut = false;
        network.ticks(40);
        assertEquals(List.of("1000 bye"), server.closed);
        assertEquals(SessionState.CLOSED, up.state());
    }

    @Test
    void silenceTimesOutOnBothSides() {
        connect();
        network.cut = true;
        network.ticks(60 * 11);
        assertEquals(List.of("5003 timed out"), server.closed);
        assertEquals(List.of("5003 timed out"), player.closed);
        assertEquals(0, server.endpoint.sessionCount());
    }

    @Test
    void keepAlivesHoldAnIdleSession() {
        connect();
        int before = network.log.size();
        network.ticks(60 * 60);
        assertEquals(List.of(), server.closed);
        assertTrue(network.log.size() - before < 140, () -> "idle datagrams " + (network.log.size() - before));
    }

    @Test
    void connectGivesUp() {
        network.cut = true;
        Session up = player.endpoint.connect(network.now, SERVER);
        network.ticks(60 * 10 + 6);
        assertEquals(List.of("5003 timed out"), player.closed);
        assertEquals(SessionState.CLOSED, up.state());
        assertEquals(0, player.endpoint.sessionCount());
    }

    @Test
    void connectSurvivesLoss() {
        network.lossPartsPerMillion = 500_000;
        player.endpoint.connect(network.now, SERVER);
        for (int i = 0; i < 600 && player.connected.isEmpty(); i++) {
            network.ticks(1);
        }
        assertEquals(1, player.connected.size());
    }

    /** What a server without the session could say names but one id: anybody who has seen a packet could say it. */
    @Test
    void restartedServerIsNoticedByItsSilence() {
        Session up = connect();
        network.remove(server);
        TestNetwork.Host again = network.host(SERVER, EndpointOptions.server());
        up.sendUnreliable(text("x"), 0, 1);
        up.flush(network.now);
        network.ticks(60);
        assertEquals(1, again.endpoint.counters().value(EndpointCounter.UNKNOWN_SESSION));
        assertEquals(0, again.endpoint.counters().value(EndpointCounter.DATAGRAMS_SENT));
        assertEquals(List.of(), player.closed);
        network.ticks(60 * 10);
        assertEquals(List.of("5003 timed out"), player.closed);
    }

    @Test
    void anotherSuiteIsRefused() {
        TestNetwork.Host stranger = network.host(client(2), EndpointOptions.client(), TestCryptography::tagging);
        stranger.endpoint.connect(network.now, SERVER);
        network.ticks(10);
        assertEquals(List.of("4002 cipher suite"), stranger.closed);
        assertEquals(0, server.endpoint.sessionCount());
    }

    @Test
    void listenerMayCloseInEveryCall() {
        server.also = new EndpointListener() {
            @Override
            public void connected(Session session) {
                session.sendReliable(text("welcome"), 0, 7);
                session.flush(network.now);
            }

            @Override
            public void message(
                    Session session, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {
                session.close(network.now, 1001, "enough");
            }

            @Override
            public void closed(Session session, int reason, String debug) {
                session.close(network.now, 1002, "again");
            }
        };
        Session up = connect();
        for (int i = 0; i < 4; i++) {
            up.sendReliable(pattern(700), 0, 700);
            up.sendUnreliable(text("x"), 0, 1);
        }
        for (int i = 0; i < 120; i++) {
            up.flush(network.now);
            network.ticks(1);
        }
        assertEquals(List.of("1001 enough"), server.closed);
        assertEquals(1, server.reliable.size() + server.unreliable.size());
        assertEquals(List.of("1001 enough"), player.closed);
    }

    /** An answer flushed from inside the call once went with an ack that could not name the packet answered. */
    @Test
    void answersFromInsideTheCallCauseNoRetransmission() {
        server.also = new EndpointListener() {
            @Override
            public void connected(Session session) {}

            @Override
            public void message(
                    Session session, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {
                session.sendReliable(buffer, offset, length);
                session.flush(network.now);
            }

            @Override
            public void closed(Session session, int reason, String debug) {}
        };
        Session up = connect();
        for (int i = 0; i < 20; i++) {
            up.sendReliable(text("question"), 0, 8);
            up.flush(network.now);
            network.ticks(30);
        }
        assertEquals(20, player.reliable.size());
        assertEquals(0, player.endpoint.counters().value(EndpointCounter.RELIABLE_BYTES_RETRANSMITTED));
        assertEquals(0, server.endpoint.counters().value(EndpointCounter.RELIABLE_BYTES_RETRANSMITTED));
    }

    @Test
    void equalRunsHaveEqualState() {
        long[] hashes = new long[3];
        for (int run = 0; run < 3; run++) {
            TestNetwork again = new TestNetwork(run == 2 ? 8 : 7);
            TestNetwork.Host host = again.host(SERVER, EndpointOptions.server());
            TestNetwork.Host guest = again.host(client(1), EndpointOptions.client());
            again.lossPartsPerMillion = 100_000;
            Session up = guest.endpoint.connect(0, SERVER);
            for (int i = 0; i < 100; i++) {
                up.sendReliable(text("x"), 0, 1);
                up.flush(again.now);
                again.ticks(1);
            }
            hashes[run] = host.endpoint.foldState(guest.endpoint.foldState(1));
        }
        assertEquals(hashes[0], hashes[1]);
        assertNotEquals(hashes[0], hashes[2]);
    }

    @Test
    void replaysAndStrangersAreDroppedAndCounted() {
        Session up = connect();
        up.sendUnreliable(text("once"), 0, 4);
        up.flush(network.now);
        byte[] packet = network.log.get(network.log.size() - 1).bytes();
        network.ticks(4);
        server.endpoint.receive(network.now, client(1), packet, 0, packet.length);
        server.endpoint.receive(network.now, client(9), packet, 0, packet.length);
        assertEquals(1, server.unreliable.size());
        assertEquals(1, server.endpoint.counters().value(EndpointCounter.REPLAYED_PACKETS));
        assertEquals(1, server.endpoint.counters().value(EndpointCounter.WRONG_ADDRESS));
        assertEquals(2, server.endpoint.counters().dropped());
    }

    @Test
    void forgedPacketsAreDroppedAndCounted() {
        TestNetwork sealed = new TestNetwork(3);
        TestNetwork.Host host = sealed.host(SERVER, EndpointOptions.server(), TestCryptography::tagging);
        TestNetwork.Host guest = sealed.host(client(1), EndpointOptions.client(), TestCryptography::tagging);
        Session up = guest.endpoint.connect(0, SERVER);
        sealed.ticks(12);
        up.sendUnreliable(text("true"), 0, 4);
        up.flush(sealed.now);
        byte[] packet = sealed.log.get(sealed.log.size() - 1).bytes();
        for (int i = 7; i < packet.length; i++) {
            byte[] forged = packet.clone();
            forged[i] ^= 1;
            host.endpoint.receive(sealed.now, client(1), forged, 0, forged.length);
        }
        assertEquals(packet.length - 7, host.endpoint.counters().value(EndpointCounter.FORGED_PACKETS));
        assertEquals(0, host.unreliable.size());
        sealed.ticks(4);
        assertArrayEquals(text("true"), host.unreliable.get(0));
    }

    @Test
    void nothingIsKeptForAnUnprovenAddress() {
        byte[] request = challengeRequest();
        for (int i = 0; i < 1000; i++) {
            server.endpoint.receive(network.now, client(i), request, 0, request.length);
        }
        assertEquals(0, server.endpoint.sessionCount());
        assertEquals(0, server.endpoint.counters().value(EndpointCounter.SESSIONS_HIGH_WATER));
        assertEquals(1000, server.endpoint.counters().value(EndpointCounter.CHALLENGES_SENT));
    }

    @Test
    void challengeIsBoundToItsAddressAndItsTime() {
        player.endpoint.connect(network.now, SERVER);
        network.until(network.now + 50 * MILLI);
        TestNetwork.Sent request = network.log.stream()
                .filter(sent -> sent.bytes()[0] == ControlMessage.CONNECT_REQUEST)
                .findFirst()
                .orElseThrow();
        server.endpoint.receive(network.now, client(5), request.bytes(), 0, request.bytes().length);
        assertEquals(1, server.endpoint.counters().value(EndpointCounter.CHALLENGES_REFUSED));
        server.endpoint.receive(network.now + 6_000 * MILLI, client(1), request.bytes(), 0, request.bytes().length);
        assertEquals(2, server.endpoint.counters().value(EndpointCounter.CHALLENGES_REFUSED));
        assertEquals(0, server.endpoint.sessionCount());
    }

    private static byte[] challengeRequest() {
        ControlMessage message = new ControlMessage().clear(ControlMessage.CHALLENGE_REQUEST);
        message.senderId = 77;
        message.protocolVersion = 13;
        WireWriter out = new WireWriter();
        out.reset(new byte[600], 0, 600);
        message.write(out);
        return Arrays.copyOf(out.buffer, out.position);
    }
}
