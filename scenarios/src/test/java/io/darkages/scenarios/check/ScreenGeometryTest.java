package io.darkages.scenarios.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combat.HitTest;
import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.port.PackedPlace;
import io.darkages.engine.random.Mix;
import io.darkages.scenarios.check.ScreenGeometry.Truth;
import org.junit.jupiter.api.Test;

class ScreenGeometryTest {

    private static final int BODY = FixedPoint.fromMillimetres(1_800);
    private static final CombatRules RULES = CombatRules.standard();

    private final Obstacles town = Obstacles.builder()
            .boxMillimetres(2_000, 2_000, 5_000, 2_300, 0, 3_000)
            .boxMillimetres(-6_000, 4_000, -3_000, 9_000, 0, 1_000)
            .boxMillimetres(-1_000, -8_000, 1_000, -7_000, 1_500, 4_000)
            .cylinderMillimetres(6_000, -4_000, 1_200, 0, 2_000)
            .cylinderMillimetres(-4_000, -2_000, 400, 0, 5_000)
            .build();

    private static long place(int x, int y, int z) {
        return PackedPlace.of(x, y, z);
    }

    private static Truth shot(int pitchDegrees, int zMillimetres, int yMillimetres) {
        int pitch = pitchDegrees * Angles.TURN / 360;
        return new ScreenGeometry(RULES.reach(), BODY, Obstacles.none())
                .judge(
                        AttackKind.RANGED,
                        place(0, 0, 0),
                        0,
                        pitch,
                        place(0, FixedPoint.fromMillimetres(yMillimetres), FixedPoint.fromMillimetres(zMillimetres)));
    }

    @Test
    void aShotLeavesTheEyeAndMeetsASphereAroundTheMiddle() {
        // Level, 1.6 m up: the middle at 0.9 m is 0.7 m below it.
        assertEquals(Truth.NO_HIT, shot(0, 20_000, 0));
        assertEquals(Truth.HIT, shot(-2, 20_000, 0));
        assertEquals(Truth.HIT, shot(0, 20_000, 700));
        assertEquals(Truth.TOO_CLOSE, shot(0, 20_000, 1_200));
        assertEquals(Truth.HIT, shot(0, 80_400, 700));
        assertEquals(Truth.NO_HIT, shot(0, 80_600, 700));
        assertEquals(Truth.NO_HIT, shot(0, -5_000, 700));
    }

    /** Two ways of working it out, tens of thousands of attacks: the same wherever the margin lets one say. */
    @Test
    void agreesWithTheEngineBeyondTheMargin() {
        HitTest engine = new HitTest(RULES, BODY, town);
        ScreenGeometry screen = new ScreenGeometry(RULES.reach(), BODY, town);
        MotionState attacker = new MotionState();
        int[] seen = new int[Truth.values().length];
        int blocked = 0;
        for (int i = 0; i < 40_000; i++) {
            AttackKind kind = i % 2 == 0 ? AttackKind.MELEE : AttackKind.RANGED;
            int reach = kind == AttackKind.MELEE ? 2_800 : 9_000;
            attacker.place(metres(i, 1, 8_000), Math.abs(metres(i, 2, 1_500)), metres(i, 3, 8_000));
            int x = attacker.x + metres(i, 4, reach);
            int y = Math.abs(attacker.y + metres(i, 5, 900));
            int z = attacker.z + metres(i, 6, reach);
            long dx = x - attacker.x;
            long dz = z - attacker.z;
            int spread = kind == AttackKind.MELEE ? 7_000 : 1_500;
            attacker.yaw = Angles.heading(dx, dz) + (int) Math.floorMod(draw(i, 7), spread * 2L) - spread & 0xFFFF;
            long rise = y + BODY / 2 - attacker.y - RULES.reach().eyeHeight();
            attacker.pitch = (short) (Angles.heading(rise, FixedPoint.isqrt(dx * dx + dz * dz))
                    + (int) Math.floorMod(draw(i, 8), 1_000L)
                    - 500);
            AttackOutcome decided = engine.judge(kind, attacker, x, y, z);
            Truth truth = screen.judge(
                    kind, place(attacker.x, attacker.y, attacker.z), attacker.yaw, attacker.pitch, place(x, y, z));
            seen[truth.ordinal()]++;
            blocked += decided == AttackOutcome.BLOCKED_BY_OBSTACLE ? 1 : 0;
            if (truth != Truth.TOO_CLOSE) {
                int attack = i;
                assertEquals(
                        truth == Truth.HIT,
                        decided == AttackOutcome.HIT,
                        () -> kind + " " + attack + ": " + decided + ", the screen says " + truth);
            }
        }
        assertTrue(seen[Truth.HIT.ordinal()] > 5_000, () -> seen[Truth.HIT.ordinal()] + " hits");
        assertTrue(seen[Truth.NO_HIT.ordinal()] > 5_000);
        assertTrue(seen[Truth.TOO_CLOSE.ordinal()] < 8_000, () -> seen[Truth.TOO_CLOSE.ordinal()] + " too close");
        int blockedAttacks = blocked;
        assertTrue(blockedAttacks > 300, () -> blockedAttacks + " blocked");
    }

    private static long draw(int attack, int what) {
        return Mix.mix64(attack * 64L + what);
    }

    private static int metres(int attack, int what, int millimetres) {
        return FixedPoint.fromMillimetres(Math.floorMod(draw(attack, what), 2L * millimetres) - millimetres);
    }
}
