package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.MILLI;
import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Closing, lingering, and what may end a session from outside. */
class SessionEndTest {

    private final TestNetwork network = new TestNetwork(1);
    private final TestNetwork.Host server = network.host(SERVER, EndpointOptions.server());
    private final TestNetwork.Host player = network.host(client(1), EndpointOptions.client());
    private Session up;
    private Session down;

    private void connect() {
        up = player.endpoint.connect(network.now, SERVER);
        network.ticks(12);
        down = server.connected.get(0);
    }

    private long sentByServer(int lead) {
        return network.log.stream()
                .filter(sent -> sent.from() == SERVER && sent.bytes()[0] == lead)
                .count();
    }

    @Test
    void lingeringSessionDeliversWhatIsQueuedThenCloses() {
        connect();
        network.lossPartsPerMillion = 300_000;
        byte[] message = new byte[20_000];
        message[19_999] = 5;
        assertTrue(down.sendReliable(message, 0, message.length));
        down.closeWhenDelivered(network.now, 1_042, "all said");
        assertEquals(SessionState.LINGERING, down.state());
        assertEquals(List.of("1042 all said"), server.closed, "told at once");
        assertFalse(down.sendReliable(message, 0, 1));
        assertEquals(1, server.endpoint.sessionCount());
        for (int i = 0; i < 60 * 5 && down.state() == SessionState.LINGERING; i++) {
            network.ticks(1);
        }
        assertEquals(0, down.reliableBytesHeld());
        network.lossPartsPerMillion = 0;
        network.ticks(60 * 6);
        assertArrayEquals(message, player.reliable.get(0));
        assertEquals(List.of("1042 all said"), player.closed);
        assertEquals(List.of("1042 all said"), server.closed, "told once");
        assertEquals(SessionState.CLOSED, down.state());
        assertEquals(0, server.endpoint.sessionCount());
    }

    @Test
    void nothingToDeliverClosesAtOnce() {
        connect();
        down.closeWhenDelivered(network.now, 1_042, "nothing more");
        assertEquals(SessionState.CLOSING, down.state());
        network.ticks(6);
        assertEquals(List.of("1042 nothing more"), player.closed);
    }

    @Test
    void lingeringEndsAtItsLimit() {
        connect();
        network.cut = true;
        down.sendReliable(new byte[10], 0, 10);
        down.closeWhenDelivered(network.now, 1_042, "hello?");
        network.ticks(60 * 5 - 2);
        assertEquals(SessionState.LINGERING, down.state());
        network.ticks(4);
        assertEquals(SessionState.CLOSING, down.state());
        assertEquals(1, sentByServer(ControlMessage.CONNECTION_CLOSED), "told once, and again later");
        network.ticks(60 * 5 + 2);
        assertEquals(SessionState.CLOSED, down.state());
        assertEquals(List.of("1042 hello?"), server.closed);
    }

    @Test
    void whatComesToALingeringSessionIsAcknowledgedAndThrownAway() {
        connect();
        byte[] held = new byte[60_000];
        down.sendReliable(held, 0, held.length);
        down.closeWhenDelivered(network.now, 1_042, "slow");
        assertTrue(up.sendReliable(new byte[30], 0, 30));
        assertTrue(up.sendUnreliable(new byte[30], 0, 30));
        up.flush(network.now);
        network.ticks(20);
        assertEquals(SessionState.LINGERING, down.state());
        assertEquals(0, up.reliableBytesHeld(), "acknowledged");
        assertEquals(0, server.reliable.size() + server.unreliable.size(), "thrown away");
        assertEquals(List.of(), server.deliveredDigests);
    }

    @Test
    void closedSessionTellsWhoeverGoesOnForFiveSeconds() {
        connect();
        network.cut = true;
        down.close(network.now, 1_042, "gone");
        network.ticks(60 * 2);
        network.cut = false;
        long before = sentByServer(ControlMessage.CONNECTION_CLOSED);
        assertEquals(4, before, "told four times of its own accord");
        up.sendUnreliable(new byte[1], 0, 1);
        up.flush(network.now);
        // The same packet in a burst, as a flood would have it.
        byte[] packet = network.log.get(network.log.size() - 1).bytes();
        for (int i = 0; i < 50; i++) {
            server.endpoint.receive(network.now, client(1), packet, 0, packet.length);
        }
        assertEquals(before + 1, sentByServer(ControlMessage.CONNECTION_CLOSED));
        network.ticks(6);
        assertEquals(List.of("1042 gone"), player.closed);
        assertEquals(SessionState.CLOSED, down.state(), "the answer ends it");
    }

