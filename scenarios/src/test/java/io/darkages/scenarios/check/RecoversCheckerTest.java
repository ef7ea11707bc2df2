package io.darkages.scenarios.check;

import static io.darkages.engine.port.ProbeKind.CLIENT_LEFT;
import static io.darkages.engine.port.ProbeKind.INPUT_ACKED;
import static io.darkages.engine.port.ProbeKind.JOINED;
import static io.darkages.engine.port.ProbeKind.LOGIN_TRIED;
import static io.darkages.engine.port.ProbeKind.PUNISHED;
import static io.darkages.engine.port.ProbeKind.SELF_PREDICTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The warm-up ends at 5 s, healing begins at 10 s, so that all must be well at 20 s. */
class RecoversCheckerTest {

    private static final long SECOND = 1_000 * TestHistory.MILLI;
    private static final long ANN = 7;
    private static final long BEN = 8;

    private final TestHistory history = new TestHistory();
    private PlayerReach reach = PlayerReach.WHOLE;
    private boolean capacityLost;

    private RecoversChecker expect(long violations) {
        RecoversChecker checker = history.judgedBy(
                new RecoversChecker(new RecoversChecker.Terms(5 * SECOND, 10 * SECOND, capacityLost), reach));
        assertEquals(violations, checker.violations(), () -> checker.firstViolations()
                .toString());
        return checker;
    }

    private void expect(String violation) {
        assertEquals(violation, expect(1).firstViolations().get(0).text());
    }

    private void joins(long player, long millis) {
        history.at(millis).client(LOGIN_TRIED, player, 0, 0, 0).server(JOINED, player, 1, 1, 0);
    }

    /** Acknowledged from one time to another ten times a second, each with that latency. */
    private void plays(long player, long fromMillis, long untilMillis, long latencyMillis) {
        for (long millis = fromMillis; millis <= untilMillis; millis += 100) {
            history.at(millis)
                    .client(SELF_PREDICTED, player, TestHistory.in7(millis), 0, 0)
                    .client(INPUT_ACKED, player, TestHistory.in7(millis), latencyMillis * TestHistory.MILLI, 0);
        }
    }

    @Test
    void acceptsAGoodRun() {
        joins(ANN, 100);
        plays(ANN, 200, 8_000, 80);
        plays(ANN, 12_000, 25_000, 90);
        assertEquals(2, expect(0).checks());
    }

    @Test
    void rejectsWhoNeverGotIn() {
        joins(ANN, 100);
        history.at(200).client(LOGIN_TRIED, BEN, 0, 0, 0);
        plays(ANN, 200, 25_000, 80);
        expect("was never acknowledged, 10 s after healing");
    }

    @Test
    void acceptsWhoIsAcknowledgedJustInTime() {
        joins(ANN, 100);
        plays(ANN, 200, 8_000, 80);
        plays(ANN, 19_900, 25_000, 80);
        assertEquals(2, expect(0).checks());
    }

    @Test
    void rejectsWhoIsAcknowledgedTooLate() {
        joins(ANN, 100);
        plays(ANN, 200, 8_000, 80);
        plays(ANN, 20_100, 25_000, 80);
        expect("was last acknowledged 12000 ms before the end of 10 s after healing");
    }

    @Test
    void rejectsWhoWasAcknowledgedAgainAndLost() {
        joins(ANN, 100);
        plays(ANN, 200, 18_000, 80);
        plays(ANN, 20_500, 25_000, 80);
        expect("was last acknowledged 2000 ms before the end of 10 s after healing");
    }

    @Test
    void rejectsARunThatEndsWithoutThem() {
        joins(ANN, 100);
        plays(ANN, 200, 8_000, 80);
        history.at(19_500).client(LOGIN_TRIED, ANN, 1, 0, 0);
        RecoversChecker checker = expect(1);
        assertEquals(1, checker.findings().undecided(), "there is no latency after healing");
    }

    @Test
    void whoHasNoWayOrHasLeftOrCameLateIsNotJudged() {
        joins(ANN, 100);
        joins(BEN + 1, 100);
        joins(BEN + 2, 100);
        plays(ANN, 200, 8_000, 80);
        history.at(9_000).client(CLIENT_LEFT, ANN, 0, 0, 0);
        joins(BEN, 11_000);
        history.at(12_000).server(PUNISHED, BEN + 2, 0, 0, 0);
        history.at(13_000).client(LOGIN_TRIED, BEN + 2, 0, 0, 0);
        history.at(25_000).client(LOGIN_TRIED, BEN, 0, 0, 0);
        reach = new PlayerReach() {
            @Override
            public boolean ran(long player, long fromNanos, long untilNanos) {
                return true;
            }

            @Override
            public boolean reached(long player, long fromNanos, long untilNanos) {
                return player != BEN + 1;
            }
        };
        RecoversChecker checker = expect(0);
        assertEquals(0, checker.checks());
        assertEquals(1, checker.findings().exempt());
    }

    @Test
    void rejectsLatencyThatDoesNotReturn() {
        joins(ANN, 100);
        plays(ANN, 200, 8_000, 80);
        plays(ANN, 12_000, 25_000, 117);
        expect("median latency is 117000 us after healing, and was 80100 us in the warm-up: at most 116791 us would be"
                + " right");
    }

    @Test
    void latencyMayBeAQuarterAndATickMore() {
        joins(ANN, 100);
        plays(ANN, 200, 8_000, 80);
        plays(ANN, 12_000, 25_000, 116);
        expect(0);
    }

    @Test
    void latencyNeedNotReturnWhereCapacityStaysLost() {
        joins(ANN, 100);
        plays(ANN, 200, 8_000, 80);
        plays(ANN, 12_000, 25_000, 1_000);
        capacityLost = true;
        RecoversChecker checker = expect(0);
        assertEquals(1, checker.checks());
        assertEquals(1, checker.findings().exempt());
    }

    @Test
    void whatIsMeasuredInTheFaultsDoesNotCount() {
        joins(ANN, 100);
        plays(ANN, 200, 4_900, 80);
        plays(ANN, 5_100, 19_900, 3_000);
        plays(ANN, 20_100, 25_000, 80);
        assertEquals(2, expect(0).checks());
    }

    @Test
    void aRunThatEndsTooEarlyIsUndecided() {
        joins(ANN, 100);
        plays(ANN, 200, 15_000, 80);
        RecoversChecker checker = expect(0);
        assertEquals(0, checker.checks());
        assertEquals(1, checker.findings().undecided());
    }

    @Test
    void healingFollowsTheWarmUp() {
        assertThrows(IllegalArgumentException.class, () -> new RecoversChecker.Terms(2, 1, false));
    }
}
