package io.darkages.engine.transport;

/**
 * Caps, rates and timers of an endpoint, by theme. {@link #server} and {@link #client} name the defaults.
 * Each part checks its own values and throws {@link IllegalArgumentException} with the name and the value.
 *
 * @param sessions who may connect, and how many
 * @param buffers what a session may hold
 * @param pace how fast a session sends
 * @param timers how long it waits for its peer
 * @param ackDelays how long it makes its peer wait
 * @param lifecycle how sessions begin and end
 */
public record EndpointOptions(
        Sessions sessions, Buffers buffers, Pace pace, Timers timers, AckDelays ackDelays, LifecycleOptions lifecycle) {

    /** UDP and IPv4 headers, which every rate counts. */
    public static final int UDP_IPV4_HEADER_BYTES = 28;

    /** Largest UDP payload of GameNetworkingSockets. */
    public static final int DATAGRAM_BYTES_MAX = 1300;

    /** Longest reliable message, in bytes. */
    public static final int RELIABLE_MESSAGE_BYTES_MAX = 64 * 1024;

    /** Longest unreliable message, in bytes: GameNetworkingSockets' 15 * 1,100. */
    public static final int UNRELIABLE_MESSAGE_BYTES_MAX = 15 * 1100;

    private static final long MILLI = 1_000_000;

    /**
     * Who may connect, and how many.
     *
     * @param accepted whether others may connect to this endpoint
     * @param max sessions at one time, 1 to 2^20; as many again may be closing
     * @param halfOpenMax sessions at one time that are accepted but not yet confirmed, at least 1
     * @param perAddressMax sessions at one time with one address and port, at least 1
     */
    public record Sessions(boolean accepted, int max, int halfOpenMax, int perAddressMax) {

        public Sessions {
            require(max >= 1 && max <= 1 << 20, "sessions.max", max);
            require(halfOpenMax >= 1, "sessions.halfOpenMax", halfOpenMax);
            require(perAddressMax >= 1, "sessions.perAddressMax", perAddressMax);
        }
    }

    /**
     * What a session may hold.
     *
     * @param reliableSendBytesMax stream bytes that it keeps until they are acknowledged, 1 KiB to 1 MiB
     * @param reliableReceiveBytesMax stream bytes that it keeps until they are in order, 1 KiB to 1 MiB
     * @param unreliableSendBytesMax bytes of unreliable messages that wait for a flush, 1 KiB to 64 KiB
     * @param pendingAcksMax packets that it remembers until they are acknowledged: a power of two from 16 to 4,096
     */
    public record Buffers(
            int reliableSendBytesMax, int reliableReceiveBytesMax, int unreliableSendBytesMax, int pendingAcksMax) {

        public Buffers {
            requireKibi(reliableSendBytesMax, 1 << 20, "buffers.reliableSendBytesMax");
            requireKibi(reliableReceiveBytesMax, 1 << 20, "buffers.reliableReceiveBytesMax");
            requireKibi(unreliableSendBytesMax, 1 << 16, "buffers.unreliableSendBytesMax");
            boolean powerOfTwo = Integer.bitCount(pendingAcksMax) == 1;
            require(
                    powerOfTwo && pendingAcksMax >= 16 && pendingAcksMax <= 4096,
                    "buffers.pendingAcksMax",
                    pendingAcksMax);
        }

        private static void requireKibi(int bytes, int most, String name) {
            require(bytes >= 1024 && bytes <= most, name, bytes);
        }
    }

    /**
     * How fast a session sends: in any span of one second at most {@code bytesPerSecond + burstBytes}, UDP and
     * IPv4 headers (28 bytes a datagram) included, control packets excluded.
     *
     * @param bytesPerSecond rate at which its allowance grows, at least 256
     * @param burstBytes most that the allowance can grow to, at least 92
     * @param datagramBytesMax UDP payload of a data packet, 64 to 1,300; a burst below it plus 28 lowers it
     */
    public record Pace(int bytesPerSecond, int burstBytes, int datagramBytesMax) {

        public Pace {
            require(bytesPerSecond >= 256, "pace.bytesPerSecond", bytesPerSecond);
            require(burstBytes >= 64 + UDP_IPV4_HEADER_BYTES, "pace.burstBytes", burstBytes);
            boolean fits = datagramBytesMax >= 64 && datagramBytesMax <= DATAGRAM_BYTES_MAX;
            require(fits, "pace.datagramBytesMax", datagramBytesMax);
        }

        /** UDP payload of the largest data packet that is ever sent: its headers must fit in the burst as well. */
        int largestDatagramBytes() {
            return Math.min(datagramBytesMax, burstBytes - UDP_IPV4_HEADER_BYTES);
        }
    }

    /**
     * How long a session waits for its peer.
     *
     * @param keepAliveNanos silence on this side after which it sends something, at least 1 ms
     * @param timeoutNanos silence of the peer after which the session is closed, longer than the former
     * @param handshakeTimeoutNanos time for a client to get connected, and for a server to hear the client's
     *     first packet, at least 1 ms
     * @param handshakeRetryNanos time between a client's attempts, at least 1 ms
     */
    public record Timers(long keepAliveNanos, long timeoutNanos, long handshakeTimeoutNanos, long handshakeRetryNanos) {

        /**
         * Timeout of 10 s as in GameNetworkingSockets; its keep-alive of 10 s is too long for that timeout.
         */
        public static final Timers STANDARD = new Timers(2_000 * MILLI, 10_000 * MILLI, 10_000 * MILLI, 500 * MILLI);

        public Timers {
            require(keepAliveNanos >= MILLI, "timers.keepAliveNanos", keepAliveNanos);
            require(timeoutNanos > keepAliveNanos, "timers.timeoutNanos", timeoutNanos);
            require(handshakeTimeoutNanos >= MILLI, "timers.handshakeTimeoutNanos", handshakeTimeoutNanos);
            require(handshakeRetryNanos >= MILLI, "timers.handshakeRetryNanos", handshakeRetryNanos);
        }
    }

    /**
     * The longest that an acknowledgement waits for a packet to ride on.
     *
     * @param reliableNanos for reliable data
     * @param unreliableNanos for anything else
     */
    public record AckDelays(long reliableNanos, long unreliableNanos) {

        /** 50 ms as in GameNetworkingSockets. */
        public static final AckDelays STANDARD = new AckDelays(50 * MILLI, 200 * MILLI);

        public AckDelays {
            require(reliableNanos >= 0, "ackDelays.reliableNanos", reliableNanos);
            require(unreliableNanos >= 0, "ackDelays.unreliableNanos", unreliableNanos);
        }
    }

    /**
     * A zone server: 19,000 + 1,400 bytes in any second, below the 20,480 that a session may take
     * down even where the clock runs 500 ppm fast.
     */
    public static EndpointOptions server() {
        return of(
                new Sessions(true, 4096, 512, 8),
                new Pace(19_000, 1_400, DATAGRAM_BYTES_MAX),
                LifecycleOptions.server());
    }

    /**
     * A player's client: 1,918 + 128 bytes in any second, at most 2,047 where the clock runs 500 ppm
     * fast. Twenty packets a second may have 95 bytes each, of which 51 are headers and tag, 5 an
     * ack and 3 the message's header.
     */
    public static EndpointOptions client() {
        return of(new Sessions(false, 8, 8, 8), new Pace(1_918, 128, DATAGRAM_BYTES_MAX), LifecycleOptions.client());
    }

    private static EndpointOptions of(Sessions sessions, Pace pace, LifecycleOptions lifecycle) {
        Buffers buffers = new Buffers(256 * 1024, 128 * 1024, 32 * 1024, 256);
        return new EndpointOptions(sessions, buffers, pace, Timers.STANDARD, AckDelays.STANDARD, lifecycle);
    }

    public EndpointOptions withSessions(int max, int halfOpenMax, int perAddressMax) {
        Sessions value = new Sessions(sessions.accepted, max, halfOpenMax, perAddressMax);
        return new EndpointOptions(value, buffers, pace, timers, ackDelays, lifecycle);
    }

    public EndpointOptions withReliableBytes(int sendMax, int receiveMax) {
        Buffers value = new Buffers(sendMax, receiveMax, buffers.unreliableSendBytesMax, buffers.pendingAcksMax);
        return new EndpointOptions(sessions, value, pace, timers, ackDelays, lifecycle);
    }

    public EndpointOptions withSendRate(int bytesPerSecond, int burstBytes) {
        Pace value = new Pace(bytesPerSecond, burstBytes, pace.datagramBytesMax);
        return new EndpointOptions(sessions, buffers, value, timers, ackDelays, lifecycle);
    }

    public EndpointOptions withTimeouts(long keepAliveNanos, long timeoutNanos, long handshakeTimeoutNanos) {
        Timers value = new Timers(keepAliveNanos, timeoutNanos, handshakeTimeoutNanos, timers.handshakeRetryNanos);
        return new EndpointOptions(sessions, buffers, pace, value, ackDelays, lifecycle);
    }

    public EndpointOptions withLifecycle(LifecycleOptions value) {
        return new EndpointOptions(sessions, buffers, pace, timers, ackDelays, value);
    }

    private static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " " + value + " is out of range");
        }
    }
}
