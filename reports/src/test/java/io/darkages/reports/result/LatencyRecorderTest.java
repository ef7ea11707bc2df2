package io.darkages.reports.result;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.reports.result.Latency.CurvePoint;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {

    private static final long SECOND = LatencyRecorder.INTERVAL_NANOS;

    @Test
    void summarisesTheRunAndEachSecond() {
        LatencyRecorder recorder = new LatencyRecorder("rtt", Units.NANOSECONDS);
        for (int i = 1; i <= 1_000; i++) {
            recorder.record(i * 1_000L);
        }
        recorder.rollOver(SECOND);
        recorder.rollOver(2 * SECOND);
        recorder.record(7_000_001);
        recorder.finish(2 * SECOND + 1);

        Latency latency = recorder.summary();
        assertEquals(1_001, latency.count());
        assertWithin(501_000, latency.p50(), 0.001);
        assertWithin(901_000, latency.p90(), 0.001);
        assertWithin(991_000, latency.p99(), 0.001);
        assertEquals(7_000_001, latency.max());
        assertEquals(List.of(1_000L, 0L, 1L), latency.perSecond().count());
        assertWithin(500_000, latency.perSecond().p50().get(0), 0.01);
        assertEquals(List.of(1_000_000L, 0L, 7_000_001L), latency.perSecond().max());
        assertEquals(0, latency.perSecond().p99().get(1));
    }

    @Test
    void curveRisesFromTheLeastToTheGreatest() {
        LatencyRecorder recorder = new LatencyRecorder("rtt", Units.NANOSECONDS);
        for (int i = 1; i <= 10_000; i++) {
            recorder.record(i * 1_000L);
        }
        recorder.finish(SECOND);
        List<CurvePoint> curve = recorder.summary().curve();
        assertEquals(0, curve.get(0).percentile());
        assertEquals(new CurvePoint(100, 10_000_000), curve.get(curve.size() - 1));
        for (int i = 1; i < curve.size(); i++) {
            assertTrue(curve.get(i - 1).percentile() < curve.get(i).percentile(), "at " + i);
            assertTrue(curve.get(i - 1).value() <= curve.get(i).value(), "at " + i);
        }
        assertTrue(curve.get(curve.size() - 2).percentile() > 99.98, "resolves the last of 10,000");
    }

    @Test
    void withoutValuesIsEmpty() {
        LatencyRecorder recorder = new LatencyRecorder("rtt", Units.NANOSECONDS);
        recorder.finish(3 * SECOND);
        Latency latency = recorder.summary();
        assertEquals(List.of(0L, 0L, 0L), latency.perSecond().count());
        assertEquals(List.of(), latency.curve());
        assertEquals(0, latency.p50());
        assertEquals(
                4,
                new String(recorder.log().bytes(), java.nio.charset.StandardCharsets.UTF_8)
                        .lines()
                        .count());
    }

    @Test
    void hdrHistogramReadsTheLog() {
        LatencyRecorder recorder = new LatencyRecorder("input-to-ack - rtt", Units.NANOSECONDS);
        for (int i = 0; i < 100_000; i++) {
            // Spread widely, so that the payload spans more than one byte for each count.
            recorder.record((long) (1_000 * Math.pow(1.0002, i)));
        }
        recorder.rollOver(2 * SECOND);
        recorder.record(42);
        recorder.finish(2 * SECOND + SECOND / 2);

        List<EncodableHistogram> intervals = new ArrayList<>();
        HistogramLogReader reader =
                new HistogramLogReader(new ByteArrayInputStream(recorder.log().bytes()));
        while (reader.hasNext()) {
            intervals.add(reader.nextIntervalHistogram());
        }
        reader.close();

        assertEquals(2, intervals.size());
        Histogram first = (Histogram) intervals.get(0);
        assertEquals("input-to-ack-rtt", first.getTag());
        assertEquals(0, first.getStartTimeStamp());
        assertEquals(1_000, first.getEndTimeStamp());
        assertEquals(100_000, first.getTotalCount());
        assertWithin(recorder.max(), first.getMaxValue(), 0.01);
        Histogram last = (Histogram) intervals.get(1);
        assertEquals(2_000, last.getStartTimeStamp());
        assertEquals(2_500, last.getEndTimeStamp());
        assertEquals(42, last.getValueAtPercentile(50));
        assertEquals("input-to-ack-rtt.hlog", recorder.log().fileName());
    }

    @Test
    void logDoesNotDependOnTheTimeZone() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            byte[] there = oneValue();
            TimeZone.setDefault(TimeZone.getTimeZone("America/Lima"));
            assertArrayEquals(there, oneValue());
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void shardsGiveWhatOneRecorderGives() {
        LatencyRecorder whole = new LatencyRecorder("rtt", Units.NANOSECONDS);
        LatencyRecorder joined = new LatencyRecorder("rtt", Units.NANOSECONDS);
        LatencyRecorder left = new LatencyRecorder("rtt", Units.NANOSECONDS);
        LatencyRecorder right = new LatencyRecorder("rtt", Units.NANOSECONDS);
        for (int second = 1; second <= 3; second++) {
            for (int i = 0; i < 100; i++) {
                long value = 1_000L * second * i + 17;
                whole.record(value);
                (i % 3 == 0 ? left : right).record(value);
            }
            left.drainInto(joined);
            right.drainInto(joined);
            whole.rollOver(second * SECOND);
            joined.rollOver(second * SECOND);
        }
        assertEquals(whole.summary(), joined.summary());
        assertArrayEquals(whole.log().bytes(), joined.log().bytes());
    }

    @Test
    void clipsWhatIsTooGreatAndRefusesWhatIsNegative() {
        LatencyRecorder recorder = new LatencyRecorder("rtt", Units.NANOSECONDS);
        recorder.record(Long.MAX_VALUE);
        assertEquals(1, recorder.clipped());
        assertEquals(LatencyRecorder.VALUE_MAX, recorder.max());
        assertThrows(IllegalArgumentException.class, () -> recorder.record(-1));
    }

    @Test
    void recordingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        LatencyRecorder recorder = new LatencyRecorder("rtt", Units.NANOSECONDS);
        long least = Long.MAX_VALUE;
        // The first rounds may load classes; one clean round proves the point.
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                recorder.record(i * 1_000L);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
        assertEquals(50_000, recorder.count());
    }

    @Test
    void fileNamesArePlain() {
        assertEquals("etc-passwd.hlog", new IntervalLog("../etc/passwd", "ns", 1).fileName());
        assertEquals("measurement.hlog", new IntervalLog("//", "ns", 1).fileName());
    }

    private static byte[] oneValue() {
        LatencyRecorder recorder = new LatencyRecorder("rtt", Units.NANOSECONDS);
        recorder.record(5);
        recorder.finish(SECOND);
        return recorder.log().bytes();
    }

    private static void assertWithin(long expected, long actual, double share) {
        assertTrue(
                Math.abs(actual - expected) <= Math.max(1, expected * share),
                actual + " is not within " + share + " of " + expected);
    }
}
