package io.darkages.server.net;

import io.darkages.engine.port.ByteStreams;
import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.port.StreamEnd;
import io.darkages.engine.port.StreamListener;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * TCP over IPv4 without waiting. Everything happens on the thread that calls {@link #turn}; all listeners are called
 * from there. Buffers are the system's; Nagle's algorithm is off.
 */
public final class TcpStreams implements ByteStreams, AutoCloseable {

    private static final int STREAMS_MAX = 64;
    private static final int BUFFER_BYTES = 64 * 1_024;

    private static final class Connection {
        final int number;
        final SocketChannel channel;
        final StreamListener listener;
        boolean connected;
        boolean writableWanted;

        Connection(int number, SocketChannel channel, StreamListener listener) {
            this.number = number;
            this.channel = channel;
            this.listener = listener;
        }
    }

    private record Failure(Connection connection, StreamEnd end) {}

    private final Selector selector;
    private final LongSupplier nanoClock;
    private final Map<Integer, Connection> connections = new HashMap<>();
    /** What went wrong inside a call: told with the next turn. */
    private final Queue<Failure> failures = new ArrayDeque<>();

    /** Streams that the system had connected before the call returned: told with the next turn too. */
    private final Queue<Connection> connectedAtOnce = new ArrayDeque<>();

    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer incoming = ByteBuffer.allocate(BUFFER_BYTES);
    private int lastNumber;

    /** @param nanoClock monotonic; the owner's */
    public TcpStreams(LongSupplier nanoClock) throws IOException {
        this.nanoClock = nanoClock;
        selector = Selector.open();
    }

    @Override
    public int connect(long address, StreamListener listener) {
        if (connections.size() == STREAMS_MAX) {
            return NONE;
        }
        try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Connection connection = new Connection(++lastNumber, channel, listener);
            connections.put(connection.number, connection);
            channel.register(selector, SelectionKey.OP_CONNECT, connection);
            try {
                if (channel.connect(resolve(address))) {
                    connectedAtOnce.add(connection);
                }
            } catch (IOException e) {
                // Some systems know at once; the caller is told when it has its stream's number.
                failures.add(new Failure(connection, StreamEnd.REFUSED));
            }
            return connection.number;
        } catch (IOException e) {
            // The system has no socket left.
            return NONE;
        }
    }

    @Override
    public int write(int stream, byte[] buffer, int offset, int length) {
        Connection connection = connections.get(stream);
        if (connection == null) {
            throw new IllegalArgumentException("stream " + stream + " is not open");
        }
        if (!connection.connected) {
            connection.writableWanted = true;
            return 0;
        }
        int taken = 0;
        try {
            while (taken < length) {
                int piece = Math.min(length - taken, BUFFER_BYTES);
                outgoing.clear();
                outgoing.put(buffer, offset + taken, piece).flip();
                int written = connection.channel.write(outgoing);
                taken += written;
                if (written < piece) {
                    break;
                }
            }
        } catch (IOException e) {
            failures.add(new Failure(connection, StreamEnd.RESET));
            return taken;
        }
        want(connection, taken < length);
        return taken;
    }

    private void want(Connection connection, boolean writable) {
        connection.writableWanted = writable;
        connection
                .channel
                .keyFor(selector)
                .interestOps(writable ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    @Override
    public void close(int stream) {
        Connection connection = connections.remove(stream);
        if (connection != null) {
            release(connection);
        }
    }

    /**
     * Waits for something to happen, and tells the listeners.
     *
     * @param millisMax longest wait; 0 for none
     */
    public void turn(long millisMax) throws IOException {
        if (!failures.isEmpty() || !connectedAtOnce.isEmpty() || millisMax == 0) {
            selector.selectNow();
        } else {
            selector.select(millisMax);
        }
        for (Connection each = connectedAtOnce.poll(); each != null; each = connectedAtOnce.poll()) {
            if (isOpen(each)) {
                connected(each);
            }
        }
        List<SelectionKey> ready = new ArrayList<>(selector.selectedKeys());
        selector.selectedKeys().clear();
        for (SelectionKey key : ready) {
            Connection connection = (Connection) key.attachment();
            if (isOpen(connection)) {
                serve(connection, key);
            }
        }
        for (Failure failure = failures.poll(); failure != null; failure = failures.poll()) {
            end(failure.connection(), failure.end());
        }
    }

    private void serve(Connection connection, SelectionKey key) {
        try {
            if (key.isConnectable()) {
                connection.channel.finishConnect();
                connected(connection);
            }
            if (isOpen(connection) && connection.connected && key.isReadable()) {
                read(connection);
            }
            if (isOpen(connection) && key.isWritable() && connection.writableWanted) {
                want(connection, false);
                connection.listener.writable(nanoClock.getAsLong(), connection.number);
            }
        } catch (ConnectException e) {
            end(connection, StreamEnd.REFUSED);
        } catch (IOException e) {
            end(connection, connection.connected ? StreamEnd.RESET : StreamEnd.TIMED_OUT);
        }
    }

    private void connected(Connection connection) {
        connection.connected = true;
        want(connection, connection.writableWanted);
        connection.listener.connected(nanoClock.getAsLong(), connection.number);
    }

    private void read(Connection connection) throws IOException {
        incoming.clear();
        int count = connection.channel.read(incoming);
        if (count > 0) {
            connection.listener.received(nanoClock.getAsLong(), connection.number, incoming.array(), 0, count);
        } else if (count < 0) {
            end(connection, StreamEnd.PEER_CLOSED);
        }
    }

    private boolean isOpen(Connection connection) {
        return connections.get(connection.number) == connection;
    }

    private void end(Connection connection, StreamEnd end) {
        if (connections.remove(connection.number, connection)) {
            release(connection);
            connection.listener.closed(nanoClock.getAsLong(), connection.number, end);
        }
    }

    private static void release(Connection connection) {
        try {
            connection.channel.close();
        } catch (IOException e) {
            // It is gone either way, and nobody waits for it.
            connection.connected = false;
        }
    }

    private static InetSocketAddress resolve(long address) {
        int ipv4 = NetworkAddress.ipv4(address);
        byte[] bytes = {(byte) (ipv4 >>> 24), (byte) (ipv4 >>> 16), (byte) (ipv4 >>> 8), (byte) ipv4};
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), NetworkAddress.port(address));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : new ArrayList<>(connections.values())) {
            release(connection);
        }
        connections.clear();
        selector.close();
    }
}
