package io.darkages.scenarios.check;

import static io.darkages.engine.port.ProbeKind.CLIENT_LEFT;
import static io.darkages.engine.port.ProbeKind.JOINED;
import static io.darkages.engine.port.ProbeKind.LEASE_ENDED;
import static io.darkages.engine.port.ProbeKind.LEASE_TAKEN;
import static io.darkages.engine.port.ProbeKind.LEFT;
import static io.darkages.engine.port.ProbeKind.PLAYER_OWNED;
import static io.darkages.engine.port.ProbeKind.SESSION_LOADED;
import static io.darkages.engine.port.ProbeKind.SESSION_SAVED;
import static io.darkages.scenarios.check.GridHistory.EAST;
import static io.darkages.scenarios.check.GridHistory.EAST_ZONE;
import static io.darkages.scenarios.check.GridHistory.SPARE;
import static io.darkages.scenarios.check.GridHistory.WEST;
import static io.darkages.scenarios.check.GridHistory.WEST_ZONE;
import static io.darkages.scenarios.check.GridHistory.column;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SessionDurableCheckerTest {

    private final GridHistory history = new GridHistory();
    private StoreOutages outages = StoreOutages.NONE;
    private HostCrashes crashes = HostCrashes.NONE;
    private long version;

    private SessionDurableChecker expect(long violations) {
        SessionDurableChecker checker = history.records.judgedBy(new SessionDurableChecker(outages, crashes));
        assertEquals(violations, checker.violations(), () -> checker.firstViolations()
                .toString());
        return checker;
    }

    private void expect(String violation) {
        assertEquals(violation, expect(1).firstViolations().get(0).text());
    }

    /** Ann is in the west from 100 ms on; her state is saved each half second, with a digest that is its time. */
    private void plays(long untilMillis) {
        history.bothTaken().at(100).owned(WEST, WEST_ZONE, 1, 1).record(WEST, JOINED, 5, 1, 0);
        acts(WEST, 200, untilMillis, 1, true);
    }

    private void acts(int host, long fromMillis, long untilMillis, long epoch, boolean saves) {
        for (long millis = fromMillis; millis <= untilMillis; millis += 100) {
            history.at(millis).acts(host);
            if (saves && millis % 500 == 0) {
                history.record(host, SESSION_SAVED, epoch, ++version, millis);
            }
        }
    }

    /** The spare has the west and Ann at that time, from that session. */
    private void comesBack(long millis, long epoch, long savedEpoch, long savedVersion, long digest) {
        history.at(millis).lease(LEASE_TAKEN, SPARE, WEST_ZONE, epoch);
        history.owned(SPARE, WEST_ZONE, epoch, epoch)
                .record(SPARE, SESSION_LOADED, savedEpoch, savedVersion, digest)
                .record(SPARE, JOINED, 1, 1, 0);
    }

    @Test
    void acceptsTheNewestState() {
        plays(3_900);
        comesBack(7_000, 2, 1, 7, 3_500);
        SessionDurableChecker checker = expect(0);
        assertEquals(2, checker.checks());
        assertEquals(400 * TestHistory.MILLI, checker.oldestNanos());
    }

    @Test
    void rejectsAnOldState() {
        plays(3_900);
        comesBack(7_000, 2, 1, 5, 2_500);
        expect("came back with state 1400 ms old; the hot store was away for 0 ms of these");
    }

    @Test
    void aStoreThatWasAwayMakesStatesOlder() {
        plays(3_900);
        comesBack(7_000, 2, 1, 5, 2_500);
        outages = new StoreOutages(0, 0, 3_000 * TestHistory.MILLI, 3_400 * TestHistory.MILLI);
        expect(0);
        outages = new StoreOutages(3_000 * TestHistory.MILLI, 3_399 * TestHistory.MILLI);
        expect(1);
        assertThrows(IllegalArgumentException.class, () -> new StoreOutages(2, 1));
        assertThrows(IllegalArgumentException.class, () -> new StoreOutages(1, 2, 3));
    }

    @Test
    void rejectsAPlayerWhoBeginsAnew() {
        plays(3_900);
        history.at(7_000).lease(LEASE_TAKEN, SPARE, WEST_ZONE, 2);
        history.owned(SPARE, WEST_ZONE, 2, 2).record(SPARE, JOINED, 1, 1, 0);
        expect("came back without its session, 3800 ms old; the hot store was away for 0 ms of these");
    }

    @Test
    void whoHadOnlyJustComeMayBeginAnew() {
        plays(900);
        history.at(4_000).lease(LEASE_TAKEN, SPARE, WEST_ZONE, 2);
        history.owned(SPARE, WEST_ZONE, 2, 2).record(SPARE, JOINED, 1, 1, 0);
        assertEquals(1, expect(0).checks());
    }

    @Test
    void rejectsWhatNobodySaved() {
        plays(3_900);
        comesBack(7_000, 2, 1, 8, 4_000);
        assertEquals(
                "goes on from session 8 of epoch 1, which nobody has saved",
                expect(2).firstViolations().get(0).text());
    }

    @Test
    void rejectsAStateThatIsNotTheOneSaved() {
        plays(3_900);
        comesBack(7_000, 2, 1, 7, 3_501);
        expect("goes on as dad from session 7 of epoch 1, which was saved as dac");
    }

    @Test
    void aStateAgesAnewOnceThePlayerHasComeBackWithIt() {
        plays(3_900);
        comesBack(7_000, 2, 1, 7, 3_500);
        acts(SPARE, 7_100, 7_700, 2, false);
        // The spare dies before it saved anything.
        history.at(11_000).lease(LEASE_TAKEN, EAST, WEST_ZONE, 3);
        history.owned(EAST, WEST_ZONE, 3, 3)
                .record(EAST, SESSION_LOADED, 1, 7, 3_500)
                .record(EAST, JOINED, 1, 1, 0);
        SessionDurableChecker checker = expect(0);
        assertEquals(4, checker.checks());
        assertEquals(700 * TestHistory.MILLI, checker.oldestNanos());
    }

    @Test
    void rejectsAProcessThatNeverSavesAfterATakeOver() {
        plays(3_900);
        comesBack(7_000, 2, 1, 7, 3_500);
        acts(SPARE, 7_100, 8_700, 2, false);
        history.at(11_000).lease(LEASE_TAKEN, EAST, WEST_ZONE, 3);
        history.owned(EAST, WEST_ZONE, 3, 3)
                .record(EAST, SESSION_LOADED, 1, 7, 3_500)
                .record(EAST, JOINED, 1, 1, 0);
        expect("came back with state 1700 ms old; the hot store was away for 0 ms of these");
    }

    @Test
    void aStandStillAgesNothing() {
        plays(3_900);
        history.at(9_000);
        acts(WEST, 9_000, 9_400, 1, false);
        comesBack(13_000, 2, 1, 7, 3_500);
        assertEquals(800 * TestHistory.MILLI, expect(0).oldestNanos());
    }

    @Test
    void aTransferIsNoComingBack() {
        plays(3_900);
        history.at(3_950).record(EAST, PLAYER_OWNED, 2, column(EAST_ZONE, 1), 1);
        acts(EAST, 4_000, 5_800, 2, true);
        history.at(9_000).lease(LEASE_TAKEN, SPARE, EAST_ZONE, 2);
        history.owned(SPARE, EAST_ZONE, 2, 3)
                .record(SPARE, SESSION_LOADED, 1, 7, 3_500)
                .record(SPARE, JOINED, 1, 1, 0);
        expect("came back with state 2300 ms old; the hot store was away for 0 ms of these");
    }

    @Test
    void aProcessThatHasItInItsMemoryNeedsNoSession() {
        plays(3_900);
        history.at(5_900).lease(LEASE_ENDED, WEST, WEST_ZONE, 1, 0);
        history.at(8_000).lease(LEASE_TAKEN, WEST, WEST_ZONE, 2);
        history.owned(WEST, WEST_ZONE, 2, 2).acts(WEST);
        assertEquals(0, expect(0).checks());
    }

    @Test
    void rejectsAProcessThatForgotItInACrash() {
        plays(3_900);
        history.at(8_000).lease(LEASE_TAKEN, WEST, WEST_ZONE, 2);
        history.owned(WEST, WEST_ZONE, 2, 2).acts(WEST);
        long crashNanos = 4_000 * TestHistory.MILLI;
        crashes = (host, from) -> host == WEST && from <= crashNanos ? crashNanos : HostCrashes.NEVER;
        expect("came back without its session, 3800 ms old; the hot store was away for 0 ms of these");
    }

    @Test
    void whoLeftMayComeAsItLikes() {
        plays(3_900);
        history.record(TestHistory.CLIENT, CLIENT_LEFT, 0, 0, 0).record(WEST, LEFT, 0, 0, 0);
        history.at(9_000).owned(EAST, EAST_ZONE, 1, 2).record(EAST, JOINED, 1, 1, 0);
        assertEquals(0, expect(0).checks());
    }

    @Test
    void whoWasTakenOutByItsZoneMayComeAsItLikes() {
        plays(3_900);
        history.record(WEST, LEFT, 0, 0, 0);
        history.at(9_000).owned(EAST, EAST_ZONE, 1, 2).record(EAST, JOINED, 1, 1, 0);
        assertEquals(0, expect(0).checks());
    }

    @Test
    void rejectsAZoneThatLostItsLeaseAndSaysThatAllHaveLeft() {
        plays(3_900);
        history.at(5_900).lease(LEASE_ENDED, WEST, WEST_ZONE, 1, 0).record(WEST, LEFT, 0, 0, 0);
        history.at(9_000).owned(EAST, EAST_ZONE, 1, 2).record(EAST, JOINED, 1, 1, 0);
        expect(1);
    }

    @Test
    void aStateOlderThanAllThatIsKeptIsRejectedByTheOldestThatIs() {
        plays(70_000);
        comesBack(74_000, 2, 1, 1, 500);
        expect("came back with state 63500 ms old; the hot store was away for 0 ms of these");
    }

    @Test
    void aStateOlderThanAllThatIsKeptIsUndecidedWhereTheStoreWasAway() {
        plays(70_000);
        comesBack(74_000, 2, 1, 1, 500);
        outages = new StoreOutages(600 * TestHistory.MILLI, 70_000 * TestHistory.MILLI);
        assertEquals(1, expect(0).findings().undecided());
    }
}
