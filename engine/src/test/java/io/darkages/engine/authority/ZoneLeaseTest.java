package io.darkages.engine.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.LeaseColumn;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.RegisterOutcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZoneLeaseTest {

    private static final long MILLI = 1_000_000L;
    private static final int ZONE = 3;
    private static final long KEY = AuthorityKeys.zone(ZONE);
    private static final long ME = 11;
    private static final long OTHER = 22;
    private static final long ADDRESS = 0xABCD;

    private final ScriptedRegister register = new ScriptedRegister();
    private final List<String> probes = new ArrayList<>();
    private final Probes probing = (kind, player, a, b, digest) -> probes.add(kind + " " + LeaseColumn.zone(a) + "/"
            + LeaseColumn.lease(a) + " at " + b / MILLI
            + (kind == ProbeKind.LEASE_ENDED ? " " + LeaseEnd.values()[(int) digest] : " until " + digest / MILLI));
    private final ZoneLease lease =
            new ZoneLease(LeaseOptions.STANDARD, ZONE, ME, ADDRESS, register, new RequestNumbers(), probing);

    private void advance(long millis) {
        lease.advance(millis * MILLI);
    }

    private void answer(long millis) {
        register.answer(millis * MILLI);
    }

    private ScriptedRegister.Operation answer(long millis, RegisterOutcome outcome) {
        return register.answer(millis * MILLI, outcome);
    }

    private boolean held(long millis) {
        return lease.isHeld(millis * MILLI);
    }

    /** Taken: sent at 10 ms, known at 20 ms, good until 1,990 ms. */
    private void take() {
        lease.acquire();
        advance(0);
        answer(5);
        advance(10);
        answer(20);
    }

    @Test
    void takesAFreeZoneAndCountsFromSending() {
        take();
        assertEquals(LeaseState.HELD, lease.state());
        assertEquals(1, lease.number());
        assertEquals(ME, lease.holder());
        assertEquals(ADDRESS, lease.holderAddress());
        assertTrue(held(1_989));
        assertFalse(held(1_990));
        assertEquals(List.of("LEASE_TAKEN 3/1 at 20 until 1990", "LEASE_ENDED 3/1 at 1990 RAN_OUT"), probes);
    }

    @Test
    void aLaterTimeDecidesForGood() {
        take();
        assertFalse(held(2_500));
        assertFalse(held(30));
        assertEquals(LeaseState.SUSPENDED, lease.state());
        assertEquals(1, lease.counters().suspended());
    }

    @Test
    void looksAtOnceWhenToldThatTheRowChanged() {
        register.put(KEY, OTHER, 4, 1, ADDRESS);
        advance(0);
        answer(5);
        lease.look(10 * MILLI);
        assertEquals("[read]", register.waiting.toString());
        // Told again before the answer, which may be from before: once more, then as ever.
        lease.look(12 * MILLI);
        answer(15);
        advance(16);
        assertEquals("[read]", register.waiting.toString());
        answer(20);
        advance(269);
        assertTrue(register.waiting.isEmpty());
        advance(270);
        assertEquals("[read]", register.waiting.toString());
    }

    @Test
    void aZoneThatIsWantedIsTakenAsSoonAsItIsSaidToBeFree() {
        register.put(KEY, OTHER, 4, 1, ADDRESS);
        lease.acquire();
        advance(0);
        answer(5);
        register.put(KEY, 0, 4, 2, 0);
        lease.look(30 * MILLI);
        answer(35);
        advance(40);
        answer(45);
        assertEquals(LeaseState.HELD, lease.state());
        assertEquals(5, lease.number());
    }

    @Test
    void aHolderDoesNotLook() {
        take();
        lease.look(30 * MILLI);
        assertTrue(register.waiting.isEmpty());
        assertTrue(held(1_989));
    }

    @Test
    void renewsEachHalfSecondCountedFromSending() {
        take();
        advance(509);
        assertTrue(register.waiting.isEmpty());
        advance(510);
        assertEquals("set 1 [11, 1, 2, 43981]", register.waiting.get(0).toString());
        answer(700);
        assertTrue(held(2_489));
        advance(1_009);
        assertTrue(register.waiting.isEmpty());
        advance(1_010);
        assertEquals(1, register.waiting.size());
        assertFalse(held(2_490));
        assertEquals("LEASE_RENEWED 3/1 at 700 until 2490", probes.get(1));
    }

    @Test
    void anUnknownRenewalExtendsNothingUntilTheRegisterShowsIt() {
        take();
        advance(510);
        ScriptedRegister.Operation lost = answer(900, RegisterOutcome.UNKNOWN);
        assertFalse(held(1_990));
        advance(1_995);
        register.carryOut(lost);
        // Refused by its own write, sent at 510: that ends at 2,490.
        answer(2_000);
        assertTrue(held(2_489));
        assertFalse(held(2_490));
        assertEquals(1, lease.number());
        assertEquals(1, lease.counters().unknown());
        assertEquals("LEASE_RENEWED 3/1 at 2000 until 2490", probes.get(2));
    }

    @Test
    void ofTwoUnknownRenewalsTheOlderCounts() {
        take();
        advance(510);
        answer(600, RegisterOutcome.UNKNOWN);
        advance(700);
        ScriptedRegister.Operation second = answer(800, RegisterOutcome.UNKNOWN);
        advance(900);
        register.carryOut(second);
        answer(950);
        // Which of the two it was can't be told: it counts from the first.
        assertFalse(held(2_490));
        assertEquals(2_490 * MILLI, lease.untilNanos());
    }

    @Test
    void aRenewalAnsweredAfterAPauseIsNoLicence() {
        take();
        advance(510);
        // The process stands still for 5 s; the answer had come long ago.
        answer(5_510);
        assertFalse(held(5_510));
        assertEquals(LeaseState.SUSPENDED, lease.state());
        assertEquals("LEASE_ENDED 3/1 at 5510 RAN_OUT", probes.get(1));
        advance(5_520);
        answer(5_530);
        assertTrue(held(5_530));
        assertEquals("LEASE_RENEWED 3/1 at 5530 until 7500", probes.get(2));
    }

    @Test
    void aLeaseThatAnotherTookIsLost() {
        take();
        register.put(KEY, OTHER, 2, 1, 77);
        advance(510);
        answer(520);
        assertFalse(held(520));
        assertEquals(LeaseState.WATCHING, lease.state());
        assertEquals(OTHER, lease.holder());
        assertEquals("LEASE_ENDED 3/1 at 520 LOST", probes.get(1));
        // It does not want it back by itself.
        for (long now = 520; now < 10_000; now += 10) {
            advance(now);
            register.answerAll(now * MILLI);
        }
        assertEquals(OTHER, register.value(KEY)[ZoneRow.HOLDER]);
        assertEquals(77, lease.holderAddress());
    }

    @Test
    void takesWhatStoodStillForTwoSecondsCountedFromTheAnswer() {
        register.put(KEY, OTHER, 5, 9, 77);
        lease.acquire();
        advance(0);
        answer(100);
        for (long now = 100; now < 2_104; now++) {
            advance(now);
            if (!register.waiting.isEmpty()) {
                assertTrue(register.waiting.get(0).isRead(), "at " + now);
                answer(now);
            }
        }
        assertFalse(lease.isFree(2_104 * MILLI - 1));
        advance(2_104);
        assertEquals("set 1 [11, 6, 10, 43981]", register.waiting.get(0).toString());
        answer(2_110);
        assertTrue(held(2_110));
        assertEquals(6, lease.number());
    }

    @Test
    void aRenewalSeenStartsTheWaitAnew() {
        register.put(KEY, OTHER, 5, 9, 77);
        lease.acquire();
        long taken = 0;
        for (long now = 0; now < 6_000 && taken == 0; now++) {
            if (now == 1_900) {
                register.put(KEY, OTHER, 5, 10, 77);
            }
            advance(now);
            if (!register.waiting.isEmpty() && !register.waiting.get(0).isRead()) {
                taken = now;
            }
            register.answerAll(now * MILLI);
        }
        // Seen at the next look, at most 250 ms later.
        assertTrue(taken >= 3_904 && taken <= 4_154, "taken at " + taken);
    }

    @Test
    void aRenewalBetweenLookAndTakeIsInTheWay() {
        register.put(KEY, OTHER, 5, 9, 77);
        lease.acquire();
        for (long now = 0; now <= 2_004; now++) {
            advance(now);
            if (now < 2_004) {
                register.answerAll(now * MILLI);
            }
        }
        register.put(KEY, OTHER, 5, 10, 77);
        answer(2_010);
        assertEquals(LeaseState.WATCHING, lease.state());
        assertFalse(lease.isFree(4_013 * MILLI));
        assertTrue(lease.isFree(4_014 * MILLI));
    }

    @Test
    void anUnknownTakeIsFoundOut() {
        lease.acquire();
        advance(0);
        answer(5);
        advance(10);
        ScriptedRegister.Operation lost = answer(500, RegisterOutcome.UNKNOWN);
        assertFalse(held(500));
        register.carryOut(lost);
        advance(550);
        answer(560);
        assertTrue(held(1_989));
        assertFalse(held(1_990));
        assertEquals(1, lease.number());
        assertEquals(1, register.version(KEY));
    }

    @Test
    void whatFailedIsTriedAgain() {
        take();
        advance(510);
        answer(520, RegisterOutcome.FAILED);
        advance(569);
        assertTrue(register.waiting.isEmpty());
        advance(570);
        answer(575);
        assertEquals(570 * MILLI + 1_980 * MILLI, lease.untilNanos());
        assertEquals(1, lease.counters().failed());
    }

    @Test
    void aReleaseStopsAtOnceAndFreesTheRow() {
        take();
        lease.release(100 * MILLI);
        assertFalse(held(100));
        assertEquals(LeaseState.RELEASING, lease.state());
        answer(110);
        assertEquals(LeaseState.WATCHING, lease.state());
        assertEquals(ZoneRow.NOBODY, register.value(KEY)[ZoneRow.HOLDER]);
        assertEquals(1, register.value(KEY)[ZoneRow.LEASE]);
        assertEquals("LEASE_ENDED 3/1 at 100 RELEASED", probes.get(1));
        lease.acquire();
        advance(120);
        answer(130);
        assertEquals(2, lease.number());
        assertTrue(held(130));
    }

    @Test
    void aReleaseWaitsForTheRenewalUnderWay() {
        take();
        advance(510);
        lease.release(520 * MILLI);
        answer(530);
        assertFalse(held(530));
        advance(540);
        answer(550, RegisterOutcome.UNKNOWN);
        assertEquals(LeaseState.RELEASING, lease.state());
        advance(600);
        answer(610);
        assertEquals(ZoneRow.NOBODY, register.value(KEY)[ZoneRow.HOLDER]);
        assertEquals(LeaseState.WATCHING, lease.state());
        assertEquals(2, probes.size());
    }

    @Test
    void aTakeInDoubtIsFencedOffByTheRelease() {
        lease.acquire();
        advance(0);
        answer(5);
        advance(10);
        ScriptedRegister.Operation lost = answer(500, RegisterOutcome.UNKNOWN);
        lease.release(510 * MILLI);
        answer(520);
        assertEquals(LeaseState.WATCHING, lease.state());
        assertEquals(RegisterOutcome.REFUSED, register.carryOut(lost));
        assertEquals(ZoneRow.NOBODY, register.value(KEY)[ZoneRow.HOLDER]);
        assertEquals(List.of(), probes);
    }

    @Test
    void watchesWithoutTaking() {
        for (long now = 0; now < 5_000; now += 10) {
            advance(now);
            register.answerAll(now * MILLI);
        }
        assertEquals(0, register.version(KEY));
        assertTrue(lease.isKnown());
        assertTrue(lease.isFree(5_000 * MILLI));
        // The wish is granted at once: it has looked before.
        lease.acquire();
        advance(5_001);
        answer(5_002);
        assertTrue(held(5_002));
    }

    @Test
    void aRegisterThatTakesNoMoreIsAskedAgain() {
        take();
        register.operationsMax = 0;
        advance(510);
        register.operationsMax = 1;
        advance(520);
        answer(530);
        assertEquals(520 * MILLI + 1_980 * MILLI, lease.untilNanos());
    }

    @Test
    void optionsThatAreNotSafeAreRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> new LeaseOptions(2_000 * MILLI, 500 * MILLI, 2_003 * MILLI, 0, MILLI, MILLI));
        assertEquals("takeoverNanos 2003000000 is outside 2004000000 to 7200000000000", refused.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> new LeaseOptions(2_000 * MILLI, 2_000 * MILLI, 2_004 * MILLI, 0, MILLI, MILLI));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ZoneLease(
                        LeaseOptions.STANDARD, ZONE, ZoneRow.NOBODY, 0, register, new RequestNumbers(), probing));
    }

    /** The register was away for all: the holder may renew before another thinks that it is dead. */
    @Test
    void whoWasNotAnsweredDoesNotTakeAtOnceWhenTheRegisterIsBack() {
        register.put(KEY, OTHER, 4, 1, ADDRESS);
        lease.acquire();
        advance(0);
        answer(5);
        advance(300);
        answer(800, RegisterOutcome.UNKNOWN);
        advance(850);
        answer(2_500, RegisterOutcome.FAILED);
        advance(2_550);
        assertEquals("[read]", register.waiting.toString());
        answer(2_560);
        // An answer takes 1 s at most, and two tries 0.05 s each: 1.1 s from the failure on.
        advance(3_599);
        assertTrue(register.waiting.stream().allMatch(ScriptedRegister.Operation::isRead));
        register.answerAll(3_599 * MILLI);
        advance(3_600);
        assertEquals("[set 1 [11, 5, 2, 43981]]", register.waiting.toString());
    }

    /** What fails long before the row may be taken puts nothing off. */
    @Test
    void anEarlyFailureCostsATakerNothing() {
        register.put(KEY, OTHER, 4, 1, ADDRESS);
        lease.acquire();
        advance(0);
        answer(5);
        advance(300);
        answer(310, RegisterOutcome.FAILED);
        advance(360);
        answer(365);
        advance(2_008);
        register.answerAll(2_008 * MILLI);
        advance(2_009);
        assertEquals("[set 1 [11, 5, 2, 43981]]", register.waiting.toString());
    }
}
