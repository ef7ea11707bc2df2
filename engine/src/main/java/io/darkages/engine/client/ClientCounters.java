package io.darkages.engine.client;

/** Counts of {@link ClientCounter}. Written by the client, read by whoever reports. */
public final class ClientCounters {

    private final int[] counts = new int[ClientCounter.values().length];

    void add(ClientCounter counter, int count) {
        counts[counter.ordinal()] += count;
    }

    public long count(ClientCounter counter) {
        return counts[counter.ordinal()];
    }
}
