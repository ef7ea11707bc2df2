package io.darkages.engine.combat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CombatRulesTest {

    private final CombatRules rules = CombatRules.standard();

    @Test
    void damageIsRaisedByCriticalsAndTakenOffByBlocks() {
        CombatRules.Damage damage = rules.damage();
        assertEquals(2_000, damage.of(AttackKind.MELEE, false, false));
        assertEquals(3_000, damage.of(AttackKind.MELEE, true, false));
        assertEquals(500, damage.of(AttackKind.MELEE, false, true));
        assertEquals(750, damage.of(AttackKind.MELEE, true, true));
        assertEquals(1_200, damage.of(AttackKind.RANGED, false, false));
        assertEquals(450, damage.of(AttackKind.RANGED, true, true));
    }

    @Test
    void teamsAreFriendsButNobodysTeamIsNone() {
        assertTrue(rules.areEnemies(1, 2));
        assertFalse(rules.areEnemies(1, 1));
        assertTrue(rules.areEnemies(0, 0));
        assertTrue(rules.areEnemies(0, 1));
        assertTrue(rules.withFriendlyFire(true).areEnemies(1, 1));
    }

    @Test
    void whatIsOutOfRangeIsNamed() {
        assertNamed("meleeRange", () -> new CombatRules.Reach(0, 1, 1, 1, 1));
        assertNamed("meleeHalfAngle", () -> new CombatRules.Reach(1, 16_385, 1, 1, 1));
        assertNamed("rangedRange", () -> new CombatRules.Reach(1, 1, 257 << 16, 1, 1));
        assertNamed("criticalPercent", () -> new CombatRules.Damage(1, 1, 1, 99, 1, 1));
        assertNamed("blockedPercent", () -> new CombatRules.Damage(1, 1, 1, 100, 101, 1));
        assertNamed("full", () -> new CombatRules.Health(0, 1, 1, 1));
        assertNamed("oldestTicks", () -> new CombatRules.Rewinding(61, 1));
        assertNamed(
                "cooldownTicks",
                () -> new CombatRules(rules.reach(), rules.damage(), rules.health(), rules.rewind(), 0, false));
    }

    private static void assertNamed(String name, Runnable action) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(thrown.getMessage().startsWith(name + " "), thrown.getMessage());
    }
}
