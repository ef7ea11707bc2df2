package io.darkages.engine.backplane;

import io.darkages.engine.transport.EndpointOptions;
import io.darkages.engine.transport.LifecycleOptions;

/**
 * Who a backplane is, and its caps and timers.
 *
 * @param process this process' id, not 0
 * @param incarnation of this start, higher than that of any earlier one; not 0
 * @param peersMax other processes that it remembers, and addresses that it connects to; 1 to 1,024
 * @param zonesMax zones that messages can be addressed to, from 0 on; 1 to 65,534
 * @param heldBytesMax bytes of reliable messages that are held for a peer until it has acknowledged them, 2 KiB to 512
 *     KiB
 * @param timers how long what takes
 */
public record BackplaneOptions(
        long process, long incarnation, int peersMax, int zonesMax, int heldBytesMax, Timers timers) {

    private static final long MILLI = 1_000_000;

    /** UDP payload of a data packet, without the lead byte. */
    static final int DATAGRAM_BYTES_MAX = EndpointOptions.DATAGRAM_BYTES_MAX - 1;

    /** Room for links that are being greeted, or replaced. */
    private static final int SPARE_SESSIONS = 32;

    /** Zones lie on one network: 8 MiB a second for each link, far above what 2,000 ghosts need. */
    private static final int BYTES_PER_SECOND = 8 << 20;

    private static final int BURST_BYTES = 128 << 10;

    /**
     * How long what takes, each at least 1 ms.
     *
     * @param pulseNanos a linked peer hears something at least so often
     * @param silenceNanos a peer counts as silent that was not heard for so long
     * @param greetingNanos time for a new session to prove who it is
     * @param retryNanos between two attempts to connect to one address
     */
    public record Timers(long pulseNanos, long silenceNanos, long greetingNanos, long retryNanos) {

        public static final Timers STANDARD = new Timers(100 * MILLI, 500 * MILLI, 1_000 * MILLI, 250 * MILLI);

        public Timers {
            require(pulseNanos >= MILLI, "timers.pulseNanos", pulseNanos);
            require(silenceNanos >= MILLI, "timers.silenceNanos", silenceNanos);
            require(greetingNanos >= MILLI, "timers.greetingNanos", greetingNanos);
            require(retryNanos >= MILLI, "timers.retryNanos", retryNanos);
        }
    }

    public BackplaneOptions {
        require(process != 0, "process", process);
        require(incarnation != 0, "incarnation", incarnation);
        require(peersMax >= 1 && peersMax <= 1_024, "peersMax", peersMax);
        require(zonesMax >= 1 && zonesMax <= MessageHeader.ZONE_MAX + 1, "zonesMax", zonesMax);
        require(heldBytesMax >= 2_048 && heldBytesMax <= 512 << 10, "heldBytesMax", heldBytesMax);
    }

    /** 64 peers and 1,024 zones, 256 KiB held for each peer. */
    public static BackplaneOptions of(long process, long incarnation) {
        return new BackplaneOptions(process, incarnation, 64, 1_024, 256 << 10, Timers.STANDARD);
    }

    public BackplaneOptions withCaps(int newPeersMax, int newZonesMax, int newHeldBytesMax) {
        return new BackplaneOptions(process, incarnation, newPeersMax, newZonesMax, newHeldBytesMax, timers);
    }

    public BackplaneOptions withTimers(Timers newTimers) {
        return new BackplaneOptions(process, incarnation, peersMax, zonesMax, heldBytesMax, newTimers);
    }

    /**
     * The transport's: a peer that is gone loses its session after about 2 s; acks wait 5 ms at most, and what is missing
     * is asked for at once.
     */
    EndpointOptions endpoint() {
        int sessions = 2 * peersMax + SPARE_SESSIONS;
        return new EndpointOptions(
                new EndpointOptions.Sessions(true, sessions, SPARE_SESSIONS, 4),
                new EndpointOptions.Buffers(1 << 20, 1 << 20, 1 << 16, 1_024, 64 << 20),
                new EndpointOptions.Pace(BYTES_PER_SECOND, BURST_BYTES, DATAGRAM_BYTES_MAX),
                new EndpointOptions.Timers(250 * MILLI, 1_000 * MILLI, 1_000 * MILLI, 100 * MILLI),
                new EndpointOptions.AckDelays(5 * MILLI, 100 * MILLI),
                LifecycleOptions.server().withHostShare(sessions, SPARE_SESSIONS),
                new EndpointOptions.Sending(EndpointOptions.Sending.UNTIL_FLUSHED, true, true, false));
    }

    private static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " " + value + " is out of range");
        }
    }
}
