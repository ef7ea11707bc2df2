package io.darkages.engine.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.client.BatchTamper;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.input.InputBatch;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.zone.TestZone.TestPlayer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that tell of inputs which they never made, to be quicker than the rules or to be judged at another time. */
class HostileFighterTest {

    private final Arena arena = new Arena(Arena.PLAIN);

    /** Leaves out the numbers of a whole cooldown in every other batch, as if those inputs had been lost. */
    private static final class Skipper implements BatchTamper {

        private static final int SKIPPED = 34;
        private boolean active;
        private int batches;
        private int offset;

        @Override
        public void tamper(InputBatch batch) {
            if (active && batches++ % 2 == 0 && offset < 4 * SKIPPED) {
                offset += SKIPPED;
            }
            batch.newestSequence += offset;
            batch.timestampMillis = batch.timestampMillis + offset * 1_000 / 60 & 0xFFFF;
            for (int i = 0; i < batch.attackCount; i++) {
                batch.attacks[i].sequence += offset;
            }
        }
    }

    @Test
    void whoLeavesNumbersOutIsNoQuicker() {
        Skipper skipper = new Skipper();
        TestPlayer left = arena.join(20, Arena.EAST, 0, skipper);
        TestPlayer right = arena.join(21, Arena.WEST);
        arena.settle();
        skipper.active = true;
        for (int i = 0; i < 30; i++) {
            arena.strike(left, right, AttackKind.MELEE);
            arena.world.tick();
        }
        arena.world.ticks(10);
        assertTrue(skipper.offset > 100, "it did skip");
        // One at once, and one at the end of the half second.
        assertTrue(arena.count(ZoneCounter.ATTACKS_HIT) <= 2, () -> arena.outcomes()
                .toString());
        assertEquals(0, arena.count(ZoneCounter.PUNISHED));
    }

    /** It goes on at the rule's pace and no faster, however it numbers. */
    @Test
    void theRulesPaceIsAllowed() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST, InputFlags.BLOCK, BatchTamper.NONE);
        arena.settle();
        for (int i = 0; i < 10; i++) {
            arena.strike(left, right, AttackKind.MELEE);
            arena.world.ticks(30);
        }
        arena.world.ticks(10);
        assertEquals(10, arena.count(ZoneCounter.ATTACKS_HIT));
    }

    @Test
    void aBatchThatIsRefusedForItsClockLeavesNoTrace() {
        boolean[] active = {false};
        TestPlayer left = arena.join(20, Arena.EAST, 0, batch -> batch.newestSequence += active[0] ? 40 : 0);
        TestPlayer right = arena.join(21, Arena.WEST);
        arena.settle();
        active[0] = true;
        arena.world.ticks(3);
        active[0] = false;
        arena.strike(left, right, AttackKind.MELEE);
        arena.world.ticks(30);
        assertEquals(1, arena.count(ZoneCounter.BAD_TIMESTAMPS));
        assertEquals(List.of(AttackOutcome.HIT), arena.outcomes());
    }

    @Test
    void whoLeavesAndComesAnewIsNoBetterOff() {
        TestPlayer left = arena.join(20, Arena.EAST);
        TestPlayer right = arena.join(21, Arena.WEST);
        arena.settle();
        for (int i = 0; i < 5; i++) {
            arena.blow(left, right);
        }
        assertEquals(1, arena.count(ZoneCounter.DEATHS));
        right.client.leave(arena.world.now);
        arena.world.ticks(10);
        assertEquals(0, arena.count(ZoneCounter.LEFT), "its body stays");
        TestPlayer again = arena.join(21, Arena.WEST);
        arena.world.ticks(30);
        assertFalse(again.client.feedback().isAlive());
        assertEquals(0, arena.count(ZoneCounter.RESPAWNS));
        left.client.leave(arena.world.now);
        arena.world.ticks(10);
        assertEquals(1, arena.count(ZoneCounter.LEFT), "nobody hurt it");
    }
}
