package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.darkages.sim.trace.TraceWriter;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunTraceTest {

    private static final long[] NONE_DIFFERS = {1, 2, 3};

    private static RunTrace trace(int intervals, String secondHost, long[] lastEvents, long[] lastStates) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TraceWriter writer = new TraceWriter(bytes, List.of("zone", secondHost, "walkers/2"));
        for (int i = 1; i <= intervals; i++) {
            boolean last = i == intervals;
            writer.interval(i * 10_000_000L, last ? lastEvents : NONE_DIFFERS, last ? lastStates : NONE_DIFFERS);
        }
        return RunTrace.of(bytes.toByteArray());
    }

    private static RunTrace trace(int intervals) {
        return trace(intervals, "walkers/1", NONE_DIFFERS, NONE_DIFFERS);
    }

    @Test
    void equalTracesDoNotDiffer() {
        assertEquals(Optional.empty(), trace(3).firstDifference(RunTrace.of(trace(3).bytes())));
        assertEquals(Optional.empty(), trace(0).firstDifference(trace(0)));
    }

    @Test
    void theHostWithWhichItBeganIsNamed() {
        assertEquals(
                Optional.of("host zone at 0.030000 s, events; hosts that differ by then: 2"),
                trace(3).firstDifference(trace(3, "walkers/1", new long[] {9, 9, 3}, NONE_DIFFERS)));
        assertEquals(
                Optional.of("host walkers/2 at 0.030000 s, state; hosts that differ by then: 2"),
                trace(3).firstDifference(trace(3, "walkers/1", new long[] {9, 2, 3}, new long[] {9, 2, 9})));
    }

    @Test
    void otherHostsAndOtherLengthsAreNamed() {
        assertEquals(
                Optional.of("the twin has other hosts"),
                trace(3).firstDifference(trace(3, "walkers/7", NONE_DIFFERS, NONE_DIFFERS)));
        assertEquals(Optional.of("one of the two runs stopped at 0.020000 s"), trace(3).firstDifference(trace(2)));
    }

    @Test
    void whatIsNoTraceIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> trace(1).firstDifference(RunTrace.NONE));
        assertThrows(
                IllegalArgumentException.class, () -> RunTrace.of(new byte[99]).firstDifference(trace(1)));
    }
}
