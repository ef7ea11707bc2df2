package io.darkages.engine.combat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CombatTableTest {

    private static final int KNIGHT = 0;
    private static final int ARCHER = 1;
    private static final int ARCHER_ID = 4_097;

    private CombatTable table = new CombatTable(CombatRules.standard(), 4);

    @BeforeEach
    void spawn() {
        table = new CombatTable(CombatRules.standard(), 4);
        table.spawn(KNIGHT, 100);
        table.spawn(ARCHER, 100);
    }

    @Test
    void nobodyLivesInAFreeSlot() {
        assertFalse(table.isAlive(2));
        table.remove(KNIGHT);
        assertFalse(table.isAlive(KNIGHT));
        assertEquals(0, table.regenerate(KNIGHT, 10_000));
    }

    @Test
    void oneAttackInHalfASecond() {
        assertEquals(0, table.cooldownSteps(KNIGHT, 100));
        table.attacked(KNIGHT, 100);
        assertEquals(30, table.cooldownSteps(KNIGHT, 100));
        assertEquals(1, table.cooldownSteps(KNIGHT, 129));
        assertEquals(0, table.cooldownSteps(KNIGHT, 130));
    }

    @Test
    void healthComesBackAfterFiveSecondsOfPeaceOnBothSides() {
        assertEquals(2_000, table.damage(ARCHER, ARCHER_ID, KNIGHT, 2_000, 200));
        table.damage(KNIGHT, 4_096, ARCHER, 1_000, 260);
        assertEquals(0, table.regenerate(KNIGHT, 560), "dealing damage is no peace either");
        assertEquals(8, table.regenerate(KNIGHT, 561), "a sixtieth of 5 points");
        assertEquals(492, table.regenerate(KNIGHT, 620));
        assertEquals(8_500, table.health(KNIGHT));
        assertEquals(500, table.takeHealing(KNIGHT));
        assertEquals(0, table.takeHealing(KNIGHT));
        assertEquals(1_500, table.regenerate(KNIGHT, 10_000), "no more than was lost");
        assertEquals(10_000, table.health(KNIGHT));
    }

    @Test
    void whatCameBackBeforeTheBlowCountsBeforeIt() {
        table.damage(ARCHER, ARCHER_ID, KNIGHT, 9_900, 200);
        assertEquals(600, table.damage(ARCHER, ARCHER_ID, KNIGHT, 2_000, 560));
        assertFalse(table.isAlive(KNIGHT));
        assertEquals(500, table.takeHealing(KNIGHT));
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void whatComesBackDoesNotDependOnHowOftenItIsAskedFor(@ForAll long seed) {
        RandomStream draws = new Randomness(seed).stream("healing");
        CombatRules.Health rule = new CombatRules.Health(10_000, 1 + draws.nextInt(1_000), draws.nextInt(400), 300);
        CombatRules standard = CombatRules.standard();
        CombatTable often = new CombatTable(
                new CombatRules(standard.reach(), standard.damage(), rule, standard.rewind(), 30, false), 1);
        CombatTable once = new CombatTable(
                new CombatRules(standard.reach(), standard.damage(), rule, standard.rewind(), 30, false), 1);
        int tick = 1 + draws.nextInt(1_000);
        often.spawn(0, tick);
        once.spawn(0, tick);
        for (int i = 0; i < 10; i++) {
            int amount = draws.nextInt(900);
            often.damage(0, 1, 0, amount, tick);
            once.damage(0, 1, 0, amount, tick);
            int end = tick + draws.nextInt(900);
            while (tick < end) {
                tick += 1 + draws.nextInt(7);
                often.regenerate(0, tick);
            }
        }
        once.regenerate(0, tick);
        assertEquals(once.health(0), often.health(0));
        assertEquals(once.takeHealing(0), often.takeHealing(0));
    }

    @Test
    void whoFallsToNothingDiesOnceAndComesBackWhole() {
        table.blocking(KNIGHT, true);
        assertEquals(2_000, table.damage(ARCHER, ARCHER_ID, KNIGHT, 2_000, 200));
        assertTrue(table.isAlive(KNIGHT));
        assertEquals(EntityTable.NO_ENTITY, table.killer(KNIGHT));
        assertEquals(8_000, table.damage(ARCHER, ARCHER_ID, KNIGHT, 9_000, 210), "no more than there was");
        assertFalse(table.isAlive(KNIGHT));
        assertFalse(table.isBlocking(KNIGHT));
        assertEquals(ARCHER_ID, table.killer(KNIGHT));
        assertThrows(IllegalStateException.class, () -> table.damage(ARCHER, ARCHER_ID, KNIGHT, 1, 211));
        assertEquals(0, table.regenerate(KNIGHT, 900), "the dead don't heal");
        assertEquals(300, table.respawnTicks(KNIGHT, 210));
        assertEquals(1, table.respawnTicks(KNIGHT, 509));
        assertEquals(0, table.respawnTicks(KNIGHT, 510));
        table.spawn(KNIGHT, 510);
        assertTrue(table.isAlive(KNIGHT));
        assertEquals(10_000, table.health(KNIGHT));
        assertEquals(EntityTable.NO_ENTITY, table.killer(KNIGHT));
    }

    @Test
    void everyColumnIsInTheHash() {
        long before = table.fold(1, KNIGHT);
        table.attacked(KNIGHT, 100);
        long attacked = table.fold(1, KNIGHT);
        assertNotEquals(before, attacked);
        table.blocking(KNIGHT, true);
        long blocking = table.fold(1, KNIGHT);
        assertNotEquals(attacked, blocking);
        table.damage(ARCHER, ARCHER_ID, KNIGHT, 5_000, 110);
        long hurt = table.fold(1, KNIGHT);
        assertNotEquals(blocking, hurt);
        table.regenerate(KNIGHT, 600);
        long healed = table.fold(1, KNIGHT);
        assertNotEquals(hurt, healed);
        table.takeHealing(KNIGHT);
        assertNotEquals(healed, table.fold(1, KNIGHT));
        assertEquals(table.fold(1, KNIGHT), table.fold(1, KNIGHT));
    }
}
