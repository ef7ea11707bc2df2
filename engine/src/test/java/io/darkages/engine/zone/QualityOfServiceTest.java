package io.darkages.engine.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.snapshot.ReplicationPolicy;
import org.junit.jupiter.api.Test;

class QualityOfServiceTest {

    private static final long TICK = 16_666_666;
    private static final long HEAVY = TICK * 95 / 100;
    private static final long BETWEEN = TICK * 75 / 100;
    private static final long LIGHT = TICK / 2;

    private final ZoneCounters counters = new ZoneCounters();
    private final QualityOfService quality = new QualityOfService(ReplicationPolicy.FULL, TICK, true, counters);

    private void ticks(int count, long nanos) {
        for (int i = 0; i < count; i++) {
            quality.tickTook(nanos);
        }
    }

    /** Ticks of that length until the level changes. */
    private int untilChange(long nanos) {
        int level = quality.level();
        for (int i = 1; i <= 10_000; i++) {
            quality.tickTook(nanos);
            if (quality.level() != level) {
                return i;
            }
        }
        throw new AssertionError("the level stays " + level);
    }

    @Test
    void stepsDownInOrderEachCountedOnce() {
        assertSame(ReplicationPolicy.FULL, quality.policy());
        ZoneCounter[] steps = {
            ZoneCounter.QOS_DEGRADED_FAR_RATE,
            ZoneCounter.QOS_DEGRADED_MID_RATE,
            ZoneCounter.QOS_DEGRADED_SNAPSHOT_RATE,
            ZoneCounter.QOS_DEGRADED_ENTITY_CAP
        };
        ReplicationPolicy[] policies = {
            new ReplicationPolicy(20, 10, 2, 3, 100),
            new ReplicationPolicy(20, 5, 2, 3, 100),
            new ReplicationPolicy(10, 5, 2, 6, 100),
            new ReplicationPolicy(10, 5, 2, 6, 50)
        };
        for (int i = 0; i < steps.length; i++) {
            assertEquals(0, counters.count(steps[i]));
            assertEquals(QualityOfService.OVERRUNS_TO_DEGRADE, untilChange(HEAVY));
            assertEquals(i + 1, quality.level());
            assertEquals(1, counters.count(steps[i]));
            assertEquals(policies[i], quality.policy());
        }
        ticks(1_000, HEAVY);
        assertEquals(QualityOfService.LEVELS - 1, quality.level());
        assertEquals(0, counters.count(ZoneCounter.TICK_OVERRUNS), "95 % of a tick is none");
    }

    @Test
    void recoversStepByStepAfterCalm() {
        for (int i = 0; i < 4; i++) {
            untilChange(HEAVY);
        }
        ticks(QualityOfService.RELAPSE_TICKS, BETWEEN);
        for (int level = 3; level >= 0; level--) {
            assertEquals(QualityOfService.CALM_TICKS_TO_RECOVER, untilChange(LIGHT));
            assertEquals(level, quality.level());
        }
        assertEquals(4, counters.count(ZoneCounter.QOS_RECOVERED));
        assertSame(ReplicationPolicy.FULL, quality.policy());
        ticks(500, LIGHT);
        assertEquals(4, counters.count(ZoneCounter.QOS_RECOVERED));
    }

    @Test
    void whatLiesBetweenChangesNothing() {
        ticks(2_000, BETWEEN);
        assertEquals(0, quality.level());
        untilChange(HEAVY);
        ticks(2_000, BETWEEN);
        assertEquals(1, quality.level());
        // Calm that is interrupted starts again.
        ticks(QualityOfService.CALM_TICKS_TO_RECOVER - 1, LIGHT);
        ticks(1, BETWEEN);
        ticks(QualityOfService.CALM_TICKS_TO_RECOVER - 1, LIGHT);
        assertEquals(1, quality.level());
        ticks(1, LIGHT);
        assertEquals(0, quality.level());
    }

    @Test
    void overrunsCountOnlyWithinTheWindow() {
        for (int i = 0; i < 100; i++) {
            ticks(1, HEAVY);
            ticks(3, BETWEEN);
        }
        assertEquals(0, quality.level(), "one tick in four is too long: 8 of 30");
        for (int i = 0; i < 30 && quality.level() == 0; i++) {
            ticks(1, HEAVY);
            ticks(1, BETWEEN);
        }
        assertEquals(1, quality.level());
    }

    @Test
    void relapsesMakeTheNextRecoveryWaitLongerUpToACap() {
        untilChange(HEAVY);
        int[] expected = {1, 2, 4, 8, 8, 8};
        for (int factor : expected) {
            assertEquals(QualityOfService.CALM_TICKS_TO_RECOVER * factor, untilChange(LIGHT));
            assertEquals(0, quality.level());
            untilChange(HEAVY);
        }
        // A recovery that lasts makes up for it.
        untilChange(LIGHT);
        ticks(QualityOfService.RELAPSE_TICKS, LIGHT);
        untilChange(HEAVY);
        assertEquals(QualityOfService.CALM_TICKS_TO_RECOVER, untilChange(LIGHT));
    }

    @Test
    void switchedOffItOnlyCounts() {
        QualityOfService off = new QualityOfService(ReplicationPolicy.FULL, TICK, false, counters);
        for (int i = 0; i < 100; i++) {
            off.tickTook(TICK + 1);
        }
        assertEquals(0, off.level());
        assertEquals(100, counters.count(ZoneCounter.TICK_OVERRUNS));
    }

    @Test
    void degradedIsNeverMoreThanFull() {
        ReplicationPolicy modest = new ReplicationPolicy(4, 2, 1, 12, 10);
        QualityOfService least = new QualityOfService(modest, TICK, true, counters);
        for (int i = 0; i < 100; i++) {
            least.tickTook(TICK * 2);
        }
        assertEquals(4, least.level());
        assertEquals(modest, least.policy());
        assertTrue(counters.count(ZoneCounter.TICK_OVERRUNS) > 0);
    }
}
