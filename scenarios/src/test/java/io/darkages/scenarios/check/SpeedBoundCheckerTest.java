package io.darkages.scenarios.check;

import static io.darkages.engine.port.ProbeKind.CORRECTED;
import static io.darkages.engine.port.ProbeKind.LEFT;
import static io.darkages.engine.port.ProbeKind.PLACED;
import static io.darkages.engine.port.ProbeKind.PLAYER_OWNED;
import static io.darkages.engine.port.ProbeKind.POSITION;
import static io.darkages.engine.port.ProbeKind.PUNISHED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.random.Mix;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpeedBoundCheckerTest {

    /** 9 m/s and a bank of 250 ms: 2.25 m at once, 11.25 m in a second. */
    private static final SpeedLimits LIMITS = new SpeedLimits(9 << 16, 250_000_000L, 256);

    private final TestHistory history = new TestHistory();

    @Test
    void boundsGrowWithTime() {
        assertEquals(FixedPoint.fromMillimetres(2_250) + 256, LIMITS.boundQ16(0));
        assertEquals(FixedPoint.fromMillimetres(11_250) + 256, LIMITS.boundQ16(1_000_000_000L));
        assertThrows(IllegalArgumentException.class, () -> LIMITS.boundQ16(-1));
        assertThrows(IllegalArgumentException.class, () -> new SpeedLimits(0, 0, 0));
    }

    @Test
    void acceptsTopSpeedAndABankPlayedAtOnce() {
        placed(0, 0, 0);
        for (int tick = 1; tick <= 120; tick++) {
            int bank = tick > 60 ? 2_250 : 0;
            int x = FixedPoint.fromMillimetres(tick * 150L + bank);
            history.atNanos(tick * 1_000_000_000L / 60).server(POSITION, 1, x, 0, 0);
        }
        assertTrue(expect(0).checks() >= 120);
    }

    @Test
    void rejectsAJump() {
        placed(0, 0, 0);
        position(500, 0, 0);
        position(516, 2_500, 0);
        String text = expect(1).firstViolations().get(0).text();
        assertEquals("moved 2.500 m along x and 0.000 m along z in 16000 us; 2.397 m are allowed", text);
    }

    @Test
    void rejectsAJumpAlongADiagonal() {
        placed(0, 0, 0);
        position(16, 1_800, -1_800);
        expect(1);
    }

    @Test
    void rejectsASteadyExcessThatNoShortSpanShows() {
        placed(0, 0, 0);
        // A third too fast: 12 m/s needs most of a second to use up the bank.
        for (int step = 1; step <= 12; step++) {
            position(step * 100L, 0, step * 1_200);
        }
        assertTrue(history.judgedBy(checker()).violations() > 0);
    }

    @Test
    void rejectsTheWayBackToo() {
        placed(0, 0, 0);
        position(1_000, 0, -11_500);
        expect(1);
    }

    @Test
    void comparesWithTheFirstPositionOlderThanASecond() {
        placed(0, 0, 0);
        position(1_050, 12_000, 0);
        expect(1);
    }

    @Test
    void survivesCoordinatesThatWouldOverflow() {
        placed(0, 0, 0);
        history.at(100).server(POSITION, 1, Integer.MAX_VALUE * 2L, Integer.MIN_VALUE * 2L, 0);
        expect(1);
    }

    @Test
    void startsAnewWhereTheRulesPlaceAPlayer() {
        placed(0, 0, 0);
        position(100, 500, 0);
        placed(200, 900_000, 0);
        position(216, 900_100, 0);
        expect(0);
        placed(300, 0, 0);
        position(316, 900_100, 0);
        expect(1);
    }

    @Test
    void startsAnewAfterLeaving() {
        placed(0, 0, 0);
        history.at(10).server(LEFT, 1, 0, 0, 0);
        position(20, 100_000, 0);
        expect(0);
    }

    @Test
    void keepsPlayersApart() {
        placed(0, 0, 0);
        history.at(10).server(POSITION, 2, 100 << 16, 0, 0);
        position(20, 100, 0);
        expect(0);
    }

    @Test
    void leavesALongSilenceUndecided() {
        placed(0, 0, 0);
        position(5_000, 900_000, 0);
        assertEquals(1, expect(0).findings().undecided());
    }

    @Test
    void rejectsThePunishmentOfTheHonestOnly() {
        history.at(10).server(PUNISHED, 13, 2, 0, 0);
        history.at(20).server(CORRECTED, 1, 2, 0, 0);
        expect(0);
        history.at(30).server(PUNISHED, 1, 2, 0, 0);
        expect(1);
    }

    /** The next zone takes the player over there. */
    private void goesOn(long millis, int xMillimetres, long way) {
        history.at(millis).host(2, PLAYER_OWNED, 1, 2, 0, way);
        history.host(2, PLACED, 1, FixedPoint.fromMillimetres(xMillimetres), 0, 0);
    }

    @Test
    void goesOnInTheNextZone() {
        placed(0, 0, 0);
        position(900, 5_000, 0);
        goesOn(1_000, 5_500, 1);
        history.at(1_020).server(LEFT, 1, 0, 0, 0);
        history.at(1_100).host(2, POSITION, 1, FixedPoint.fromMillimetres(6_000), 0, 0);
        assertEquals(3, expect(0).checks());
        history.at(1_116).host(2, POSITION, 1, FixedPoint.fromMillimetres(60_000), 0, 0);
        expect(1);
    }

    @Test
    void rejectsAHandoffThatMovesThePlayer() {
        placed(0, 0, 0);
        position(900, 5_000, 0);
        goesOn(1_000, 50_000, 1);
        expect(1);
    }

    @Test
    void whoIsClaimedAnewIsWhereItsSessionSays() {
        placed(0, 0, 0);
        position(900, 5_000, 0);
        goesOn(1_000, 50_000, 0);
        expect(0);
    }

    @Property(tries = 200)
    void catchesAnyJumpInAnyWalk(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 200) int jumpAt,
            @ForAll @IntRange(min = 5_000, max = 900_000) int jumpMillimetres,
            @ForAll @IntRange(min = 1, max = 12) int sampleEvery) {
        long x = 0;
        long z = 0;
        TestHistory made = new TestHistory();
        TestHistory jumped = new TestHistory();
        made.at(0).server(PLACED, 1, 0, 0, 0);
        jumped.at(0).server(PLACED, 1, 0, 0, 0);
        for (int tick = 1; tick <= 240; tick++) {
            long draw = Mix.mix64(seed + tick / 20);
            x += (draw & 1) == 0 ? 6_900 : -6_900;
            z += (draw & 2) == 0 ? 6_900 : -6_900;
            if (tick % sampleEvery == 0) {
                long millis = tick * 1_000L / 60;
                // Only what exceeds a whole second's bound whichever way it goes is sure to show.
                long offset = tick >= jumpAt ? FixedPoint.fromMillimetres(jumpMillimetres + 12_000L) : 0;
                made.at(millis).server(POSITION, 1, x, z, 0);
                jumped.at(millis).server(POSITION, 1, x + offset, z, 0);
            }
        }
        assertEquals(0, made.judgedBy(checker()).violations());
        assertTrue(jumped.judgedBy(checker()).violations() > 0);
    }

    private void placed(long millis, int xMillimetres, int zMillimetres) {
        history.at(millis)
                .server(
                        PLACED,
                        1,
                        FixedPoint.fromMillimetres(xMillimetres),
                        FixedPoint.fromMillimetres(zMillimetres),
                        0);
    }

    private void position(long millis, int xMillimetres, int zMillimetres) {
        history.at(millis)
                .server(
                        POSITION,
                        1,
                        FixedPoint.fromMillimetres(xMillimetres),
                        FixedPoint.fromMillimetres(zMillimetres),
                        0);
    }

    private static SpeedBoundChecker checker() {
        return new SpeedBoundChecker(LIMITS, player -> player != 13);
    }

    private SpeedBoundChecker expect(long violations) {
        SpeedBoundChecker checker = history.judgedBy(checker());
        assertEquals(violations, checker.violations(), () -> checker.firstViolations()
                .toString());
        return checker;
    }
}
