package io.darkages.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.grid.HandoffPhase;
import io.darkages.engine.grid.HandoffRules;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.math.FixedPoint;
import org.junit.jupiter.api.Test;

class HandoffCourseTest {

    private static final ZoneGrid GRID = new ZoneGrid(2, 2, 300);
    private static final HandoffRules RULES = HandoffRules.standard();

    private int zone;
    private int from = ZoneGrid.NONE;
    private int target = ZoneGrid.NONE;
    private HandoffPhase phase = HandoffPhase.NONE;
    private int moves;

    /** As if each change were done at once. */
    private void stand(int xMetres, int zMetres) {
        int x = xMetres * FixedPoint.ONE;
        int z = zMetres * FixedPoint.ONE;
        HandoffCourse course = new HandoffCourse(GRID, RULES, zone);
        from = course.cameFrom(from, x, z);
        int next = course.target(target, from, x, z);
        phase = course.phase(next == target ? phase : HandoffPhase.NONE, next, from, x, z);
        target = next;
        if (phase == HandoffPhase.SWITCHING) {
            from = zone;
            zone = target;
            target = ZoneGrid.NONE;
            phase = HandoffPhase.NONE;
            moves++;
        }
    }

    /** Where four zones meet, a player who stood still was handed from one to the next for ever. */
    @Test
    void whoStandsStillIsHandedOnTwiceAtMost() {
        for (int start = 0; start < GRID.zones(); start++) {
            for (int x = -30; x <= 30; x++) {
                for (int z = -30; z <= 30; z++) {
                    zone = start;
                    from = ZoneGrid.NONE;
                    target = ZoneGrid.NONE;
                    phase = HandoffPhase.NONE;
                    moves = 0;
                    for (int tick = 0; tick < 40; tick++) {
                        stand(x, z);
                    }
                    assertTrue(moves <= 2, moves + " moves at " + x + ", " + z + " from zone " + start);
                }
            }
        }
    }

    @Test
    void whoWalksAcrossIsHandedOverOnceAndBackOnlyDeepInside() {
        zone = 0;
        for (int x = -140; x <= 20; x++) {
            stand(x, -100);
        }
        assertEquals(1, zone);
        assertEquals(1, moves);
        for (int x = 20; x > -25; x--) {
            stand(x, -100);
        }
        assertEquals(1, zone);
        stand(-25, -100);
        assertEquals(0, zone);
        assertEquals(2, moves);
    }

    @Test
    void whoTurnsBackBeforeTheChangeStays() {
        zone = 0;
        for (int x = -140; x <= -11; x++) {
            stand(x, -100);
        }
        assertEquals(HandoffPhase.MIGRATING, phase);
        for (int x = -11; x >= -140; x--) {
            stand(x, -100);
        }
        assertEquals(0, moves);
        assertEquals(HandoffPhase.NONE, phase);
    }
}
