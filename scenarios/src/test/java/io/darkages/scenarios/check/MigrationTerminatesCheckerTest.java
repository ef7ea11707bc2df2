package io.darkages.scenarios.check;

import static io.darkages.engine.port.ProbeKind.LEASE_ENDED;
import static io.darkages.engine.port.ProbeKind.LEASE_RENEWED;
import static io.darkages.engine.port.ProbeKind.LEASE_TAKEN;
import static io.darkages.engine.port.ProbeKind.PLAYER_RELEASED;
import static io.darkages.engine.port.ProbeKind.TRANSFER_BEGUN;
import static io.darkages.engine.port.ProbeKind.TRANSFER_COMMITTED;
import static io.darkages.engine.port.ProbeKind.TRANSFER_ROLLED_BACK;
import static io.darkages.scenarios.check.GridHistory.EAST;
import static io.darkages.scenarios.check.GridHistory.EAST_ZONE;
import static io.darkages.scenarios.check.GridHistory.SPARE;
import static io.darkages.scenarios.check.GridHistory.WEST;
import static io.darkages.scenarios.check.GridHistory.WEST_ZONE;
import static io.darkages.scenarios.check.GridHistory.column;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MigrationTerminatesCheckerTest {

    private final GridHistory history = new GridHistory();

    private MigrationTerminatesChecker expect(long violations) {
        MigrationTerminatesChecker checker = history.records.judgedBy(new MigrationTerminatesChecker());
        assertEquals(violations, checker.violations(), () -> checker.firstViolations()
                .toString());
        return checker;
    }

    private void expect(String violation) {
        assertEquals(violation, expect(1).firstViolations().get(0).text());
    }

    private void begun() {
        history.bothTaken().at(100).owned(WEST, WEST_ZONE, 1, 1).renewedUntil(1_000);
        history.record(WEST, TRANSFER_BEGUN, 1, column(WEST_ZONE, 1), EAST_ZONE);
    }

    private void rolledBack(long millis, long epoch) {
        history.at(millis).record(WEST, TRANSFER_ROLLED_BACK, epoch, column(WEST_ZONE, 1), EAST_ZONE);
        history.owned(WEST, WEST_ZONE, 1, epoch);
    }

    @Test
    void acceptsACrossing() {
        history.crossing();
        MigrationTerminatesChecker checker = expect(0);
        assertEquals(1, checker.checks());
        assertEquals(1, checker.completed());
    }

    @Test
    void acceptsARollBackInTime() {
        begun();
        history.renewedUntil(5_500);
        rolledBack(5_900, 2);
        MigrationTerminatesChecker checker = expect(0);
        assertEquals(1, checker.checks());
        assertEquals(1, checker.rolledBack());
        assertEquals(0, checker.completed());
    }

    @Test
    void rejectsOneThatTakesTooLong() {
        begun();
        history.renewedUntil(6_000);
        rolledBack(6_400, 2);
        expect("its transfer from zone 10 to zone 20 under epoch 1 is open for 5400 ms in which both ran");
    }

    @Test
    void rejectsOneThatNeverEnds() {
        begun();
        history.renewedUntil(9_000);
        expect("its transfer from zone 10 to zone 20 under epoch 1 is open for 5500 ms in which both ran");
    }

    @Test
    void timeWithoutAnswersDoesNotCount() {
        begun();
        history.renewedUntil(2_000);
        // 10 s without a renewal of the target's: 1.75 s counted so far.
        for (long millis = 2_500; millis <= 12_000; millis += 500) {
            history.at(millis).lease(LEASE_RENEWED, WEST, WEST_ZONE, 1);
        }
        history.at(12_000).lease(LEASE_RENEWED, EAST, EAST_ZONE, 1).renewedUntil(15_000);
        rolledBack(15_200, 2);
        expect(0);
        assertEquals(1, expect(0).checks());
    }

    @Test
    void timeInWhichNobodyHoldsTheTargetDoesNotCount() {
        begun();
        history.record(WEST, PLAYER_RELEASED, 1, column(WEST_ZONE, 1), 0);
        history.owned(WEST, WEST_ZONE, 1, 2).record(WEST, TRANSFER_BEGUN, 2, column(WEST_ZONE, 1), EAST_ZONE + 1);
        history.renewedUntil(12_000);
        MigrationTerminatesChecker checker = expect(0);
        assertEquals(1, checker.findings().undecided());
    }

    @Test
    void oneUnderWayAtTheEndIsUndecided() {
        begun();
        history.renewedUntil(2_000);
        MigrationTerminatesChecker checker = expect(0);
        assertEquals(0, checker.checks());
        assertEquals(1, checker.findings().undecided());
    }

    @Test
    void oneWhoseSourceLostItsZoneIsExempt() {
        begun();
        history.at(1_100).lease(LEASE_ENDED, WEST, WEST_ZONE, 1, 0);
        history.at(4_000).lease(LEASE_TAKEN, SPARE, WEST_ZONE, 2).renewedUntil(4_500);
        for (long millis = 5_000; millis < 20_000; millis += 500) {
            history.at(millis).lease(LEASE_RENEWED, SPARE, WEST_ZONE, 2).lease(LEASE_RENEWED, EAST, EAST_ZONE, 1);
        }
        MigrationTerminatesChecker checker = expect(0);
        assertEquals(1, checker.findings().exempt());
    }

    @Test
    void rejectsARollBackOfWhatTheTargetOwns() {
        history.crossing();
        rolledBack(1_100, 3);
        expect("host 0 rolled back under epoch 3, and host 2 owns it under epoch 2");
    }

    @Test
    void rejectsARollBackThatDoesNotFence() {
        begun();
        rolledBack(1_100, 1);
        expect("was rolled back under epoch 1, which does not fence off the target: it was owned under 1");
    }

    @Test
    void rejectsAHandoverUnderTheOldEpochAndASecondTransfer() {
        begun();
        history.at(1_010).record(WEST, TRANSFER_COMMITTED, 1, column(WEST_ZONE, 1), EAST_ZONE);
        expect("was handed over under epoch 1, which was the source's own");
        history.at(1_020).record(WEST, TRANSFER_BEGUN, 1, column(WEST_ZONE, 1), EAST_ZONE);
        history.at(1_030).record(WEST, TRANSFER_BEGUN, 1, column(WEST_ZONE, 1), EAST_ZONE);
        expect(2);
    }

    @Test
    void leavingEndsIt() {
        begun();
        history.renewedUntil(2_000).record(WEST, PLAYER_RELEASED, 1, column(WEST_ZONE, 1), 0);
        history.renewedUntil(12_000);
        MigrationTerminatesChecker checker = expect(0);
        assertEquals(1, checker.checks());
    }

    @Test
    void judgesNothingWithoutTransfers() {
        history.bothTaken().renewedUntil(9_000);
        assertEquals(0, expect(0).checks());
    }
}
