package io.darkages.engine.transport;

/** Plain counters of one endpoint, from its start. Not thread-safe: read on the owner's thread. */
public final class EndpointCounters {

    private final long[] values = new long[EndpointCounter.values().length];

    EndpointCounters() {}

    public long value(EndpointCounter counter) {
        return values[counter.ordinal()];
    }

    /** All datagrams that were dropped for what they contained or where they came from. */
    public long dropped() {
        return value(EndpointCounter.MALFORMED_DATAGRAMS)
                + value(EndpointCounter.MALFORMED_CONTROL)
                + value(EndpointCounter.MALFORMED_FRAMES)
                + value(EndpointCounter.FORGED_PACKETS)
                + value(EndpointCounter.REPLAYED_PACKETS)
                + value(EndpointCounter.STALE_PACKETS)
                + value(EndpointCounter.JUMPED_PACKETS)
                + value(EndpointCounter.WRONG_ADDRESS)
                + value(EndpointCounter.UNKNOWN_SESSION)
                + value(EndpointCounter.CHALLENGES_REFUSED)
                + value(EndpointCounter.HANDSHAKES_REFUSED);
    }

    void increment(EndpointCounter counter) {
        values[counter.ordinal()]++;
    }

    void add(EndpointCounter counter, long amount) {
        values[counter.ordinal()] += amount;
    }

    void highWater(EndpointCounter counter, long value) {
        if (value > values[counter.ordinal()]) {
            values[counter.ordinal()] = value;
        }
    }
}
