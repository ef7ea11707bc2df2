package io.darkages.server.net;

import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.port.NetworkAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;

/**
 * A UDP socket over IPv4 without waiting: datagrams are fetched in one place and sent from anywhere on
 * the owner's thread. What the system refuses to send counts as lost, as it does on any network, and is
 * counted.
 */
public final class UdpSocket implements DatagramSender, AutoCloseable {

    /** Takes a datagram; the bytes are valid during the call. */
    @FunctionalInterface
    public interface Receiver {
        void datagram(long from, byte[] buffer, int offset, int length);
    }

    /** Asked of the system for each direction; it may give less. */
    private static final int SYSTEM_BUFFER_BYTES = 4 << 20;

    private static final int DATAGRAM_BYTES_MAX = 65_535;
    /** Addresses whose objects are kept. Beyond it they are made anew. */
    private static final int ADDRESSES_KEPT = 8_192;

    private final DatagramChannel channel;
    private final Selector selector;
    private final ByteBuffer incoming = ByteBuffer.allocate(DATAGRAM_BYTES_MAX);
    private final Map<Long, InetSocketAddress> addresses = new HashMap<>();
    private long refusedSends;

    private UdpSocket(DatagramChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    /**
     * Opens a socket.
     *
     * @param address a local IPv4 address, or 0.0.0.0 for all
     * @param port 0 for any free one
     * @throws IOException if the port is taken or not allowed
     */
    public static UdpSocket open(InetAddress address, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SYSTEM_BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SYSTEM_BUFFER_BYTES);
            channel.bind(new InetSocketAddress(address, port));
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new UdpSocket(channel, selector);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The address and port that it is bound to. */
    public long localAddress() throws IOException {
        return pack((InetSocketAddress) channel.getLocalAddress());
    }

    /** Waits until a datagram is there, {@link #wake} is called, or that many milliseconds have passed. */
    public void await(long millisMax) throws IOException {
        selector.select(millisMax);
        selector.selectedKeys().clear();
    }

    /** Ends a wait from another thread. */
    public void wake() {
        selector.wakeup();
    }

    /**
     * Hands over what has arrived.
     *
     * @param most so many datagrams at most, so that timers get their turn under a flood
     * @return how many there were
     */
    public int receive(int most, Receiver receiver) throws IOException {
        int count = 0;
        while (count < most) {
            incoming.clear();
            InetSocketAddress from = (InetSocketAddress) channel.receive(incoming);
            if (from == null) {
                break;
            }
            count++;
            receiver.datagram(pack(from), incoming.array(), 0, incoming.position());
        }
        return count;
    }

    @Override
    public void send(long address, byte[] buffer, int offset, int length) {
        try {
            if (channel.send(ByteBuffer.wrap(buffer, offset, length), resolve(address)) == 0) {
                refusedSends++;
            }
        } catch (IOException e) {
            // The system has no room, or knows that nobody is there: to the endpoint both are a lost datagram.
            refusedSends++;
        }
    }

    /** Datagrams that the system did not take. */
    public long refusedSends() {
        return refusedSends;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }

    /** An address as the engine packs it. */
    public static long pack(InetSocketAddress address) {
        byte[] bytes = address.getAddress().getAddress();
        int ipv4 = (bytes[0] & 255) << 24 | (bytes[1] & 255) << 16 | (bytes[2] & 255) << 8 | bytes[3] & 255;
        return NetworkAddress.of(ipv4, address.getPort());
    }

    private InetSocketAddress resolve(long address) {
        InetSocketAddress known = addresses.get(address);
        if (known != null) {
            return known;
        }
        if (addresses.size() >= ADDRESSES_KEPT) {
            addresses.clear();
        }
        int ipv4 = NetworkAddress.ipv4(address);
        byte[] bytes = {(byte) (ipv4 >>> 24), (byte) (ipv4 >>> 16), (byte) (ipv4 >>> 8), (byte) ipv4};
        try {
            InetSocketAddress fresh =
                    new InetSocketAddress(InetAddress.getByAddress(bytes), NetworkAddress.port(address));
            addresses.put(address, fresh);
            return fresh;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
