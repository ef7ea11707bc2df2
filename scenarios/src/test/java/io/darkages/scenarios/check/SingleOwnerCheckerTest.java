package io.darkages.scenarios.check;

import static io.darkages.engine.port.ProbeKind.ATTACK_JUDGED;
import static io.darkages.engine.port.ProbeKind.LEASE_ENDED;
import static io.darkages.engine.port.ProbeKind.LEASE_RENEWED;
import static io.darkages.engine.port.ProbeKind.LEASE_TAKEN;
import static io.darkages.engine.port.ProbeKind.PLAYER_RELEASED;
import static io.darkages.engine.port.ProbeKind.PLAYER_SUSPENDED;
import static io.darkages.scenarios.check.GridHistory.EAST;
import static io.darkages.scenarios.check.GridHistory.EAST_ZONE;
import static io.darkages.scenarios.check.GridHistory.SPARE;
import static io.darkages.scenarios.check.GridHistory.WEST;
import static io.darkages.scenarios.check.GridHistory.WEST_ZONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SingleOwnerCheckerTest {

    private final GridHistory history = new GridHistory();
    private long settledNanos = SingleOwnerChecker.NEVER;
    private HostCrashes crashes = HostCrashes.NONE;

    private SingleOwnerChecker judge() {
        return history.records.judgedBy(new SingleOwnerChecker(settledNanos, crashes));
    }

    private SingleOwnerChecker expect(long violations) {
        SingleOwnerChecker checker = judge();
        assertEquals(violations, checker.violations(), () -> checker.firstViolations()
                .toString());
        return checker;
    }

    private void expect(String violation) {
        assertEquals(violation, expect(1).firstViolations().get(0).text());
    }

    @Test
    void acceptsACrossingAndATakeover() {
        history.crossing().renewedUntil(2_000).acts(EAST);
        // East stops, and a spare has its zone once the lease is over.
        history.at(3_979).acts(EAST).at(4_100).lease(LEASE_TAKEN, SPARE, EAST_ZONE, 2);
        history.at(4_200).owned(SPARE, EAST_ZONE, 2, 3).acts(SPARE);
        SingleOwnerChecker checker = expect(0);
        assertEquals(0, checker.findings().undecided());
        assertTrue(checker.checks() > 10);
    }

    @Test
    void whoForgotWhatItHeldMayTakeAnotherZone() {
        history.at(0).lease(LEASE_TAKEN, WEST, WEST_ZONE, 1);
        history.at(1_000).lease(LEASE_TAKEN, WEST, EAST_ZONE, 1);
        expect(1);
        crashes = (host, fromNanos) -> fromNanos <= 500_000_000L ? 500_000_000L : HostCrashes.NEVER;
        expect(0);
    }

    @Test
    void judgesNothingWhereNobodyHoldsALease() {
        history.at(100).acts(WEST).at(200).acts(WEST);
        SingleOwnerChecker checker = expect(0);
        assertFalse(checker.judgedAnything());
    }

    @Test
    void rejectsEffectsBeforeTheFirstLease() {
        history.at(0).acts(WEST).bothTaken();
        expect("1 effects were computed before anybody held a lease");
    }

    @Test
    void rejectsAZoneThatActsAfterItsLeaseEnded() {
        history.bothTaken()
                .at(100)
                .owned(WEST, WEST_ZONE, 1, 1)
                .at(1_970)
                .acts(WEST)
                .at(2_000)
                .acts(WEST);
        expect("POSITION by host 0, 20000 us after its lease of zone 10 ended");
    }

    @Test
    void leavesOpenWhatDriftMayExplain() {
        history.bothTaken().at(100).owned(WEST, WEST_ZONE, 1, 1);
        history.records.atNanos(1_980_500_000L);
        history.acts(WEST);
        assertEquals(1, expect(0).findings().undecided());
        history.records.atNanos(1_981_000_000L);
        history.acts(WEST);
        expect(1);
    }

    @Test
    void rejectsAZoneThatActsAfterItSaidThatItsLeaseEnded() {
        history.bothTaken().at(100).owned(WEST, WEST_ZONE, 1, 1);
        history.at(500).lease(LEASE_ENDED, WEST, WEST_ZONE, 1, 0).at(517).acts(WEST);
        expect("POSITION by host 0, 17000 us after its lease of zone 10 ended");
        // Renewed in between, it may.
        history.at(600).lease(LEASE_RENEWED, WEST, WEST_ZONE, 1).acts(WEST);
        expect(1);
    }

    @Test
    void rejectsAZoneThatNeverHeldALease() {
        history.bothTaken().at(100).record(SPARE, ATTACK_JUDGED, 1, 0, 0);
        expect("ATTACK_JUDGED by host 3, which never held a lease");
    }

    @Test
    void judgesAnAttackByTheZoneAlone() {
        history.bothTaken().at(100).owned(WEST, WEST_ZONE, 1, 1).record(EAST, ATTACK_JUDGED, 1, 0, 0);
        expect(0);
    }

    @Test
    void rejectsATakeoverBeforeTheEnd() {
        history.bothTaken().at(1_000).lease(LEASE_TAKEN, SPARE, WEST_ZONE, 2);
        expect("host 3 took zone 10, which host 0 holds for 980000 us more");
    }

    @Test
    void rejectsLeasesThatDoNotGrow() {
        history.bothTaken().at(2_500).lease(LEASE_TAKEN, SPARE, WEST_ZONE, 1);
        expect("host 3 took lease 1 of zone 10 after 1");
    }

    @Test
    void rejectsARenewalOfALeaseThatAnotherTook() {
        history.bothTaken().at(2_500).lease(LEASE_TAKEN, SPARE, WEST_ZONE, 2);
        history.at(3_000).lease(LEASE_RENEWED, WEST, WEST_ZONE, 1);
        expect("host 0 renewed lease 1 of zone 10; host 3 has lease 2");
    }

    @Test
    void rejectsTwoZonesAtOneHost() {
        history.bothTaken().at(100).lease(LEASE_TAKEN, WEST, EAST_ZONE + 1, 1);
        expect("host 0 took zone 21 and holds zone 10");
    }

    @Test
    void rejectsAZoneThatActsForAPlayerOfAnother() {
        history.crossing().at(1_100).acts(WEST);
        expect("POSITION by host 0, and host 2 owns it under epoch 2");
    }

    @Test
    void rejectsAZoneThatActsForNobodysPlayerOrOneItFroze() {
        history.bothTaken().at(50).acts(WEST);
        expect("POSITION by host 0, and nobody owns it");
        history.at(100)
                .owned(WEST, WEST_ZONE, 1, 1)
                .frozen(WEST, WEST_ZONE, 1)
                .at(117)
                .acts(WEST);
        SingleOwnerChecker checker = expect(2);
        assertEquals(
                "POSITION by host 0, which has stopped acting for it",
                checker.firstViolations().get(1).text());
    }

    @Test
    void rejectsTwoOwnersAtOnceAndUnderOneEpoch() {
        history.bothTaken().at(100).owned(WEST, WEST_ZONE, 1, 1).at(200).owned(EAST, EAST_ZONE, 1, 2);
        expect("host 2 owns it under epoch 2, and host 0 has not stopped under epoch 1");
        history.at(300).owned(WEST, WEST_ZONE, 1, 2);
        SingleOwnerChecker checker = expect(2);
        assertEquals(
                "hosts 2 and 0 own it under epoch 2",
                checker.firstViolations().get(1).text());
    }

    @Test
    void rejectsAnOwnerWithoutItsLease() {
        history.bothTaken().at(2_500).lease(LEASE_TAKEN, SPARE, WEST_ZONE, 2);
        history.owned(WEST, WEST_ZONE, 1, 1);
        expect("host 0 owns it by lease 1 of zone 10, which it does not hold");
        history.owned(SPARE, WEST_ZONE, 1, 2);
        expect(2);
    }

    @Test
    void acceptsWhoLeftAndCameElsewhere() {
        history.bothTaken().at(100).owned(WEST, WEST_ZONE, 1, 1);
        history.at(200).record(WEST, PLAYER_SUSPENDED, 1, GridHistory.column(WEST_ZONE, 1), 0);
        history.at(210).record(WEST, PLAYER_RELEASED, 1, GridHistory.column(WEST_ZONE, 1), 0);
        history.at(300).owned(EAST, EAST_ZONE, 1, 2).acts(EAST);
        expect(0);
    }

    @Test
    void rejectsAnOwnerWhoDoesNotActInTheEnd() {
        history.crossing().renewedUntil(3_000);
        expect(0);
        settledNanos = 0;
        assertEquals(
                "host 2 owns it and has not acted for it since 1030000 us",
                expect(1).firstViolations().get(0).text());
        history.acts(EAST);
        expect(0);
    }
}
