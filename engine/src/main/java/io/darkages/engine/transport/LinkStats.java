package io.darkages.engine.transport;

import java.util.Arrays;

/**
 * What one side says of a link: how it is now ({@code CMsgSteamDatagramLinkInstantaneousStats}) and what came
 * of it since it began ({@code CMsgSteamDatagramLinkLifetimeStats}, its packet counters). Both travel inside
 * {@code CMsgSteamDatagramConnectionQuality}, as fields 1 and 2. A value that was not said is {@link #UNKNOWN}.
 * "Out" and "in" are seen from the side that speaks.
 */
public final class LinkStats {

    /** Of any value: the peer has not told it. */
    public static final long UNKNOWN = -1;

    static final int INSTANTANEOUS = 1;
    static final int LIFETIME = 2;

    static final int OUT_PACKETS_PER_TEN_SECONDS = 1;
    static final int OUT_BYTES_PER_SECOND = 2;
    static final int IN_PACKETS_PER_TEN_SECONDS = 3;
    static final int IN_BYTES_PER_SECOND = 4;
    static final int PING_MILLIS = 5;
    static final int DROPPED_PERCENT = 6;
    static final int WEIRD_PERCENT = 7;
    static final int PEAK_JITTER_MICROS = 8;

    static final int CONNECTED_SECONDS = 2;
    static final int PACKETS_SENT = 3;
    static final int KIB_SENT = 4;
    static final int PACKETS_RECEIVED = 5;
    static final int KIB_RECEIVED = 6;
    static final int PACKETS_SEQUENCED = 7;
    static final int PACKETS_DROPPED = 8;
    static final int PACKETS_OUT_OF_ORDER = 9;
    static final int PACKETS_DUPLICATE = 10;

    /** Bytes that {@link #write} writes at most: each value a tag and 10 bytes, two lengths with their tags. */
    static final int BYTES_MAX = 17 * 11 + 4;

    private static final int VARINT = 0;
    private static final int NESTED = 2;

    /** Values by field number. */
    private final long[] instantaneous = new long[PEAK_JITTER_MICROS + 1];

    private final long[] lifetime = new long[PACKETS_DUPLICATE + 1];

    LinkStats() {
        clear();
    }

    /** Packets that the peer sends in ten seconds. */
    public long outPacketsPerTenSeconds() {
        return instantaneous[OUT_PACKETS_PER_TEN_SECONDS];
    }

    /** Bytes of UDP payload that the peer sends in a second. */
    public long outBytesPerSecond() {
        return instantaneous[OUT_BYTES_PER_SECOND];
    }

    /** Packets that the peer receives in ten seconds. */
    public long inPacketsPerTenSeconds() {
        return instantaneous[IN_PACKETS_PER_TEN_SECONDS];
    }

    /** Bytes of UDP payload that the peer receives in a second. */
    public long inBytesPerSecond() {
        return instantaneous[IN_BYTES_PER_SECOND];
    }

    /** The round trip as the peer measures it. */
    public long pingMillis() {
        return instantaneous[PING_MILLIS];
    }

    /** Share of this side's packets that did not reach the peer. */
    public long droppedPercent() {
        return instantaneous[DROPPED_PERCENT];
    }

    /** Share of this side's packets that reached the peer late or twice. */
    public long weirdPercent() {
        return instantaneous[WEIRD_PERCENT];
    }

    public long peakJitterMicros() {
        return instantaneous[PEAK_JITTER_MICROS];
    }

    /** How long the peer has held the session. */
    public long connectedSeconds() {
        return lifetime[CONNECTED_SECONDS];
    }

    public long packetsSent() {
        return lifetime[PACKETS_SENT];
    }

    public long kibSent() {
        return lifetime[KIB_SENT];
    }

    public long packetsReceived() {
        return lifetime[PACKETS_RECEIVED];
    }

    public long kibReceived() {
        return lifetime[KIB_RECEIVED];
    }

    /** Of this side's packets, those that never reached the peer. */
    public long packetsDropped() {
        return lifetime[PACKETS_DROPPED];
    }

    /** A value by the message that holds it and its field number. */
    long value(int message, int field) {
        return values(message)[field];
    }

    void value(int message, int field, long value) {
        values(message)[field] = value;
    }

    boolean has(int message) {
        for (long value : values(message)) {
            if (value != UNKNOWN) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        Arrays.fill(instantaneous, UNKNOWN);
        Arrays.fill(lifetime, UNKNOWN);
    }

    /** Takes over each of the two messages that the other has; the one it lacks stays as it was. */
    void update(LinkStats other) {
        for (int message = INSTANTANEOUS; message <= LIFETIME; message++) {
            if (other.has(message)) {
                System.arraycopy(other.values(message), 0, values(message), 0, values(message).length);
            }
        }
    }

    int bytes() {
        int sum = 0;
        for (int message = INSTANTANEOUS; message <= LIFETIME; message++) {
            int body = bodyBytes(message);
            sum += body == 0 ? 0 : 1 + WireWriter.varintBytes(body) + body;
        }
        return sum;
    }

    /** Writes the body of a {@code CMsgSteamDatagramConnectionQuality}. */
    void write(WireWriter out) {
        for (int message = INSTANTANEOUS; message <= LIFETIME; message++) {
            int body = bodyBytes(message);
            if (body > 0) {
                out.u8(message << 3 | NESTED);
                out.varint(body);
                long[] values = values(message);
                for (int field = 1; field < values.length; field++) {
                    if (values[field] != UNKNOWN) {
                        out.u8(field << 3 | VARINT);
                        out.varint(values[field]);
                    }
                }
            }
        }
    }

    /** Reads such a body up to the reader's end; what it doesn't know is skipped. Failures show in the reader. */
    void read(WireReader in) {
        while (in.remaining() > 0) {
            long tag = in.varint();
            if (tag == (INSTANTANEOUS << 3 | NESTED)) {
                readValues(in, instantaneous);
            } else if (tag == (LIFETIME << 3 | NESTED)) {
                readValues(in, lifetime);
            } else {
                StatsBlob.skip(in, tag);
            }
        }
    }

    private static void readValues(WireReader in, long[] values) {
        int end = StatsBlob.enter(in);
        while (in.remaining() > 0) {
            long tag = in.varint();
            long field = tag >>> 3;
            if ((tag & 7) == VARINT && field > 0 && field < values.length) {
                long value = in.varint();
                values[(int) field] = value < 0 ? Long.MAX_VALUE : value;
            } else {
                StatsBlob.skip(in, tag);
            }
        }
        StatsBlob.leave(in, end);
    }

    private int bodyBytes(int message) {
        int sum = 0;
        for (long value : values(message)) {
            sum += value == UNKNOWN ? 0 : 1 + WireWriter.varintBytes(value);
        }
        return sum;
    }

    private long[] values(int message) {
        return message == INSTANTANEOUS ? instantaneous : lifetime;
    }

    @Override
    public String toString() {
        return "now " + Arrays.toString(instantaneous) + ", since the beginning " + Arrays.toString(lifetime);
    }
}
