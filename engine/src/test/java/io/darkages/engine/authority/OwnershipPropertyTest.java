package io.darkages.engine.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Whatever becomes of questions, offers and processes: one at most acts for a player, under epochs that grow. */
class OwnershipPropertyTest {

    @Property(tries = 400)
    void oneActsForAPlayer(@ForAll long seed) {
        OwnershipWorld world = new OwnershipWorld(seed, false);
        world.run();
        assertEquals("", world.failure);
    }

    /** An offer came again while its player was leaving, and brought it back under the epoch that it had had. */
    @Test
    void anOfferIsUsedUpOnce() {
        OwnershipWorld world = new OwnershipWorld(-102, false);
        world.run();
        assertEquals("", world.failure);
    }

    @Test
    void theWorldsAreHardEnough() {
        int owned = 0;
        int transferred = 0;
        int rolledBack = 0;
        for (int seed = 0; seed < 20; seed++) {
            OwnershipWorld world = new OwnershipWorld(seed, false);
            world.run();
            owned += world.owned;
            transferred += world.transferred;
            rolledBack += world.rolledBack;
        }
        String counts = owned + " times owned, " + transferred + " transferred, " + rolledBack + " rolled back";
        assertTrue(owned > 500 && transferred > 100 && rolledBack > 100, counts);
    }

    @Test
    void owningWithoutLookingAtTheVersionIsFound() {
        int found = 0;
        for (int seed = 0; seed < 40; seed++) {
            OwnershipWorld world = new OwnershipWorld(seed, true);
            world.run();
            found += world.failure.isEmpty() ? 0 : 1;
        }
        assertTrue(found > 0, "a blind set did no harm in 40 worlds");
    }
}
