package io.darkages.server.gns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.transport.CloseReason;
import io.darkages.engine.transport.EndpointOptions;
import io.darkages.engine.transport.Session;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.server.net.EndpointLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two endpoints on real sockets of this machine, turned by one thread; handshakes by threads of their own. */
class LoopbackTest {

    private static final List<Integer> AES = List.of(Cryptography.SUITE_AES_256_GCM);
    private static final List<Integer> NONE = List.of(Cryptography.SUITE_NONE);
    /** What hangs is to fail, not to hang the build. */
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final List<String> log = new ArrayList<>();
    private final EchoServer echo = new EchoServer(log::add, true, System::nanoTime);
    private InetAddress here;
    private EndpointLoop server;

    @BeforeEach
    void open() throws IOException {
        here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        List<Integer> both = List.of(Cryptography.SUITE_AES_256_GCM, Cryptography.SUITE_NONE);
        EndpointOptions fast = EndpointOptions.standard(true).withSendRate(50_000_000, 200_000);
        server = new EndpointLoop(here, 0, fast, both, echo, System::nanoTime);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void turnUntil(EndpointLoop client, BooleanSupplier done) throws IOException {
        long endNanos = System.nanoTime() + PATIENCE_NANOS;
        while (!done.getAsBoolean()) {
            assertTrue(System.nanoTime() < endNanos, () -> "nothing came of it: " + log);
            client.turn();
            server.turn();
            echo.turn();
        }
    }

    private void allComesBack(EchoTrial trial, List<Integer> suites) throws IOException {
        EndpointOptions fast = EndpointOptions.standard(false).withSendRate(50_000_000, 200_000);
        try (EndpointLoop client = new EndpointLoop(here, 0, fast, suites, trial, System::nanoTime)) {
            Session session = client.endpoint().connect(client.nowNanos(), server.localAddress());
            turnUntil(client, () -> {
                trial.sendNext(session);
                return trial.allReturned() || trial.isClosed();
            });
            assertTrue(trial.isGood(), trial::summary);
            session.close(client.nowNanos(), CloseReason.NORMAL, "done");
            turnUntil(client, () -> log.get(log.size() - 1).contains("closed, reason 1000 (done)"));
        }
    }

    @Test
    void smallMessagesComeBack() throws IOException {
        allComesBack(new EchoTrial(200, 100, 1, true), AES);
        assertEquals(202, log.size());
    }

    @Test
    void longMessagesComeBack() throws IOException {
        allComesBack(new EchoTrial(3, 400 * 1024, 1, true), AES);
    }

    @Test
    void lanesComeBackOnTheirOwn() throws IOException {
        allComesBack(new EchoTrial(80, 700, 8, true), AES);
    }

    @Test
    void unsealedPacketsComeBack() throws IOException {
        allComesBack(new EchoTrial(50, 1_000, 1, true), NONE);
    }

    @Test
    void whatOneSaysIsPrinted() throws IOException {
        List<String> printed = new ArrayList<>();
        ChatClient chat = new ChatClient(printed::add);
        try (EndpointLoop client =
                new EndpointLoop(here, 0, EndpointOptions.standard(false), AES, chat, System::nanoTime)) {
            Session session = client.endpoint().connect(client.nowNanos(), server.localAddress());
            turnUntil(client, chat::isConnected);
            assertTrue(ChatClient.say(session, "is there an echo?", client.nowNanos()));
            turnUntil(client, () -> printed.size() == 2);
            assertEquals("is there an echo?", printed.get(1));
            server.endpoint().closeAll(server.nowNanos(), 1_234, "enough");
            turnUntil(client, chat::isClosed);
            assertEquals(1_234, chat.reason());
            assertEquals("closed, reason 1234 (enough)", printed.get(2));
        }
    }

    @Test
    void nobodyThereEndsInATimeout() throws IOException {
        ChatClient chat = new ChatClient(log::add);
        EndpointOptions hasty =
                EndpointOptions.standard(false).withTimeouts(1_000_000_000L, 2_000_000_000L, 500_000_000L);
        try (EndpointLoop client = new EndpointLoop(here, 0, hasty, AES, chat, System::nanoTime);
                EndpointLoop silent =
                        new EndpointLoop(here, 0, EndpointOptions.standard(true), AES, chat, System::nanoTime)) {
            client.endpoint().connect(client.nowNanos(), silent.localAddress());
            turnUntil(client, chat::isClosed);
            assertEquals(CloseReason.TIMEOUT, chat.reason());
        }
    }

    @Test
    void whatATerminalWouldActOnIsNotPrinted() {
        byte[] bytes = "a\u001b[2Jb\n".getBytes(StandardCharsets.UTF_8);
        assertEquals("a?[2Jb?", MessageText.printable(bytes, 0, bytes.length));
    }
}
