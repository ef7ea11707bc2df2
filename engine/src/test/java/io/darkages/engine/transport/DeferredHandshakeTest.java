package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Handshakes whose arithmetic comes back late, out of order, or when nobody wants it any more. */
class DeferredHandshakeTest {

    /** Keeps jobs until the test wants them. */
    private static final class Shelf implements HandshakeWorker {
        final List<HandshakeJob> jobs = new ArrayList<>();
        int taken;

        @Override
        public boolean take(HandshakeJob job) {
            taken++;
            jobs.add(job);
            return false;
        }

        void complete(TestNetwork.Host host, long now, int index) {
            HandshakeJob job = jobs.remove(index);
            job.run();
            host.endpoint.complete(now, job);
        }
    }

    private final TestNetwork network = new TestNetwork(1);
    private final Shelf atServer = new Shelf();
    private final Shelf atPlayer = new Shelf();
    private TestNetwork.Host server = server(EndpointOptions.server());

    private TestNetwork.Host server(EndpointOptions options) {
        return network.host(SERVER, options, TestCryptography::tagging, atServer);
    }

    private TestNetwork.Host inlinePlayer(int number) {
        return network.host(client(number), EndpointOptions.client(), TestCryptography::tagging);
    }

    private TestNetwork.Host latePlayer(int number) {
        return network.host(client(number), EndpointOptions.client(), TestCryptography::tagging, atPlayer);
    }

    private long count(EndpointCounter counter) {
        return server.endpoint.counters().value(counter);
    }

    @Test
    void requestsThatComeAgainAreNotWorkedOnTwice() {
        TestNetwork.Host player = inlinePlayer(1);
        player.endpoint.connect(network.now, SERVER);
        network.ticks(60 * 5);
        assertEquals(1, atServer.taken, "jobs");
        assertEquals(1, server.endpoint.pendingHandshakes());
        assertEquals(1, server.endpoint.halfOpenCount());
        assertTrue(count(EndpointCounter.UNKNOWN_SESSION) > 5, "requests that came again");
        assertEquals(List.of(), player.connected);
        atServer.complete(server, network.now, 0);
        network.ticks(12);
        assertEquals(SessionState.CONNECTED, player.connected.get(0).state());
        assertEquals(SessionState.CONNECTED, server.connected.get(0).state());
        assertEquals(40.0, player.connected.get(0).smoothedRoundTripNanos() / 1e6, 0.1, "without the five seconds");
        assertEquals(0, server.endpoint.pendingHandshakes());
    }

