package io.darkages.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.random.Randomness;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What sessions keep when they have nothing to do, after they had much to do. */
class IdleSessionTest {

    private static final int SESSIONS = 1_000;
    private static final long TICK = 1_000_000_000L / 60;
    private static final long SERVER = NetworkAddress.of(1, 1);
    private static final long CLIENT = NetworkAddress.of(2, 2);

    private final ArrayDeque<byte[]> toServer = new ArrayDeque<>();
    private final ArrayDeque<byte[]> toClient = new ArrayDeque<>();
    private long now;

    private Endpoint endpoint(boolean server, ArrayDeque<byte[]> out) {
        EndpointOptions options = EndpointOptions.standard(server)
                .withSessions(SESSIONS, SESSIONS, SESSIONS)
                .withLifecycle(LifecycleOptions.server().withHostShare(SESSIONS, SESSIONS));
        return new Endpoint(
                options,
                (to, buffer, offset, length) -> out.add(Arrays.copyOfRange(buffer, offset, offset + length)),
                TestNetwork.NOBODY,
                TestCryptography.plain(new Randomness(1).stream("signing")),
                new Randomness(server ? 2 : 3).stream("ids"));
    }

    private void run(Endpoint server, Endpoint client, int ticks) {
        for (int i = 0; i < ticks; i++) {
            now += TICK;
            for (int n = toServer.size(); n > 0; n--) {
                byte[] bytes = toServer.remove();
                server.receive(now, CLIENT, bytes, 0, bytes.length);
            }
            for (int n = toClient.size(); n > 0; n--) {
                byte[] bytes = toClient.remove();
                client.receive(now, SERVER, bytes, 0, bytes.length);
            }
            server.advance(now);
            client.advance(now);
        }
    }

    @Test
    void anIdleSessionIsSmallAgain() {
        run(endpoint(true, toClient), endpoint(false, toServer), 1);
        long before = usedBytes();
        Endpoint server = endpoint(true, toClient);
        Endpoint client = endpoint(false, toServer);
        Session[] sessions = new Session[SESSIONS];
        for (int i = 0; i < SESSIONS; i++) {
            sessions[i] = client.connect(now, SERVER);
        }
        run(server, client, 120);
        byte[] message = new byte[1_000];
        for (Session session : sessions) {
            assertEquals(SessionState.CONNECTED, session.state());
        }
        int most = 0;
        for (int round = 0; round < 100; round++) {
            for (Session session : sessions) {
                session.sendUnreliable(message, 0, 20);
                session.send(0, SendFlags.RELIABLE | SendFlags.NO_NAGLE, message, 0, round % 10 == 0 ? 1_000 : 10);
            }
            // At first nothing is answered, so that much is open at one time.
            run(server, client, round < 50 ? 0 : 1);
            most = Math.max(most, (int) (sessions[0].sent.next() - sessions[0].sent.tail()));
        }
        assertTrue(most > 45, "packets open at one time: " + most);
        run(server, client, 60 * 25);
        assertEquals(SESSIONS, server.sessionCount());
        assertEquals(0, sessions[0].reliableBytesHeld());
        toServer.clear();
        toClient.clear();
        long perSession = (usedBytes() - before) / (2 * SESSIONS);
        assertTrue(perSession > 500, () -> "the meter sees them: " + perSession);
        assertTrue(perSession < 8 * 1024, () -> "bytes of an idle session: " + perSession);
        Reference.reachabilityFence(server);
        Reference.reachabilityFence(client);
        Reference.reachabilityFence(sessions);
    }

    private static long usedBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
