package io.darkages.scenarios.check;

import static io.darkages.engine.port.ProbeKind.CLIENT_LEFT;
import static io.darkages.engine.port.ProbeKind.JOINED;
import static io.darkages.engine.port.ProbeKind.LEASE_ENDED;
import static io.darkages.engine.port.ProbeKind.LEASE_RENEWED;
import static io.darkages.engine.port.ProbeKind.LEASE_TAKEN;
import static io.darkages.engine.port.ProbeKind.LEFT;
import static io.darkages.engine.port.ProbeKind.LOGIN_TRIED;
import static io.darkages.engine.port.ProbeKind.PUNISHED;
import static io.darkages.engine.port.ProbeKind.TRANSFER_BEGUN;
import static io.darkages.scenarios.check.GridHistory.EAST;
import static io.darkages.scenarios.check.GridHistory.EAST_ZONE;
import static io.darkages.scenarios.check.GridHistory.SPARE;
import static io.darkages.scenarios.check.GridHistory.WEST;
import static io.darkages.scenarios.check.GridHistory.WEST_ZONE;
import static io.darkages.scenarios.check.GridHistory.column;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NoPlayerLostCheckerTest {

    private static final long SECOND = 1_000 * TestHistory.MILLI;

    private final GridHistory history = new GridHistory();
    private PlayerReach reach = PlayerReach.WHOLE;
    private long settledMillis = Long.MAX_VALUE / TestHistory.MILLI;

    private NoPlayerLostChecker expect(long violations) {
        NoPlayerLostChecker checker =
                history.records.judgedBy(new NoPlayerLostChecker(reach, settledMillis * TestHistory.MILLI));
        assertEquals(violations, checker.violations(), () -> checker.firstViolations()
                .toString());
        return checker;
    }

    private void expect(String violation) {
        assertEquals(violation, expect(1).firstViolations().get(0).text());
    }

    /** Ann is in the west from 100 ms until then; both zones renew. */
    private void plays(long untilMillis) {
        history.bothTaken().at(100).owned(WEST, WEST_ZONE, 1, 1).record(WEST, JOINED, 5, 1, 0);
        acts(WEST, 200, untilMillis);
    }

    private void acts(int host, long fromMillis, long untilMillis) {
        for (long millis = fromMillis; millis <= untilMillis; millis += 100) {
            history.at(millis).acts(host);
            if (millis % 500 == 0) {
                renews(EAST, EAST_ZONE);
                if (host == WEST) {
                    renews(WEST, WEST_ZONE);
                }
            }
        }
    }

    private void renews(int host, int zone) {
        history.lease(LEASE_RENEWED, host, zone, 1);
    }

    private void leaseEnds(long millis, long how) {
        history.at(millis);
        history.records.host(WEST, LEASE_ENDED, 0, column(WEST_ZONE, 1), 0, how);
    }

    private void tries(long millis) {
        history.at(millis).record(TestHistory.CLIENT, LOGIN_TRIED, 1, 0, 0);
    }

    /** The rest of the world goes on. */
    private void timePasses(long fromMillis, long untilMillis) {
        for (long millis = fromMillis; millis <= untilMillis; millis += 500) {
            history.at(millis);
            renews(EAST, EAST_ZONE);
        }
    }

    @Test
    void whoIsActedForIsNotLost() {
        plays(9_000);
        NoPlayerLostChecker checker = expect(0);
        // Joined, looked at each second from 1 to 9 and at the end.
        assertEquals(11, checker.checks());
    }

    @Test
    void rejectsAPlayerOfWhomNothingIsHeard() {
        plays(3_000);
        timePasses(3_500, 9_000);
        expect("is lost: no entity, not suspended, and no attempt to get in for 3000 ms");
    }

    @Test
    void rejectsALossThatOnlyTheEndShows() {
        plays(3_000);
        NoPlayerLostChecker checker =
                history.records.judgedBy(new NoPlayerLostChecker(reach, NoPlayerLostChecker.NEVER), 6 * SECOND);
        assertEquals(1, checker.violations());
        assertEquals(Violation.END_OF_RUN, checker.firstViolations().get(0).event());
    }

    @Test
    void rejectsALossThatIsOverBeforeTheNextLook() {
        plays(3_100);
        timePasses(3_500, 5_000);
        acts(WEST, 5_300, 7_000);
        expect("is lost: no entity, not suspended, and no attempt to get in for 2200 ms");
    }

    @Test
    void whoTriesIsNotLost() {
        plays(3_000);
        tries(4_300);
        timePasses(4_500, 9_000);
        tries(9_200);
        timePasses(9_500, 12_000);
        tries(12_000);
        acts(EAST, 12_100, 14_000);
        expect(0);
    }

    @Test
    void rejectsAnAttemptThatIsTooOld() {
        plays(3_000);
        tries(4_300);
        // A handshake may take 10 s, and the longest wait is 16 s.
        timePasses(4_500, 30_000);
        tries(30_500);
        timePasses(30_500, 31_000);
        expect("is lost: no entity, not suspended, and no attempt to get in for 26200 ms");
    }

    @Test
    void whoWaitsAsLongAsAClientMayIsNotLost() {
        plays(3_000);
        tries(4_300);
        timePasses(4_500, 30_000);
        tries(30_200);
        timePasses(30_500, 31_000);
        acts(EAST, 31_100, 32_000);
        expect(0);
    }

    @Test
    void eachLossCountsOnce() {
        plays(3_000);
        timePasses(3_500, 9_000);
        tries(9_000);
        timePasses(9_500, 36_500);
        expect(2);
    }

    @Test
    void whoSaysGoodbyeIsOwedNothing() {
        plays(3_000);
        history.record(TestHistory.CLIENT, CLIENT_LEFT, 0, 0, 0);
        timePasses(3_500, 20_000);
        assertEquals(4, expect(0).checks());
    }

    @Test
    void whoWasSentAwayForCheatingIsOwedNothing() {
        plays(3_000);
        history.record(WEST, PUNISHED, 0, 0, 0);
        timePasses(3_500, 20_000);
        expect(0);
    }

    @Test
    void rejectsAZoneThatSaysForThePlayerThatItLeft() {
        plays(3_000);
        history.record(WEST, LEFT, 0, 0, 0);
        timePasses(3_500, 9_000);
        expect("is lost: no entity, not suspended, and no attempt to get in for 3000 ms");
    }

    @Test
    void theZoneThatAPlayerWentAwayFromTakesItOutWithoutHarm() {
        plays(3_000);
        history.owned(EAST, EAST_ZONE, 1, 2);
        history.at(3_050).acts(EAST).record(WEST, LEFT, 0, 0, 0);
        acts(EAST, 3_100, 6_000);
        expect(0);
    }

    @Test
    void whoseZoneStandsStillIsSuspended() {
        plays(3_000);
        leaseEnds(4_980, 0);
        timePasses(5_000, 20_000);
        renews(WEST, WEST_ZONE);
        acts(WEST, 20_100, 22_000);
        expect(0);
    }

    @Test
    void rejectsAStandStillThatIsOverWithoutThePlayer() {
        plays(3_000);
        leaseEnds(4_980, 0);
        timePasses(5_000, 9_000);
        history.at(9_100).lease(LEASE_TAKEN, SPARE, WEST_ZONE, 2);
        timePasses(9_500, 14_000);
        expect("is lost: no entity, not suspended, and no attempt to get in for 9000 ms");
    }

    @Test
    void rejectsAZoneThatGaveItsLeaseBackWithPlayersInIt() {
        plays(3_000);
        leaseEnds(3_100, 1);
        timePasses(3_500, 9_000);
        expect("is lost: no entity, not suspended, and no attempt to get in for 3000 ms");
    }

    @Test
    void whoIsFrozenForATransferIsSuspended() {
        plays(3_000);
        history.record(WEST, TRANSFER_BEGUN, 1, column(WEST_ZONE, 1), EAST_ZONE).frozen(WEST, WEST_ZONE, 1);
        for (long millis = 3_500; millis <= 8_000; millis += 500) {
            history.at(millis);
            renews(WEST, WEST_ZONE);
            renews(EAST, EAST_ZONE);
        }
        history.at(8_100).owned(EAST, EAST_ZONE, 1, 2);
        acts(EAST, 8_200, 9_000);
        expect(0);
    }

    @Test
    void rejectsAPlayerWhoWasFrozenByAProcessThatDied() {
        plays(3_000);
        history.frozen(WEST, WEST_ZONE, 1);
        timePasses(3_500, 12_000);
        // Its lease would have lasted until 4,980 ms, and clients may need 2 s to notice.
        expect("is lost: no entity, not suspended, and no attempt to get in for 4000 ms");
    }

    @Test
    void rejectsATransferThatNobodyTookUp() {
        plays(3_000);
        history.frozen(WEST, WEST_ZONE, 1).owned(EAST, EAST_ZONE, 1, 2);
        timePasses(3_500, 12_000);
        expect("is lost: no entity, not suspended, and no attempt to get in for 3000 ms");
    }

    @Test
    void whoseMachineStoodStillIsAskedAnew() {
        plays(3_000);
        timePasses(3_500, 12_000);
        reach = new Broken(2_900, 6_000);
        NoPlayerLostChecker checker = expect(1);
        assertEquals(1, checker.findings().exempt());
        // Exempt when looked at at 6 s; by 8 s it must have noticed.
        assertEquals(9 * SECOND, checker.firstViolations().get(0).nanos());
    }

    @Test
    void afterHealingTryingIsNotEnough() {
        plays(3_000);
        settledMillis = 10_000;
        for (long millis = 4_000; millis <= 12_000; millis += 2_000) {
            tries(millis);
        }
        timePasses(12_500, 14_000);
        expect("has no entity after healing, last sign of it at 10000000 us");
    }

    @Test
    void whomNoZoneCanReachMayTryAfterHealing() {
        plays(3_000);
        settledMillis = 10_000;
        reach = new Broken(3_000, 20_000) {
            @Override
            public boolean ran(long player, long fromNanos, long untilNanos) {
                return true;
            }
        };
        for (long millis = 4_000; millis <= 12_000; millis += 2_000) {
            tries(millis);
        }
        timePasses(12_500, 14_000);
        expect(0);
    }

    @Test
    void aTransferAtTheVeryEndIsUndecided() {
        plays(3_000);
        settledMillis = 2_500;
        history.frozen(WEST, WEST_ZONE, 1);
        NoPlayerLostChecker checker = history.records.judgedBy(
                new NoPlayerLostChecker(reach, settledMillis * TestHistory.MILLI), 5_500 * TestHistory.MILLI);
        assertEquals(0, checker.violations());
        assertEquals(1, checker.findings().undecided());
    }

    @Test
    void whoNeverJoinedIsNotOwedAnything() {
        history.bothTaken();
        tries(100);
        timePasses(500, 9_000);
        assertEquals(0, expect(0).checks());
    }

    /** Ann's machine and ways are broken for a time. */
    private static class Broken implements PlayerReach {
        private final long fromNanos;
        private final long untilNanos;

        Broken(long fromMillis, long untilMillis) {
            fromNanos = fromMillis * TestHistory.MILLI;
            untilNanos = untilMillis * TestHistory.MILLI;
        }

        @Override
        public boolean ran(long player, long from, long until) {
            return until < fromNanos || from >= untilNanos;
        }

        @Override
        public boolean reached(long player, long from, long until) {
            return until < fromNanos || from >= untilNanos;
        }
    }
}
