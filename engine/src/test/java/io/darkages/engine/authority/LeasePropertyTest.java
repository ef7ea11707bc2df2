package io.darkages.engine.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** However clocks drift, processes pause and answers fail: at most one holds the zone, and in the end one does. */
class LeasePropertyTest {

    private static final int CANARY_WORLDS = 60;

    /** The usual mistake: the lease is counted from when it was confirmed. */
    private static final LeaseTerm FROM_THE_ANSWER = new LeaseTerm() {
        @Override
        public long countedFrom(long sentNanos, long answeredNanos) {
            return answeredNanos;
        }

        @Override
        public boolean isOver(long nowNanos, long untilNanos) {
            return STRICT.isOver(nowNanos, untilNanos);
        }
    };

    /** Whoever was the holder before a pause goes on and renews, until it is told otherwise. */
    private static final LeaseTerm UNCHECKED_AFTER_WAKING = new LeaseTerm() {
        @Override
        public long countedFrom(long sentNanos, long answeredNanos) {
            return sentNanos;
        }

        @Override
        public boolean isOver(long nowNanos, long untilNanos) {
            return false;
        }
    };

    @Property(tries = 300)
    void oneHoldsTheZone(@ForAll long seed) {
        LeaseWorld world = new LeaseWorld(seed, LeaseTerm.STRICT);
        world.run();
        assertEquals("", world.failure);
    }

    @Test
    void theWorldsAreHardEnough() {
        int takes = 0;
        int losses = 0;
        int suspensions = 0;
        int unknowns = 0;
        for (int seed = 0; seed < 20; seed++) {
            LeaseWorld world = new LeaseWorld(seed, LeaseTerm.STRICT);
            world.run();
            takes += world.takes;
            losses += world.losses;
            suspensions += world.suspensions;
            unknowns += world.unknowns;
        }
        String counts = takes + " takes, " + losses + " losses, " + suspensions + " suspensions, " + unknowns
                + " unknown outcomes";
        assertTrue(takes > 60 && losses > 20 && suspensions > 40 && unknowns > 120, counts);
    }

    private static int failures(LeaseTerm term) {
        int failures = 0;
        for (int seed = 0; seed < CANARY_WORLDS; seed++) {
            LeaseWorld world = new LeaseWorld(seed, term);
            world.run();
            if (world.failure.startsWith("at ")) {
                failures++;
            }
        }
        return failures;
    }

    @Test
    void countingFromTheAnswerIsFound() {
        int found = failures(FROM_THE_ANSWER);
        assertTrue(found > 0, "in none of " + CANARY_WORLDS + " worlds two held the zone");
    }

    @Test
    void renewingAfterWakingWithoutCheckingIsFound() {
        int found = failures(UNCHECKED_AFTER_WAKING);
        assertTrue(found > 10, "in " + found + " of " + CANARY_WORLDS + " worlds two held the zone");
    }
}