    @Test
    void jobsComeBackInAnyOrder() {
        List<TestNetwork.Host> players = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            players.add(inlinePlayer(i));
            players.get(i - 1).endpoint.connect(network.now, SERVER);
        }
        network.ticks(12);
        assertEquals(6, atServer.jobs.size());
        for (int index : new int[] {5, 2, 2, 0, 1, 0}) {
            atServer.complete(server, network.now, index);
            network.ticks(1);
        }
        network.ticks(12);
        for (TestNetwork.Host player : players) {
            Session up = player.connected.get(0);
            assertTrue(up.sendReliable(new byte[] {(byte) player.address}, 0, 1));
            up.flush(network.now);
        }
        network.ticks(12);
        assertEquals(6, server.reliable.size());
        assertEquals(6, count(EndpointCounter.PENDING_HANDSHAKES_HIGH_WATER));
    }

    @Test
    void pendingOnesAreBounded() {
        network.remove(server);
        server = server(
                EndpointOptions.server().withLifecycle(LifecycleOptions.server().withPendingHandshakes(2)));
        for (int i = 1; i <= 4; i++) {
            inlinePlayer(i).endpoint.connect(network.now, SERVER);
        }
        network.ticks(12);
        assertEquals(2, server.endpoint.pendingHandshakes());
        assertEquals(2, server.endpoint.sessionCount());
        assertEquals(2, count(EndpointCounter.HANDSHAKES_POSTPONED));
        atServer.complete(server, network.now, 1);
        network.ticks(40);
        assertEquals(2, server.endpoint.pendingHandshakes(), "the next one asked again");
        while (!atServer.jobs.isEmpty()) {
            atServer.complete(server, network.now, 0);
            network.ticks(40);
        }
        assertEquals(4, server.connected.size());
        assertEquals(2, count(EndpointCounter.PENDING_HANDSHAKES_HIGH_WATER));
    }

    @Test
    void sessionsThatEndMeanwhileAreLeftAlone() {
        TestNetwork.Host quitter = inlinePlayer(1);
        Session up = quitter.endpoint.connect(network.now, SERVER);
        network.ticks(6);
        assertEquals(1, atServer.jobs.size());
        up.close(network.now, CloseReason.NORMAL, "never mind");
        network.ticks(6);
        assertEquals(0, server.endpoint.sessionCount(), "its client named only its own id");
        assertEquals(SessionState.CLOSED, up.state());
        assertEquals(1, server.endpoint.pendingHandshakes(), "the work is not undone");

        inlinePlayer(2).endpoint.connect(network.now, SERVER);
        network.ticks(60 * 11);
        assertEquals(0, server.endpoint.sessionCount(), "timed out");
        int before = network.log.size();
        atServer.complete(server, network.now, 1);
        atServer.complete(server, network.now, 0);
        assertEquals(before, network.log.size());
        assertEquals(2, count(EndpointCounter.HANDSHAKES_ABANDONED));
        assertEquals(0, server.endpoint.pendingHandshakes());
        assertEquals(List.of(), server.connected);
        assertEquals(List.of(), server.closed);
    }

    @Test
    void closingAllIncludesWhatIsPending() {
        TestNetwork.Host player = inlinePlayer(1);
        player.endpoint.connect(network.now, SERVER);
        network.ticks(6);
        server.endpoint.closeAll(network.now, CloseReason.NORMAL, "down");
        network.ticks(6);
        assertEquals(List.of("1000 down"), player.closed);
        atServer.complete(server, network.now, 0);
        assertEquals(List.of(), server.connected);
        assertEquals(0, server.endpoint.sessionCount());
    }

    @Test
    void jobsComeBackOnceAndDone() {
        inlinePlayer(1).endpoint.connect(network.now, SERVER);
        network.ticks(6);
        HandshakeJob job = atServer.jobs.get(0);
        assertThrows(IllegalArgumentException.class, () -> server.endpoint.complete(network.now, job));
        job.run();
        assertThrows(IllegalStateException.class, job::run);
        Endpoint another = inlinePlayer(2).endpoint;
        assertThrows(IllegalArgumentException.class, () -> another.complete(network.now, job));
        server.endpoint.complete(network.now, job);
        assertThrows(IllegalArgumentException.class, () -> server.endpoint.complete(network.now, job));
        assertEquals(0, server.endpoint.pendingHandshakes());
    }

    @Test
    void clientWaitsForItsKeysAndForTheAgreement() {
        TestNetwork.Host player = latePlayer(1);
        Session up = player.endpoint.connect(network.now, SERVER);
        network.ticks(60);
        assertEquals(SessionState.REQUESTING, up.state(), "it has a challenge but no keys");
        assertEquals(0, atServer.taken);
        atPlayer.complete(player, network.now, 0);
        network.ticks(6);
        atServer.complete(server, network.now, 0);
        network.ticks(60);
        assertEquals(SessionState.REQUESTING, up.state(), "it has the answer but no cipher");
        assertEquals(2, atPlayer.taken, "answers that come again are not worked on");
        atPlayer.complete(player, network.now, 0);
        assertEquals(SessionState.CONNECTED, up.state());
        network.ticks(12);
        assertTrue(up.sendReliable(new byte[] {42}, 0, 1));
        up.flush(network.now);
        network.ticks(6);
        assertArrayEquals(new byte[] {42}, server.reliable.get(0));
    }

    @Test
    void clientThatClosedMeanwhileStaysClosed() {
        TestNetwork.Host player = latePlayer(1);
        Session up = player.endpoint.connect(network.now, SERVER);
        network.ticks(6);
        up.close(network.now, 1_001, "changed my mind");
        atPlayer.complete(player, network.now, 0);
        assertEquals(SessionState.CLOSED, up.state());
        Session late = player.endpoint.connect(network.now, SERVER);
        network.ticks(60 * 11);
        atPlayer.complete(player, network.now, 0);
        assertEquals(SessionState.CLOSED, late.state());
        assertEquals(List.of("1001 changed my mind", "5003 timed out"), player.closed);
        assertEquals(0, player.endpoint.pendingHandshakes());
        assertEquals(0, player.endpoint.sessionCount());
    }

    /** Where jobs are run changes no byte, only when it is sent. */
    @Test
    void drawsAreMadeOnTheOwnersThread() {
        List<byte[]> inline = answers(HandshakeWorker.INLINE);
        List<byte[]> late = answers(atServer);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(inline.get(i), late.get(i), "answer " + i);
        }
    }

    private List<byte[]> answers(HandshakeWorker worker) {
        TestNetwork again = new TestNetwork(7);
        TestNetwork.Host host = again.host(SERVER, EndpointOptions.server(), TestCryptography::tagging, worker);
        for (int i = 1; i <= 3; i++) {
            again.host(client(i), EndpointOptions.client(), TestCryptography::tagging)
                    .endpoint
                    .connect(again.now, SERVER);
            again.ticks(6);
        }
        while (!atServer.jobs.isEmpty()) {
            atServer.complete(host, again.now, atServer.jobs.size() - 1);
        }
        List<byte[]> infos = new ArrayList<>();
        for (TestNetwork.Sent sent : again.log) {
            if (sent.bytes()[0] == ControlMessage.CONNECT_OK) {
                infos.add(HandshakeDraft.read(sent.bytes()).cryptInfo.copy());
            }
        }
        if (worker == atServer) {
            // They were completed the other way round.
            infos.add(0, infos.remove(2));
            infos.add(1, infos.remove(2));
        }
        return infos;
    }
}
