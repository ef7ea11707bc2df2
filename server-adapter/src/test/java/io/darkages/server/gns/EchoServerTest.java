package io.darkages.server.gns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.transport.Endpoint;
import io.darkages.engine.transport.EndpointListener;
import io.darkages.engine.transport.EndpointOptions;
import io.darkages.engine.transport.SendFlags;
import io.darkages.engine.transport.Session;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.transport.crypto.JdkCryptography;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What strangers may do to the echo. Two endpoints, without a socket between them. */
class EchoServerTest {

    private static final long SERVER = NetworkAddress.of(0x7F000001, 1);
    private static final long CLIENT = NetworkAddress.of(0x7F000001, 2);

    private final List<String> lines = new ArrayList<>();
    private final EchoServer echo = new EchoServer(lines::add, false, () -> 0);
    private final ArrayDeque<byte[]> toServer = new ArrayDeque<>();
    private final ArrayDeque<byte[]> toClient = new ArrayDeque<>();
    private final List<Session> guests = new ArrayList<>();

    @BeforeEach
    void connect() {
        EndpointListener watched = new EndpointListener() {
            @Override
            public void connected(Session session) {
                guests.add(session);
                echo.connected(session);
            }

            @Override
            public void message(
                    Session session, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {
                echo.message(session, lane, number, reliable, buffer, offset, length);
            }

            @Override
            public void closed(Session session, int reason, String debug) {
                echo.closed(session, reason, debug);
            }
        };
        Endpoint server = endpoint(true, toClient, watched);
        Endpoint client = endpoint(false, toServer, new ChatClient(line -> {}));
        client.connect(0, SERVER);
        while (!toServer.isEmpty() || !toClient.isEmpty()) {
            deliver(toServer, server, CLIENT);
            deliver(toClient, client, SERVER);
        }
        assertEquals(1, guests.size());
    }

    private static Endpoint endpoint(boolean accepted, ArrayDeque<byte[]> way, EndpointListener listener) {
        Randomness random = new Randomness(accepted ? 1 : 2);
        return new Endpoint(
                EndpointOptions.standard(accepted),
                (to, buffer, offset, length) -> way.add(Arrays.copyOfRange(buffer, offset, offset + length)),
                listener,
                new JdkCryptography(random.stream("signing"), List.of(Cryptography.SUITE_NONE)),
                random.stream("ids"));
    }

    private static void deliver(ArrayDeque<byte[]> way, Endpoint to, long from) {
        for (byte[] datagram = way.poll(); datagram != null; datagram = way.poll()) {
            to.receive(0, from, datagram, 0, datagram.length);
        }
    }

    /** A peer may select a lane that nothing can be sent back on. */
    @Test
    void theLastLaneEndsTheSessionOnly() {
        Session guest = guests.get(0);
        echo.message(guest, 254, 1, true, new byte[3], 0, 3);
        assertEquals(List.of("127.0.0.1:2 connected"), lines);
        echo.message(guest, 255, 1, true, new byte[3], 0, 3);
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).contains("lane 255"), lines.get(1));
    }

    @Test
    void emptyMessagesThatWaitAreBounded() {
        Session guest = guests.get(0);
        byte[] bytes = new byte[512 * 1024];
        while (guest.send(0, SendFlags.RELIABLE, bytes, 0, bytes.length - 16)) {
            // Until nothing more is taken.
        }
        Backlog backlog = new Backlog();
        assertTrue(backlog.send(guest, 0, SendFlags.RELIABLE, bytes, 0, bytes.length - 16));
        int kept = 0;
        while (kept < 2_000_000 && backlog.send(guest, 0, SendFlags.RELIABLE, bytes, 0, 0)) {
            kept++;
        }
        int most = kept;
        assertTrue(most < 1_100_000, () -> "kept " + most);
        assertFalse(backlog.isEmpty());
    }
}
