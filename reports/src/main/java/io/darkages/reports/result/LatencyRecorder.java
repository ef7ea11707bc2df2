package io.darkages.reports.result;

import io.darkages.reports.result.Latency.CurvePoint;
import io.darkages.reports.result.Latency.PerSecond;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Records one measurement of a run: a total distribution, one for each virtual second, and its interval
 * log. {@link #record} allocates nothing. For one thread; a run on several threads gives each its own
 * recorder and joins them by {@link #drainInto} before each {@link #rollOver}: the outcome does not
 * depend on how the values were spread.
 *
 * <p>The total keeps 3 significant digits (percentiles within 0.1 %), the seconds keep 2 (within 1 %),
 * which makes a second eight times cheaper to summarise. About 320 KiB for each recorder.
 */
public final class LatencyRecorder {

    /** One hour in nanoseconds. What is greater is recorded as this, and counted. */
    public static final long VALUE_MAX = 3_600_000_000_000L;

    /** The length of an interval: one virtual second. */
    public static final long INTERVAL_NANOS = 1_000_000_000L;

    /** Percentile steps between one half of what is left and the next, as HdrHistogram's plots have. */
    private static final int CURVE_STEPS_PER_HALVING = 5;

    private final String name;
    private final String unit;
    private final Histogram total = new Histogram(1, VALUE_MAX, 3);
    private final Histogram interval = new Histogram(1, VALUE_MAX, 2);
    private final IntervalLog log;
    private final List<Long> counts = new ArrayList<>();
    private final List<Long> p50 = new ArrayList<>();
    private final List<Long> p99 = new ArrayList<>();
    private final List<Long> maxima = new ArrayList<>();
    private long intervalStartNanos;
    private long intervalMax;
    private long totalMax;
    private long clipped;

    /**
     * @param name the measurement's name, as scenario files use it
     * @param unit unit of the recorded values; see {@link Units}
     */
    public LatencyRecorder(String name, String unit) {
        this.name = name;
        this.unit = unit;
        double ratio = unit.equals(Units.NANOSECONDS) || unit.equals(Units.MICROMETRES) ? 1e6 : 1;
        log = new IntervalLog(name, unit, ratio);
    }

    public String name() {
        return name;
    }

    public String unit() {
        return unit;
    }

    /**
     * Records a value into the current second.
     *
     * @param value not negative, in the recorder's unit
     */
    public void record(long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + ": value " + value + " is negative");
        }
        long kept = value;
        if (value > VALUE_MAX) {
            kept = VALUE_MAX;
            clipped++;
        }
        interval.recordValue(kept);
        total.recordValue(kept);
        if (kept > intervalMax) {
            intervalMax = kept;
        }
    }

    /** Closes every second that has ended by {@code virtualNanos}. Seconds without a value have a count of 0. */
    public void rollOver(long virtualNanos) {
        while (virtualNanos - intervalStartNanos >= INTERVAL_NANOS) {
            close(intervalStartNanos + INTERVAL_NANOS);
        }
    }

    /** Ends the recording at {@code virtualNanos}: closes the seconds before it and a last, shorter one. */
    public void finish(long virtualNanos) {
        rollOver(virtualNanos);
        if (virtualNanos > intervalStartNanos || interval.getTotalCount() > 0) {
            close(Math.max(virtualNanos, intervalStartNanos + 1));
        }
    }

    /**
     * Moves what was recorded here since the last call into the current second of {@code target}. A recorder
     * that is drained is never rolled over itself.
     */
    public void drainInto(LatencyRecorder target) {
        target.interval.add(interval);
        target.total.add(total);
        target.intervalMax = Math.max(target.intervalMax, intervalMax);
        target.clipped += clipped;
        interval.reset();
        total.reset();
        intervalMax = 0;
        clipped = 0;
    }

    /** How many values were above {@link #VALUE_MAX}. */
    public long clipped() {
        return clipped;
    }

    /** Values recorded so far. */
    public long count() {
        return total.getTotalCount();
    }

    /**
     * The value that {@code percentile} percent of the values do not exceed, within 0.1 %; 0 without values.
     *
     * @param percentile 0 to 100
     */
    public long valueAt(double percentile) {
        return total.getTotalCount() == 0
                ? 0
                : Math.min(total.getValueAtPercentile(percentile), Math.max(totalMax, intervalMax));
    }

    /** The greatest value recorded, exact; 0 without values. */
    public long max() {
        return Math.max(totalMax, intervalMax);
    }

    /** The arithmetic mean, within 0.1 %; 0 without values. */
    public double mean() {
        return total.getTotalCount() == 0 ? 0 : total.getMean();
    }

    /** The measurement's interval log; complete after {@link #finish}. */
    public IntervalLog log() {
        return log;
    }

    /** The distribution so far, with the seconds closed so far. */
    public Latency summary() {
        return new Latency(
                name,
                unit,
                count(),
                valueAt(50),
                valueAt(90),
                valueAt(99),
                valueAt(99.9),
                max(),
                curve(),
                new PerSecond(counts, p50, p99, maxima));
    }

    private void close(long endNanos) {
        long count = interval.getTotalCount();
        counts.add(count);
        p50.add(count == 0 ? 0 : Math.min(interval.getValueAtPercentile(50), intervalMax));
        p99.add(count == 0 ? 0 : Math.min(interval.getValueAtPercentile(99), intervalMax));
        maxima.add(intervalMax);
        if (count > 0) {
            log.add(intervalStartNanos, endNanos, interval);
            interval.reset();
        }
        totalMax = Math.max(totalMax, intervalMax);
        intervalMax = 0;
        intervalStartNanos = endNanos;
    }

    /** Percentiles 0, 10, ... 50, 55, ... 75, 77.5, ...: each halving of the rest in equal steps. */
    private List<CurvePoint> curve() {
        List<CurvePoint> points = new ArrayList<>();
        if (count() == 0) {
            return points;
        }
        double rest = 100;
        double samplesLeft = count();
        while (samplesLeft >= 1) {
            for (int step = 0; step < CURVE_STEPS_PER_HALVING; step++) {
                double percentile = 100 - rest + rest / 2 * step / CURVE_STEPS_PER_HALVING;
                points.add(new CurvePoint(percentile, valueAt(percentile)));
            }
            rest /= 2;
            samplesLeft /= 2;
        }
        points.add(new CurvePoint(100, max()));
        return points;
    }
}
