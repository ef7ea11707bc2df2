package io.darkages.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class HostClockTest {

    @Property
    void virtualTimeIsTheFirstAtWhichTheClockShowsIt(
            @ForAll @IntRange(min = -500, max = 500) int ppm,
            @ForAll @IntRange(min = -500, max = 500) int laterPpm,
            @ForAll @LongRange(min = 0, max = 1L << 40) long changeNanos,
            @ForAll @LongRange(min = 0, max = Simulation.NANOS_MAX) long aheadNanos) {
        HostClock clock = new HostClock(ppm, 0);
        clock.drift(changeNanos, laterPpm);
        long wanted = clock.monotonicNanos(changeNanos) + aheadNanos;
        long virtual = clock.virtualNanos(wanted);
        assertTrue(clock.monotonicNanos(virtual) >= wanted);
        assertTrue(virtual == changeNanos || clock.monotonicNanos(virtual - 1) < wanted);
    }

    @Property
    void monotonicClockNeverGoesBack(
            @ForAll @IntRange(min = -500, max = 500) int ppm, @ForAll @LongRange(min = 0, max = 1L << 50) long nanos) {
        HostClock clock = new HostClock(ppm, 0);
        assertTrue(clock.monotonicNanos(nanos + 1) >= clock.monotonicNanos(nanos));
        long before = clock.monotonicNanos(nanos);
        clock.drift(nanos, -ppm);
        assertEquals(before, clock.monotonicNanos(nanos));
    }

    @Test
    void driftGainsAndWallSteps() {
        HostClock clock = new HostClock(100, 1_000_000);
        assertEquals(1_000_100_000L, clock.monotonicNanos(1_000_000_000L));
        assertEquals(1_000_000 + 1_000_100, clock.wallMicros(1_000_000_000L));
        clock.stepWall(-500);
        assertEquals(1_000_000 + 1_000_100 - 500, clock.wallMicros(1_000_000_000L));
        assertEquals(1_000_100_000L, clock.monotonicNanos(1_000_000_000L));
    }
}
