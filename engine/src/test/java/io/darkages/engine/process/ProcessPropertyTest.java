package io.darkages.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.BoundedStructure;
import java.util.EnumSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever becomes of processes, stores and links: one acts for a player, under epochs that grow, and all play in the end. */
class ProcessPropertyTest {

    private static ProcessWorld run(long seed, ProcessWorld.Plant plant, ProcessWorld.Faults faults) {
        ProcessWorld world = new ProcessWorld(seed, plant, faults);
        world.run();
        return world;
    }

    @Property(tries = 40)
    void oneActsForEachPlayerAndNoneIsLost(@ForAll long seed) {
        assertEquals("", run(seed, ProcessWorld.Plant.NONE, ProcessWorld.Faults.ALL).failure);
    }

    /** While the stores answer, who comes back has lost a second at most. */
    @Property(tries = 20)
    void sessionsAreDurable(@ForAll long seed) {
        assertEquals("", run(seed, ProcessWorld.Plant.NONE, ProcessWorld.Faults.PROCESSES).failure);
    }

    @Test
    void withoutFaultsNobodyIsAwayForLong() {
        for (int seed = 0; seed < 3; seed++) {
            ProcessWorld world = run(seed, ProcessWorld.Plant.NONE, ProcessWorld.Faults.NONE);
            assertEquals("", world.failure);
            assertEquals(0, world.restored);
            assertTrue(world.migrated > 20, world.migrated + " migrated");
            assertTrue(world.longestAway < 10, world.longestAway + " steps away");
        }
    }

    /** They connect with the heir beforehand, and stand still while they are saved and the zone changes hands. */
    @Test
    void aDrainIsHardlyNoticed() {
        int wentAhead = 0;
        for (int seed = 0; seed < 5; seed++) {
            ProcessWorld world = run(seed, ProcessWorld.Plant.NONE, ProcessWorld.Faults.DRAINS);
            assertEquals("", world.failure);
            // Whoever comes to the process in the last moment is called then, and takes up to 15 steps to open its
            // session.
            assertTrue(world.longestAway < 20, world.longestAway + " steps away");
            wentAhead += world.wentAhead;
        }
        assertTrue(wentAhead > 50, wentAhead + " went ahead");
    }

    /** It saves who is there, gives up what it can't give back, and ends; all play on once the register is back. */
    @Test
    void aDrainEndsWithoutTheRegister() {
        int drained = 0;
        for (int seed = 0; seed < 5; seed++) {
            ProcessWorld world = run(seed, ProcessWorld.Plant.NONE, ProcessWorld.Faults.DRAINS_WITHOUT_REGISTER);
            assertEquals("", world.failure);
            drained += world.drained;
        }
        assertTrue(drained > 5, drained + " drained");
    }

    @Test
    void judgesAreToldHowFullItIs() {
        ProcessWorld world = run(0, ProcessWorld.Plant.NONE, ProcessWorld.Faults.NONE);
        for (BoundedStructure structure : EnumSet.range(BoundedStructure.LOGINS, BoundedStructure.SAVED_SESSIONS)) {
            long mark = world.marks[structure.ordinal()];
            assertTrue(mark > 0 && mark <= ProcessWorld.PLAYERS, structure + " " + mark);
        }
    }

    @Test
    void theWorldsAreHardEnough() {
        int takeovers = 0;
        int restored = 0;
        int migrated = 0;
        int suspensions = 0;
        int sentAway = 0;
        for (int seed = 0; seed < 8; seed++) {
            ProcessWorld world = run(seed, ProcessWorld.Plant.NONE, ProcessWorld.Faults.ALL);
            takeovers += world.takeovers;
            restored += world.restored;
            migrated += world.migrated;
            suspensions += world.suspensions;
            sentAway += world.sentAway;
        }
        String counts = takeovers + " takeovers, " + restored + " restored, " + migrated + " migrated, " + suspensions
                + " suspensions, " + sentAway + " sent away";
        assertTrue(takeovers > 60 && restored > 60 && migrated > 100 && suspensions > 10 && sentAway > 5, counts);
    }

    @ParameterizedTest
    @EnumSource(
            value = ProcessWorld.Plant.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE"})
    void plantedMistakesAreFound(ProcessWorld.Plant plant) {
        int found = 0;
        for (int seed = 0; seed < 20 && found == 0; seed++) {
            found += run(seed, plant, ProcessWorld.Faults.ALL).failure.isEmpty() ? 0 : 1;
        }
        assertTrue(found > 0, plant + " did no harm in 20 worlds");
    }
}
