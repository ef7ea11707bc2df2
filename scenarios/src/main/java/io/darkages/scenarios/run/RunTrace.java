package io.darkages.scenarios.run;

import io.darkages.sim.trace.TraceComparison;
import io.darkages.sim.trace.TraceDifference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Every host's hashes at short intervals of a run. Two runs of one scenario have equal traces; where they
 * don't, the first difference says where to look. Immutable.
 */
public final class RunTrace {

    /** Of a run that was not traced. */
    public static final RunTrace NONE = new RunTrace(new byte[0]);

    private final byte[] bytes;

    private RunTrace(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param bytes as {@link io.darkages.sim.trace.TraceWriter} wrote them; not to be changed any more */
    public static RunTrace of(byte[] bytes) {
        return new RunTrace(bytes);
    }

    /** The trace as a file holds it. Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * The first difference between this run and its twin, for people: the host with which it began, the end of the
     * interval in which it began, and whether the host's state differs or what happened to it. Empty where the
     * traces are equal.
     *
     * @throws IllegalArgumentException if one of the two is no trace
     */
    public Optional<String> firstDifference(RunTrace twin) {
        try {
            return TraceComparison.compare(new ByteArrayInputStream(bytes), new ByteArrayInputStream(twin.bytes))
                    .map(RunTrace::text);
        } catch (IOException e) {
            throw new IllegalArgumentException("traces of " + bytes.length + " and " + twin.bytes.length + " bytes", e);
        }
    }

    private static String text(TraceDifference difference) {
        String time = String.format(Locale.ROOT, "%.6f s", difference.virtualNanos() / 1e9);
        return switch (difference.field()) {
            case HOSTS -> "the twin has other hosts";
            case TIME, LENGTH -> "one of the two runs stopped at " + time;
            case STATE, EVENTS ->
                "host " + difference.host() + " at " + time + ", "
                        + difference.field().name().toLowerCase(Locale.ROOT) + "; hosts that differ by then: "
                        + difference.hostsDiffering();
        };
    }
}
