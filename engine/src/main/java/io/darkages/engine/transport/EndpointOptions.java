package io.darkages.engine.transport;

/**
 * Caps, rates and timers of an endpoint, by theme. {@link #server} and {@link #client} name the
 * game's, {@link #general} those of GameNetworkingSockets.
 * Each part checks its own values and throws {@link IllegalArgumentException} with the name and the value.
 *
 * @param sessions who may connect, and how many
 * @param buffers what a session may hold
 * @param pace how fast a session sends
 * @param timers how long it waits for its peer
 * @param ackDelays how long it makes its peer wait
 * @param lifecycle how sessions begin and end
 * @param sending what leaves when
 */
public record EndpointOptions(
        Sessions sessions,
        Buffers buffers,
        Pace pace,
        Timers timers,
        AckDelays ackDelays,
        LifecycleOptions lifecycle,
        Sending sending) {

    /** UDP and IPv4 headers, which every rate counts. */
    public static final int UDP_IPV4_HEADER_BYTES = 28;

    /** Largest UDP payload of GameNetworkingSockets. */
    public static final int DATAGRAM_BYTES_MAX = 1300;

    /** Longest reliable message, in bytes, as in GameNetworkingSockets. */
    public static final int RELIABLE_MESSAGE_BYTES_MAX = 512 * 1024;

    /** Longest message that is sent as an unreliable one, in bytes: GameNetworkingSockets' 15 * 1,100. */
    public static final int UNRELIABLE_MESSAGE_BYTES_MAX = 15 * 1100;

    private static final long MILLI = 1_000_000;
    private static final long MEBI = 1 << 20;

    /** One for all clients. */
    private static final EndpointOptions CLIENT =
            of(new Sessions(false, 8, 8, 8), new Pace(1_918, 128, DATAGRAM_BYTES_MAX), LifecycleOptions.client());

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
     * @param reliableSendBytesMax stream bytes of all lanes that it keeps until they are acknowledged, 1 KiB to 1 MiB
     * @param reliableReceiveBytesMax stream bytes that it keeps of a lane until they are in order, 1 KiB to 1 MiB; all
     *     lanes together hold twice as much, and one at a time may go beyond that as far as its own limit
     * @param unreliableSendBytesMax bytes of unreliable messages that wait for a flush, 1 KiB to 64 KiB
     * @param pendingAcksMax packets that it remembers until they are acknowledged: a power of two from 16 to 4,096
     * @param receiveBytesTotalMax bytes of buffers that all sessions together hold of messages that are not whole, at
     *     least 64 KiB; beyond that a session still gets {@value ReceiveMemory#ALWAYS_BYTES}
     */
    public record Buffers(
            int reliableSendBytesMax,
            int reliableReceiveBytesMax,
            int unreliableSendBytesMax,
            int pendingAcksMax,
            long receiveBytesTotalMax) {

        public Buffers {
            requireKibi(reliableSendBytesMax, 1 << 20, "buffers.reliableSendBytesMax");
            requireKibi(reliableReceiveBytesMax, 1 << 20, "buffers.reliableReceiveBytesMax");
            requireKibi(unreliableSendBytesMax, 1 << 16, "buffers.unreliableSendBytesMax");
            boolean powerOfTwo = Integer.bitCount(pendingAcksMax) == 1;
            require(
                    powerOfTwo && pendingAcksMax >= 16 && pendingAcksMax <= 4096,
                    "buffers.pendingAcksMax",
                    pendingAcksMax);
            require(receiveBytesTotalMax >= 1 << 16, "buffers.receiveBytesTotalMax", receiveBytesTotalMax);
        }

        private static void requireKibi(int bytes, int most, String name) {
            require(bytes >= 1024 && bytes <= most, name, bytes);
        }
    }

    /**
     * How fast a session sends: in any span of one second at most {@code bytesPerSecond + burstBytes}, UDP and
     * IPv4 headers (28 bytes a datagram) included, control packets excluded.
     *
     * @param bytesPerSecond rate at which its allowance grows, at least {@value Pace#RATE_MIN}
     * @param burstBytes most that the allowance can grow to, at least 92
     * @param datagramBytesMax UDP payload of a data packet, 64 to 1,300; a burst below it plus 28 lowers it
     */
    public record Pace(int bytesPerSecond, int burstBytes, int datagramBytesMax) {

        static final int RATE_MIN = 256;

        /** No more than fits into the arithmetic of an allowance. */
        static final int RATE_MAX = 1_000_000_000;

        public Pace {
            boolean possible = bytesPerSecond >= RATE_MIN && bytesPerSecond <= RATE_MAX;
            require(possible, "pace.bytesPerSecond", bytesPerSecond);
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
     * @param keepAliveNanos silence of the peer after which it is asked for an ack, at least 1 ms
     * @param timeoutNanos the session is closed so long after the first request that was not answered in its time,
     *     and not before four of them were not; at least 1 ms
     * @param handshakeTimeoutNanos time for a client to get connected, and for a server to hear the client's
     *     first packet, at least 1 ms
     * @param handshakeRetryNanos time between a client's attempts, at least 1 ms
     */
    public record Timers(long keepAliveNanos, long timeoutNanos, long handshakeTimeoutNanos, long handshakeRetryNanos) {

        /**
         * The game's: a player who is silent is asked after 2 s, has up to 1.45 s to answer, and is gone 7.5 s after
         * that, so after 10 to 11 s in all. A client's attempts are as in GameNetworkingSockets.
         */
        public static final Timers STANDARD = new Timers(2_000 * MILLI, 7_500 * MILLI, 10_000 * MILLI, 500 * MILLI);

        public Timers {
            require(keepAliveNanos >= MILLI, "timers.keepAliveNanos", keepAliveNanos);
            require(timeoutNanos >= MILLI, "timers.timeoutNanos", timeoutNanos);
            require(handshakeTimeoutNanos >= MILLI, "timers.handshakeTimeoutNanos", handshakeTimeoutNanos);
            require(handshakeRetryNanos >= MILLI, "timers.handshakeRetryNanos", handshakeRetryNanos);
        }
    }

    /**
     * The longest that an acknowledgement waits for a packet to ride on.
     *
     * @param reliableNanos for reliable data and for what asks for an ack, 0 to 1 s
     * @param unreliableNanos for anything else, at least 0; {@link #UNTIL_ASKED}
     */
    public record AckDelays(long reliableNanos, long unreliableNanos) {

        /** For unreliable data: it waits until there is a packet to ride on, or the peer asks. */
        public static final long UNTIL_ASKED = Long.MAX_VALUE;

        /**
         * 50 ms as in GameNetworkingSockets. Unreliable data is acknowledged too: the game measures round trips
         * and losses by it where nothing reliable goes for long, and learns which snapshots came.
         */
        public static final AckDelays STANDARD = new AckDelays(50 * MILLI, 200 * MILLI);

        public AckDelays {
            require(reliableNanos >= 0 && reliableNanos <= 1_000 * MILLI, "ackDelays.reliableNanos", reliableNanos);
            require(unreliableNanos >= 0, "ackDelays.unreliableNanos", unreliableNanos);
        }
    }

    /**
     * What leaves when.
     *
     * @param nagleNanos how long a message waits for others to fill its packet: 0 to 1 s, or {@link #UNTIL_FLUSHED}
     * @param acksOnCredit acks and requests leave even when the allowance is used up, and what comes after them pays;
     *     so a second may carry one burst more
     * @param gapsAtOnce missing packets are reported 3 ms after they were missed, in a packet of its own if need be,
     *     without waiting for the ack's time
     * @param linkStats the peer is told how the link is, every 20 to 30 s, and what came of it, every 120 to 140 s
     */
    public record Sending(long nagleNanos, boolean acksOnCredit, boolean gapsAtOnce, boolean linkStats) {

        /** Messages wait until {@link Session#flush}. */
        public static final long UNTIL_FLUSHED = Long.MAX_VALUE;

        /** As GameNetworkingSockets does; its Nagle time is 5 ms. */
        public static final Sending STANDARD = new Sending(5 * MILLI, true, true, true);

        /**
         * For a small budget that holds in every second: one flush for each tick, and nothing beyond the rate. An
         * ack that waits for its turn is late by a packet at most, for acks go first.
         */
        public static final Sending FRUGAL = new Sending(UNTIL_FLUSHED, false, false, false);

        public Sending {
            boolean possible = nagleNanos >= 0 && nagleNanos <= 1_000 * MILLI || nagleNanos == UNTIL_FLUSHED;
            require(possible, "sending.nagleNanos", nagleNanos);
        }
    }

    /**
     * Any application: the rate, caps and timers of GameNetworkingSockets; 512 KiB to send, 1 MiB to receive, 256 KiB
     * a second. The burst of 8 KiB is this one's own: an owner that comes round 60 times a second can use the rate.
     *
     * @param accepted whether others may connect
     */
    public static EndpointOptions standard(boolean accepted) {
        return new EndpointOptions(
                new Sessions(accepted, 4096, 512, 64),
                new Buffers(1 << 19, 1 << 20, 1 << 16, 1024, 256 * MEBI),
                new Pace(256 * 1024, 8 * 1024, DATAGRAM_BYTES_MAX),
                new Timers(10_000 * MILLI, 10_000 * MILLI, 10_000 * MILLI, 500 * MILLI),
                new AckDelays(50 * MILLI, AckDelays.UNTIL_ASKED),
                accepted ? LifecycleOptions.server() : LifecycleOptions.client(),
                Sending.STANDARD);
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
        return CLIENT;
    }

    private static EndpointOptions of(Sessions sessions, Pace pace, LifecycleOptions lifecycle) {
        Buffers buffers = new Buffers(256 * 1024, 128 * 1024, 32 * 1024, 256, 128 * MEBI);
        return new EndpointOptions(
                sessions, buffers, pace, Timers.STANDARD, AckDelays.STANDARD, lifecycle, Sending.FRUGAL);
    }

    public EndpointOptions withSessions(int max, int halfOpenMax, int perAddressMax) {
        Sessions value = new Sessions(sessions.accepted, max, halfOpenMax, perAddressMax);
        return new EndpointOptions(value, buffers, pace, timers, ackDelays, lifecycle, sending);
    }

    public EndpointOptions withReliableBytes(int sendMax, int receiveMax) {
        Buffers value = new Buffers(
                sendMax,
                receiveMax,
                buffers.unreliableSendBytesMax,
                buffers.pendingAcksMax,
                buffers.receiveBytesTotalMax);
        return new EndpointOptions(sessions, value, pace, timers, ackDelays, lifecycle, sending);
    }

    public EndpointOptions withSendRate(int bytesPerSecond, int burstBytes) {
        Pace value = new Pace(bytesPerSecond, burstBytes, pace.datagramBytesMax);
        return new EndpointOptions(sessions, buffers, value, timers, ackDelays, lifecycle, sending);
    }

    public EndpointOptions withTimeouts(long keepAliveNanos, long timeoutNanos, long handshakeTimeoutNanos) {
        Timers value = new Timers(keepAliveNanos, timeoutNanos, handshakeTimeoutNanos, timers.handshakeRetryNanos);
        return new EndpointOptions(sessions, buffers, pace, value, ackDelays, lifecycle, sending);
    }

    public EndpointOptions withLifecycle(LifecycleOptions value) {
        return new EndpointOptions(sessions, buffers, pace, timers, ackDelays, value, sending);
    }

    public EndpointOptions withSending(Sending value) {
        return new EndpointOptions(sessions, buffers, pace, timers, ackDelays, lifecycle, value);
    }

    private static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " " + value + " is out of range");
        }
    }
}
