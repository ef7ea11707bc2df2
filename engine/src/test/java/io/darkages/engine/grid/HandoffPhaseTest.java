package io.darkages.engine.grid;

import static io.darkages.engine.grid.HandoffPhase.AURA_OVERLAP;
import static io.darkages.engine.grid.HandoffPhase.COMPLETED;
import static io.darkages.engine.grid.HandoffPhase.MIGRATING;
import static io.darkages.engine.grid.HandoffPhase.NONE;
import static io.darkages.engine.grid.HandoffPhase.PREPARING;
import static io.darkages.engine.grid.HandoffPhase.SWITCHING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.math.FixedPoint;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HandoffPhaseTest {

    private static final int ONE = FixedPoint.ONE;
    private static final HandoffRules RULES = HandoffRules.standard();

    private static HandoffPhase walk(HandoffPhase from, int... metres) {
        HandoffPhase phase = from;
        for (int distance : metres) {
            phase = phase.next(RULES, distance * ONE, 0);
        }
        return phase;
    }

    @Test
    void thePhasesBeginAtTheirDistances() {
        assertEquals(NONE, NONE.next(RULES, 75 * ONE + 1, 0));
        assertEquals(PREPARING, NONE.next(RULES, 75 * ONE, 0));
        assertEquals(PREPARING, PREPARING.next(RULES, 50 * ONE + 1, 0));
        assertEquals(AURA_OVERLAP, PREPARING.next(RULES, 50 * ONE, 0));
        assertEquals(AURA_OVERLAP, AURA_OVERLAP.next(RULES, 25 * ONE + 1, 0));
        assertEquals(MIGRATING, AURA_OVERLAP.next(RULES, 25 * ONE, 0));
        assertEquals(MIGRATING, MIGRATING.next(RULES, 10 * ONE + 1, 0));
        assertEquals(SWITCHING, MIGRATING.next(RULES, 10 * ONE, 0));
        assertEquals(SWITCHING, NONE.next(RULES, 0, 3 * ONE), "who jumps into the other zone");
    }

    @Test
    void theyEnd25MetresFartherAway() {
        assertEquals(MIGRATING, walk(NONE, 70, 40, 20, 49, 50));
        assertEquals(AURA_OVERLAP, walk(NONE, 70, 40, 20, 51));
        assertEquals(AURA_OVERLAP, walk(NONE, 70, 40, 75));
        assertEquals(PREPARING, walk(NONE, 70, 40, 76));
        assertEquals(PREPARING, walk(NONE, 70, 100));
        assertEquals(NONE, walk(NONE, 70, 101));
        assertEquals(NONE, walk(NONE, 20, 500), "who jumps away");
    }

    @Test
    void whoTurnsBackAt20MetresIsNeverHandedOver() {
        HandoffPhase phase = NONE;
        for (int turn = 0; turn < 10; turn++) {
            for (int step = 0; step <= 40; step++) {
                phase = phase.next(RULES, (20 + Math.abs(20 - step)) * ONE, 0);
                assertTrue(phase.compareTo(MIGRATING) <= 0);
            }
        }
        assertEquals(MIGRATING, phase, "and does not come and go with each turn");
    }

    @Test
    void authorityGoesBackOnlyFromDeepInside() {
        // Handed over 10 m ahead of the border: it stands in the zone that it came from.
        assertEquals(COMPLETED, COMPLETED.next(RULES, 0, 10 * ONE));
        assertEquals(COMPLETED, COMPLETED.next(RULES, 0, 0));
        assertEquals(COMPLETED, COMPLETED.next(RULES, 60 * ONE, 0));
        assertEquals(COMPLETED, COMPLETED.next(RULES, 0, 25 * ONE - 1));
        assertEquals(SWITCHING, COMPLETED.next(RULES, 0, 25 * ONE));
        // Elsewhere than in the zone that it came from, it does not go back there.
        assertEquals(COMPLETED, COMPLETED.next(RULES, 1, 40 * ONE));
        // Only when it was far away it counts as a newcomer.
        assertEquals(COMPLETED, COMPLETED.next(RULES, 100 * ONE, 0));
        assertEquals(NONE, COMPLETED.next(RULES, 100 * ONE + 1, 0));
    }

    /** Whatever the way: a phase holds only within its distance and what is added on the way back. */
    @Property
    void aPhaseFitsItsDistance(@ForAll @Size(max = 40) List<@IntRange(max = 200) Integer> metres) {
        HandoffPhase phase = NONE;
        for (int distance : metres) {
            HandoffPhase before = phase;
            phase = phase.next(RULES, distance * ONE, 0);
            assertEquals(phase, phase.next(RULES, distance * ONE, 0), "standing still changes nothing");
            if (phase == SWITCHING) {
                assertTrue(before == SWITCHING || distance <= 10);
                continue;
            }
            int begins = List.of(Integer.MAX_VALUE, 75, 50, 25).get(phase.ordinal());
            int next = List.of(75, 50, 25, 10).get(phase.ordinal());
            assertTrue(distance > next, "the next one has not begun");
            assertTrue(phase == NONE || distance <= begins + 25, "this one has not ended");
            assertTrue(phase.compareTo(before) <= 0 || distance <= begins, "it began at its distance");
        }
    }

    @Test
    void rulesThatContradictThemselvesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new HandoffRules(50, 50, 25, 10, 25));
        assertThrows(IllegalArgumentException.class, () -> new HandoffRules(75, 50, 25, 25, 30));
        assertThrows(IllegalArgumentException.class, () -> new HandoffRules(75, 50, 25, 10, 10));
        assertThrows(IllegalArgumentException.class, () -> new HandoffRules(75, 50, 25, -1, 10));
        assertThrows(IllegalArgumentException.class, () -> new BorderBands(0, 5));
        assertThrows(IllegalArgumentException.class, () -> new BorderBands(6, 5));
        assertThrows(IllegalArgumentException.class, () -> new BorderBands(5, 301 * ONE));
    }
}
