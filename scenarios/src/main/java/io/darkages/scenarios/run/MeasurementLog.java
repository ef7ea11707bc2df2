package io.darkages.scenarios.run;

import io.darkages.engine.port.Measurement;
import io.darkages.engine.port.Measurements;
import java.util.Arrays;

/**
 * What one host measured since its log was last drained: packed longs in one growing array. Written on
 * the host's thread, drained between windows.
 */
final class MeasurementLog implements Measurements {

    private static final int KIND_BITS = 4;
    private static final Measurement[] KINDS = Measurement.values();

    /** Receives one drained value. */
    @FunctionalInterface
    interface Sink {
        void value(Measurement measurement, long value);
    }

    private long[] packed = new long[16];
    private int size;

    @Override
    public void record(Measurement measurement, long value) {
        if (size == packed.length) {
            packed = Arrays.copyOf(packed, size * 2);
        }
        packed[size++] = value << KIND_BITS | measurement.ordinal();
    }

    /** Gives every value to the sink, in the order recorded, and forgets them. */
    void drain(Sink sink) {
        for (int i = 0; i < size; i++) {
            sink.value(KINDS[(int) packed[i] & (1 << KIND_BITS) - 1], packed[i] >> KIND_BITS);
        }
        size = 0;
    }
}
