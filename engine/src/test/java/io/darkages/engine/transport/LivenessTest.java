package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.MILLI;
import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is asked for a sign of life, how often, and when a session is given up; with the standard options. */
class LivenessTest {

    private static final long SECOND = 1_000 * MILLI;

    private final TestNetwork network = new TestNetwork(5);
    private final TestNetwork.Host server = network.host(SERVER, EndpointOptions.standard(true));
    private final TestNetwork.Host player = network.host(client(1), EndpointOptions.standard(false));
    private Session up;

    private void connect() {
        up = player.endpoint.connect(network.now, SERVER);
        network.ticks(60);
        assertEquals(1, server.connected.size());
    }

    /** Unreliable data owes no ack, and this sender has nothing else: only its tracer makes the other side speak. */
    @Test
    void whoOnlySendsUnreliableDataHearsOfItEverySevenSeconds() {
        connect();
        int before = server.dataBytes.size();
        long asked = player.endpoint.counters().value(EndpointCounter.KEEP_ALIVES_SENT);
        for (int i = 0; i < 60 * 20; i++) {
            up.sendUnreliable(new byte[10], 0, 10);
            up.flush(network.now);
            network.ticks(3);
        }
        assertEquals(List.of(), server.closed);
        assertEquals(List.of(), player.closed);
        int answers = server.dataBytes.size() - before;
        assertTrue(answers >= 8 && answers <= 12, () -> "answers in 60 s: " + answers);
        assertEquals(asked, player.endpoint.counters().value(EndpointCounter.KEEP_ALIVES_SENT));
    }

    @Test
    void anIdleLinkCostsAtMostFourPacketsInTenSeconds() {
        connect();
        int before = network.log.size();
        network.ticks(60 * 60);
        int sent = network.log.size() - before;
        assertTrue(sent >= 10 && sent <= 24, () -> "packets in 60 s: " + sent);
        assertEquals(List.of(), server.closed);
    }

    @Test
    void silenceIsProbedFiveTimesASecondAndEndsTenSecondsLater() {
        connect();
        // Hears nothing from here on, but may speak.
        network.remove(server);
        long heard = up.lastReceivedNanos;
        network.until(heard + 10 * SECOND - 1);
        int quiet = player.dataBytes.size();
        network.ticks(60 * 3);
        assertEquals(1, up.unanswered > 0 ? 1 : 0, "it was asked after 10 s");
        int probes = player.dataBytes.size() - quiet;
        assertTrue(probes >= 9 && probes <= 13, () -> "probes within 3 s: " + probes);
        long trouble = up.troubleNanos;
        assertTrue(trouble >= heard + 10 * SECOND && trouble <= heard + 11 * SECOND, () -> "trouble at " + trouble);
        network.until(trouble + 10 * SECOND - 1);
        assertEquals(List.of(), player.closed);
        network.ticks(2);
        assertEquals(1, player.closed.size());
    }

    /** A late first tick may not end what was never asked for. */
    @Test
    void aPauseOfThisSideEndsNothing() {
        connect();
        network.until(network.now + 60 * SECOND);
        network.ticks(60);
        assertEquals(List.of(), player.closed);
        assertEquals(List.of(), server.closed);
        assertEquals(SessionState.CONNECTED, up.state());
    }

    @Test
    void oneAnswerEndsTheAlarm() {
        connect();
        network.cut = true;
        network.ticks(60 * 14);
        assertTrue(up.unanswered > 0, () -> "unanswered " + up.unanswered);
        network.cut = false;
        network.ticks(60);
        assertEquals(0, up.unanswered);
        network.ticks(60 * 30);
        assertEquals(List.of(), player.closed);
    }

    @Test
    void reliableDataIsARequestToo() {
        connect();
        network.cut = true;
        up.sendReliable(new byte[10], 0, 10);
        up.flush(network.now);
        long asked = network.now;
        network.ticks(60);
        assertTrue(up.troubleNanos > asked && up.troubleNanos < asked + 1_450 * MILLI, () -> "at " + up.troubleNanos);
        while (network.now < up.troubleNanos + 10 * SECOND - TestNetwork.TICK) {
            network.ticks(1);
        }
        assertEquals(List.of(), player.closed);
        network.ticks(2);
        assertEquals(1, player.closed.size());
    }

    /** The game's budget is small: probes wait for their turn, and the second still holds what it may. */
    @Test
    void probesStayWithinTheGamesBudget() {
        TestNetwork game = new TestNetwork(6);
        game.host(SERVER, EndpointOptions.server());
        TestNetwork.Host guest = game.host(client(1), EndpointOptions.client());
        Session session = guest.endpoint.connect(0, SERVER);
        game.ticks(60);
        game.cut = true;
        byte[] input = new byte[60];
        for (int i = 0; i < 60 * 9; i++) {
            session.sendUnreliable(input, 0, Math.min(60, session.sendAllowanceBytes(game.now)));
            session.flush(game.now);
            game.ticks(1);
        }
        long worst = TestNetwork.worstSecond(guest.dataBytes);
        assertTrue(worst <= 2_046, () -> "worst second " + worst);
        assertTrue(session.unanswered >= Liveness.UNANSWERED_MIN, () -> "unanswered " + session.unanswered);
    }
}
