package io.darkages.sim.stream;

/** What a host's streams count. */
public enum StreamCounter {
    SEGMENTS_SENT,
    SEGMENTS_RECEIVED,
    /** Segments sent again because nothing acknowledged them in time. */
    RETRANSMISSIONS_TIMED,
    /** Segments sent again because later ones had been acknowledged. */
    RETRANSMISSIONS_FAST,
    /** Bytes that came in their order and were handed over. */
    BYTES_DELIVERED,
    /** Datagrams that begin as a segment does and are none: damaged on the way. */
    SEGMENTS_DAMAGED,
    /** Segments that came twice, or lay outside the window. */
    SEGMENTS_USELESS,
    RESETS_SENT,
    RESETS_RECEIVED,
    /** Streams that were accepted from others. */
    ACCEPTED,
    /** Attempts of others that found no room. */
    ACCEPTS_REFUSED,
    TIMED_OUT,
    /** The most streams that there ever were. */
    STREAMS_HIGH_WATER
}
