package io.darkages.engine.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.LeaseColumn;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.RegisterOutcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlayerOwnershipTest {

    private static final long MILLI = 1_000_000L;
    private static final long ANN = 7;
    private static final int WEST = 1;
    private static final int EAST = 2;

    private final ScriptedRegister register = new ScriptedRegister();
    private final List<String> told = new ArrayList<>();
    private final List<String> probes = new ArrayList<>();
    private final Zone west = new Zone(WEST, 101, OwnershipOptions.STANDARD);
    private final Zone east = new Zone(EAST, 102, OwnershipOptions.STANDARD);
    private long millis = 1;

    /** One process with its lease and its players; all share the register. */
    private final class Zone implements OwnershipListener {
        private final int number;
        private final ZoneLease lease;
        private final PlayerOwnership players;

        Zone(int number, long process, OwnershipOptions options) {
            this.number = number;
            // Request numbers of two processes differ, as the scripted register is one for both.
            RequestNumbers requests = new RequestNumbers();
            for (long i = 0; i < process * 10_000; i++) {
                requests.next();
            }
            Probes probing = (kind, player, a, b, digest) -> {
                if (player != 0) {
                    probes.add(
                            kind + " " + a + " by " + LeaseColumn.zone(b) + "/" + LeaseColumn.lease(b) + " " + digest);
                }
            };
            lease = new ZoneLease(LeaseOptions.STANDARD, number, process, 0, register, requests, Probes.NONE);
            players = new PlayerOwnership(options, lease, register, requests, this, probing);
        }

        void take() {
            lease.acquire();
            while (lease.state() != LeaseState.HELD) {
                lease.advance(now());
                register.answerAll(now());
                millis++;
            }
        }

        @Override
        public void owned(long nanos, long player, long epoch, Way way) {
            told.add(number + " owns " + player + " under " + epoch + " " + way);
        }

        @Override
        public void elsewhere(long nanos, long player, int zone) {
            told.add(number + " sends " + player + " to " + zone);
        }

        @Override
        public void inTransit(long nanos, long player, long epoch, int target) {
            told.add(number + " sees " + player + " in transit to " + target + " under " + epoch);
        }

        @Override
        public void transferred(long nanos, long player, long epoch, int target) {
            told.add(number + " handed " + player + " to " + target + " under " + epoch);
        }

        @Override
        public void released(long nanos, long player) {
            told.add(number + " released " + player);
        }
    }

    private long now() {
        return millis * MILLI;
    }

    /** Time goes on and everything is answered; leases are kept. */
    private void settle() {
        for (int i = 0; i < 8; i++) {
            millis += 25;
            for (Zone zone : List.of(west, east)) {
                zone.lease.advance(now());
                zone.players.advance(now());
                register.answerAll(now());
            }
        }
    }

    private void expect(String... all) {
        assertEquals(List.of(all), told);
        told.clear();
    }

    private long[] row() {
        return register.value(AuthorityKeys.player(ANN));
    }

    private void expectRow(long epoch, long zone, long lease, long state) {
        assertEquals(
                List.of(epoch, zone, lease, state),
                List.of(row()[PlayerRow.EPOCH], row()[PlayerRow.ZONE], row()[PlayerRow.LEASE], row()[PlayerRow.STATE]));
    }

    @BeforeEach
    void bothZonesAreHeld() {
        west.take();
        east.take();
    }

    private void westOwnsAnn() {
        assertTrue(west.players.claim(now(), ANN));
        settle();
        expect("1 owns 7 under 1 CLAIMED");
    }

    @Test
    void aRowThatWasReadIsNotReadAgain() {
        long key = AuthorityKeys.player(ANN);
        assertTrue(west.players.claim(now(), ANN, register.version(key), row()));
        assertEquals("[set 0 [1, 1, 1, 1]]", register.waiting.toString());
        settle();
        expect("1 owns 7 under 1 CLAIMED");
    }

    @Test
    void aRowThatChangedSinceItWasReadIsNotOverwritten() {
        long[] free = row();
        assertTrue(east.players.claim(now(), ANN));
        settle();
        expect("2 owns 7 under 1 CLAIMED");
        assertTrue(west.players.claim(now(), ANN, 0, free));
        settle();
        expect("1 sends 7 to 2");
        expectRow(1, EAST, 1, PlayerRow.OWNED);
    }

    private void annIsFrozenOnHerWayEast() {
        westOwnsAnn();
        assertTrue(west.players.beginTransfer(now(), ANN, EAST));
        settle();
        expect("1 sees 7 in transit to 2 under 1");
        assertTrue(west.players.mayAct(now(), ANN));
        assertTrue(west.players.freeze(now(), ANN));
        assertFalse(west.players.mayAct(now(), ANN));
    }

    @Test
    void aNewPlayerIsOwnedUnderTheFirstEpoch() {
        assertTrue(west.players.claim(now(), ANN));
        assertFalse(west.players.mayAct(now(), ANN));
        settle();
        expect("1 owns 7 under 1 CLAIMED");
        assertTrue(west.players.mayAct(now(), ANN));
        assertEquals(1, west.players.epoch(ANN));
        expectRow(1, WEST, 1, PlayerRow.OWNED);
        assertEquals(List.of("PLAYER_OWNED 1 by 1/1 0"), probes);
    }

    @Test
    void aPlayerOfAnotherZoneIsSentThere() {
        westOwnsAnn();
        assertTrue(east.players.claim(now(), ANN));
        settle();
        expect("2 sends 7 to 1");
        assertEquals(0, east.players.playerCount());
        assertFalse(east.players.mayAct(now(), ANN));
    }

    @Test
    void nobodyIsClaimedWithoutALease() {
        west.lease.release(now());
        assertFalse(west.players.claim(now(), ANN));
        assertFalse(west.players.accept(now(), ANN, 1));
        assertFalse(east.players.claim(now(), 0));
    }

    @Test
    void aPlayerWhoLeftBelongsToNobody() {
        westOwnsAnn();
        west.players.release(now(), ANN);
        assertFalse(west.players.mayAct(now(), ANN));
        settle();
        expect("1 released 7");
        expectRow(1, WEST, 1, PlayerRow.FREE);
        assertTrue(east.players.claim(now(), ANN));
        settle();
        expect("2 owns 7 under 2 CLAIMED");
        assertEquals(
                List.of(
                        "PLAYER_OWNED 1 by 1/1 0",
                        "PLAYER_SUSPENDED 1 by 1/1 0",
                        "PLAYER_RELEASED 1 by 1/1 0",
                        "PLAYER_OWNED 2 by 2/1 0"),
                probes);
    }

    @Test
    void whoeverTookTheZoneOverClaimsItsPlayers() {
        westOwnsAnn();
        Zone spare = new Zone(WEST, 103, OwnershipOptions.STANDARD);
        spare.take();
        assertEquals(2, spare.lease.number());
        // The old holder's clock has run on, too: it is suspended, and stays so.
        assertFalse(west.players.mayAct(now(), ANN));
        assertTrue(spare.players.claim(now(), ANN));
        spare.players.advance(now());
        register.answerAll(now());
        expect("1 owns 7 under 2 CLAIMED");
        expectRow(2, WEST, 2, PlayerRow.OWNED);
        west.lease.advance(now());
        register.answerAll(now());
        assertEquals(LeaseState.WATCHING, west.lease.state());
        assertFalse(west.players.claim(now(), ANN));
        assertEquals(0, west.players.playerCount());
    }

    @Test
    void anAnswerAfterTheLeaseRanOutMakesNoOwner() {
        assertTrue(west.players.claim(now(), ANN));
        register.answer(now());
        // Paused between the question and the answer.
        millis += 5_000;
        register.answer(now());
        expect();
        assertFalse(west.players.mayAct(now(), ANN));
        assertEquals(List.of(), probes);
        west.lease.advance(now());
        register.answerAll(now());
        // Nobody took the zone: it goes on where it was.
        west.players.advance(now());
        expect("1 owns 7 under 1 CLAIMED");
    }

    @Test
    void aClaimInDoubtIsResolvedByReading() {
        assertTrue(west.players.claim(now(), ANN));
        register.answer(now());
        ScriptedRegister.Operation lost = register.answer(now(), RegisterOutcome.UNKNOWN);
        assertFalse(west.players.mayAct(now(), ANN));
        register.carryOut(lost);
        settle();
        expect("1 owns 7 under 1 CLAIMED");
        assertEquals(1, register.version(AuthorityKeys.player(ANN)));
    }

    @Test
    void aClaimThatComesLateIsRefusedByTheRepetition() {
        assertTrue(west.players.claim(now(), ANN));
        register.answer(now());
        ScriptedRegister.Operation lost = register.answer(now(), RegisterOutcome.UNKNOWN);
        settle();
        expect("1 owns 7 under 1 CLAIMED");
        assertEquals(RegisterOutcome.REFUSED, register.carryOut(lost));
    }

    @Test
    void aReleaseInDoubtIsFencedOffByTheNextClaim() {
        westOwnsAnn();
        west.players.release(now(), ANN);
        ScriptedRegister.Operation lost = register.answer(now(), RegisterOutcome.UNKNOWN);
        // She comes back before anybody knows. The row still says that she is owned, and must not be believed.
        assertTrue(west.players.claim(now(), ANN));
        settle();
        expect("1 owns 7 under 2 CLAIMED");
        assertEquals(RegisterOutcome.REFUSED, register.carryOut(lost));
        expectRow(2, WEST, 1, PlayerRow.OWNED);
    }

    @Test
    void aClaimInDoubtIsFencedOffByTheRelease() {
        assertTrue(west.players.claim(now(), ANN));
        register.answer(now());
        ScriptedRegister.Operation lost = register.answer(now(), RegisterOutcome.UNKNOWN);
        west.players.release(now(), ANN);
        settle();
        expect("1 released 7");
        assertEquals(RegisterOutcome.REFUSED, register.carryOut(lost));
        assertTrue(east.players.claim(now(), ANN));
        settle();
        expect("2 owns 7 under 1 CLAIMED");
    }

    @Test
    void aTransferThatTheTargetCompletes() {
        annIsFrozenOnHerWayEast();
        assertTrue(east.players.accept(now(), ANN, 1));
        settle();
        expect("2 owns 7 under 2 ACCEPTED");
        assertTrue(east.players.mayAct(now(), ANN));
        expectRow(2, EAST, 1, PlayerRow.OWNED);
        assertTrue(west.players.confirmTransfer(now(), ANN));
        settle();
        expect("1 handed 7 to 2 under 2");
        assertEquals(0, west.players.playerCount());
        assertEquals(
                List.of(
                        "PLAYER_OWNED 1 by 1/1 0",
                        "TRANSFER_BEGUN 1 by 1/1 2",
                        "PLAYER_SUSPENDED 1 by 1/1 1",
                        "PLAYER_OWNED 2 by 2/1 1",
                        "TRANSFER_COMMITTED 2 by 1/1 2"),
                probes);
        // The offer comes again: it changes nothing.
        assertTrue(east.players.accept(now(), ANN, 1));
        settle();
        expect();
    }

    @Test
    void aTransferThatTheSourceCompletes() {
        annIsFrozenOnHerWayEast();
        assertTrue(west.players.commitTransfer(now(), ANN, 1));
        settle();
        expect("1 handed 7 to 2 under 2");
        expectRow(2, EAST, 1, PlayerRow.OWNED);
        assertTrue(east.players.accept(now(), ANN, 1));
        settle();
        expect("2 owns 7 under 2 ACCEPTED");
        assertEquals(4, register.version(AuthorityKeys.player(ANN)) + 1);
    }

    @Test
    void anOfferThatIsAheadOfTheRegisterWaits() {
        westOwnsAnn();
        assertTrue(east.players.accept(now(), ANN, 1));
        settle();
        expect();
        assertTrue(west.players.beginTransfer(now(), ANN, EAST));
        assertTrue(west.players.freeze(now(), ANN));
        settle();
        expect("1 sees 7 in transit to 2 under 1", "2 owns 7 under 2 ACCEPTED");
    }

    @Test
    void rollsBackUnderANewEpochAndTheLateTargetIsRefused() {
        annIsFrozenOnHerWayEast();
        assertTrue(east.players.accept(now(), ANN, 1));
        register.answer(now());
        // The target's set is on its way, and comes too late.
        ScriptedRegister.Operation late = register.waiting.remove(0);
        assertTrue(west.players.rollBack(now(), ANN));
        settle();
        expect("1 owns 7 under 2 ROLLED_BACK");
        assertTrue(west.players.mayAct(now(), ANN));
        expectRow(2, WEST, 1, PlayerRow.OWNED);
        register.waiting.add(late);
        settle();
        expect("2 sends 7 to 1");
        assertEquals("TRANSFER_ROLLED_BACK 2 by 1/1 2", probes.get(3));
    }

    @Test
    void doesNotRollBackWhatTheTargetOwns() {
        annIsFrozenOnHerWayEast();
        assertTrue(east.players.accept(now(), ANN, 1));
        settle();
        expect("2 owns 7 under 2 ACCEPTED");
        assertTrue(west.players.rollBack(now(), ANN));
        assertFalse(west.players.mayAct(now(), ANN));
        settle();
        expect("1 handed 7 to 2 under 2");
        expectRow(2, EAST, 1, PlayerRow.OWNED);
    }

    @Test
    void aRollBackWithoutAnswerLeavesThePlayerSuspended() {
        annIsFrozenOnHerWayEast();
        assertTrue(west.players.rollBack(now(), ANN));
        for (int i = 0; i < 10; i++) {
            millis += 100;
            west.lease.advance(now());
            west.players.advance(now());
            while (!register.waiting.isEmpty()) {
                if (register.waiting.get(0).key() == AuthorityKeys.player(ANN)) {
                    register.answer(now(), RegisterOutcome.UNKNOWN);
                } else {
                    register.answer(now());
                }
            }
            assertFalse(west.players.mayAct(now(), ANN));
        }
        settle();
        expect("1 owns 7 under 2 ROLLED_BACK");
    }

    @Test
    void aCommitInDoubtThatIsRolledBackEndsOneWay() {
        annIsFrozenOnHerWayEast();
        assertTrue(west.players.commitTransfer(now(), ANN, 1));
        ScriptedRegister.Operation lost = register.answer(now(), RegisterOutcome.UNKNOWN);
        assertTrue(west.players.rollBack(now(), ANN));
        register.carryOut(lost);
        settle();
        expect("1 handed 7 to 2 under 2");
        expectRow(2, EAST, 1, PlayerRow.OWNED);
    }

    @Test
    void anUnfrozenTransferIsRolledBackWithoutAPause() {
        westOwnsAnn();
        assertTrue(west.players.beginTransfer(now(), ANN, EAST));
        assertTrue(west.players.rollBack(now(), ANN));
        assertTrue(west.players.mayAct(now(), ANN));
        settle();
        expect("1 owns 7 under 2 ROLLED_BACK");
        assertTrue(west.players.mayAct(now(), ANN));
        assertEquals(2, west.players.epoch(ANN));
    }

    @Test
    void anAbandonedOfferWhoseSetArrivedIsOwned() {
        annIsFrozenOnHerWayEast();
        assertTrue(east.players.accept(now(), ANN, 1));
        register.answer(now());
        ScriptedRegister.Operation lost = register.answer(now(), RegisterOutcome.UNKNOWN);
        east.players.abandon(now(), ANN);
        settle();
        // Neither here nor there as long as it can still arrive.
        expect();
        register.carryOut(lost);
        settle();
        expect("2 owns 7 under 2 ACCEPTED");
    }

    @Test
    void anAbandonedOfferEndsWhenTheSourceKeepsThePlayer() {
        annIsFrozenOnHerWayEast();
        assertTrue(east.players.accept(now(), ANN, 1));
        register.answer(now());
        ScriptedRegister.Operation lost = register.answer(now(), RegisterOutcome.UNKNOWN);
        east.players.abandon(now(), ANN);
        assertTrue(west.players.rollBack(now(), ANN));
        settle();
        expect("1 owns 7 under 2 ROLLED_BACK", "2 sends 7 to 1");
        assertEquals(RegisterOutcome.REFUSED, register.carryOut(lost));
    }

    @Test
    void aPlayerMayComeBackBeforeTheSourceHasLooked() {
        annIsFrozenOnHerWayEast();
        assertTrue(east.players.accept(now(), ANN, 1));
        settle();
        assertTrue(east.players.beginTransfer(now(), ANN, WEST));
        settle();
        assertTrue(east.players.freeze(now(), ANN));
        assertTrue(west.players.accept(now(), ANN, 2));
        settle();
        expect("2 owns 7 under 2 ACCEPTED", "2 sees 7 in transit to 1 under 2", "1 owns 7 under 3 ACCEPTED");
        // The offer of long ago is no offer.
        assertTrue(west.players.mayAct(now(), ANN));
        assertFalse(west.players.freeze(now(), ANN));
        assertTrue(east.players.confirmTransfer(now(), ANN));
        settle();
        expect("2 handed 7 to 1 under 3");
    }

    @Test
    void anOfferThatComesAgainBringsNobodyBack() {
        annIsFrozenOnHerWayEast();
        assertTrue(east.players.accept(now(), ANN, 1));
        settle();
        expect("2 owns 7 under 2 ACCEPTED");
        // The register still says that she is owned here.
        east.players.release(now(), ANN);
        assertFalse(east.players.accept(now(), ANN, 1));
        settle();
        expect("2 released 7");
        assertTrue(east.players.accept(now(), ANN, 1));
        settle();
        expect("2 sends 7 to 2");
        assertTrue(east.players.claim(now(), ANN));
        settle();
        expect("2 owns 7 under 3 CLAIMED");
    }

    @Test
    void leavingDuringATransferEndsIt() {
        annIsFrozenOnHerWayEast();
        west.players.release(now(), ANN);
        settle();
        expect("1 released 7");
        assertTrue(east.players.accept(now(), ANN, 1));
        settle();
        expect("2 sends 7 to 1");
    }

    @Test
    void manyWaitTheirTurnAndAllGetIt() {
        Zone small = new Zone(EAST + 1, 104, new OwnershipOptions(300, 8, MILLI));
        small.take();
        for (int i = 0; i < 300; i++) {
            assertTrue(small.players.claim(now(), 1_000 + i));
            assertTrue(register.waiting.size() <= 8);
        }
        assertFalse(small.players.claim(now(), 2_000));
        assertEquals(300, small.players.waiting());
        int failed = 0;
        for (int i = 0; i < 400 && small.players.waiting() > 0; i++) {
            millis++;
            small.lease.advance(now());
            for (int answered = 0; answered < 8 && !register.waiting.isEmpty(); answered++) {
                if (register.waiting.get(0).key() != AuthorityKeys.zone(EAST + 1) && ++failed % 5 == 0) {
                    register.answer(now(), RegisterOutcome.UNKNOWN);
                } else {
                    register.answer(now());
                }
            }
            small.players.advance(now());
            assertTrue(register.waiting.size() <= 9);
        }
        assertEquals(300, told.size());
        assertEquals(0, small.players.waiting());
        for (int i = 0; i < 300; i++) {
            assertTrue(small.players.mayAct(now(), 1_000 + i));
            small.players.release(now(), 1_000 + i);
        }
        for (int i = 0; i < 400 && small.players.playerCount() > 0; i++) {
            millis++;
            small.lease.advance(now());
            small.players.advance(now());
            register.answerAll(now());
        }
        assertEquals(0, small.players.playerCount());
    }

    @Test
    void aRegisterThatTakesNoMoreIsAskedAgain() {
        register.operationsMax = 0;
        assertTrue(west.players.claim(now(), ANN));
        register.operationsMax = 1;
        settle();
        expect("1 owns 7 under 1 CLAIMED");
    }

    @Test
    void capsAndTargetsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new OwnershipOptions(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new OwnershipOptions(1, 2_000, 1));
        assertThrows(IllegalArgumentException.class, () -> west.players.beginTransfer(now(), ANN, WEST));
        assertFalse(west.players.beginTransfer(now(), ANN, EAST));
        assertFalse(west.players.rollBack(now(), ANN));
        assertFalse(west.players.commitTransfer(now(), ANN, 1));
    }

    @Test
    void aClaimWhoseSetFailedDoesNotTakeTheRowOfBeforeForItsOwn() {
        westOwnsAnn();
        west.players.release(now(), ANN);
        register.answer(now(), RegisterOutcome.FAILED);
        assertTrue(west.players.claim(now(), ANN));
        millis += 100;
        west.players.advance(now());
        assertEquals("set 1 [2, 1, 1, 1]", register.waiting.get(0).toString());
        register.answer(now(), RegisterOutcome.FAILED);
        settle();
        expect("1 owns 7 under 2 CLAIMED");
        expectRow(2, WEST, 1, PlayerRow.OWNED);
    }
}
