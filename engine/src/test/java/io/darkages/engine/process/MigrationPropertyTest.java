package io.darkages.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever becomes of questions, messages, clients and processes: each player lives on, once. */
class MigrationPropertyTest {

    private static MigrationWorld run(long seed, MigrationWorld.Plant plant, boolean isCalm) {
        MigrationWorld world = new MigrationWorld(seed, plant, isCalm);
        world.run();
        return world;
    }

    @Property(tries = 60)
    void eachPlayerLivesOnOnce(@ForAll long seed) {
        assertEquals("", run(seed, MigrationWorld.Plant.NONE, false).failure);
    }

    @Test
    void theWorldsAreHardEnough() {
        int completed = 0;
        int rolledBack = 0;
        int cancelled = 0;
        int refusedTokens = 0;
        for (int seed = 0; seed < 10; seed++) {
            MigrationWorld world = run(seed, MigrationWorld.Plant.NONE, false);
            completed += world.completed;
            rolledBack += world.rolledBack;
            cancelled += world.cancelled;
            refusedTokens += world.refusedTokens;
        }
        String counts = completed + " completed, " + rolledBack + " rolled back, " + cancelled + " cancelled, "
                + refusedTokens + " tokens refused";
        assertTrue(completed > 150 && rolledBack > 15 && cancelled > 100 && refusedTokens > 100, counts);
    }

    @Test
    void withoutFaultsNothingIsRolledBackAndNobodyStandsStillForLong() {
        for (int seed = 0; seed < 5; seed++) {
            MigrationWorld world = run(seed, MigrationWorld.Plant.NONE, true);
            assertEquals("", world.failure);
            assertEquals(0, world.rolledBack);
            assertTrue(world.completed > 20, world.completed + " completed");
            assertTrue(world.longestFrozenMillis < 100, world.longestFrozenMillis + " ms frozen");
        }
    }

    @Test
    void whoseClientOpensNoViewIsHandedOverAllTheSame() {
        for (int seed = 0; seed < 5; seed++) {
            MigrationWorld world = new MigrationWorld(seed, MigrationWorld.Plant.NONE, true);
            world.stubborn = MigrationWorld.PLAYERS / 2;
            world.run();
            assertEquals("", world.failure);
            assertTrue(world.withoutView > 5, world.withoutView + " went without a view");
            assertTrue(world.longestStrayMillis < 9_000, world.longestStrayMillis + " ms beyond the border");
        }
    }

    @Test
    void nobodyIsHurriedWhoseClientComes() {
        for (int seed = 0; seed < 5; seed++) {
            assertEquals(0, run(seed, MigrationWorld.Plant.NONE, true).withoutView);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MigrationWorld.Plant.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE"})
    void plantedMistakesAreFound(MigrationWorld.Plant plant) {
        int found = 0;
        for (int seed = 0; seed < 20 && found == 0; seed++) {
            found += run(seed, plant, false).failure.isEmpty() ? 0 : 1;
        }
        assertTrue(found > 0, plant + " did no harm in 20 worlds");
    }
}
