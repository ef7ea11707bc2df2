package io.darkages.scenarios.check;

import static io.darkages.engine.port.ProbeKind.ATTACK_FROM;
import static io.darkages.engine.port.ProbeKind.ATTACK_JUDGED;
import static io.darkages.engine.port.ProbeKind.DAMAGED;
import static io.darkages.engine.port.ProbeKind.DIED;
import static io.darkages.engine.port.ProbeKind.HANDOFF_INVITED;
import static io.darkages.engine.port.ProbeKind.JOINED;
import static io.darkages.engine.port.ProbeKind.KILLED;
import static io.darkages.engine.port.ProbeKind.LEFT;
import static io.darkages.engine.port.ProbeKind.PLAYER_OWNED;
import static io.darkages.engine.port.ProbeKind.RESPAWNED;
import static io.darkages.engine.port.ProbeKind.VIEW_OPENED;
import static io.darkages.scenarios.check.TestHistory.MILLI;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NoDuplicateCheckerTest {

    private static final long ANN = 1;
    private static final long BOB = 2;

    private final TestHistory history = new TestHistory();

    NoDuplicateCheckerTest() {
        history.at(0).server(JOINED, ANN, 55, 1, 0).server(JOINED, BOB, 77, 1, 0);
    }

    private void damaged(long millis, long player, long number, long by, int taken, int left) {
        history.at(millis).server(DAMAGED, player, number, by, (long) left << 32 | taken);
    }

    private void killed(long millis, long victim, long number, long by) {
        damaged(millis, victim, number, by, 10_000, 0);
        history.server(DIED, victim, number, by, 0).server(KILLED, by, number, victim, 0);
    }

    private NoDuplicateChecker expect(long violations, HostCrashes crashes) {
        NoDuplicateChecker checker = history.judgedBy(new NoDuplicateChecker(crashes));
        assertEquals(violations, checker.violations(), () -> checker.firstViolations()
                .toString());
        return checker;
    }

    private void expect(long violations) {
        expect(violations, HostCrashes.NONE);
    }

    private void expect(String violation) {
        assertEquals(
                violation, expect(1, HostCrashes.NONE).firstViolations().get(0).text());
    }

    @Test
    void acceptsAFight() {
        damaged(100, BOB, 1, ANN, 2_000, 8_000);
        damaged(100, ANN, 2, BOB, 2_000, 8_000);
        killed(700, BOB, 3, ANN);
        history.at(5_700).server(RESPAWNED, BOB, 0, 0, 0);
        killed(6_000, BOB, 4, ANN);
        history.at(7_000).server(LEFT, ANN, 0, 0, 0);
        history.at(8_000).server(JOINED, ANN, 99, 2, 0);
        history.at(9_000).server(JOINED, ANN, 99, 3, 0);
        expect(0);
    }

    @Test
    void rejectsDamageAppliedTwice() {
        damaged(100, BOB, 1, ANN, 2_000, 8_000);
        damaged(117, BOB, 1, ANN, 2_000, 6_000);
        expect("damage 1 was applied again, the newest was 1");
    }

    private void invited(long millis, long player, long token) {
        history.at(millis).server(HANDOFF_INVITED, player, token, 0, 0);
    }

    private void viewed(long millis, long player, long token) {
        history.at(millis).server(VIEW_OPENED, player, token, 0, 0);
    }

    @Test
    void acceptsAViewForEachToken() {
        invited(100, ANN, 31);
        viewed(300, ANN, 31);
        invited(900, ANN, 32);
        invited(950, ANN, 33);
        viewed(1_000, ANN, 32);
        viewed(1_100, ANN, 33);
        expect(0);
    }

    @Test
    void rejectsATokenThatOpensTwoViews() {
        invited(100, ANN, 31);
        viewed(300, ANN, 31);
        viewed(400, ANN, 31);
        expect("host 0 opened a view of it with a token that its client was not sent, or had used");
    }

    @Test
    void rejectsATokenThatIsUsedAgainMuchLater() {
        invited(100, ANN, 31);
        viewed(300, ANN, 31);
        for (int token = 40; token < 50; token++) {
            invited(1_000L * token, ANN, token);
            viewed(1_000L * token + 300, ANN, token);
        }
        viewed(60_000, ANN, 31);
        expect(1);
    }

    @Test
    void rejectsSomebodyElsesToken() {
        invited(100, ANN, 31);
        viewed(300, BOB, 31);
        expect(1);
    }

    @Test
    void rejectsATokenThatNobodySent() {
        viewed(300, ANN, 31);
        expect(1);
    }

    /** Counted once, taken off twice. */
    @Test
    void rejectsHealthThatNoDamageTook() {
        damaged(100, BOB, 1, ANN, 2_000, 8_000);
        damaged(600, BOB, 2, ANN, 2_000, 4_000);
        expect("damage 2 took 2000 of 6000 hundredths, where 8000 were left by the one before");
    }

    @Test
    void rejectsDamageThatWasLeftOut() {
        damaged(100, BOB, 1, ANN, 2_000, 8_000);
        damaged(117, BOB, 3, ANN, 2_000, 6_000);
        expect("damage 3 was applied where 2 was due");
    }

    @Test
    void rejectsDamageToTheDeadAndTheAbsent() {
        killed(100, BOB, 1, ANN);
        damaged(117, BOB, 2, ANN, 2_000, 0);
        expect("damage 2 was applied to a dead player");
        damaged(200, 3, 3, ANN, 2_000, 1);
        expect(2);
    }

    @Test
    void rejectsADeathWithoutKillAndAKillWithoutDeath() {
        damaged(100, BOB, 1, ANN, 2_000, 0);
        history.server(DIED, BOB, 1, ANN, 0);
        expect("died by damage 1, for which nobody is credited");
        history.at(500).server(KILLED, BOB, 9, ANN, 0);
        expect(2);
    }

    @Test
    void rejectsAKillCreditedTwiceOrToAnother() {
        killed(100, BOB, 1, ANN);
        history.server(KILLED, ANN, 1, BOB, 0);
        expect("was credited twice by damage 1");
        history.server(KILLED, 3, 1, BOB, 0);
        // To somebody else, and once more.
        expect(3);
    }

    @Test
    void findsUnpaidDeathsHoweverManyFollow() {
        damaged(100, BOB, 1, ANN, 2_000, 0);
        history.server(DIED, BOB, 1, ANN, 0).server(RESPAWNED, BOB, 0, 0, 0);
        for (int number = 2; number < 200; number++) {
            killed(100 + number, BOB, number, ANN);
            history.server(RESPAWNED, BOB, 0, 0, 0);
        }
        expect("died by damage 1, for which nobody is credited");
    }

    @Test
    void rejectsDeathsThatDamageDoesNotExplain() {
        damaged(100, BOB, 1, ANN, 2_000, 500);
        history.server(DIED, BOB, 1, ANN, 0).server(KILLED, ANN, 1, BOB, 0);
        expect("died by damage 1 of player 1; its last was 1 of player 1, which left it health");
    }

    @Test
    void rejectsALateDeath() {
        damaged(100, BOB, 1, ANN, 2_000, 0);
        history.at(117).server(DIED, BOB, 1, ANN, 0).server(KILLED, ANN, 1, BOB, 0);
        expect("died 17000 us after damage 1 took its last health");
    }

    @Test
    void rejectsSomebodyWhoNeverDies() {
        damaged(100, BOB, 1, ANN, 2_000, 0);
        expect("lost its last health by damage 1 and never died");
    }

    @Test
    void rejectsASecondDeathAndALifeWithoutDeath() {
        killed(100, BOB, 1, ANN);
        history.at(200).server(DIED, BOB, 1, ANN, 0);
        // Dead already, and the second death of one damage.
        expect(2);
        history.at(300).server(RESPAWNED, ANN, 0, 0, 0);
        expect(3);
    }

    @Test
    void rejectsTwinsAndSharedEntities() {
        history.at(100).server(JOINED, ANN, 56, 2, 0);
        expect("joined as entity 56 while it is entity 55");
        history.at(200).server(JOINED, 3, 77, 1, 0);
        expect(2);
    }

    @Test
    void aCrashBeginsAnew() {
        damaged(100, BOB, 1, ANN, 2_000, 0);
        history.server(DIED, BOB, 1, ANN, 0);
        history.at(2_000).server(JOINED, BOB, 55, 2, 0).server(JOINED, ANN, 77, 2, 0);
        damaged(2_500, BOB, 1, ANN, 2_000, 8_000);
        damaged(3_500, BOB, 2, ANN, 2_000, 6_000);
        expect(0, new ZoneCrashes(1_000 * MILLI));
        expect(4, new ZoneCrashes(5_000 * MILLI));
        damaged(3_600, BOB, 1, ANN, 2_000, 6_000);
        expect(1, new ZoneCrashes(1_000 * MILLI));
    }

    /** Host 2 owns Bob from then on, and host 0 takes him out a little later. */
    private void crosses(long millis, long way) {
        history.at(millis).host(2, PLAYER_OWNED, BOB, 2, 0, way).host(2, JOINED, BOB, 55, 2, 0);
        history.at(millis + 20).server(LEFT, BOB, 0, 0, 0);
    }

    private void damagedInNext(long millis, long number, int taken, int left) {
        history.at(millis).host(2, DAMAGED, BOB, number, ANN, (long) left << 32 | taken);
    }

    @Test
    void acceptsAFightOnBothSidesOfABorder() {
        history.server(PLAYER_OWNED, BOB, 1, 0, 0);
        damaged(100, BOB, 1, ANN, 2_000, 8_000);
        crosses(200, 1);
        damagedInNext(300, 1, 2_000, 6_000);
        history.at(380).host(2, ATTACK_FROM, BOB, 9, ANN, 0);
        damaged(400, ANN, 2, BOB, 2_000, 8_000);
        history.at(420).host(2, ATTACK_JUDGED, BOB, 9, 0, 0);
        damagedInNext(500, 2, 6_000, 0);
        history.host(2, DIED, BOB, 2, ANN, 0).host(2, KILLED, ANN, 2, BOB, 0);
        history.at(5_500).host(2, RESPAWNED, BOB, 0, 0, 0);
        expect(0);
    }

    @Test
    void rejectsHealthThatAHandoffTook() {
        history.server(PLAYER_OWNED, BOB, 1, 0, 0);
        damaged(100, BOB, 1, ANN, 2_000, 8_000);
        crosses(200, 1);
        damagedInNext(300, 1, 2_000, 5_000);
        expect("damage 1 took 2000 of 7000 hundredths, where 8000 were left by the one before");
    }

    @Test
    void rejectsATwinInAnotherZone() {
        history.server(PLAYER_OWNED, BOB, 1, 0, 0);
        history.at(200).host(2, JOINED, BOB, 55, 1, 0);
        expect("joined as entity 55 of host 2 while it is entity 77 of host 0");
    }

    @Test
    void rejectsDamageByWhoHandedThePlayerOn() {
        history.server(PLAYER_OWNED, BOB, 1, 0, 0);
        history.at(200).host(2, PLAYER_OWNED, BOB, 2, 0, 1).host(2, JOINED, BOB, 55, 2, 0);
        damaged(210, BOB, 1, ANN, 2_000, 8_000);
        expect("damage 1 was applied by host 0 to a player of host 2");
    }

    @Test
    void rejectsARepeatedDamageOfTheNextZone() {
        history.server(PLAYER_OWNED, BOB, 1, 0, 0);
        crosses(200, 1);
        damagedInNext(300, 1, 2_000, 8_000);
        damagedInNext(400, 1, 2_000, 6_000);
        expect("damage 1 was applied again, the newest was 1");
    }

    @Test
    void theDeadStayDeadInTheNextZone() {
        history.server(PLAYER_OWNED, BOB, 1, 0, 0);
        killed(100, BOB, 1, ANN);
        crosses(200, 1);
        damagedInNext(300, 1, 2_000, 8_000);
        expect("damage 1 was applied to a dead player");
    }

    @Test
    void whoComesBackFromASessionMayBeDead() {
        history.server(PLAYER_OWNED, BOB, 1, 0, 0);
        crosses(200, 0);
        history.at(900).host(2, RESPAWNED, BOB, 0, 0, 0);
        expect(0);
    }

    @Test
    void onlyItsOwnCrashBeginsAHostAnew() {
        damaged(100, BOB, 1, ANN, 2_000, 8_000);
        history.at(2_000).server(JOINED, BOB, 78, 2, 0);
        damaged(2_500, BOB, 1, ANN, 2_000, 8_000);
        expect(0, (host, from) -> host == 0 && from <= 1_000 * MILLI ? 1_000 * MILLI : HostCrashes.NEVER);
        expect(2, (host, from) -> host == 2 && from <= 1_000 * MILLI ? 1_000 * MILLI : HostCrashes.NEVER);
    }

    /** Host 2 owns Bob, and Ann is host 0's, where Bob strikes at her. */
    private void bobStrikesFromAfar(long millis, long input) {
        history.at(millis).host(2, ATTACK_FROM, BOB, input, ANN, 0);
    }

    @Test
    void rejectsABlowFromAfarThatHurtsTwice() {
        history.server(PLAYER_OWNED, BOB, 1, 0, 0);
        crosses(100, 1);
        bobStrikesFromAfar(200, 9);
        damaged(250, ANN, 1, BOB, 2_000, 8_000);
        expect(0);
        damaged(251, ANN, 2, BOB, 2_000, 6_000);
        expect("damage 2 is by player 2 of host 2, of whose blows none is under way");
    }

    @Test
    void rejectsABlowFromAfarThatIsOver() {
        history.server(PLAYER_OWNED, BOB, 1, 0, 0);
        crosses(100, 1);
        bobStrikesFromAfar(200, 9);
        history.at(260).host(2, ATTACK_JUDGED, BOB, 9, 1, 0);
        damaged(270, ANN, 1, BOB, 2_000, 8_000);
        expect(1);
    }

    @Test
    void rejectsABlowAtSomebodyElse() {
        history.server(PLAYER_OWNED, BOB, 1, 0, 0);
        crosses(100, 1);
        history.at(200).host(2, ATTACK_FROM, BOB, 9, 3, 0);
        damaged(250, ANN, 1, BOB, 2_000, 8_000);
        expect(1);
    }
}
