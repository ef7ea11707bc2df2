package io.darkages.scenarios.check;

import static io.darkages.engine.port.ProbeKind.CORRECTED;
import static io.darkages.engine.port.ProbeKind.INPUT_GAP;
import static io.darkages.engine.port.ProbeKind.LOGIN_TRIED;
import static io.darkages.engine.port.ProbeKind.PLACED;
import static io.darkages.engine.port.ProbeKind.PLAYER_OWNED;
import static io.darkages.engine.port.ProbeKind.SELF_ENCODED;
import static io.darkages.engine.port.ProbeKind.SELF_PREDICTED;
import static io.darkages.scenarios.check.TestHistory.in7;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.SessionColumn;
import io.darkages.engine.random.Mix;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PredictionConvergesCheckerTest {

    private static final int NEXT = 2;

    private final TestHistory history = new TestHistory();

    @Test
    void acceptsAPlayerWhoIsAlwaysRight() {
        settled();
        for (int input = 10; input < 40; input += 3) {
            exchange(2_000 + input * 16L, 100, input, input, input);
        }
        expect(10, 0);
    }

    @Test
    void rejectsAWrongPredictionOfASettledPlayer() {
        settled();
        exchange(2_000, 100, 10, 0xA, 0xB);
        String text = expect(1, 1).firstViolations().get(0).text();
        assertTrue(text.startsWith("after input 10 predicted b, the server has a;"), text);
    }

    @ParameterizedTest
    @EnumSource(
            value = ProbeKind.class,
            names = {"INPUT_GAP", "CORRECTED", "PLACED"})
    void exemptsTheSecondAfterTheClientSawADisturbance(ProbeKind disturbance) {
        settled();
        history.at(2_000).server(disturbance, 1, 12, 2, 0);
        exchange(2_010, 300, 14, 0xA, 0xB);
        exchange(2_900, 300, 60, 0xA, 0xB);
        assertEquals(3, expect(0, 0).findings().exempt());
        exchange(3_300, 300, 80, 0xA, 0xB);
        expect(1, 1);
    }

    @Test
    void judgesWhatWasSentBeforeTheDisturbance() {
        settled();
        history.at(2_000).server(SELF_ENCODED, 1, in7(10), 0, 0xA);
        history.at(2_005).server(INPUT_GAP, 1, 11, 1, 0);
        history.at(2_100).client(SELF_PREDICTED, 1, in7(10), 0, 0xB);
        expect(1, 1);
    }

    @Test
    void ignoresTheDisturbancesOfOthers() {
        settled();
        history.at(2_000).server(CORRECTED, 2, 0, 0, 0);
        exchange(2_010, 50, 10, 0xA, 0xB);
        expect(1, 1);
    }

    @Test
    void exemptsTheDishonest() {
        settled();
        exchange(2_000, 50, 10, 0xA, 0xB);
        PredictionConvergesChecker checker = history.judgedBy(new PredictionConvergesChecker(player -> player != 1));
        assertEquals(0, checker.checks());
        assertEquals(0, checker.violations());
        assertEquals(2, checker.findings().exempt());
    }

    @Test
    void rejectsAServerThatChangesAStateWithoutAnInput() {
        settled();
        exchange(2_000, 10, 10, 0xA, 0xA);
        exchange(2_050, 10, 10, 0xC, 0xA);
        expect(2, 1);
    }

    @Test
    void rejectsAServerThatGoesBack() {
        settled();
        history.at(2_000).server(SELF_ENCODED, 1, in7(10), 0, 0xA);
        history.at(2_050).server(SELF_ENCODED, 1, in7(9), 0, 0xA);
        expect(1, 1);
    }

    @Test
    void rejectsAnInputThatTheServerNeverSent() {
        settled();
        history.at(2_000).client(SELF_PREDICTED, 1, in7(9), 0, 0xA);
        expect(1, 1);
    }

    @Test
    void startsAnewInANewSession() {
        settled();
        history.at(3_000).server(SELF_ENCODED, 1, SessionColumn.of(8, 1), 0, 0xA);
        history.at(3_010).client(SELF_PREDICTED, 1, SessionColumn.of(8, 1), 0, 0xB);
        assertEquals(2, expect(0, 0).findings().exempt());
        history.at(4_100).server(SELF_ENCODED, 1, SessionColumn.of(8, 60), 0, 0xA);
        history.at(4_110).client(SELF_PREDICTED, 1, SessionColumn.of(8, 60), 0, 0xB);
        expect(1, 1);
    }

    /** Another zone takes the player over, and goes on at input 13. */
    private void handedOver(long way) {
        settled();
        exchange(2_000, 10, 10, 0xA, 0xA);
        history.at(2_020).host(NEXT, PLAYER_OWNED, 1, 2, 0, way).host(NEXT, PLACED, 1, 5, 5, 0);
    }

    private void exchangeWithNext(long millis, long input, long served, long predicted) {
        history.at(millis).host(NEXT, SELF_ENCODED, 1, SessionColumn.of(9, input), 0, served);
        history.at(millis + 30).client(SELF_PREDICTED, 1, SessionColumn.of(9, input), 0, predicted);
    }

    @Test
    void goesOnInTheNextZoneAsIfNothingWere() {
        handedOver(1);
        exchangeWithNext(2_040, 13, 0xD, 0xD);
        expect(2, 0);
    }

    @Test
    void rejectsAHandoffThatChangesTheState() {
        handedOver(1);
        exchangeWithNext(2_040, 13, 0xD, 0xE);
        expect(2, 1);
    }

    @Test
    void judgesWhatTheZoneBeforeSaidToo() {
        settled();
        history.at(2_000).server(SELF_ENCODED, 1, in7(10), 0, 0xA);
        history.at(2_005).host(NEXT, PLAYER_OWNED, 1, 2, 0, 1).host(NEXT, PLACED, 1, 5, 5, 0);
        history.at(2_010).host(NEXT, SELF_ENCODED, 1, SessionColumn.of(9, 10), 0, 0xA);
        history.at(2_020).client(SELF_PREDICTED, 1, in7(10), 0, 0xB);
        history.at(2_030).client(SELF_PREDICTED, 1, SessionColumn.of(9, 10), 0, 0xA);
        expect(2, 1);
    }

    @Test
    void whoIsClaimedAnewBeginsAnew() {
        handedOver(0);
        exchangeWithNext(2_040, 13, 0xD, 0xE);
        expect(1, 0);
    }

    @Test
    void whoResumesAfterAHandoffBeginsAnew() {
        handedOver(1);
        history.at(2_030).client(LOGIN_TRIED, 1, 1, 0, 0);
        exchangeWithNext(2_040, 13, 0xD, 0xE);
        expect(1, 0);
    }

    @Property(tries = 200)
    void catchesEveryMutationOfASettledPlayer(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int exchanges, @ForAll boolean serverSide) {
        TestHistory made = new TestHistory();
        for (int i = 1; i <= exchanges; i++) {
            made.at(i * 50L).server(SELF_ENCODED, 1, in7(3L * i), 0, Mix.mix64(seed + i));
            made.at(i * 50L + 20).client(SELF_PREDICTED, 1, in7(3L * i), 0, Mix.mix64(seed + i));
        }
        // A history whose session began with its first record: the first second is exempt.
        assertEquals(0, judge(made).violations());
        int pair = (int) Long.remainderUnsigned(Mix.mix64(seed), exchanges);
        int at = 2 * pair + (serverSide ? 0 : 1);
        TestHistory.Entry entry = made.entries().get(at);
        made.entries().set(at, entry.withDigest(entry.digest() ^ 1L << (seed & 63)));
        boolean settling = pair < 20;
        assertEquals(settling ? 0 : 1, judge(made).violations());
    }

    private static PredictionConvergesChecker judge(TestHistory made) {
        return made.judgedBy(new PredictionConvergesChecker(player -> true));
    }

    /** Player 1 was placed, saw it, and had time to settle. */
    private void settled() {
        history.at(0).server(PLACED, 1, 0, 0, 0);
        exchange(10, 50, 1, 0xF, 0xF);
    }

    private void exchange(long millis, long delayMillis, long input, long served, long predicted) {
        history.at(millis).server(SELF_ENCODED, 1, in7(input), 0, served);
        history.at(millis + delayMillis).client(SELF_PREDICTED, 1, in7(input), 0, predicted);
    }

    private PredictionConvergesChecker expect(long checks, long violations) {
        PredictionConvergesChecker checker = judge(history);
        assertEquals(violations, checker.violations(), () -> checker.firstViolations()
                .toString());
        assertEquals(checks, checker.checks());
        return checker;
    }
}
