package io.darkages.sim.stream;

import io.darkages.sim.Range;

/**
 * How one host's streams behave.
 *
 * @param streamsMax streams that are open, or closed and not yet forgotten, 1 to 4,096
 * @param sendBytes what a stream holds of bytes that the peer has not acknowledged, 2 KiB to 16 MiB
 * @param receiveBytes how far ahead of the next byte a stream takes bytes, 2 KiB to 16 MiB; its window
 * @param waits how long it waits for what
 */
public record StreamOptions(int streamsMax, int sendBytes, int receiveBytes, Waits waits) {

    private static final int STREAMS_MAX_LIMIT = 4_096;
    private static final int BYTES_MIN = 2_048;
    private static final int BYTES_MAX = 16 << 20;
    private static final long NANOS_MAX = 3_600_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    /**
     * Times, in nanoseconds of the host's monotonic clock.
     *
     * @param retransmitNanosFirst before the first round trip was measured
     * @param retransmitNanosMin least time before something is sent again
     * @param retransmitNanosMax most time: it doubles with each repetition
     * @param connectNanosMax an attempt to connect that was not answered by then is over
     * @param ackNanosMax a stream ends when something was not acknowledged for that long
     * @param keepAliveNanos a stream on which nothing came for so long asks its peer for a sign of life
     */
    public record Waits(
            long retransmitNanosFirst,
            long retransmitNanosMin,
            long retransmitNanosMax,
            long connectNanosMax,
            long ackNanosMax,
            long keepAliveNanos) {

        public Waits {
            Range.check("retransmitNanosFirst", retransmitNanosFirst, 1, NANOS_MAX);
            Range.check("retransmitNanosMin", retransmitNanosMin, 1, NANOS_MAX);
            Range.check("retransmitNanosMax", retransmitNanosMax, retransmitNanosMin, NANOS_MAX);
            Range.check("connectNanosMax", connectNanosMax, 1, NANOS_MAX);
            Range.check("ackNanosMax", ackNanosMax, 1, NANOS_MAX);
            Range.check("keepAliveNanos", keepAliveNanos, 1, NANOS_MAX);
        }
    }

    /**
     * 64 streams with 64 KiB each way. Times are Linux's: 1 s first (RFC 6298), 200 ms to 120 s ({@code TCP_RTO_MIN},
     * {@code TCP_RTO_MAX}), 127 s for connecting ({@code tcp_syn_retries} 6), 924 s without an acknowledgement ({@code
     * tcp_retries2} 15), and Redis's {@code tcp-keepalive} of 300 s.
     */
    public static final StreamOptions STANDARD = new StreamOptions(
            64,
            64 * 1_024,
            64 * 1_024,
            new Waits(SECOND, SECOND / 5, 120 * SECOND, 127 * SECOND, 924 * SECOND, 300 * SECOND));

    public StreamOptions {
        Range.check("streamsMax", streamsMax, 1, STREAMS_MAX_LIMIT);
        Range.check("sendBytes", sendBytes, BYTES_MIN, BYTES_MAX);
        Range.check("receiveBytes", receiveBytes, BYTES_MIN, BYTES_MAX);
    }

    public StreamOptions withStreamsMax(int value) {
        return new StreamOptions(value, sendBytes, receiveBytes, waits);
    }

    public StreamOptions withBuffers(int send, int receive) {
        return new StreamOptions(streamsMax, send, receive, waits);
    }

    public StreamOptions withWaits(Waits value) {
        return new StreamOptions(streamsMax, sendBytes, receiveBytes, value);
    }
}
