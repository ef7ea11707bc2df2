package io.darkages.engine.transport;

/**
 * Caps, rates and timers of an endpoint. {@link #server} and {@link #client} name the defaults.
 *
 * <p>The byte rate holds for what one session sends, UDP and IPv4 headers (28 bytes a datagram)
 * included, control packets excluded: in any span of one second at most
 * {@code sendBytesPerSecond + sendBurstBytes}.
 *
 * @param acceptsSessions whether others may connect to this endpoint
 * @param sessionsMax sessions at one time, in any state
 * @param halfOpenMax sessions at one time that are accepted but not yet confirmed
 * @param sessionsPerAddressMax sessions at one time with one address and port
 * @param reliableSendBytesMax stream bytes that a session keeps until they are acknowledged, at most 1 MiB
 * @param reliableReceiveBytesMax stream bytes that a session keeps until they are in order, at most 1 MiB
 * @param unreliableSendBytesMax bytes of unreliable messages that wait for a flush, at most 64 KiB
 * @param pendingAcksMax packets that a session remembers until they are acknowledged: a power of two from 16 to 4,096
 * @param sendBytesPerSecond rate at which a session's allowance grows
 * @param sendBurstBytes most that the allowance can grow to
 * @param datagramBytesMax UDP payload of a data packet, 64 to 1,300; a burst below it plus 28 lowers it
 * @param keepAliveNanos silence on this side after which it sends something
 * @param timeoutNanos silence of the peer after which the session is closed
 * @param handshakeTimeoutNanos time for a client to get connected, and for a server to hear the
 *     client's first packet
 * @param handshakeRetryNanos time between a client's attempts
 * @param reliableAckDelayNanos longest wait of an acknowledgement for reliable data
 * @param unreliableAckDelayNanos longest wait of an acknowledgement for anything else
 */
