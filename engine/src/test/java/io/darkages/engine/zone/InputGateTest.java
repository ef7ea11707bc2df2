package io.darkages.engine.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.backplane.PlayerImage;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.zone.InputGate.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class InputGateTest {

    private final InputGate gate = new InputGate();
    private final List<Integer> taken = new ArrayList<>();

    /** One tick as the movement phase plays it; returns the steps taken. */
    private int tick(int elapsed) {
        gate.refill(elapsed);
        gate.skipMissing();
        gate.dropExcess();
        int quota = gate.quota(elapsed);
        int steps = 0;
        while (steps < quota && gate.ready()) {
            int sequence = gate.next();
            assertEquals(word(sequence), gate.take());
            taken.add(sequence);
            steps++;
        }
        return steps;
    }

    private static long word(int sequence) {
        return sequence * 31L + 7;
    }

    private Verdict offer(int sequence) {
        return gate.offer(sequence, word(sequence));
    }

    @Test
    void inOrderAndOnce() {
        gate.reset(1, 0);
        assertEquals(0, gate.lastProcessed());
        for (int i = 1; i <= 60; i++) {
            assertEquals(Verdict.ACCEPTED, offer(i));
            assertEquals(Verdict.REPEATED, offer(i));
            assertEquals(1, tick(1));
            assertEquals(i, gate.lastProcessed());
            assertEquals(Verdict.REPEATED, offer(i));
        }
        assertEquals(0, tick(1));
        assertEquals(60, taken.size());
    }

    @Test
    void aGapIsWaitedForAndThenSkipped() {
        gate.reset(1, 0);
        offer(1);
        assertEquals(1, tick(1));
        offer(3);
        offer(4);
        for (int i = 1; i < InputGate.GAP_WAIT_TICKS; i++) {
            assertEquals(0, tick(1), "tick " + i);
        }
        assertEquals(1, tick(1));
        assertEquals(List.of(1, 3), taken);
        assertEquals(Verdict.REPEATED, offer(2), "too late: it was skipped");
    }

    @Test
    void aRepeatThatComesInTimeFillsTheGap() {
        gate.reset(1, 0);
        offer(2);
        for (int i = 0; i < InputGate.GAP_WAIT_TICKS - 2; i++) {
            tick(1);
        }
        offer(1);
        tick(1);
        tick(1);
        assertEquals(List.of(1, 2), taken);
    }

    @Test
    void aBacklogIsWorkedOffAtTwoATick() {
        gate.reset(1, 0);
        for (int i = 1; i <= 20; i++) {
            offer(i);
        }
        assertEquals(20, gate.backlog());
        int ticks = 0;
        while (gate.backlog() > 4) {
            assertEquals(2, tick(1));
            ticks++;
        }
        assertEquals(8, ticks);
        assertEquals(1, tick(1));
        assertEquals(20, gate.peakBacklog());
    }

    /** The credit works off 14 of 25 inputs that come late: who made them is behind by 11 for a second, and not for ever. */
    @Test
    void whatTheCreditCannotWorkOffIsWorkedOffASecondLater() {
        gate.reset(1, 0);
        for (int i = 1; i <= 25; i++) {
            assertEquals(0, tick(1));
        }
        int made = 0;
        while (made < 25) {
            offer(++made);
        }
        play(made, 60);
        assertEquals(11, gate.backlog(), "in that second the credit is all there is");
        play(made + 60, 60);
        assertTrue(gate.backlog() <= 4, () -> "still " + gate.backlog() + " behind");
        assertEquals(made + 120 - gate.backlog(), taken.size(), "nothing was left out");
    }

    /** As one whom two zones had in hand for half a second. */
    @Test
    void whoStoodStillIsNotBehindForEver() {
        gate.reset(1, 0);
        int made = 0;
        while (made < 30) {
            offer(++made);
        }
        gate.settle();
        gate.stood(30);
        play(made, 150);
        assertTrue(gate.backlog() <= 4, () -> "still " + gate.backlog() + " behind");
        assertEquals(made + 150 - gate.backlog(), taken.size(), "nothing was left out");
    }

    /** As one who comes from elsewhere: nothing of what was made meanwhile stays behind. */
    @Test
    void whoWasPassedOnIsBehindByNothing() {
        PlayerImage.Inputs image = new PlayerImage().inputs;
        gate.reset(1, 0);
        gate.save(image, 0);
        gate.restore(image, 0);
        int made = 0;
        while (made < 25) {
            offer(++made);
        }
        gate.settle();
        gate.stood(15);
        play(made, 150);
        assertTrue(gate.backlog() <= 1, () -> "still " + gate.backlog() + " behind");
        assertEquals(made + 150 - gate.backlog(), taken.size(), "nothing was left out");
    }

    /** As where the zone stood still for long just when a player came: its client has not sent the rest again yet. */
    @Test
    void whatIsMissingWhenTheZoneWakesIsWaitedFor() {
        gate.reset(1, 0);
        gate.settle();
        offer(40);
        assertEquals(0, tick(45));
        for (int sequence = 1; sequence < 40; sequence++) {
            offer(sequence);
        }
        play(40, 150);
        assertEquals(190 - gate.backlog(), taken.size(), "nothing was left out");
    }

    /** An input in each tick, and no more. */
    private void play(int newest, int ticks) {
        for (int i = 1; i <= ticks; i++) {
            offer(newest + i);
            tick(1);
        }
    }

    @Test
    void aBacklogThatIsTooLongIsCut() {
        gate.reset(1, 0);
        for (int i = 1; i <= InputGate.MAX_BACKLOG; i++) {
            offer(i);
        }
        assertEquals(0, gate.dropExcess());
        offer(InputGate.MAX_BACKLOG + 1);
        assertEquals(InputGate.MAX_BACKLOG + 1 - 4, gate.dropExcess());
        assertEquals(4, gate.backlog());
        assertEquals(0, gate.dropExcess());
        tick(1);
        assertEquals(InputGate.MAX_BACKLOG + 1 - 4 + 1, taken.get(0));
    }

    @Test
    void tooFarAheadIsToldAndSkippedTo() {
        gate.reset(1, 0);
        assertEquals(Verdict.TOO_FAR_AHEAD, offer(1 + InputGate.CAPACITY));
        assertEquals(Verdict.ACCEPTED, offer(InputGate.CAPACITY));
        assertEquals(500, gate.skipTo(501));
        assertEquals(Verdict.ACCEPTED, offer(501));
        assertEquals(1, tick(1));
        assertEquals(List.of(501), taken);
        assertEquals(Verdict.REPEATED, offer(InputGate.CAPACITY));
    }

    /** Whatever arrives whenever: order, once, the words that were sent, and never more than the bank allows. */
    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void noSecondHasMoreStepsThanItsTicksAndTheBank(@ForAll long seed, @ForAll int first) {
        RandomStream draws = new Randomness(seed).stream("arrivals");
        gate.reset(first, 0);
        taken.clear();
        List<Integer> stepsOfTick = new ArrayList<>();
        int newest = first - 1;
        int pace = 1 + draws.nextInt(4);
        int pause = draws.nextInt(60);
        for (int tick = 1; tick <= 900; tick++) {
            if (draws.nextInt(200) < pause) {
                pace = draws.nextInt(8);
            }
            for (int i = 0; i < pace; i++) {
                newest += draws.nextInt(30) == 0 ? 1 + draws.nextInt(20) : 1;
                int sequence = draws.nextInt(10) == 0 ? newest - draws.nextInt(40) : newest;
                if (offer(sequence) == Verdict.TOO_FAR_AHEAD) {
                    gate.skipTo(sequence);
                    assertEquals(Verdict.ACCEPTED, offer(sequence));
                }
            }
            int elapsed = draws.nextInt(30) == 0 ? 1 + draws.nextInt(10) : 1;
            for (int i = 1; i < elapsed; i++) {
                stepsOfTick.add(0);
            }
            stepsOfTick.add(tick(elapsed));
            assertTrue(gate.backlog() >= 0 && gate.backlog() <= InputGate.CAPACITY);
        }
        for (int i = 1; i < taken.size(); i++) {
            assertTrue(taken.get(i) - taken.get(i - 1) > 0, "an input twice or out of order");
        }
        int window = 0;
        for (int i = 0; i < stepsOfTick.size(); i++) {
            window += stepsOfTick.get(i) - (i >= 60 ? stepsOfTick.get(i - 60) : 0);
            int sum = window;
            assertTrue(sum <= 60 + InputGate.BANK, () -> sum + " steps in a second");
        }
        assertTrue(taken.size() > 100);
    }

    /** A client 500 ppm fast, its batches delayed by up to 2 s and lost by the dozen, is never taken for a cheat. */
    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void nobodyHonestCheats(@ForAll long seed, @ForAll @IntRange(min = -500, max = 500) int partsPerMillion) {
        RandomStream draws = new Randomness(seed).stream("honest");
        gate.reset(1, 0);
        Map<Integer, List<Integer>> arrivals = new HashMap<>();
        int ticks = 60 * 120;
        long made = 0;
        int loss = draws.nextInt(400_000);
        for (int tick = 1; tick <= ticks; tick++) {
            long should = tick * (1_000_000L + partsPerMillion) / 1_000_000;
            boolean due = false;
            while (made < should) {
                made++;
                due |= made % 3 == 0;
            }
            if (due && !draws.chance(loss)) {
                int late = draws.nextInt(4) == 0 ? draws.nextInt(121) : 2;
                arrivals.computeIfAbsent(tick + late, key -> new ArrayList<>()).add((int) made);
            }
            for (int newest : arrivals.getOrDefault(tick, List.of())) {
                for (int sequence = newest - 5; sequence <= newest; sequence++) {
                    if (offer(sequence) == Verdict.TOO_FAR_AHEAD) {
                        gate.skipTo(sequence);
                        offer(sequence);
                    }
                    assertFalse(gate.cheats(sequence, tick), "an honest client at " + tick);
                }
            }
            tick(1);
        }
    }

    /** The clock runs from the session's start, not from the first input that got through. */
    @Test
    void inputsThatWereAllHeldUpAreNoCheating() {
        gate.reset(1, 100);
        assertFalse(gate.cheats(600, 700));
        assertFalse(gate.cheats(600 + InputGate.PROOF, 700));
        assertTrue(gate.cheats(602 + InputGate.PROOF, 700));
    }

    @Test
    void twiceTheSpeedIsProvenInSeconds() {
        gate.reset(1, 0);
        int sequence = 0;
        int tick = 0;
        boolean proven = false;
        while (!proven) {
            tick++;
            for (int i = 0; i < 2; i++) {
                sequence++;
                if (offer(sequence) == Verdict.TOO_FAR_AHEAD) {
                    gate.skipTo(sequence);
                }
                proven |= gate.cheats(sequence, tick);
            }
            tick(1);
            assertTrue(tick < 60 * 4, "not proven in 4 s");
        }
        assertTrue(tick > InputGate.PROOF / 2);
    }

    @Test
    void aTenthFasterIsProvenInHalfAMinute() {
        gate.reset(1, 0);
        int tick = 0;
        while (!gate.cheats((tick * 66 + 59) / 60, tick)) {
            tick++;
            offer((tick * 66 + 59) / 60);
            assertTrue(tick < 60 * 30);
        }
    }

    @Test
    void sequencesWrap() {
        gate.reset(Integer.MAX_VALUE - 20, 0);
        int sequence = Integer.MAX_VALUE - 20;
        for (int i = 0; i < 100; i++, sequence++) {
            assertEquals(Verdict.ACCEPTED, offer(sequence));
            assertEquals(Verdict.REPEATED, offer(sequence - 1 - i % 30));
            assertEquals(1, tick(1));
            assertFalse(gate.cheats(sequence, i));
        }
        assertEquals(100, taken.size());
        assertTrue(gate.lastProcessed() < 0);
    }

    @Test
    void aNewSessionBeginsAnewButBringsNoCredit() {
        gate.reset(1, 0);
        for (int i = 1; i <= 30; i++) {
            offer(i);
        }
        int steps = 0;
        while (gate.ready()) {
            gate.take();
            steps++;
        }
        assertEquals(InputGate.BANK, steps);
        gate.reset(1, 0);
        offer(1);
        assertFalse(gate.ready());
        gate.refill(1);
        assertTrue(gate.ready());
        assertEquals(1, gate.backlog());
    }
}
