package io.darkages.server.redis;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.redis.RedisHotState;
import io.darkages.server.net.TcpStreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real {@code redis-server} on loopback, without files, ended by the handle of its process. */
final class RealBench implements RedisBench {

    private static final int LOOPBACK = 0x7F00_0001;
    private static final int START_ATTEMPTS = 400;

    private final Path folder;
    private final int port;
    private final TcpStreams streams;
    private final RedisHotState state;
    private Process server;
    private Socket asking = new Socket();

    /** Starts a server; the test is not run, and says so, where there is none. */
    RealBench() {
        assumeTrue(
                Stream.of("/usr/bin", "/usr/local/bin")
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "redis-server"))),
                "redis-server is not installed: the contract was not run against the real Redis");
        try {
            folder = Files.createTempDirectory("redis");
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            server = start();
            streams = new TcpStreams(System::nanoTime);
            state = new RedisHotState(OPTIONS, streams, NetworkAddress.of(LOOPBACK, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start() throws IOException {
        String[] command = {
            "redis-server",
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
            "--daemonize",
            "no",
            "--dir",
            folder.toString()
        };
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        for (int i = 0; i < START_ATTEMPTS && started.isAlive(); i++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return started;
            } catch (IOException e) {
                sleep();
            }
        }
        started.destroyForcibly();
        throw new IOException("redis-server did not start: " + Files.readString(folder.resolve("log")));
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(25);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onLoop(Action action) {
        turn();
        action.run(state, System.nanoTime());
    }

    private void turn() {
        try {
            streams.turn(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        state.advance(System.nanoTime());
    }

    @Override
    public void pass(long nanos) {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() - until < 0) {
            turn();
        }
    }

    @Override
    public boolean isConnected() {
        return state.isConnected();
    }

    @Override
    public String ask(String... words) {
        try {
            if (!asking.isConnected() || asking.isClosed()) {
                asking = new Socket(InetAddress.getLoopbackAddress(), port);
                asking.setSoTimeout(20_000);
            }
            asking.getOutputStream().write(RespText.marked(words));
            InputStream in = asking.getInputStream();
            StringBuilder bytes = new StringBuilder();
            while (!RespText.isWhole(bytes.toString())) {
                byte[] more = new byte[4_096];
                int count = in.read(more);
                assertTrue(count > 0, () -> "the server closed after " + bytes);
                bytes.append(new String(more, 0, count, StandardCharsets.ISO_8859_1));
            }
            return RespText.withoutMark(bytes.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void away(boolean away) {
        signal(away ? "-STOP" : "-CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(server.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void gone(boolean gone) {
        try {
            if (gone) {
                asking.close();
                end();
            } else {
                server = start();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end() {
        server.destroyForcibly();
        try {
            server.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        end();
        try {
            asking.close();
            streams.close();
            Files.deleteIfExists(folder.resolve("log"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
