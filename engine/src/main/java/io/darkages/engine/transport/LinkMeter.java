package io.darkages.engine.transport;

/**
 * Measures a session's link for the statistics that it sends, and knows when they are due: rates over
 * intervals of 5 s, reports at the intervals of GameNetworkingSockets. A report counts as delivered when
 * the packet that carried it is acknowledged; while that is open there is no other.
 */
final class LinkMeter {

    static final int NOTHING = 0;
    /** Bits of {@link #need}: which message may go, and which must. */
    static final int INSTANTANEOUS_READY = 1;

    static final int INSTANTANEOUS_DUE = 2;
    static final int LIFETIME_READY = 4;
    static final int LIFETIME_DUE = 8;
    static final int ANY_DUE = INSTANTANEOUS_DUE | LIFETIME_DUE;
    static final int ANY_INSTANTANEOUS = INSTANTANEOUS_READY | INSTANTANEOUS_DUE;

    private static final long SECOND = 1_000_000_000;
    private static final long INTERVAL_NANOS = 5 * SECOND;
    private static final long INSTANTANEOUS_NANOS = 20 * SECOND;
    private static final long INSTANTANEOUS_DUE_NANOS = 30 * SECOND;
    private static final long LIFETIME_NANOS = 120 * SECOND;
    private static final long LIFETIME_DUE_NANOS = 140 * SECOND;
    /** Below a packet in so long a time, each way, the link counts as idle, and is not worth a report. */
    private static final long ACTIVE_PACKET_NANOS = 3 * SECOND;

    private static final int LIFETIME_PACKETS = 100;

    private final long begunNanos;
    private long packetsSent;
    private long bytesSent;
    private long packetsReceived;
    private long bytesReceived;
    private long outOfOrder;
    private long duplicate;

    /** What the counters showed when the interval under way began. */
    private long intervalNanos;

    private long sentBefore;
    private long bytesSentBefore;
    private long receivedBefore;
    private long bytesReceivedBefore;
    private long weirdBefore;
    private long jitterMicrosPeak = LinkStats.UNKNOWN;

    /** Of the last whole interval. */
    private long packetsSentRate = LinkStats.UNKNOWN;

    private long bytesSentRate = LinkStats.UNKNOWN;
    private long packetsReceivedRate = LinkStats.UNKNOWN;
    private long bytesReceivedRate = LinkStats.UNKNOWN;
    private long weirdPercent = LinkStats.UNKNOWN;
    private long jitterMicros = LinkStats.UNKNOWN;

    private long instantaneousNanos;
    private long instantaneousPackets;
    private long lifetimeNanos;
    private long lifetimePackets;
    private int inFlight;

    LinkMeter(long monotonicNanos) {
        begunNanos = monotonicNanos;
        intervalNanos = monotonicNanos;
        instantaneousNanos = monotonicNanos;
        lifetimeNanos = monotonicNanos;
    }

    void sent(long monotonicNanos, int bytes) {
        roll(monotonicNanos);
        packetsSent++;
        bytesSent += bytes;
    }

    /** @param late a later packet has come before it */
    void received(long monotonicNanos, int bytes, boolean late) {
        roll(monotonicNanos);
        packetsReceived++;
        bytesReceived += bytes;
        outOfOrder += late ? 1 : 0;
    }

    void duplicate() {
        duplicate++;
    }

    /** Two packets that follow each other came so much farther apart than they were sent, or nearer. */
    void jitter(long micros) {
        jitterMicrosPeak = Math.max(jitterMicrosPeak, Math.abs(micros));
    }

    /** What of the statistics may go now, or must. */
    int need(long monotonicNanos) {
        if (inFlight != NOTHING) {
            return NOTHING;
        }
        int need = NOTHING;
        long elapsed = monotonicNanos - instantaneousNanos;
        if (elapsed >= INSTANTANEOUS_NANOS) {
            if (packets() > instantaneousPackets + elapsed / ACTIVE_PACKET_NANOS) {
                need = elapsed >= INSTANTANEOUS_DUE_NANOS ? INSTANTANEOUS_DUE : INSTANTANEOUS_READY;
            } else {
                instantaneousNanos = monotonicNanos;
                instantaneousPackets = packets();
            }
        }
        elapsed = monotonicNanos - lifetimeNanos;
        if (elapsed >= LIFETIME_NANOS) {
            if (packets() > lifetimePackets + LIFETIME_PACKETS) {
                need |= elapsed >= LIFETIME_DUE_NANOS ? LIFETIME_DUE : LIFETIME_READY;
            } else {
                lifetimeNanos = monotonicNanos;
            }
        }
        return need;
    }

