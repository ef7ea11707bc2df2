package io.darkages.scenarios.check;

import static io.darkages.engine.combat.AttackOutcome.BAD_TIME;
import static io.darkages.engine.combat.AttackOutcome.BLOCKED_BY_OBSTACLE;
import static io.darkages.engine.combat.AttackOutcome.CLAIM_OFF;
import static io.darkages.engine.combat.AttackOutcome.COOLDOWN;
import static io.darkages.engine.combat.AttackOutcome.DEAD;
import static io.darkages.engine.combat.AttackOutcome.FRIENDLY;
import static io.darkages.engine.combat.AttackOutcome.HIT;
import static io.darkages.engine.combat.AttackOutcome.MISS;
import static io.darkages.engine.combat.AttackOutcome.NEVER_SENT;
import static io.darkages.engine.combat.AttackOutcome.NO_TARGET;
import static io.darkages.engine.combat.AttackOutcome.TOO_OLD;
import static io.darkages.engine.port.ProbeKind.ATTACK_FROM;
import static io.darkages.engine.port.ProbeKind.ATTACK_JUDGED;
import static io.darkages.engine.port.ProbeKind.ATTACK_MADE;
import static io.darkages.engine.port.ProbeKind.ATTACK_SEEN;
import static io.darkages.engine.port.ProbeKind.DIED;
import static io.darkages.engine.port.ProbeKind.INPUT_GAP;
import static io.darkages.engine.port.ProbeKind.JOINED;
import static io.darkages.engine.port.ProbeKind.LEASE_ENDED;
import static io.darkages.engine.port.ProbeKind.LEASE_TAKEN;
import static io.darkages.engine.port.ProbeKind.LEFT;
import static io.darkages.engine.port.ProbeKind.PLAYER_OWNED;
import static io.darkages.engine.port.ProbeKind.PLAYER_SUSPENDED;
import static io.darkages.engine.port.ProbeKind.RESPAWNED;
import static io.darkages.engine.port.ProbeKind.SESSION_CLOSED;
import static io.darkages.scenarios.check.TestHistory.MILLI;
import static io.darkages.scenarios.check.TestHistory.in7;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.port.PackedPlace;
import io.darkages.engine.port.SessionColumn;
import io.darkages.scenarios.check.FairnessCounts.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FairHitsCheckerTest {

    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final long CHEAT = 13;
    private static final long BOBS_ENTITY = 77;
    private static final int BODY = FixedPoint.fromMillimetres(1_800);

    private final TestHistory history = new TestHistory();
    private Obstacles obstacles = Obstacles.none();
    private int annsTeam;
    private ZoneWays ways = ZoneWays.WHOLE;

    FairHitsCheckerTest() {
        history.at(0).server(JOINED, ANN, 55, 1, 0).server(JOINED, BOB, BOBS_ENTITY, 1, 0);
        history.server(JOINED, CHEAT, 99, 1, 0);
    }

    /** A blow along +z at somebody that far ahead, and the server's word on it 100 ms later. */
    private void blow(long player, long millis, int aheadMillimetres, AttackOutcome outcome) {
        made(player, millis, AttackKind.MELEE, aheadMillimetres);
        judged(player, millis, outcome, 12, aheadMillimetres);
    }

    private void made(long player, long millis, AttackKind kind, int aheadMillimetres) {
        history.at(millis)
                .client(ATTACK_MADE, player, input(millis), (long) kind.ordinal() << 32 | BOBS_ENTITY, place(0, 0))
                .client(ATTACK_SEEN, player, input(millis), 1L << 32, place(0, aheadMillimetres));
    }

    private void judged(long player, long millis, AttackOutcome outcome, int ageTicks, int aheadMillimetres) {
        history.at(millis + 100)
                .server(ATTACK_JUDGED, player, input(millis), word(outcome, ageTicks), place(0, aheadMillimetres));
    }

    /** The input of a client that began to play at time 0. */
    private static long input(long millis) {
        return in7(millis * 60 / 1_000);
    }

    private static long word(AttackOutcome outcome, int ageTicks) {
        return BOBS_ENTITY << 32 | (long) ageTicks << 8 | outcome.ordinal();
    }

    private static long place(int xMillimetres, int zMillimetres) {
        return PackedPlace.of(FixedPoint.fromMillimetres(xMillimetres), 0, FixedPoint.fromMillimetres(zMillimetres));
    }

    private FairHitsChecker expect(long violations) {
        FairHitsChecker checker = history.judgedBy(checker(), 60_000 * MILLI);
        assertEquals(violations, checker.violations(), () -> checker.firstViolations()
                .toString());
        return checker;
    }

    private FairHitsChecker checker() {
        FairHitsChecker.Terms terms = new FairHitsChecker.Terms(
                CombatRules.standard(),
                BODY,
                obstacles,
                player -> player == CHEAT ? 0 : annsTeam,
                player -> new FairnessClass(50_000, 0, player != CHEAT));
        return new FairHitsChecker(terms, ways);
    }

    private static long count(FairHitsChecker checker, Fate fate) {
        return checker.fairness().stream().mapToLong(row -> row.count(fate)).sum();
    }

    @Test
    void acceptsDecisionsAsTheScreenShowsThem() {
        blow(ANN, 1_000, 2_000, HIT);
        blow(ANN, 2_000, 3_000, MISS);
        FairHitsChecker checker = expect(0);
        assertEquals(2, checker.checks());
        assertEquals(2, count(checker, Fate.AGREED));
        assertEquals(0, checker.fairness().get(0).rewindErrorMaxMicrometres());
    }

    @Test
    void rejectsAHitThatTheScreenDoesNotShow() {
        blow(ANN, 1_000, 3_000, HIT);
        FairHitsChecker checker = expect(1);
        assertEquals(1, count(checker, Fate.UNFAIRLY_HIT));
        assertEquals(
                "the attack with input 60 was decided, HIT, where the attacker's screen shows none; rebuilt 0 mm from"
                        + " where it was drawn",
                checker.firstViolations().get(0).text());
    }

    @Test
    void rejectsAMissOfWhatTheScreenShows() {
        blow(ANN, 1_000, 2_000, MISS);
        assertEquals(1, count(expect(1), Fate.UNFAIRLY_MISSED));
    }

    @Test
    void leavesWhatIsNearAnEdgeUndecided() {
        blow(ANN, 1_000, 2_460, MISS);
        blow(ANN, 2_000, 2_540, HIT);
        FairHitsChecker checker = expect(0);
        assertEquals(2, checker.findings().undecided());
        assertEquals(2, count(checker, Fate.IN_MARGIN));
        blow(ANN, 3_000, 2_440, MISS);
        blow(ANN, 4_000, 2_560, HIT);
        expect(2);
    }

    /** Each is 30 inputs after the one before, but the server decided them within moments. */
    @Test
    void rejectsACooldownThatOnlyTheNumbersKept() {
        for (int number = 1; number <= 5; number++) {
            long key = in7(30L * number);
            history.at(1_000 + 20 * number)
                    .client(ATTACK_MADE, CHEAT, key, BOBS_ENTITY, place(0, 0))
                    .client(ATTACK_SEEN, CHEAT, key, 1L << 32, place(0, 2_000))
                    .server(ATTACK_JUDGED, CHEAT, key, word(HIT, 12), place(0, 2_000));
        }
        assertEquals(
                "the attack with input 150 was decided, HIT, 80 ms after the one 4 before",
                expect(1).firstViolations().get(0).text());
    }

    @Test
    void noCheatGainsAHitAndNoneMayComplain() {
        blow(CHEAT, 1_000, 2_000, MISS);
        FairHitsChecker checker = expect(0);
        assertEquals(1, checker.findings().exempt());
        assertEquals(1, count(checker, Fate.UNFAIRLY_MISSED));
        blow(CHEAT, 2_000, 3_000, HIT);
        assertEquals(1, count(expect(1), Fate.UNFAIRLY_HIT));
    }

    @Test
    void measuresHowFarTheRewindIsOff() {
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        judged(ANN, 1_000, HIT, 12, 1_500);
        long error = expect(0).fairness().get(0).rewindErrorMaxMicrometres();
        assertTrue(Math.abs(error - 500_000) < 2_000, () -> "error " + error);
    }

    @Test
    void obstaclesBlockOnTheScreenToo() {
        obstacles = Obstacles.builder()
                .boxMillimetres(-1_000, 900, 1_000, 1_000, 0, 3_000)
                .build();
        blow(ANN, 1_000, 2_000, BLOCKED_BY_OBSTACLE);
        assertEquals(1, count(expect(0), Fate.AGREED));
        blow(ANN, 2_000, 2_000, HIT);
        expect(1);
    }

    @Test
    void refusalsOfHonestHitsAreUnfair() {
        blow(ANN, 1_000, 2_000, NEVER_SENT);
        blow(ANN, 2_000, 2_000, BAD_TIME);
        blow(ANN, 3_000, 2_000, CLAIM_OFF);
        blow(ANN, 4_000, 3_000, CLAIM_OFF);
        blow(CHEAT, 5_000, 2_000, CLAIM_OFF);
        FairHitsChecker checker = expect(3);
        assertEquals(3, count(checker, Fate.UNFAIRLY_MISSED));
        assertEquals(2, count(checker, Fate.REFUSED));
    }

    @Test
    void tooOldMustBeOldAndDecidedMustBeYoung() {
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        judged(ANN, 1_000, TOO_OLD, 31, 2_000);
        made(ANN, 3_000, AttackKind.MELEE, 2_000);
        judged(ANN, 3_000, HIT, 30, 2_000);
        expect(0);
        made(ANN, 5_000, AttackKind.MELEE, 2_000);
        judged(ANN, 5_000, TOO_OLD, 29, 2_000);
        made(CHEAT, 7_000, AttackKind.MELEE, 2_000);
        judged(CHEAT, 7_000, HIT, 31, 2_000);
        expect(2);
    }

    @Test
    void cooldownMustHaveAReasonAndBeKept() {
        blow(ANN, 1_000, 2_000, HIT);
        blow(ANN, 1_300, 2_000, COOLDOWN);
        expect(0);
        blow(ANN, 4_000, 2_000, COOLDOWN);
        expect(1);
        blow(CHEAT, 5_000, 3_000, MISS);
        blow(CHEAT, 5_100, 3_000, MISS);
        expect(2);
    }

    @Test
    void whatIsLeftOfTheCooldownGoesIntoTheNextSession() {
        blow(ANN, 1_000, 2_000, HIT);
        history.at(1_200)
                .client(ATTACK_MADE, ANN, SessionColumn.of(8, 1), BOBS_ENTITY, place(0, 0))
                .client(ATTACK_SEEN, ANN, SessionColumn.of(8, 1), 1L << 32, place(0, 2_000));
        history.at(1_300).server(ATTACK_JUDGED, ANN, SessionColumn.of(8, 1), word(COOLDOWN, 12), 0);
        expect(0);
    }

    @Test
    void whoCameBackWasDrawnFromAStateOfBefore() {
        history.at(400).server(DIED, BOB, 1, ANN, 0);
        history.at(1_050).server(RESPAWNED, BOB, 0, 0, 0);
        blow(ANN, 1_000, 2_000, DEAD);
        expect(0);
        blow(ANN, 2_000, 2_000, DEAD);
        expect(1);
    }

    @Test
    void theDeadNeitherStrikeNorAreStruck() {
        history.at(500).server(DIED, BOB, 1, ANN, 0);
        blow(ANN, 1_000, 2_000, DEAD);
        blow(ANN, 1_500, 3_000, MISS);
        expect(0);
        blow(ANN, 2_000, 2_000, HIT);
        expect(1);
        blow(BOB, 3_000, 2_000, MISS);
        expect(2);
        history.at(4_000).server(RESPAWNED, BOB, 0, 0, 0);
        blow(ANN, 5_000, 2_000, DEAD);
        expect(3);
    }

    @Test
    void theTickOfADeathDecidesEitherWay() {
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        history.at(1_100).server(DIED, BOB, 1, 3, 0);
        judged(ANN, 1_000, HIT, 12, 2_000);
        expect(0);
    }

    @Test
    void friendsAndTheGoneMustBeSo() {
        blow(ANN, 1_000, 2_000, FRIENDLY);
        blow(ANN, 2_000, 2_000, NO_TARGET);
        expect(2);
        annsTeam = 4;
        expect(1);
        history.at(2_500).server(LEFT, BOB, 0, 0, 0);
        blow(ANN, 3_000, 2_000, NO_TARGET);
        expect(1);
    }

    @Test
    void aHitOnAFriendIsNone() {
        annsTeam = 4;
        blow(ANN, 1_000, 2_000, HIT);
        expect(1);
    }

    @Test
    void nothingIsJudgedTwiceOrUnmade() {
        blow(ANN, 1_000, 3_000, MISS);
        judged(ANN, 1_000, MISS, 12, 3_000);
        expect(1);
        judged(ANN, 7_777, MISS, 12, 3_000);
        expect(2);
        judged(CHEAT, 7_778, MISS, 12, 3_000);
        expect(2);
    }

    @Test
    void anAttackMustBeAnswered() {
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        FairHitsChecker checker = expect(1);
        assertEquals(1, count(checker, Fate.LOST));
        assertEquals(
                "the attack with input 60 of 1000000 us was never judged",
                checker.firstViolations().get(0).text());
        made(CHEAT, 2_000, AttackKind.MELEE, 2_000);
        made(ANN, 59_000, AttackKind.MELEE, 2_000);
        expect(1);
    }

    @Test
    void aLostInputOrSessionExplainsSilence() {
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        history.at(1_100).server(INPUT_GAP, ANN, 58, 3, 0);
        made(BOB, 2_000, AttackKind.MELEE, 2_000);
        history.at(2_100).client(SESSION_CLOSED, BOB, in7(1), 0, 0);
        assertEquals(2, count(expect(0), Fate.LOST));
        made(ANN, 5_000, AttackKind.MELEE, 2_000);
        history.at(5_100).server(INPUT_GAP, ANN, 290, 10, 0);
        expect(1);
    }

    @Test
    void whatIsMadeAgainForAZoneThatGaveTheInputUpIsLost() {
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        history.at(1_100).client(SESSION_CLOSED, ANN, in7(0), 0, 0);
        history.at(1_200).server(INPUT_GAP, ANN, 50, 40, 1);
        history.at(1_300).client(ATTACK_MADE, ANN, SessionColumn.of(8, 60), BOBS_ENTITY, place(0, 0));
        assertEquals(2, count(expect(0), Fate.LOST));
        history.at(1_400).client(ATTACK_MADE, ANN, SessionColumn.of(8, 90), BOBS_ENTITY, place(0, 0));
        expect(1);
    }

    @Test
    void whoStoodElsewhereHasNoMeasure() {
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        history.at(1_100).server(ATTACK_FROM, ANN, input(1_000), 0, place(0, -700));
        judged(ANN, 1_000, MISS, 12, 2_000);
        FairHitsChecker checker = expect(0);
        assertEquals(1, count(checker, Fate.UNFAIRLY_MISSED));
        assertEquals(1, checker.findings().exempt());
        made(ANN, 3_000, AttackKind.MELEE, 2_000);
        history.at(3_100).server(ATTACK_FROM, ANN, input(3_000), 0, place(0, 0));
        judged(ANN, 3_000, MISS, 12, 2_000);
        expect(1);
    }

    /** What was lost on the way has nothing to do with whether the claim was true. */
    @Test
    void whoStoodElsewhereIsBelievedAllTheSame() {
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        history.at(1_100).server(ATTACK_FROM, ANN, input(1_000), 0, place(0, -700));
        judged(ANN, 1_000, BAD_TIME, 12, 2_000);
        expect(1);
    }

    @Test
    void theServerMustJudgeAgainstWhomItWasAimed() {
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        history.at(1_100).server(ATTACK_JUDGED, ANN, input(1_000), 55L << 32 | 12 << 8, place(0, 2_000));
        expect(1);
    }

    @Test
    void aBlowAtNobodyHitsNobody() {
        history.at(1_000).client(ATTACK_MADE, ANN, in7(1_000), 0, place(0, 0));
        history.client(ATTACK_SEEN, ANN, in7(1_000), 0, 0);
        history.at(1_100).server(ATTACK_JUDGED, ANN, in7(1_000), MISS.ordinal(), 0);
        FairHitsChecker checker = expect(0);
        assertTrue(checker.fairness().isEmpty());
        history.at(2_000).client(ATTACK_MADE, ANN, in7(2_000), 0, place(0, 0));
        history.client(ATTACK_SEEN, ANN, in7(2_000), 0, 0);
        history.at(2_100).server(ATTACK_JUDGED, ANN, in7(2_000), HIT.ordinal(), 0);
        expect(1);
    }

    @Test
    void anUnknownOutcomeIsNone() {
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        history.at(1_100).server(ATTACK_JUDGED, ANN, input(1_000), BOBS_ENTITY << 32 | 200, 0);
        assertTrue(expect(2).firstViolations().get(0).text().contains("200"));
    }

    @ParameterizedTest
    @EnumSource(AttackKind.class)
    void aLongFightIsJudgedToItsEnd(AttackKind kind) {
        for (int i = 0; i < 3 * AttackRing.CAPACITY; i++) {
            made(ANN, 1_000 + 600L * i, kind, 2_000);
            // A level shot passes above somebody who stands on the same ground.
            judged(ANN, 1_000 + 600L * i, kind == AttackKind.MELEE ? HIT : MISS, 12, 2_000);
        }
        FairHitsChecker checker = history.judgedBy(checker());
        assertEquals(3 * AttackRing.CAPACITY, checker.checks());
        assertEquals(0, checker.violations());
    }

    /** Ann strikes at Bob, who belongs to host 2 and whom her zone shows as entity 77. */
    private void acrossTheBorder() {
        history.at(10).host(2, PLAYER_OWNED, BOB, 2, 0, 1).host(2, JOINED, BOB, 4, 2, 0);
        history.at(20).server(LEFT, BOB, 0, 0, 0);
    }

    private void lookedAt(long millis) {
        history.at(millis + 100).server(ATTACK_FROM, ANN, input(millis), BOB, place(0, 0));
    }

    private void answered(long millis, long answerMillis, AttackOutcome outcome) {
        history.at(answerMillis).server(ATTACK_JUDGED, ANN, input(millis), word(outcome, 12), place(0, 2_000));
    }

    @Test
    void whatAnotherZoneDecidesIsJudgedLikeAnyOther() {
        acrossTheBorder();
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        lookedAt(1_000);
        answered(1_000, 1_130, HIT);
        expect(0);
        made(ANN, 2_000, AttackKind.MELEE, 2_000);
        lookedAt(2_000);
        answered(2_000, 2_130, MISS);
        assertEquals(1, count(expect(1), Fate.UNFAIRLY_MISSED));
    }

    @Test
    void theWayBetweenZonesTakesItsTime() {
        acrossTheBorder();
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        lookedAt(1_000);
        history.at(1_110).host(2, DIED, BOB, 1, ANN, 0);
        history.at(1_115).server(DIED, ANN, 1, BOB, 0);
        answered(1_000, 1_130, HIT);
        expect(0);
    }

    @Test
    void theDeadAreNotStruckAcrossTheBorder() {
        acrossTheBorder();
        history.at(500).host(2, DIED, BOB, 1, ANN, 0);
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        lookedAt(1_000);
        answered(1_000, 1_130, HIT);
        assertEquals(
                "the attack with input 60 hit 2, who was dead",
                expect(1).firstViolations().get(0).text());
        made(ANN, 2_000, AttackKind.MELEE, 2_000);
        lookedAt(2_000);
        answered(2_000, 2_130, DEAD);
        expect(1);
        history.at(3_000).host(2, RESPAWNED, BOB, 0, 0, 0);
        made(ANN, 5_000, AttackKind.MELEE, 2_000);
        lookedAt(5_000);
        answered(5_000, 5_130, DEAD);
        expect(2);
    }

    @Test
    void friendsAreKnownAcrossTheBorder() {
        acrossTheBorder();
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        lookedAt(1_000);
        answered(1_000, 1_130, FRIENDLY);
        expect(1);
        annsTeam = 4;
        expect(0);
    }

    @Test
    void theCooldownRunsWhileAnotherZoneDecides() {
        acrossTheBorder();
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        lookedAt(1_000);
        blow(ANN, 1_200, 2_000, COOLDOWN);
        answered(1_000, 1_400, HIT);
        expect(0);
        blow(ANN, 3_000, 2_000, COOLDOWN);
        expect(1);
    }

    @Test
    void answersOutOfOrderKeepTheCooldown() {
        acrossTheBorder();
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        lookedAt(1_000);
        blow(ANN, 1_600, 3_000, MISS);
        answered(1_000, 1_800, HIT);
        expect(0);
        made(ANN, 3_000, AttackKind.MELEE, 2_000);
        lookedAt(3_000);
        blow(ANN, 3_200, 3_000, MISS);
        answered(3_000, 3_400, HIT);
        assertEquals(
                "the attack with input 180 was decided, HIT, 12 steps after the one before",
                expect(1).firstViolations().get(0).text());
    }

    /** Ann strikes at Bob at 20 s, and nobody ever says what became of it. */
    private void swallowed(long player) {
        acrossTheBorder();
        made(player, 20_000, AttackKind.MELEE, 2_000);
        history.at(20_100).server(ATTACK_FROM, player, input(20_000), BOB, place(0, 0));
    }

    private void expectUndecided() {
        FairHitsChecker checker = expect(0);
        assertEquals(1, checker.findings().undecided());
        assertEquals(1, count(checker, Fate.LOST));
    }

    @Test
    void rejectsABlowThatIsSwallowedAtTheBorder() {
        swallowed(ANN);
        FairHitsChecker checker = expect(1);
        assertEquals(
                "the attack with input 1200 of 20000000 us on player 2 of another zone was never judged",
                checker.firstViolations().get(0).text());
        assertEquals(1, count(checker, Fate.LOST));
    }

    @Test
    void rejectsItWhateverHappensLongBeforeAndAfter() {
        ways = (from, until) -> from > 12_000 * MILLI && until < 30_000 * MILLI;
        history.at(0).server(LEASE_TAKEN, 0, 1, 0, 0);
        swallowed(ANN);
        history.at(26_000).server(LEASE_ENDED, 0, 1, 0, 0).host(2, PLAYER_SUSPENDED, BOB, 2, 0, 1);
        expect(1);
    }

    @Test
    void cheatsAndTheNewestBlowsHaveNoRightToAnAnswer() {
        swallowed(CHEAT);
        expect(0);
        made(ANN, 58_000, AttackKind.MELEE, 2_000);
        lookedAt(58_000);
        assertEquals(1, expect(0).findings().undecided());
    }

    @Test
    void aFaultAmongTheZonesMayHaveSwallowedIt() {
        ways = (from, until) -> until < 25_000 * MILLI;
        swallowed(ANN);
        expectUndecided();
    }

    @Test
    void aFaultMayHaveSwallowedItThatHasJustEnded() {
        ways = (from, until) -> from > 16_000 * MILLI;
        swallowed(ANN);
        expectUndecided();
    }

    @Test
    void aLeaseThatEndsMayHaveSwallowedIt() {
        swallowed(ANN);
        history.at(22_000).host(2, LEASE_ENDED, 0, 1, 0, 0);
        expectUndecided();
    }

    @Test
    void whoseVictimGoesOnMayHaveNoAnswer() {
        swallowed(ANN);
        history.at(21_000).host(2, PLAYER_SUSPENDED, BOB, 2, 0, 1);
        expectUndecided();
    }

    @Test
    void whoGoesOnMayHaveNoAnswer() {
        swallowed(ANN);
        history.at(21_000).host(2, PLAYER_OWNED, ANN, 2, 0, 1);
        expectUndecided();
    }

    @Test
    void aZoneThatStoodStillMayJudgeWhomItsClientHasLeft() {
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        history.at(2_100).client(SESSION_CLOSED, ANN, in7(1), 0, 0);
        answered(1_000, 2_900, TOO_OLD);
        assertEquals(1, expect(0).findings().undecided());
    }

    @Test
    void anAnswerMayComeWhenTheAttackerHasGoneOn() {
        acrossTheBorder();
        made(ANN, 1_000, AttackKind.MELEE, 2_000);
        lookedAt(1_000);
        history.at(1_110).client(SESSION_CLOSED, ANN, in7(1), 0, 0);
        answered(1_000, 1_130, HIT);
        assertEquals(1, expect(0).findings().undecided());
        made(ANN, 3_000, AttackKind.MELEE, 2_000);
        history.at(3_110).server(SESSION_CLOSED, ANN, in7(1), 1, 0);
        answered(3_000, 3_130, HIT);
        expect(1);
    }
}
