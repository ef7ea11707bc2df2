package io.darkages.engine.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.client.ClientCounter;
import io.darkages.engine.client.ClientState;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.SessionColumn;
import io.darkages.engine.protocol.ControlMessage.CorrectionReason;
import io.darkages.engine.protocol.GameCloseReason;
import io.darkages.engine.zone.TestZone.Probe;
import io.darkages.engine.zone.TestZone.TestPlayer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Honest and dishonest play: prediction, corrections, punishment. */
class ZonePlayTest {

    private TestZone world = new TestZone(2);

    private static long wrong(TestPlayer player) {
        return player.count(ClientCounter.PREDICTIONS_IGNORED)
                + player.count(ClientCounter.PREDICTIONS_SMOOTHED)
                + player.count(ClientCounter.PREDICTIONS_SNAPPED);
    }

    private List<TestPlayer> restlessPlayers(int count) {
        List<TestPlayer> players = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            TestPlayer player = world.join(i == 13 ? 113 : i);
            player.hand = TestZone.restless(i);
            players.add(player);
        }
        players.forEach(world::untilPlaying);
        return players;
    }

    private void assertSnapshotsExact() {
        Map<Long, Probe> encoded = new HashMap<>();
        world.zoneProbes.stream()
                .filter(probe -> probe.kind() == ProbeKind.SNAPSHOT_ENCODED)
                .forEach(probe -> encoded.put(probe.a(), probe));
        long compared = 0;
        for (Probe probe : world.clientProbes) {
            if (probe.kind() == ProbeKind.SNAPSHOT_DECODED) {
                Probe server = encoded.get(probe.a());
                assertEquals(server.digest(), probe.digest());
                assertEquals(server.b(), probe.b());
                assertEquals(server.player(), probe.player());
                compared++;
            }
        }
        assertTrue(compared > 100);
    }

    private void assertBounded() {
        for (Probe probe : world.zoneProbes) {
            if (probe.kind() == ProbeKind.BOUNDED) {
                assertTrue(probe.b() <= probe.digest(), () -> BoundedStructure.values()[(int) probe.a()] + " " + probe);
            }
        }
    }

    @Test
    void withoutLossEveryPredictionIsExact() {
        List<TestPlayer> players = restlessPlayers(12);
        world.ticks(60 * 8);
        for (TestPlayer player : players) {
            assertTrue(player.count(ClientCounter.PREDICTIONS_EXACT) > 120);
            assertEquals(0, wrong(player), () -> "player " + player.id);
            assertEquals(0, player.count(ClientCounter.CORRECTIONS));
            assertEquals(0, player.count(ClientCounter.SNAPSHOTS_MALFORMED));
            assertEquals(0, player.count(ClientCounter.MALFORMED_MESSAGES));
            assertEquals(0, player.count(ClientCounter.BATCHES_DEFERRED));
            assertEquals(11, player.client.replicas().liveCount());
        }
        assertEquals(0, world.count(ZoneCounter.INPUTS_LOST));
        assertEquals(0, world.count(ZoneCounter.CORRECTIONS));
        assertSnapshotsExact();
        assertBounded();
    }

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void predictionsConvergeASecondAfterLossEnds(@ForAll long seed) {
        world = new TestZone(seed);
        List<TestPlayer> players = restlessPlayers(6);
        world.lossPartsPerMillion = 350_000;
        world.jitterNanos = 40 * TestZone.MILLI;
        world.ticks(60 * 5);
        assertTrue(world.count(ZoneCounter.INPUTS_LOST) > 0, "the loss was felt");
        world.lossPartsPerMillion = 0;
        world.jitterNanos = 0;
        world.ticks(60);
        long[] before = players.stream().mapToLong(ZonePlayTest::wrong).toArray();
        long[] exact = players.stream()
                .mapToLong(player -> player.count(ClientCounter.PREDICTIONS_EXACT))
                .toArray();
        world.ticks(60 * 3);
        for (int i = 0; i < before.length; i++) {
            TestPlayer player = players.get(i);
            if (player.client.state() == ClientState.PLAYING && player.count(ClientCounter.CONNECTS) == 1) {
                assertEquals(before[i], wrong(player), () -> "player " + player.id);
                assertTrue(player.count(ClientCounter.PREDICTIONS_EXACT) > exact[i] + 30);
            }
            assertEquals(0, player.count(ClientCounter.SNAPSHOTS_MALFORMED));
        }
        assertEquals(0, world.count(ZoneCounter.PUNISHED));
        assertSnapshotsExact();
        assertBounded();
    }

    /** Two seconds of delay that come and go: slow, but no crime. */
    @Test
    void longDelaysPunishNobody() {
        List<TestPlayer> players = restlessPlayers(4);
        for (int i = 0; i < 6; i++) {
            world.delayNanos = 900 * TestZone.MILLI;
            world.ticks(60 * 2);
            world.delayNanos = 10 * TestZone.MILLI;
            world.ticks(60 * 2);
        }
        assertEquals(0, world.count(ZoneCounter.PUNISHED));
        for (TestPlayer player : players) {
            assertEquals(ClientState.PLAYING, player.client.state());
        }
    }

    /** The zone stands still while patient clients play on; their inputs wait in the socket. That is no cheating. */
    @Test
    void aPauseOfTheZonePunishesNobody() {
        List<TestPlayer> players = restlessPlayers(2);
        for (int i = 3; i <= 4; i++) {
            TestPlayer patient = world.joinPatient(i, 8_000 * TestZone.MILLI);
            patient.hand = TestZone.restless(i);
            world.untilPlaying(patient);
            players.add(patient);
        }
        world.zonePaused = true;
        world.ticks(60 * 6);
        world.zonePaused = false;
        world.ticks(60 * 6);
        assertEquals(0, world.count(ZoneCounter.PUNISHED));
        for (TestPlayer player : players) {
            assertEquals(ClientState.PLAYING, player.client.state());
        }
        assertEquals(4, world.zone.playerCount());
    }

    private long corrections(CorrectionReason reason) {
        return world.zoneProbes.stream()
                .filter(probe -> probe.kind() == ProbeKind.CORRECTED && probe.a() == reason.ordinal())
                .count();
    }

    @Test
    void aFalseClaimIsCorrectedOnceASecondAndChangesNothing() {
        TestPlayer liar = world.join(1, batch -> batch.claimedX += 3 * 64);
        world.untilPlaying(liar);
        int x = liar.client.predicted().x;
        world.ticks(60 * 5);
        assertTrue(world.count(ZoneCounter.BAD_CLAIMS) > 60);
        long corrections = corrections(CorrectionReason.TELEPORT);
        assertTrue(corrections >= 4 && corrections <= 6, () -> corrections + " corrections in 5 s");
        assertEquals(corrections, liar.count(ClientCounter.CORRECTIONS));
        assertEquals(x, liar.client.predicted().x);
        assertEquals(0, world.count(ZoneCounter.PUNISHED));
        assertEquals(ClientState.PLAYING, liar.client.state());
    }

    @Test
    void aClaimWithinTheToleranceIsNot() {
        TestPlayer sloppy = world.join(1, batch -> batch.claimedX += 2 * 64 - 1);
        world.untilPlaying(sloppy);
        world.ticks(120);
        assertEquals(0, world.count(ZoneCounter.BAD_CLAIMS));
        assertEquals(0, world.count(ZoneCounter.CORRECTIONS));
    }

    @Test
    void impossibleButtonsAreDroppedAndCorrected() {
        LongUnaryOperator both = step -> InputWord.pack(InputFlags.FORWARD | InputFlags.BACK, 0, 0);
        TestPlayer cheat = world.join(1);
        world.untilPlaying(cheat);
        cheat.hand = both;
        world.ticks(60 * 3);
        assertTrue(world.count(ZoneCounter.INPUTS_IMPOSSIBLE) > 100);
        assertTrue(corrections(CorrectionReason.IMPOSSIBLE_FLAGS) >= 2);
        assertEquals(0, world.count(ZoneCounter.PUNISHED));
        cheat.hand = step -> TestZone.AHEAD;
        world.ticks(60 * 3);
        long wrong = wrong(cheat);
        world.ticks(60);
        assertEquals(wrong, wrong(cheat), "who plays on honestly is in step again");
    }

    @Test
    void aClockThatShowsTooLittleTimeIsCorrected() {
        TestPlayer liar = world.join(1, batch -> batch.timestampMillis = 0);
        world.untilPlaying(liar);
        world.ticks(60 * 2);
        assertTrue(world.count(ZoneCounter.BAD_TIMESTAMPS) > 5);
        assertTrue(corrections(CorrectionReason.TIMESTAMP) >= 1);
        assertEquals(ClientState.PLAYING, liar.client.state());
    }

    /** The tolerance is for all batches together: a clock a little too slow in each of them is found out as well. */
    @Test
    void aClockThatIsALittleSlowIsCorrectedInTheEnd() {
        TestPlayer liar = world.join(1, batch -> batch.timestampMillis = batch.timestampMillis * 9 / 10);
        world.untilPlaying(liar);
        world.ticks(30);
        assertEquals(0, world.count(ZoneCounter.BAD_TIMESTAMPS));
        world.ticks(60 * 3);
        assertTrue(world.count(ZoneCounter.BAD_TIMESTAMPS) > 0);
    }

    /** Each input travels twice, in batches of three new and three old ones, twenty times a second. */
    @Test
    void inputsTravelTwiceTwentyTimesASecond() {
        List<Integer> newest = new ArrayList<>();
        TestPlayer player = world.join(1, batch -> {
            assertTrue(batch.count >= 1 && batch.count <= 6, () -> batch.count + " inputs");
            newest.add(batch.newestSequence);
        });
        world.untilPlaying(player);
        player.hand = TestZone.restless(9);
        world.ticks(60 * 3);
        assertTrue(Math.abs(newest.size() - 60) <= 1, () -> newest.size() + " batches in 3 s");
        for (int i = 0; i < newest.size(); i++) {
            assertEquals(3 * (i + 1), newest.get(i));
        }
        long applied = world.count(ZoneCounter.INPUTS_APPLIED);
        long repeated = world.count(ZoneCounter.INPUTS_REPEATED);
        assertTrue(applied >= 170 && applied <= 180, () -> applied + " inputs applied");
        assertTrue(Math.abs(applied - repeated) <= 6, () -> repeated + " repeated of " + applied);
        assertEquals(0, world.count(ZoneCounter.MESSAGES_OVER_RATE));
    }

    /** One batch in three is lost, never two in a row: the repeats make up for all of it. */
    @Test
    void aLostBatchCostsNothing() {
        int[] batches = {0};
        TestPlayer player = world.join(1, batch -> {
            if (++batches[0] % 3 == 0) {
                // As good as lost: it says again what the one before said.
                batch.count = Math.max(1, batch.count - 3);
                batch.newestSequence -= batch.count == 1 ? 0 : 3;
            }
        });
        world.untilPlaying(player);
        player.hand = step -> TestZone.AHEAD;
        world.ticks(60 * 3);
        assertEquals(0, world.count(ZoneCounter.INPUTS_LOST));
        assertEquals(0, wrong(player));
    }

    private int metresIn(TestPlayer player, int ticks) {
        int from = player.client.predicted().z;
        world.ticks(ticks);
        return Math.abs(player.client.predicted().z - from) / FixedPoint.ONE;
    }

    @Test
    void twiceTheInputsMoveNoFasterAndAreProvenInSeconds() {
        // Its clock runs twice as fast too, so that it looks consistent.
        TestPlayer hacker = world.join(1);
        world.untilPlaying(hacker);
        hacker.hand = step -> TestZone.AHEAD;
        TestPlayer fast = world.join(2, batch -> batch.timestampMillis = batch.timestampMillis * 2 & 0xFFFF);
        world.untilPlaying(fast);
        fast.hand = step -> TestZone.AHEAD;
        fast.stepsPerTick = 2;
        int tick = 0;
        while (world.count(ZoneCounter.PUNISHED) == 0) {
            world.tick();
            tick++;
            int now = tick;
            assertTrue(now < 60 * 8, "not proven in 8 s");
        }
        int proven = tick;
        assertTrue(proven > 60, () -> "proven within " + proven + " ticks: that may still have been delay");
        assertTrue(world.count(ZoneCounter.INPUTS_OVER_RATE) > 0);
        assertTrue(corrections(CorrectionReason.INPUT_RATE) > 0);
        List<Probe> punished = world.zoneProbes.stream()
                .filter(probe -> probe.kind() == ProbeKind.PUNISHED)
                .toList();
        assertEquals(2, punished.get(0).player());
        assertEquals(1, punished.size());
        assertTrue(world.zoneProbes.stream()
                .anyMatch(probe -> probe.kind() == ProbeKind.SESSION_CLOSED
                        && SessionColumn.number(probe.a()) == GameCloseReason.CHEATING));
        assertEquals(ClientState.PLAYING, hacker.client.state());
        assertTrue(metresIn(hacker, 60) >= 5);
    }

    @Test
    void noSecondMovesACheatFartherThanTheRulesAllow() {
        TestPlayer fast = world.join(1, batch -> batch.timestampMillis = batch.timestampMillis * 2 & 0xFFFF);
        world.untilPlaying(fast);
        fast.hand = step -> TestZone.AHEAD;
        fast.stepsPerTick = 2;
        world.ticks(60 * 3);
        List<Probe> positions = world.zoneProbes.stream()
                .filter(probe -> probe.kind() == ProbeKind.POSITION && probe.player() == 1)
                .toList();
        long most = (60L + InputGate.BANK) * TestZone.RULES.maxStepPerTick();
        int perSecond = 60 / MovementPhase.POSITION_PROBE_TICKS;
        assertTrue(positions.size() > perSecond);
        for (int i = perSecond; i < positions.size(); i++) {
            long went =
                    Math.abs(positions.get(i).b() - positions.get(i - perSecond).b());
            assertTrue(went <= most, () -> went + " in a second");
        }
    }

    @Test
    void anHonestFloodOfBatchesIsLimitedAndForgiven() {
        TestPlayer player = world.join(1);
        world.untilPlaying(player);
        player.paused = true;
        world.ticks(40);
        player.paused = false;
        world.ticks(60 * 2);
        assertEquals(ClientState.PLAYING, player.client.state());
        assertEquals(0, world.count(ZoneCounter.PUNISHED));
    }

    @Test
    void equalSeedsGiveEqualBytes() {
        long[] hashes = new long[2];
        for (int run = 0; run < 2; run++) {
            world = new TestZone(77);
            world.lossPartsPerMillion = 50_000;
            world.jitterNanos = 20 * TestZone.MILLI;
            List<TestPlayer> players = restlessPlayers(5);
            world.ticks(200);
            hashes[run] = world.zone.stateHash();
            for (TestPlayer player : players) {
                hashes[run] = hashes[run] * 31 + player.client.stateHash();
            }
        }
        assertEquals(hashes[0], hashes[1]);
    }
}
