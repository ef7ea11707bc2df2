package io.darkages.engine.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.Measurement;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.protocol.CombatNotice;
import io.darkages.engine.protocol.CombatNoticeCodec;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.protocol.GameCloseReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client between two zones that hand it over while it runs. */
class HandoffTest {

    private static final int OTHERS = 8;

    /** Every input exactly once and in order, first in the west and then in the east; the last few are on their way. */
    private static void allInputsOnce(HandoffWorld world, int onTheWay) {
        List<Integer> all = new ArrayList<>(world.west.applied);
        all.addAll(world.east.applied);
        assertEquals(IntStream.rangeClosed(1, all.size()).boxed().toList(), all);
        assertEquals(world.east.next - 1, all.size());
        int newest = world.newestInput();
        assertTrue(newest - all.size() <= onTheWay, () -> newest + " were made, " + all.size() + " applied");
    }

    @ParameterizedTest
    @CsvSource({"20, 3, true", "20, 3, false", "120, 12, true", "120, 12, false", "300, 6, false", "1, 0, false"})
    void aHandoverIsNotNoticed(int delayMillis, int ticksBetween, boolean relays) {
        HandoffWorld world = new HandoffWorld(delayMillis, OTHERS);
        world.delayNanos = delayMillis * HandoffWorld.MILLI;
        world.playing();
        world.west.relay = relays ? Optional.of(world.east) : Optional.empty();
        world.sendOn();
        world.ticks(90 + delayMillis / 2);
        assertArrayEquals(
                HandoffWorld.TOKEN,
                assertInstanceOf(ControlMessage.Arrive.class, world.east.heard.get(0))
                        .token());
        assertTrue(world.east.batches > 5, "the next zone's snapshots are acknowledged");
        assertEquals(world.west.own, world.client.entity());
        world.handOver(ticksBetween);
        world.ticks(120);

        assertEquals(ClientState.PLAYING, world.client.state());
        assertEquals(world.east.own, world.client.entity());
        assertEquals(world.east.origin, world.client.origin());
        assertEquals(OTHERS, world.client.replicas().liveCount());
        assertEquals(List.of(GameCloseReason.RESUMING), world.west.closed);
        assertEquals(List.of(), world.east.closed);
        assertEquals(1, world.count(ClientCounter.HANDOFFS));
        assertEquals(1, world.count(ClientCounter.HANDOFFS_DONE));
        assertEquals(0, world.count(ClientCounter.HANDOFFS_GIVEN_UP));
        assertEquals(0, world.count(ClientCounter.HANDOFFS_BROKEN));
        assertEquals(0, world.count(ClientCounter.MALFORMED_MESSAGES));
        assertEquals(0, world.count(ClientCounter.SNAPSHOTS_MALFORMED));

        allInputsOnce(world, 8 + 2 * delayMillis * 60 / 1_000);
        assertEquals(0, world.wrongPredictions());
        assertTrue(world.values(Measurement.CORRECTION_SIZE).stream().allMatch(size -> size == 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 120})
    void nothingJumpsAndNothingStops(int delayMillis) {
        HandoffWorld world = new HandoffWorld(3, OTHERS);
        world.delayNanos = delayMillis * HandoffWorld.MILLI;
        world.jitterNanos = 10 * HandoffWorld.MILLI;
        world.playing();
        world.sendOn();
        world.ticks(90);
        assertEquals(List.of(), world.values(Measurement.HANDOFF_JUMP));
        world.handOver(3);
        world.ticks(120);
        List<Long> jumps = world.values(Measurement.HANDOFF_JUMP);
        assertEquals(OTHERS, jumps.size());
        // What jitter makes of two zones' clocks, at 6 m/s, and 1/64 m of rounding on either side.
        long most = jumps.stream().mapToLong(jump -> jump).max().orElseThrow();
        assertTrue(most <= 10 * 6_000 + 2 * 15_625, () -> most + " um");
        List<Long> gaps = world.values(Measurement.HANDOFF_GAP);
        assertEquals(1, gaps.size());
        // Three ticks of the handover, one snapshot's turn on either side, and the path's jitter.
        assertTrue(gaps.get(0) <= 170 * HandoffWorld.MILLI, () -> gaps.get(0) + " ns");
        assertTrue(gaps.get(0) >= 50 * HandoffWorld.MILLI, () -> gaps.get(0) + " ns");
    }

    /** What is drawn is wrong by what the zone's clock is mistaken, and by rounding; the handover adds less than that. */
    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35, 36})
    void whatIsDrawnMovesLessThanItIsWrong(long seed) {
        HandoffWorld world = new HandoffWorld(seed, OTHERS);
        world.jitterNanos = 20 * HandoffWorld.MILLI;
        world.playing();
        world.lossPartsPerMillion = 20_000;
        world.sendOn();
        world.ticks(120);
        long wrong = 0;
        for (int i = 0; i < 60; i++) {
            world.tick();
            wrong = Math.max(wrong, farthest(drawn(world), meant(world)));
        }
        long[] before = drawn(world);
        world.handOver(3);
        while (world.client.entity() == world.west.own) {
            before = drawn(world);
            world.tick();
        }
        long moved = farthest(drawn(world), before) - Walkers.SPEED_METRES * 1_000_000 / 60;
        long error = wrong;
        assertTrue(moved < error, () -> moved + " um at the handover, " + error + " um before");
        assertEquals(OTHERS, world.values(Measurement.HANDOFF_JUMP).size());
        assertTrue(world.values(Measurement.HANDOFF_JUMP).stream().allMatch(jump -> jump < error));
    }

    /** Where each of the others is drawn, along its line, in micrometres. */
    private static long[] drawn(HandoffWorld world) {
        int[] entities = world.client.entity() == world.west.own ? world.west.others : world.east.others;
        DrawnPlace place = new DrawnPlace();
        long[] out = new long[OTHERS];
        for (int i = 0; i < OTHERS; i++) {
            assertTrue(world.client.drawn(world.now, entities[i], place));
            out[i] = (long) place.x * 1_000_000 >> 16;
        }
        return out;
    }

    /** Where each was a path and a tenth of a second ago. */
    private static long[] meant(HandoffWorld world) {
        MotionState state = new MotionState();
        long[] out = new long[OTHERS];
        for (int i = 0; i < OTHERS; i++) {
            new Walkers(OTHERS).at(i, world.now - world.delayNanos - 100 * HandoffWorld.MILLI, state);
            out[i] = (long) state.x * 1_000_000 >> 16;
        }
        return out;
    }

    private static long farthest(long[] some, long[] others) {
        return IntStream.range(0, some.length)
                .mapToLong(i -> Math.abs(some[i] - others[i]))
                .max()
                .orElseThrow();
    }

    @Test
    void theAimAndTheBlowUnderWayGoOn() {
        HandoffWorld world = new HandoffWorld(5, OTHERS);
        world.delayNanos = 60 * HandoffWorld.MILLI;
        world.playing();
        world.sendOn();
        world.ticks(90);
        int aimed = 3;
        world.client.aimAt(world.west.others[aimed]);
        world.ticks(3);
        world.west.freeze();
        // The west has let go of the player when this comes.
        world.client.strike(AttackKind.RANGED);
        world.ticks(3);
        world.east.take(world.west.self, world.west.next - 1);
        world.ticks(60);
        assertEquals(1, world.count(ClientCounter.ATTACKS));
        assertEquals(world.viewerIndex(world.east, aimed), world.east.aimedIndex);
        assertFalse(world.east.attacks.isEmpty());
        AttackClaim claim = world.east.attacks.get(0);
        assertEquals(world.east.others[aimed], claim.target);
        assertTrue(world.east.applied.contains(claim.sequence));
        // Of what the east had shown at the time of the blow, by the east's clock.
        long agoTicks = world.east.tickAt(world.now) - claim.timeQ8 / 256;
        assertTrue(agoTicks > 60 && agoTicks < 100, () -> agoTicks + " ticks ago");
        // Told once for each session, so that whoever decides is judged by what it was told.
        assertEquals(2, world.probes(ProbeKind.ATTACK_MADE));
        assertEquals(2, world.probes(ProbeKind.ATTACK_SEEN));
        world.client.strike(AttackKind.RANGED);
        world.ticks(30);
        assertEquals(2, world.count(ClientCounter.ATTACKS));
        assertEquals(
                2,
                world.east.attacks.stream()
                        .mapToInt(attack -> attack.sequence)
                        .distinct()
                        .count());
        assertTrue(world.east.attacks.stream().allMatch(attack -> attack.target == world.east.others[aimed]));
    }

    @Test
    void noticesThatOvertakeTheFirstStateAreShownWithIt() {
        HandoffWorld world = new HandoffWorld(6, OTHERS);
        world.playing();
        world.sendOn();
        world.ticks(60);
        CombatNotice notice = new CombatNotice();
        notice.kind = CombatNotice.Kind.HURT;
        notice.subject = world.east.own;
        notice.object = world.east.others[2];
        notice.amount = 700;
        for (int i = 0; i < HeldNotices.HELD_MAX + 3; i++) {
            notice.health = 9_000 - 100 * i;
            byte[] bytes = new byte[CombatNoticeCodec.MOST_BYTES];
            world.east.say(Arrays.copyOf(bytes, CombatNoticeCodec.write(notice, bytes, 0)), world.now);
        }
        world.ticks(6);
        assertEquals(
                world.client.feedback().fullHealth(), world.client.feedback().health());
        assertEquals(3, world.count(ClientCounter.NOTICES_DROPPED));
        world.handOver(1);
        world.ticks(30);
        assertEquals(7_500, world.client.feedback().health());
        assertEquals(world.east.others[2], world.client.feedback().item(0).entity());
    }

    @Test
    void whatIsShownOfTheFightGoesByTheNewNames() {
        HandoffWorld world = new HandoffWorld(6, OTHERS);
        world.playing();
        CombatNotice notice = new CombatNotice();
        notice.kind = CombatNotice.Kind.DEATH;
        notice.subject = world.west.others[1];
        notice.object = world.west.own;
        byte[] bytes = new byte[CombatNoticeCodec.MOST_BYTES];
        world.west.say(Arrays.copyOf(bytes, CombatNoticeCodec.write(notice, bytes, 0)), world.now);
        world.sendOn();
        world.ticks(60);
        world.handOver(3);
        world.ticks(30);
        FeedbackItem kill = world.client.feedback().item(0);
        assertEquals(world.east.others[1], kill.entity());
        assertEquals(world.east.own, kill.killer());
    }

    @Test
    void aHandoffThatIsCalledOffLeavesNoTrace() {
        HandoffWorld calledOff = new HandoffWorld(7, OTHERS).playing();
        HandoffWorld never = new HandoffWorld(7, OTHERS).playing();
        calledOff.sendOn();
        calledOff.ticks(90);
        assertTrue(calledOff.east.session.isPresent());
        calledOff.west.say(new ControlMessage.HandoffCancelled(), calledOff.now);
        calledOff.ticks(30);
        assertEquals(List.of(GameCloseReason.STAYED), calledOff.east.closed);
        // Too late: nobody listens any more.
        calledOff.east.take(calledOff.west.self, calledOff.west.next - 1);
        calledOff.ticks(30);
        never.ticks(150);
        same(never, calledOff);
        assertEquals(1, calledOff.count(ClientCounter.HANDOFFS_GIVEN_UP));
        // Nothing was under way: nothing is called off.
        calledOff.west.say(new ControlMessage.HandoffCancelled(), calledOff.now);
        never.west.say(new ControlMessage.HandoffCancelled(), never.now);
        calledOff.ticks(30);
        never.ticks(30);
        same(never, calledOff);
        assertEquals(1, calledOff.count(ClientCounter.HANDOFFS_GIVEN_UP));
        // And the next one works as if there had been none.
        calledOff.east.acting = false;
        calledOff.sendOn();
        calledOff.ticks(60);
        calledOff.handOver(3);
        calledOff.ticks(60);
        assertEquals(calledOff.east.own, calledOff.client.entity());
        assertEquals(0, calledOff.wrongPredictions());
    }

    private static void same(HandoffWorld never, HandoffWorld calledOff) {
        assertEquals(never.west.self.digest(), calledOff.west.self.digest());
        assertEquals(
                never.client.predicted().digest(), calledOff.client.predicted().digest());
        assertEquals(never.client.stateHash(), calledOff.client.stateHash());
        assertEquals(0, calledOff.wrongPredictions());
        assertEquals(List.of(), calledOff.values(Measurement.HANDOFF_GAP));
        assertEquals(List.of(), calledOff.values(Measurement.HANDOFF_JUMP));
    }

    @Test
    void aZoneThatNeverAnswersIsGivenUp() {
        HandoffWorld world = new HandoffWorld(8, OTHERS).playing();
        world.eastCut = true;
        world.sendOn();
        world.ticks(290);
        assertEquals(0, world.count(ClientCounter.HANDOFFS_GIVEN_UP));
        world.ticks(20);
        assertEquals(1, world.count(ClientCounter.HANDOFFS_GIVEN_UP));
        world.ticks(300);
        assertEquals(ClientState.PLAYING, world.client.state());
        assertEquals(world.west.own, world.client.entity());
        assertEquals(0, world.wrongPredictions());
        world.eastCut = false;
        world.sendOn();
        world.ticks(60);
        world.handOver(3);
        world.ticks(60);
        assertEquals(world.east.own, world.client.entity());
        allInputsOnce(world, 12);
    }

    @Test
    void aZoneThatFallsSilentIsGivenUp() {
        HandoffWorld world = new HandoffWorld(9, OTHERS).playing();
        world.sendOn();
        world.ticks(120);
        world.eastCut = true;
        world.ticks(290);
        assertEquals(0, world.count(ClientCounter.HANDOFFS_GIVEN_UP));
        world.ticks(20);
        assertEquals(1, world.count(ClientCounter.HANDOFFS_GIVEN_UP));
        assertEquals(ClientState.PLAYING, world.client.state());
        assertEquals(0, world.wrongPredictions());
    }

    @Test
    void aZoneThatRefusesIsGivenUp() {
        HandoffWorld world = new HandoffWorld(10, OTHERS).playing();
        world.east.open = false;
        world.sendOn();
        world.ticks(60);
        assertEquals(1, world.count(ClientCounter.HANDOFFS_GIVEN_UP));
        assertEquals(0, world.count(ClientCounter.REFUSED));
        assertEquals(List.of(GameCloseReason.STAYED), world.east.closed);
        world.ticks(60);
        assertEquals(world.west.own, world.client.entity());
    }

    @Test
    void aHandoffThatIsHeardLateIsDoneLate() {
        HandoffWorld world = new HandoffWorld(11, OTHERS).playing();
        world.westCut = true;
        world.sendOn();
        world.ticks(18);
        world.westCut = false;
        world.ticks(90);
        assertEquals(1, world.count(ClientCounter.HANDOFFS));
        world.handOver(3);
        world.ticks(60);
        assertEquals(world.east.own, world.client.entity());
        allInputsOnce(world, 12);
    }

    /** The player was handed over, and its client never knew where to: it resumes where it was told to look. */
    @Test
    void aHandoffThatIsNeverHeardEndsInResuming() {
        HandoffWorld world = new HandoffWorld(12, OTHERS).playing();
        world.westCut = true;
        world.sendOn();
        world.handOver(3);
        world.ticks(50);
        assertEquals(0, world.east.heard.size());
        // Inputs are numbered anew in a session that goes on from none.
        world.east.take(world.west.self, 0);
        world.ticks(60);
        assertInstanceOf(ControlMessage.Resume.class, world.east.heard.get(0));
        assertEquals(ClientState.PLAYING, world.client.state());
        assertEquals(world.east.own, world.client.entity());
        assertEquals(0, world.count(ClientCounter.HANDOFFS));
    }

    @Test
    void aZoneThatDiesWhileItHandsOverIsLeftByResuming() {
        HandoffWorld world = new HandoffWorld(13, OTHERS).playing();
        world.sendOn();
        world.ticks(60);
        world.westCut = true;
        world.ticks(70);
        // Both views are gone, and it asks in where it was told that it may be.
        assertEquals(1, world.count(ClientCounter.HANDOFFS_GIVEN_UP));
        assertTrue(world.east.closed.contains(GameCloseReason.STAYED));
        ControlMessage last = world.east.heard.get(world.east.heard.size() - 1);
        assertInstanceOf(ControlMessage.Resume.class, last);
    }

    @Test
    void afterAHandoverItResumesWithTheNewZonesToken() {
        HandoffWorld world = new HandoffWorld(14, OTHERS).playing();
        world.sendOn();
        world.ticks(60);
        world.handOver(3);
        world.ticks(30);
        byte[] later = {9, 9};
        ControlMessage.Welcome first = world.east.welcome();
        world.east.say(
                new ControlMessage.Welcome(
                        first.player(),
                        first.entity() + 4_096,
                        first.epoch(),
                        first.serverTick(),
                        5,
                        later,
                        first.origin()),
                world.now);
        world.ticks(12);
        assertEquals(first.entity() + 4_096, world.client.entity());
        assertEquals(5, world.client.team());
        assertEquals(OTHERS, world.client.replicas().liveCount());
        world.eastCut = true;
        world.ticks(65);
        world.eastCut = false;
        // Home is the east's other address here: it asks there first, and then in the west.
        world.ticks(200);
        List<ControlMessage> asked = new ArrayList<>(world.east.heard);
        asked.addAll(world.west.heard);
        assertTrue(asked.stream()
                .anyMatch(message ->
                        message instanceof ControlMessage.Resume resume && Arrays.equals(later, resume.token())));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void aHandoverOverABadPath(long seed) {
        HandoffWorld world = new HandoffWorld(seed, OTHERS);
        world.delayNanos = 40 * HandoffWorld.MILLI;
        world.jitterNanos = 15 * HandoffWorld.MILLI;
        world.playing();
        world.lossPartsPerMillion = 50_000;
        world.sendOn();
        world.ticks(180);
        world.handOver(3);
        world.ticks(30);
        assertEquals(world.east.own, world.client.entity());
        world.lossPartsPerMillion = 0;
        world.ticks(30);
        assertEquals(ClientState.PLAYING, world.client.state());
        assertEquals(0, world.wrongPredictions());
        List<Integer> all = new ArrayList<>(world.west.applied);
        all.addAll(world.east.applied);
        assertEquals(all.stream().distinct().sorted().toList(), all, "twice, or out of order");
        assertEquals(all.get(all.size() - 1), all.size(), "left out");
    }

    @Test
    void thereAreNeverMoreThanTwoViews() {
        HandoffWorld world = new HandoffWorld(15, OTHERS).playing();
        for (int i = 0; i < 60; i++) {
            world.sendOn();
            world.ticks(i % 7);
        }
        world.ticks(60);
        assertEquals(60, world.count(ClientCounter.HANDOFFS));
        assertEquals(59, world.count(ClientCounter.HANDOFFS_GIVEN_UP));
        assertEquals(ClientState.PLAYING, world.client.state());
        assertEquals(0, world.wrongPredictions());
        world.handOver(3);
        world.ticks(60);
        assertEquals(world.east.own, world.client.entity());
        allInputsOnce(world, 12);
    }

    @Test
    void toAZoneWithAnOlderStateThanWasAcknowledgedItComesAnew() {
        HandoffWorld world = new HandoffWorld(16, OTHERS).playing();
        world.sendOn();
        world.ticks(60);
        world.west.freeze();
        long before = world.count(ClientCounter.CONNECTS);
        world.east.take(world.west.self, world.west.next - 40);
        world.ticks(12);
        assertEquals(1, world.count(ClientCounter.HANDOFFS_BROKEN));
        assertEquals(0, world.count(ClientCounter.HANDOFFS_DONE));
        assertEquals(before + 1, world.count(ClientCounter.CONNECTS));
    }

    @Test
    void toAndFro() {
        HandoffWorld world = new HandoffWorld(17, OTHERS).playing();
        ScriptedZone from = world.west;
        ScriptedZone to = world.east;
        for (int i = 0; i < 6; i++) {
            world.sendOn(from, to);
            world.ticks(40);
            from.freeze();
            world.ticks(2);
            to.take(from.self, from.next - 1);
            world.ticks(70);
            assertEquals(to.own, world.client.entity());
            assertEquals(OTHERS, world.client.replicas().liveCount());
            ScriptedZone other = from;
            from = to;
            to = other;
        }
        assertEquals(6, world.count(ClientCounter.HANDOFFS_DONE));
        assertEquals(6, world.values(Measurement.HANDOFF_GAP).size());
        assertEquals(6 * OTHERS, world.values(Measurement.HANDOFF_JUMP).size());
        assertEquals(0, world.wrongPredictions());
        List<Integer> all = new ArrayList<>(world.west.applied);
        all.addAll(world.east.applied);
        assertEquals(
                IntStream.rangeClosed(1, all.size()).boxed().toList(),
                all.stream().sorted().toList());
        assertNotEquals(EntityTable.NO_ENTITY, world.client.entity());
    }
}
