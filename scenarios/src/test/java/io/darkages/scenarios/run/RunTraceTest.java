package io.darkages.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.darkages.scenarios.run.RunTrace.Point;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunTraceTest {

    private static final Point ZONE = new Point(1_000_000_000L, "zone", "events", 0xABCL);
    private static final Point PLAYER = new Point(1_000_000_000L, "walkers/1", "state", -1L);

    @Test
    void linesAreReadBack() {
        RunTrace trace = new RunTrace(List.of(ZONE, PLAYER));
        assertEquals(
                List.of("1000000000 zone events 0000000000000abc", "1000000000 walkers/1 state ffffffffffffffff"),
                trace.lines());
        assertEquals(trace, RunTrace.ofLines(trace.lines()));
    }

    @Test
    void brokenLinesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> RunTrace.ofLines(List.of("1 zone events")));
        assertThrows(IllegalArgumentException.class, () -> RunTrace.ofLines(List.of("x zone events 1")));
    }

    @Test
    void theFirstDifferenceIsNamed() {
        RunTrace trace = new RunTrace(List.of(ZONE, PLAYER));
        assertEquals(Optional.empty(), trace.firstDifference(new RunTrace(List.of(ZONE, PLAYER))));
        assertEquals(
                Optional.of("host walkers/1 at 1.000000 s, state: ffffffffffffffff here, 0000000000000007 in the twin"),
                trace.firstDifference(new RunTrace(List.of(ZONE, new Point(1_000_000_000L, "walkers/1", "state", 7)))));
        assertEquals(
                Optional.of("trace points: 2 here, 1 in the twin"), trace.firstDifference(new RunTrace(List.of(ZONE))));
        assertEquals(
                Optional.of("trace point 0: 1000000000 zone events 0000000000000abc here, "
                        + "1000000000 walkers/1 state ffffffffffffffff in the twin"),
                trace.firstDifference(new RunTrace(List.of(PLAYER, ZONE))));
    }
}