public record EndpointOptions(
        boolean acceptsSessions,
        int sessionsMax,
        int halfOpenMax,
        int sessionsPerAddressMax,
        int reliableSendBytesMax,
        int reliableReceiveBytesMax,
        int unreliableSendBytesMax,
        int pendingAcksMax,
        int sendBytesPerSecond,
        int sendBurstBytes,
        int datagramBytesMax,
        long keepAliveNanos,
        long timeoutNanos,
        long handshakeTimeoutNanos,
        long handshakeRetryNanos,
        long reliableAckDelayNanos,
        long unreliableAckDelayNanos) {

    /** UDP and IPv4 headers, which every rate counts. */
    public static final int UDP_IPV4_HEADER_BYTES = 28;

    /** Largest UDP payload of GameNetworkingSockets. */
    public static final int DATAGRAM_BYTES_MAX = 1300;

    /** Longest reliable message, in bytes. */
    public static final int RELIABLE_MESSAGE_BYTES_MAX = 64 * 1024;

    /** Longest unreliable message, in bytes: GameNetworkingSockets' 15 * 1,100. */
    public static final int UNRELIABLE_MESSAGE_BYTES_MAX = 15 * 1100;

    private static final long MILLI = 1_000_000;

    public EndpointOptions {
        require(sessionsMax >= 1 && sessionsMax <= 1 << 20, "sessionsMax", sessionsMax);
        require(halfOpenMax >= 1, "halfOpenMax", halfOpenMax);
        require(sessionsPerAddressMax >= 1, "sessionsPerAddressMax", sessionsPerAddressMax);
        require(
                reliableSendBytesMax >= 1024 && reliableSendBytesMax <= 1 << 20,
                "reliableSendBytesMax",
                reliableSendBytesMax);
        require(
                reliableReceiveBytesMax >= 1024 && reliableReceiveBytesMax <= 1 << 20,
                "reliableReceiveBytesMax",
                reliableReceiveBytesMax);
        require(
                unreliableSendBytesMax >= 1024 && unreliableSendBytesMax <= 1 << 16,
                "unreliableSendBytesMax",
                unreliableSendBytesMax);
        require(
                pendingAcksMax >= 16 && pendingAcksMax <= 4096 && Integer.bitCount(pendingAcksMax) == 1,
                "pendingAcksMax",
                pendingAcksMax);
        require(sendBytesPerSecond >= 256, "sendBytesPerSecond", sendBytesPerSecond);
        require(sendBurstBytes >= 64 + UDP_IPV4_HEADER_BYTES, "sendBurstBytes", sendBurstBytes);
        require(datagramBytesMax >= 64 && datagramBytesMax <= DATAGRAM_BYTES_MAX, "datagramBytesMax", datagramBytesMax);
        require(keepAliveNanos >= MILLI, "keepAliveNanos", keepAliveNanos);
        require(timeoutNanos > keepAliveNanos, "timeoutNanos", timeoutNanos);
        require(handshakeTimeoutNanos >= MILLI, "handshakeTimeoutNanos", handshakeTimeoutNanos);
        require(handshakeRetryNanos >= MILLI, "handshakeRetryNanos", handshakeRetryNanos);
        require(reliableAckDelayNanos >= 0, "reliableAckDelayNanos", reliableAckDelayNanos);
        require(unreliableAckDelayNanos >= 0, "unreliableAckDelayNanos", unreliableAckDelayNanos);
    }

    /** UDP payload of the largest data packet that is ever sent: its headers must fit in the burst as well. */
    int largestDatagramBytes() {
        return Math.min(datagramBytesMax, sendBurstBytes - UDP_IPV4_HEADER_BYTES);
    }

    /**
     * A zone server: 19,000 + 1,400 bytes in any second, below the 20,480 that a session may take
     * down even where the clock runs 500 ppm fast. Ack delay of 50 ms, timeout of 10 s as in
     * GameNetworkingSockets; its keep-alive of 10 s is too long for that timeout.
     */
    public static EndpointOptions server() {
        return new EndpointOptions(
                true,
                4096,
                512,
                8,
                256 * 1024,
                128 * 1024,
                32 * 1024,
                256,
                19_000,
                1_400,
                DATAGRAM_BYTES_MAX,
                2_000 * MILLI,
                10_000 * MILLI,
                10_000 * MILLI,
                500 * MILLI,
                50 * MILLI,
                200 * MILLI);
    }

    /**
     * A player's client: 1,918 + 128 bytes in any second, at most 2,047 where the clock runs 500 ppm
     * fast. Twenty packets a second may have 95 bytes each, of which 51 are headers and tag, 5 an
     * ack and 3 the message's header.
     */
    public static EndpointOptions client() {
        return new EndpointOptions(
                false,
                8,
                8,
                8,
                256 * 1024,
                128 * 1024,
                32 * 1024,
                256,
                1_918,
                128,
                DATAGRAM_BYTES_MAX,
                2_000 * MILLI,
                10_000 * MILLI,
                10_000 * MILLI,
                500 * MILLI,
                50 * MILLI,
                200 * MILLI);
    }

    public EndpointOptions withSessions(int sessionsMax, int halfOpenMax, int sessionsPerAddressMax) {
        return new EndpointOptions(
                acceptsSessions,
                sessionsMax,
                halfOpenMax,
                sessionsPerAddressMax,
                reliableSendBytesMax,
                reliableReceiveBytesMax,
                unreliableSendBytesMax,
                pendingAcksMax,
                sendBytesPerSecond,
                sendBurstBytes,
                datagramBytesMax,
                keepAliveNanos,
                timeoutNanos,
                handshakeTimeoutNanos,
                handshakeRetryNanos,
                reliableAckDelayNanos,
                unreliableAckDelayNanos);
    }

    public EndpointOptions withReliableBytes(int reliableSendBytesMax, int reliableReceiveBytesMax) {
        return new EndpointOptions(
                acceptsSessions,
                sessionsMax,
                halfOpenMax,
                sessionsPerAddressMax,
                reliableSendBytesMax,
                reliableReceiveBytesMax,
                unreliableSendBytesMax,
                pendingAcksMax,
                sendBytesPerSecond,
                sendBurstBytes,
                datagramBytesMax,
                keepAliveNanos,
                timeoutNanos,
                handshakeTimeoutNanos,
                handshakeRetryNanos,
                reliableAckDelayNanos,
                unreliableAckDelayNanos);
    }

    public EndpointOptions withSendRate(int sendBytesPerSecond, int sendBurstBytes) {
        return new EndpointOptions(
                acceptsSessions,
                sessionsMax,
                halfOpenMax,
                sessionsPerAddressMax,
                reliableSendBytesMax,
                reliableReceiveBytesMax,
                unreliableSendBytesMax,
                pendingAcksMax,
                sendBytesPerSecond,
                sendBurstBytes,
                datagramBytesMax,
                keepAliveNanos,
                timeoutNanos,
                handshakeTimeoutNanos,
                handshakeRetryNanos,
                reliableAckDelayNanos,
                unreliableAckDelayNanos);
    }

    public EndpointOptions withTimeouts(long keepAliveNanos, long timeoutNanos, long handshakeTimeoutNanos) {
        return new EndpointOptions(
                acceptsSessions,
                sessionsMax,
                halfOpenMax,
                sessionsPerAddressMax,
                reliableSendBytesMax,
                reliableReceiveBytesMax,
                unreliableSendBytesMax,
                pendingAcksMax,
                sendBytesPerSecond,
                sendBurstBytes,
                datagramBytesMax,
                keepAliveNanos,
                timeoutNanos,
                handshakeTimeoutNanos,
                handshakeRetryNanos,
                reliableAckDelayNanos,
                unreliableAckDelayNanos);
    }

    private static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " " + value + " is out of range");
        }
    }
}
