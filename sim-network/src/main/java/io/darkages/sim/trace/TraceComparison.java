package io.darkages.sim.trace;

import io.darkages.sim.trace.TraceDifference.Field;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Compares two traces, as {@link TraceWriter} wrote them, interval by interval. */
public final class TraceComparison {

    private static final int HOSTS_MAX = 1_000_000;

    private TraceComparison() {}

    /**
     * Finds the first difference. Within the first interval that differs, a host whose state differs
     * after equal events goes before hosts that differ in events, since it sent them what they saw;
     * among equals the lower index goes first.
     *
     * @throws IOException when a stream fails, is no trace or ends inside an interval
     */
    public static Optional<TraceDifference> compare(InputStream one, InputStream other) throws IOException {
        DataInputStream a = new DataInputStream(one);
        DataInputStream b = new DataInputStream(other);
        List<String> names = names(a);
        if (!names.equals(names(b))) {
            return Optional.of(new TraceDifference(0, "", Field.HOSTS, 0));
        }
        long lastNanos = 0;
        while (true) {
            OptionalLong timeA = time(a);
            OptionalLong timeB = time(b);
            if (timeA.isEmpty() && timeB.isEmpty()) {
                return Optional.empty();
            }
            if (timeA.isEmpty() || timeB.isEmpty()) {
                return Optional.of(new TraceDifference(lastNanos, "", Field.LENGTH, 0));
            }
            lastNanos = Math.min(timeA.getAsLong(), timeB.getAsLong());
            if (timeA.getAsLong() != timeB.getAsLong()) {
                return Optional.of(new TraceDifference(lastNanos, "", Field.TIME, 0));
            }
            Optional<TraceDifference> difference = compareInterval(a, b, names, lastNanos);
            if (difference.isPresent()) {
                return difference;
            }
        }
    }

    private static Optional<TraceDifference> compareInterval(
            DataInputStream a, DataInputStream b, List<String> names, long virtualNanos) throws IOException {
        int differing = 0;
        Optional<String> state = Optional.empty();
        Optional<String> events = Optional.empty();
        for (String name : names) {
            boolean eventsDiffer = a.readLong() != b.readLong();
            boolean stateDiffers = a.readLong() != b.readLong();
            if (eventsDiffer && events.isEmpty()) {
                events = Optional.of(name);
            } else if (!eventsDiffer && stateDiffers && state.isEmpty()) {
                state = Optional.of(name);
            }
            differing += eventsDiffer || stateDiffers ? 1 : 0;
        }
        if (differing == 0) {
            return Optional.empty();
        }
        Field field = state.isPresent() ? Field.STATE : Field.EVENTS;
        String host = (state.isPresent() ? state : events).orElseThrow();
        return Optional.of(new TraceDifference(virtualNanos, host, field, differing));
    }

    private static List<String> names(DataInputStream in) throws IOException {
        if (in.readLong() != TraceWriter.MAGIC) {
            throw new IOException("not a trace: the magic is missing");
        }
        int count = in.readInt();
        if (count < 0 || count > HOSTS_MAX) {
            throw new IOException("a trace of " + count + " hosts");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(in.readUTF());
        }
        return names;
    }

    /** End of the next interval; empty at the end of the trace. */
    private static OptionalLong time(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return OptionalLong.empty();
        }
        long time = first;
        for (int i = 1; i < Long.BYTES; i++) {
            time = time << 8 | in.readUnsignedByte();
        }
        return OptionalLong.of(time);
    }
}
