package io.darkages.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.ByteStreams;
import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.port.StreamEnd;
import io.darkages.engine.port.StreamListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpStreamsTest implements StreamListener {

    private final TcpStreams streams;
    private final ServerSocket server;
    private final long address;
    private final List<String> events = new ArrayList<>();
    private long received;

    TcpStreamsTest() throws IOException {
        streams = new TcpStreams(System::nanoTime);
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        address = NetworkAddress.of(0x7F00_0001, server.getLocalPort());
    }

    @AfterEach
    void end() throws IOException {
        streams.close();
        server.close();
    }

    @Override
    public void connected(long monotonicNanos, int stream) {
        events.add("connected " + stream);
    }

    @Override
    public void received(long monotonicNanos, int stream, byte[] buffer, int offset, int length) {
        received += length;
    }

    @Override
    public void writable(long monotonicNanos, int stream) {
        events.add("writable " + stream);
    }

    @Override
    public void closed(long monotonicNanos, int stream, StreamEnd end) {
        events.add(end + " " + stream);
    }

    private void until(BooleanSupplier holds) throws IOException {
        for (int i = 0; i < 5_000 && !holds.getAsBoolean(); i++) {
            streams.turn(2);
        }
        assertTrue(holds.getAsBoolean(), events::toString);
    }

    @Test
    void bytesGoBothWaysUntilThePeerCloses() throws IOException {
        int stream = streams.connect(address, this);
        assertEquals(0, streams.write(stream, new byte[4], 0, 4));
        try (Socket peer = server.accept()) {
            until(() -> events.contains("writable " + stream));
            assertEquals(List.of("connected " + stream, "writable " + stream), events);
            assertEquals(3, streams.write(stream, new byte[] {9, 1, 2, 3}, 1, 3));
            assertEquals(
                    List.of(1, 2, 3),
                    List.of(
                            peer.getInputStream().read(),
                            peer.getInputStream().read(),
                            peer.getInputStream().read()));
            peer.getOutputStream().write(new byte[100_000]);
            until(() -> received == 100_000);
        }
        until(() -> events.contains("PEER_CLOSED " + stream));
        assertThrows(IllegalArgumentException.class, () -> streams.write(stream, new byte[1], 0, 1));
        streams.close(stream);
    }

    @Test
    void whereNobodyListensItIsRefused() throws IOException {
        server.close();
        int stream = streams.connect(address, this);
        assertEquals(List.of(), events);
        until(() -> events.contains("REFUSED " + stream));
    }

    @Test
    void aPeerThatDoesNotReadFillsTheBuffers() throws IOException {
        int stream = streams.connect(address, this);
        byte[] much = new byte[16 << 20];
        try (Socket peer = server.accept()) {
            until(() -> events.contains("connected " + stream));
            long[] taken = {streams.write(stream, much, 0, much.length)};
            assertTrue(taken[0] < much.length);
            byte[] sink = new byte[1 << 20];
            long read = 0;
            while (!events.contains("writable " + stream)) {
                read += peer.getInputStream().read(sink);
                streams.turn(1);
            }
            assertTrue(read <= taken[0]);
        }
    }

    @Test
    void streamsAreBoundedAndNumbersAreNeverUsedAgain() {
        List<Integer> numbers = new ArrayList<>();
        int number = streams.connect(address, this);
        while (number != ByteStreams.NONE) {
            numbers.add(number);
            number = streams.connect(address, this);
        }
        assertEquals(64, numbers.stream().distinct().count());
        streams.close(numbers.get(0));
        assertNotEquals(ByteStreams.NONE, streams.connect(address, this));
        assertEquals(List.of(), events);
    }
}
