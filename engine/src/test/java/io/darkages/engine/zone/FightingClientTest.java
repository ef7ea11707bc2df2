package io.darkages.engine.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.client.ClientCounter;
import io.darkages.engine.client.FeedbackText;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.input.InputBatch;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.port.Measurement;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.zone.TestZone.Probe;
import io.darkages.engine.zone.TestZone.TestPlayer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client that fights sends, measures and shows, against a real zone 20 ms away. */
class FightingClientTest {

    private static final int BYTES_UP_PER_SECOND = 2_048;

    private final Arena arena = new Arena(Arena.PLAIN);
    private boolean liesAfterReturn;
    private final Map<Measurement, List<Long>> measured = new EnumMap<>(Measurement.class);

    FightingClientTest() {
        arena.world.clientMeasurements = (measurement, value) ->
                measured.computeIfAbsent(measurement, key -> new ArrayList<>()).add(value);
    }

    @Test
    void hitsAreConfirmedAndShown() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST);
        arena.settle();
        long start = arena.world.now;
        arena.strike(left, right, AttackKind.MELEE);
        int ticks = 0;
        while (!measured.containsKey(Measurement.HIT_CONFIRM)) {
            arena.world.tick();
            ticks++;
            assertTrue(ticks < 30, "no confirmation");
        }
        long confirmed = measured.get(Measurement.HIT_CONFIRM).get(0);
        assertTrue(confirmed >= 40_000_000L && confirmed <= arena.world.now - start, "after " + confirmed + " ns");
        arena.world.ticks(5);
        assertEquals(List.of(0L), measured.get(Measurement.BEHIND_COVER), "in the open");
        StringBuilder shown = new StringBuilder();
        FeedbackText.append(left.client.feedback(), arena.world.now, shown);
        FeedbackText.append(right.client.feedback(), arena.world.now, shown.append(" / "));
        assertEquals(
                "[##########] 100 | hit " + right.client.entity() + " -20 / [########--] 80 | *** hurt by "
                        + left.client.entity() + " -20",
                shown.toString());
        assertEquals(29 - ticks - 5 + 1, left.client.cooldownSteps());
    }

    /** Each attack goes with its input in two batches at least, so that the loss of one costs nothing. */
    @Test
    void aLostBatchLosesNoAttack() {
        int[] batches = new int[1];
        TestPlayer left = arena.join(20, Arena.EAST, 0, batch -> {
            batches[0]++;
            if (batches[0] % 3 == 0) {
                forget(batch);
            }
        });
        TestPlayer right = arena.join(21, Arena.WEST);
        arena.settle();
        for (int i = 0; i < 4; i++) {
            arena.blow(left, right);
        }
        assertEquals(4, arena.attacks());
        assertEquals(AttackOutcome.HIT, arena.lastOutcome());
    }

    /** A return to life is a placement: several metres, and no correction by anybody. */
    @Test
    void comingBackElsewhereCorrectsNothing() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST, 0, batch -> {
            if (liesAfterReturn && arena.count(ZoneCounter.RESPAWNS) > 0) {
                // As if it were where it died.
                batch.claimedX += 20 << 6;
            }
        });
        arena.settle();
        left.hand = step -> InputWord.pack(InputFlags.FORWARD, 0, 0);
        right.hand = left.hand;
        arena.world.ticks(90);
        left.hand = step -> InputWord.pack(0, Arena.EAST, 0);
        right.hand = step -> InputWord.pack(0, Arena.WEST, 0);
        arena.world.ticks(30);
        measured.clear();
        int diedAt = right.client.predicted().z;
        while (arena.count(ZoneCounter.DEATHS) == 0) {
            arena.blow(left, right);
        }
        liesAfterReturn = true;
        while (arena.count(ZoneCounter.RESPAWNS) == 0) {
            arena.world.tick();
        }
        arena.world.ticks(Intake.RETURN_TICKS - 30);
        long metres = Math.abs(right.client.predicted().z - diedAt) >> 16;
        assertTrue(metres >= 3, "came back " + metres + " m off");
        assertTrue(measured.get(Measurement.CORRECTION_SIZE).size() > 100);
        assertEquals(
                0L,
                measured.get(Measurement.CORRECTION_SIZE).stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElseThrow());
        assertEquals(0, arena.count(ZoneCounter.BAD_CLAIMS), "it may not have been told yet");
        arena.world.ticks(60);
        assertTrue(arena.count(ZoneCounter.BAD_CLAIMS) > 0, "now it must know");
    }

    /** As if it had not come, but for the inputs' being repeated later. */
    private static void forget(InputBatch batch) {
        batch.attackCount = 0;
        batch.count = 1;
        batch.newestSequence -= 5;
    }

    @Test
    void whoAimsStrikesAndTurnsKeepsToTheByteRate() {
        TestPlayer runner = arena.join(20, Arena.EAST);
        TestPlayer target = arena.join(21, Arena.WEST);
        arena.settle();
        runner.hand = step -> InputWord.pack(
                InputFlags.FORWARD | (step % 40 < 20 ? InputFlags.LEFT : InputFlags.RIGHT),
                (int) (step * 273 + step * step % 97),
                (int) (-500 - step * 7 % 31));
        int[] bytes = new int[600];
        int seen = arena.world.clientProbes.size();
        for (int tick = 0; tick < bytes.length; tick++) {
            runner.client.aimAt(target.client.entity());
            if (runner.client.cooldownSteps() == 0) {
                runner.client.strike(AttackKind.RANGED);
            }
            arena.world.tick();
            for (; seen < arena.world.clientProbes.size(); seen++) {
                Probe probe = arena.world.clientProbes.get(seen);
                if (probe.kind() == ProbeKind.DATAGRAM_SENT && probe.player() == 20) {
                    bytes[tick] += (int) probe.a();
                }
            }
        }
        int most = 0;
        for (int from = 0; from + 60 <= bytes.length; from++) {
            int sum = 0;
            for (int tick = from; tick < from + 60; tick++) {
                sum += bytes[tick];
            }
            most = Math.max(most, sum);
        }
        assertTrue(most > 0 && most <= BYTES_UP_PER_SECOND, most + " B in a second");
        assertEquals(20, runner.client.counters().count(ClientCounter.ATTACKS));
        assertEquals(20, arena.attacks());
    }
}