    /** When a report must go, even in a packet of its own. */
    long dueNanos() {
        return inFlight != NOTHING
                ? Session.NEVER
                : Math.min(instantaneousNanos + INSTANTANEOUS_DUE_NANOS, lifetimeNanos + LIFETIME_DUE_NANOS);
    }

    boolean isInFlight() {
        return inFlight != NOTHING;
    }

    /** A packet with these statistics has left. */
    void left(int need) {
        inFlight = need;
    }

    /** That packet's fate is known. */
    void settled(boolean acknowledged, long monotonicNanos) {
        if (acknowledged && (inFlight & ANY_INSTANTANEOUS) != 0) {
            instantaneousNanos = monotonicNanos;
            instantaneousPackets = packets();
        }
        if (acknowledged && (inFlight & ~ANY_INSTANTANEOUS) != 0) {
            lifetimeNanos = monotonicNanos;
            lifetimePackets = packets();
        }
        inFlight = NOTHING;
    }

    /** Writes down what is needed. */
    void fill(LinkStats stats, int need, Session session, long monotonicNanos) {
        roll(monotonicNanos);
        if ((need & ANY_INSTANTANEOUS) != 0) {
            int message = LinkStats.INSTANTANEOUS;
            stats.value(message, LinkStats.OUT_PACKETS_PER_TEN_SECONDS, packetsSentRate);
            stats.value(message, LinkStats.OUT_BYTES_PER_SECOND, bytesSentRate);
            stats.value(message, LinkStats.IN_PACKETS_PER_TEN_SECONDS, packetsReceivedRate);
            stats.value(message, LinkStats.IN_BYTES_PER_SECOND, bytesReceivedRate);
            stats.value(message, LinkStats.PING_MILLIS, session.roundTrip.smoothedNanos() / 1_000_000);
            stats.value(message, LinkStats.DROPPED_PERCENT, session.window.lossPartsPerMillion() / 10_000);
            stats.value(message, LinkStats.WEIRD_PERCENT, weirdPercent);
            stats.value(message, LinkStats.PEAK_JITTER_MICROS, jitterMicros);
        }
        if ((need & ~ANY_INSTANTANEOUS) != 0) {
            int message = LinkStats.LIFETIME;
            stats.value(message, LinkStats.CONNECTED_SECONDS, (monotonicNanos - begunNanos) / SECOND);
            stats.value(message, LinkStats.PACKETS_SENT, packetsSent);
            stats.value(message, LinkStats.KIB_SENT, (bytesSent + 512) / 1024);
            stats.value(message, LinkStats.PACKETS_RECEIVED, packetsReceived + duplicate);
            stats.value(message, LinkStats.KIB_RECEIVED, (bytesReceived + 512) / 1024);
            stats.value(message, LinkStats.PACKETS_SEQUENCED, packetsReceived);
            long missing = Math.max(0, session.window.expected() - packetsReceived);
            stats.value(message, LinkStats.PACKETS_DROPPED, missing);
            stats.value(message, LinkStats.PACKETS_OUT_OF_ORDER, outOfOrder);
            stats.value(message, LinkStats.PACKETS_DUPLICATE, duplicate);
        }
    }

    /** Of the direction in which there were more. */
    private long packets() {
        return Math.max(packetsSent, packetsReceived);
    }

    private void roll(long monotonicNanos) {
        long elapsed = monotonicNanos - intervalNanos;
        if (elapsed < INTERVAL_NANOS) {
            return;
        }
        long micros = elapsed / 1_000;
        packetsSentRate = (packetsSent - sentBefore) * 10_000_000 / micros;
        bytesSentRate = (bytesSent - bytesSentBefore) * 1_000_000 / micros;
        packetsReceivedRate = (packetsReceived - receivedBefore) * 10_000_000 / micros;
        bytesReceivedRate = (bytesReceived - bytesReceivedBefore) * 1_000_000 / micros;
        long weird = outOfOrder + duplicate;
        weirdPercent = Math.min(100, (weird - weirdBefore) * 100 / Math.max(1, packetsReceived - receivedBefore));
        jitterMicros = jitterMicrosPeak;
        jitterMicrosPeak = LinkStats.UNKNOWN;
        sentBefore = packetsSent;
        bytesSentBefore = bytesSent;
        receivedBefore = packetsReceived;
        bytesReceivedBefore = bytesReceived;
        weirdBefore = weird;
        intervalNanos = monotonicNanos;
    }
}
