package io.darkages.reports.result;

import java.util.List;

/**
 * A distribution over the whole run, in {@code unit}. All values are 0 when {@code count} is 0.
 *
 * @param max the greatest value, exact; percentiles are exact within 0.1 %
 * @param curve the distribution, percentiles rising from 0 to 100; empty when there is no sample
 * @param perSecond the same measurement for each virtual second
 */
public record Latency(
        String name,
        String unit,
        long count,
        long p50,
        long p90,
        long p99,
        long p999,
        long max,
        List<CurvePoint> curve,
        PerSecond perSecond) {
    public Latency {
        Checks.present("latency name", name);
        Checks.present("unit of latency " + name, unit);
        Checks.present("perSecond of latency " + name, perSecond);
        curve = List.copyOf(curve);
        Checks.atLeast("count of latency " + name, count, 0);
    }

    /** One point of a distribution: {@code percentile} percent of the samples are at most {@code value}. */
    public record CurvePoint(double percentile, long value) {}

    /** One measurement over time. Lists of one length: one element for each virtual second, 0 where its count is 0. */
    public record PerSecond(List<Long> count, List<Long> p50, List<Long> p99, List<Long> max) {
        public PerSecond {
            count = List.copyOf(count);
            p50 = List.copyOf(p50);
            p99 = List.copyOf(p99);
            max = List.copyOf(max);
            if (p50.size() != count.size() || p99.size() != count.size() || max.size() != count.size()) {
                throw new IllegalArgumentException("perSecond lists differ in length: count " + count.size() + ", p50 "
                        + p50.size() + ", p99 " + p99.size() + ", max " + max.size());
            }
        }
    }
}
