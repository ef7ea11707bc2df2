package io.darkages.engine.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.combat.AttackClaim;
import org.junit.jupiter.api.Test;

class AttackQueueTest {

    private final AttackQueue queue = new AttackQueue();

    private AttackQueue.Verdict offer(int sequence, int target) {
        AttackClaim claim = new AttackClaim();
        claim.sequence = sequence;
        claim.target = target;
        return queue.offer(claim);
    }

    @Test
    void keepsThemInTheOrderOfTheirInputs() {
        assertEquals(AttackQueue.Verdict.ACCEPTED, offer(7, 1));
        assertEquals(AttackQueue.Verdict.ACCEPTED, offer(3, 2));
        assertEquals(AttackQueue.Verdict.ACCEPTED, offer(5, 3));
        assertFalse(queue.isDue(2));
        assertTrue(queue.isDue(3));
        assertEquals(2, queue.take().target);
        assertEquals(3, queue.take().target);
        assertEquals(1, queue.take().target);
        assertThrows(IllegalStateException.class, queue::take);
        assertEquals(3, queue.peak());
    }

    @Test
    void theFirstOfAnInputCounts() {
        offer(7, 1);
        assertEquals(AttackQueue.Verdict.REPEATED, offer(7, 2));
        assertEquals(1, queue.count());
        assertEquals(1, queue.take().target);
    }

    @Test
    void whatIsFullTakesNoMore() {
        for (int i = 0; i < AttackQueue.CAPACITY; i++) {
            assertEquals(AttackQueue.Verdict.ACCEPTED, offer(10 + i, 1));
        }
        assertEquals(AttackQueue.Verdict.FULL, offer(9, 1));
        assertEquals(AttackQueue.Verdict.REPEATED, offer(12, 1));
        assertEquals(3, queue.dropBefore(13));
        assertEquals(AttackQueue.Verdict.ACCEPTED, offer(30, 1));
        assertEquals(13, queue.claim(0).sequence);
        queue.clear();
        assertFalse(queue.isDue(13));
    }

    @Test
    void sequencesMayWrap() {
        offer(Integer.MIN_VALUE, 2);
        offer(Integer.MAX_VALUE, 1);
        assertEquals(1, queue.take().target);
        assertEquals(0, queue.dropBefore(Integer.MIN_VALUE));
        assertEquals(1, queue.dropBefore(Integer.MIN_VALUE + 1));
    }

    @Test
    void whatWasKnownBeforeAnInput() {
        AckTrail trail = new AckTrail();
        assertEquals(AckTrail.NO_TICK, trail.knownBefore(5));
        trail.acknowledged(3, 30);
        trail.acknowledged(6, 33);
        trail.acknowledged(9, 36);
        assertEquals(AckTrail.NO_TICK, trail.knownBefore(3));
        assertEquals(30, trail.knownBefore(4));
        assertEquals(30, trail.knownBefore(6));
        assertEquals(33, trail.knownBefore(9));
        assertEquals(36, trail.knownBefore(100));
        trail.acknowledged(6, 99);
        assertEquals(36, trail.knownBefore(100), "a late batch changes nothing");
        for (int i = 0; i < AckTrail.BATCHES; i++) {
            trail.acknowledged(100 + 3 * i, 200 + i);
        }
        assertEquals(AckTrail.NO_TICK, trail.knownBefore(100));
        assertEquals(200, trail.knownBefore(101));
        trail.clear();
        assertEquals(AckTrail.NO_TICK, trail.knownBefore(101));
    }
}
