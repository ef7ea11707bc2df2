package io.darkages.scenarios.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The hosts' hashes at fixed intervals of a run, in the order of time, then host. Two runs of one scenario
 * have equal traces; where they don't, the first differing point says where to look.
 *
 * @param points in order
 */
public record RunTrace(List<Point> points) {

    /** No points. */
    public static final RunTrace EMPTY = new RunTrace(List.of());

    public RunTrace {
        points = List.copyOf(points);
    }

    /**
     * One host's state, or one part of it.
     *
     * @param virtualNanos when
     * @param host its name, without spaces
     * @param field which part of the state was hashed, without spaces: {@code events}, {@code entities}
     * @param hash of that part
     */
    public record Point(long virtualNanos, String host, String field, long hash) {

        private static final int PARTS = 4;

        String line() {
            return virtualNanos + " " + host + " " + field + " " + String.format(Locale.ROOT, "%016x", hash);
        }

        static Point parse(String line) {
            String[] parts = line.split(" ", -1);
            if (parts.length != PARTS) {
                throw new IllegalArgumentException("a trace line has " + parts.length + " parts, not 4: " + line);
            }
            return new Point(
                    Long.parseLong(parts[0]), parts[1], parts[2], Long.parseUnsignedLong(parts[3], 16));
        }
    }

    /** The trace as lines of time, host, field and hash. */
    public List<String> lines() {
        return points.stream().map(Point::line).toList();
    }

    /**
     * The trace that {@link #lines} wrote.
     *
     * @throws IllegalArgumentException if a line isn't one
     */
    public static RunTrace ofLines(List<String> lines) {
        List<Point> points = new ArrayList<>(lines.size());
        lines.forEach(line -> points.add(Point.parse(line)));
        return new RunTrace(points);
    }

    /** The first difference between this run and its twin, for people; empty where they are equal. */
    public Optional<String> firstDifference(RunTrace twin) {
        int common = Math.min(points.size(), twin.points.size());
        for (int i = 0; i < common; i++) {
            Point here = points.get(i);
            Point there = twin.points.get(i);
            if (!here.equals(there)) {
                boolean samePlace = here.virtualNanos == there.virtualNanos
                        && here.host.equals(there.host)
                        && here.field.equals(there.field);
                return Optional.of(samePlace
                        ? "host " + here.host + " at " + seconds(here.virtualNanos) + ", " + here.field + ": "
                                + hex(here.hash) + " here, " + hex(there.hash) + " in the twin"
                        : "trace point " + i + ": " + here.line() + " here, " + there.line() + " in the twin");
            }
        }
        if (points.size() != twin.points.size()) {
            return Optional.of("trace points: " + points.size() + " here, " + twin.points.size() + " in the twin");
        }
        return Optional.empty();
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.6f s", nanos / 1e9);
    }

    private static String hex(long hash) {
        return String.format(Locale.ROOT, "%016x", hash);
    }
}