    @Test
    void challengeAndConnectRequestsOfAClosedSessionAreAnsweredWithItsEnd() {
        connect();
        network.cut = true;
        down.close(network.now, 1_042, "gone");
        for (TestNetwork.Sent sent : List.copyOf(network.log)) {
            int lead = sent.bytes()[0];
            if (lead == ControlMessage.CHALLENGE_REQUEST || lead == ControlMessage.CONNECT_REQUEST) {
                network.now += 200 * MILLI;
                long before = sentByServer(ControlMessage.CONNECTION_CLOSED);
                server.endpoint.receive(network.now, client(1), sent.bytes(), 0, sent.bytes().length);
                assertEquals(before + 1, sentByServer(ControlMessage.CONNECTION_CLOSED), "to " + lead);
            }
        }
        assertEquals(0, server.endpoint.sessionCount());
        network.ticks(60 * 6);
        assertEquals(SessionState.CLOSED, down.state());
        long before = network.log.size();
        byte[] stray = {(byte) 0x80, 0, 0, 0, 0, 9, 0};
        LittleEndian.put32(stray, 1, down.localId());
        server.endpoint.receive(network.now, client(1), stray, 0, stray.length);
        assertEquals(before, network.log.size(), "then it is forgotten");
    }

    @Test
    void answerToAClientThatGaveUpIsAnsweredWithItsEnd() {
        up = player.endpoint.connect(network.now, SERVER);
        network.until(network.now + 41 * MILLI);
        assertEquals(SessionState.REQUESTING, up.state());
        network.until(network.now + 20 * MILLI);
        assertEquals(1, server.endpoint.halfOpenCount());
        up.close(network.now, 1_001, "too slow");
        // The server hears of it under the client's own id, and under its own when the client has heard that.
        network.ticks(40);
        assertEquals(0, server.endpoint.sessionCount());
        assertEquals(List.of(), server.closed);
        assertEquals(SessionState.CLOSED, up.state());
    }

    @ParameterizedTest
    @CsvSource({
        "true,true,true",
        "true,false,false",
        "false,true,false",
        "false,false,false",
    })
    void noConnectionEndsOnlyWithBothIds(boolean to, boolean from, boolean ends) {
        connect();
        ControlMessage message = new ControlMessage().clear(ControlMessage.NO_CONNECTION);
        message.recipientId = to ? down.localId() : 0;
        message.senderId = from ? down.remoteId() : 0;
        deliver(message, client(1));
        assertEquals(ends ? List.of("5010 the peer knows no such session") : List.of(), server.closed);
    }

    @ParameterizedTest
    @CsvSource({
        "true,true,1,true",
        "true,true,2,false",
        "true,false,1,false",
        "false,true,1,false",
    })
    void endsAreTakenOnlyFromWhoKnowsBothIds(boolean to, boolean from, int address, boolean ends) {
        connect();
        ControlMessage message = new ControlMessage().clear(ControlMessage.CONNECTION_CLOSED);
        message.recipientId = to ? down.localId() : 0;
        message.senderId = from ? down.remoteId() : 0;
        message.reason = 2_345;
        message.debug("why");
        deliver(message, client(address));
        assertEquals(ends ? List.of("2345 why") : List.of(), server.closed);
        ControlMessage answer =
                HandshakeDraft.read(network.log.get(network.log.size() - 1).bytes());
        assertEquals(ControlMessage.NO_CONNECTION, answer.kind, "answered in any case");
        assertEquals(message.recipientId, answer.senderId);
        assertEquals(message.senderId, answer.recipientId);
    }

    private void deliver(ControlMessage message, long from) {
        byte[] packet = HandshakeDraft.write(message);
        server.endpoint.receive(network.now, from, packet, 0, packet.length);
    }

    @ParameterizedTest
    @CsvSource({"1000,1000", "2999,2999", "999,1999", "3000,1999", "0,1999", "5003,1999", "-1,1999"})
    void applicationsHaveTheirOwnReasons(int given, int told) {
        connect();
        down.close(network.now, given, "x");
        network.ticks(6);
        assertEquals(List.of(told + " x"), player.closed);
        assertEquals(List.of(told + " x"), server.closed);
    }

    @Test
    void debugTextIsCutByBytes() {
        connect();
        down.close(network.now, 1_000, "ä".repeat(100));
        network.ticks(6);
        assertEquals(List.of("1000 " + "ä".repeat(63)), player.closed);
        assertEquals(126, "ä".repeat(63).getBytes(StandardCharsets.UTF_8).length);
    }

    /** Who closes sessions in a loop keeps others from nothing. */
    @Test
    void closingSessionsAreBoundedToo() {
        for (int i = 0; i < 30; i++) {
            Session session = player.endpoint.connect(network.now, SERVER);
            network.ticks(12);
            assertEquals(SessionState.CONNECTED, session.state(), "session " + i);
            network.cut = true;
            server.connected.get(i).close(network.now, 1_000, "next");
            session.close(network.now, 1_000, "next");
            network.ticks(1);
            network.cut = false;
        }
        long closing = server.endpoint.counters().value(EndpointCounter.CLOSING_HIGH_WATER);
        assertTrue(
                closing >= 1 && closing <= EndpointOptions.server().sessions().perAddressMax(), "closing " + closing);
    }
}
