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
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.random.Mix;
import io.darkages.scenarios.check.FairnessCounts.Fate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The usual mistake: a server that takes the target to where it was half a round trip ago. What the attacker saw is
 * older, by the time that its client holds pictures back to draw between two of them. Both servers judge the same
 * attacks on somebody who strafes; the one that rewinds to what was drawn is found fair, the other one is not.
 */
class HalfRoundTripTest {

    private static final int BODY = FixedPoint.fromMillimetres(1_800);
    private static final long TARGET = 77;
    private static final long ATTACKS = 200;
    /** Pictures are held back that long. */
    private static final long HELD_MILLIS = 100;

    private final MotionState attacker = new MotionState();
    private final HitTest hits = new HitTest(CombatRules.standard(), BODY, Obstacles.none());

    /** Where the target is: to and fro over 6 m at 6 m/s, 2 m or 12 m ahead. */
    private static int x(long millis) {
        long phase = Math.floorMod(millis, 2_000L);
        return FixedPoint.fromMillimetres((phase < 1_000 ? phase : 2_000 - phase) * 6 - 3_000);
    }

    private static int z(AttackKind kind) {
        return FixedPoint.fromMillimetres(kind == AttackKind.MELEE ? 2_000 : 12_000);
    }

    private FairHitsChecker fight(long roundTripMillis, boolean halfRoundTrip) {
        TestHistory history = new TestHistory();
        history.at(0).server(ProbeKind.JOINED, 1, 55, 1, 0).server(ProbeKind.JOINED, 2, TARGET, 1, 0);
        for (int i = 0; i < ATTACKS; i++) {
            long madeMillis = 1_000 + 617L * i;
            long drawnMillis = madeMillis - roundTripMillis / 2 - HELD_MILLIS;
            long judgedMillis = madeMillis + roundTripMillis / 2 + 17;
            long rewoundMillis = halfRoundTrip ? judgedMillis - roundTripMillis / 2 : drawnMillis;
            attack(history, i, madeMillis, drawnMillis, judgedMillis, rewoundMillis);
        }
        return history.judgedBy(new FairHitsChecker(new FairHitsChecker.Terms(
                CombatRules.standard(),
                BODY,
                Obstacles.none(),
                player -> 0,
                player -> new FairnessClass(roundTripMillis * 1_000, 0, true))));
    }

    private void attack(
            TestHistory history, int number, long madeMillis, long drawnMillis, long judgedMillis, long rewoundMillis) {
        AttackKind kind = number % 2 == 0 ? AttackKind.MELEE : AttackKind.RANGED;
        // Where a blow reaches somebody at all.
        long shift = kind == AttackKind.MELEE ? 500 - Math.floorMod(drawnMillis, 1_000L) : 0;
        long drawn = drawnMillis + shift;
        long rewound = rewoundMillis + shift;
        attacker.place(0, 0, 0);
        // Aimed well but for a degree, so that some hit and some miss on the screen.
        attacker.yaw =
                Angles.heading(x(drawn), z(kind)) + (int) Math.floorMod(Mix.mix64(number), 1_200L) - 600 & 0xFFFF;
        attacker.pitch = (short) (kind == AttackKind.MELEE ? 0 : -600);
        long column = TestHistory.in7(number);
        history.at(madeMillis)
                .client(
                        ProbeKind.ATTACK_MADE,
                        1,
                        column,
                        (long) kind.ordinal() << 32 | TARGET,
                        PackedPlace.of(attacker.x, attacker.y, attacker.z))
                .client(
                        ProbeKind.ATTACK_SEEN,
                        1,
                        column,
                        1L << 32 | (long) attacker.yaw << 16 | attacker.pitch & 0xFFFF,
                        PackedPlace.of(x(drawn), 0, z(kind)));
        AttackOutcome outcome = hits.judge(kind, attacker, x(rewound), 0, z(kind));
        long ageTicks = (judgedMillis - drawnMillis) * 60 / 1_000;
        history.at(judgedMillis)
                .server(
                        ProbeKind.ATTACK_JUDGED,
                        1,
                        column,
                        TARGET << 32 | ageTicks << 8 | outcome.ordinal(),
                        PackedPlace.of(x(rewound), 0, z(kind)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 50, 100, 150, 250})
    void rewindingToWhatWasDrawnIsFair(long roundTripMillis) {
        FairHitsChecker checker = fight(roundTripMillis, false);
        assertEquals(0, checker.violations(), () -> checker.firstViolations().toString());
        FairnessCounts counts = checker.fairness().get(0);
        assertEquals(ATTACKS, counts.count(Fate.AGREED) + counts.count(Fate.IN_MARGIN));
        assertTrue(counts.count(Fate.IN_MARGIN) < ATTACKS / 5, () -> counts.count(Fate.IN_MARGIN) + " in the margin");
        assertEquals(0, counts.rewindErrorMaxMicrometres());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 50, 100, 150, 250})
    void rewindingByHalfTheRoundTripIsNot(long roundTripMillis) {
        FairHitsChecker checker = fight(roundTripMillis, true);
        FairnessCounts counts = checker.fairness().get(0);
        long unfair = counts.count(Fate.UNFAIRLY_MISSED) + counts.count(Fate.UNFAIRLY_HIT);
        assertEquals(unfair, checker.violations());
        assertTrue(unfair > ATTACKS / 4, () -> unfair + " of " + ATTACKS + " decided against the screen");
        assertTrue(counts.rewindErrorMaxMicrometres() > 400_000, () -> counts.rewindErrorMaxMicrometres() + " um off");
    }
}
