package io.darkages.engine.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.Movement;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class PredictionTest {

    private static final MovementRules RULES = MovementRules.standard();
    private static final Obstacles OBSTACLES = Obstacles.builder()
            .boxMillimetres(-20_000, 10_000, 20_000, 11_000, 0, 3_000)
            .cylinderMillimetres(0, -12_000, 4_000, 0, 1_000)
            .build();
    private static final long AHEAD = InputWord.pack(InputFlags.FORWARD, 0, 0);

    private final Prediction prediction = new Prediction(RULES, OBSTACLES);
    private final MotionState server = new MotionState();

    private void serverStep(long input) {
        Movement.step(server, input, RULES, OBSTACLES);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void predictionIsTheServersStateWhateverTheDelay(@ForAll long seed, @ForAll int firstSequence) {
        RandomStream draws = new Randomness(seed).stream("predict");
        server.place(0, 0, 0);
        prediction.start(firstSequence, server);
        MotionState truth = new MotionState().copyFrom(server);
        int delay = 1 + draws.nextInt(100);
        int acknowledged = firstSequence;
        for (int i = 0; i < 500; i++) {
            long input = InputWord.pack(draws.nextInt(64), draws.nextInt(65_536), 16_384 - draws.nextInt(32_769));
            int sequence = prediction.apply(input, i * 7L);
            assertEquals(firstSequence + 1 + i, sequence);
            Movement.step(truth, input, RULES, OBSTACLES);
            assertEquals(truth.digest(), prediction.predicted().digest());
            assertEquals(truth.digest(), prediction.digestAt(sequence));
            assertEquals(i * 7L, prediction.madeAtNanos(sequence));
            if (prediction.unacknowledged() > delay) {
                acknowledged += 1 + draws.nextInt(delay);
                while (true) {
                    int next = prediction.newestSequence() - prediction.unacknowledged() + 1;
                    if (next - acknowledged > 0) {
                        break;
                    }
                    serverStep(prediction.inputAt(next));
                    long predicted = prediction.digestAt(next);
                    assertEquals(server.digest(), predicted);
                    assertEquals(Reconciliation.EXACT, prediction.reconcile(next, server));
                }
                assertFalse(prediction.holds(acknowledged));
                assertEquals(0, prediction.errorMicrometres());
            }
        }
        assertEquals(0, prediction.lostInputs());
    }

    @Test
    void aStateWhoseNextInputsAreForgottenIsNoReasonToReplay() {
        server.place(0, 0, 0);
        prediction.start(0, server);
        MotionState truth = new MotionState().copyFrom(server);
        for (int i = 1; i <= Prediction.CAPACITY + 5; i++) {
            prediction.apply(AHEAD, i);
            Movement.step(truth, AHEAD, RULES, OBSTACLES);
        }
        assertEquals(5, prediction.lostInputs());
        serverStep(AHEAD);
        serverStep(AHEAD);
        // The server has the inputs that follow: it is only the client that can't replay them.
        assertEquals(Reconciliation.IGNORED, prediction.reconcile(2, server));
        assertEquals(truth.digest(), prediction.predicted().digest());
        for (int i = 3; i <= 60; i++) {
            serverStep(AHEAD);
        }
        assertEquals(server.digest(), prediction.digestAt(60));
        assertEquals(Reconciliation.EXACT, prediction.reconcile(60, server));
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void afterACorrectionThePredictionIsTheServersOwnFuture(@ForAll long seed) {
        RandomStream draws = new Randomness(seed).stream("correct");
        server.place(0, 0, 0);
        prediction.start(0, server);
        int held = 1 + draws.nextInt(Prediction.CAPACITY);
        long[] inputs = new long[held + 1];
        for (int i = 1; i <= held; i++) {
            inputs[i] = InputWord.pack(draws.nextInt(64), draws.nextInt(65_536), 0);
            prediction.apply(inputs[i], i);
        }
        int acknowledged = 1 + draws.nextInt(held);
        for (int i = 1; i <= acknowledged; i++) {
            serverStep(inputs[i]);
        }
        // One field at a time, so that a comparison that forgets one is noticed.
        int error = (int) draws.between(-3 * FixedPoint.ONE, 3 * FixedPoint.ONE) | 1;
        switch (draws.nextInt(6)) {
            case 0 -> server.x += error;
            case 1 -> server.y += Math.abs(error);
            case 2 -> server.z += error;
            case 3 -> server.vx += error;
            case 4 -> server.vy += Math.abs(error);
            default -> server.vz += error;
        }
        prediction.reconcile(acknowledged, server);
        assertEquals(held - acknowledged, prediction.unacknowledged());
        for (int i = acknowledged + 1; i <= held; i++) {
            serverStep(inputs[i]);
            assertEquals(server.digest(), prediction.digestAt(i));
        }
        assertEquals(server.digest(), prediction.predicted().digest());
    }

    @Test
    void smallErrorsAreNotSoftened() {
        startAndRun(30);
        server.x += FixedPoint.ONE / 20;
        assertEquals(Reconciliation.IGNORED, prediction.reconcile(10, server));
        assertEquals(FixedPoint.toMicrometres(FixedPoint.ONE / 20), prediction.errorMicrometres());
        assertEquals(prediction.predicted().x, prediction.drawnX());
    }

    @Test
    void middlingErrorsGlide() {
        startAndRun(30);
        int drawnBefore = prediction.drawnX();
        server.x += FixedPoint.ONE;
        assertEquals(Reconciliation.SMOOTHED, prediction.reconcile(10, server));
        assertEquals(1_000_000, prediction.errorMicrometres());
        assertEquals(drawnBefore, prediction.drawnX());
        assertEquals(drawnBefore + FixedPoint.ONE, prediction.predicted().x);
        int left = FixedPoint.ONE;
        int steps = 0;
        while (prediction.drawnX() != prediction.predicted().x) {
            prediction.apply(AHEAD, 0);
            int offset = prediction.predicted().x - prediction.drawnX();
            assertTrue(offset < left, "offset " + offset + " was " + left);
            left = offset;
            steps++;
        }
        assertTrue(steps > 10 && steps < 70, "steps " + steps);
    }

    @Test
    void largeErrorsAndSumsOfErrorsSnap() {
        startAndRun(30);
        server.x += 3 * FixedPoint.ONE;
        assertEquals(Reconciliation.SNAPPED, prediction.reconcile(10, server));
        assertEquals(prediction.predicted().x, prediction.drawnX());
        server.x += 3 * FixedPoint.HALF;
        assertEquals(Reconciliation.SMOOTHED, prediction.reconcile(10, server));
        server.x += 3 * FixedPoint.HALF;
        assertEquals(Reconciliation.SNAPPED, prediction.reconcile(10, server));
        assertEquals(prediction.predicted().x, prediction.drawnX());
    }

    @Test
    void whatIsDrawnDecidesNotWhereTheErrorWas() {
        // The server's error is 3 m before the wall; the replay ends at the wall both times.
        server.place(0, 0, FixedPoint.fromMillimetres(5_000));
        prediction.start(0, server);
        for (int i = 0; i < 100; i++) {
            prediction.apply(AHEAD, 0);
        }
        assertEquals(FixedPoint.fromMillimetres(9_500), prediction.predicted().z);
        serverStep(AHEAD);
        server.z -= 3 * FixedPoint.ONE;
        assertEquals(Reconciliation.IGNORED, prediction.reconcile(1, server));
        assertEquals(3_000_000, prediction.errorMicrometres());
        assertEquals(0, prediction.drawnErrorMicrometres());
    }

    @Test
    void staleAndImpossibleAcknowledgementsAreIgnored() {
        startAndRun(30);
        assertEquals(Reconciliation.EXACT, prediction.reconcile(10, server));
        long before = prediction.predicted().digest();
        server.x += 5 * FixedPoint.ONE;
        assertEquals(Reconciliation.STALE, prediction.reconcile(9, server));
        assertEquals(Reconciliation.STALE, prediction.reconcile(31, server));
        assertEquals(Reconciliation.STALE, prediction.reconcile(10 + Integer.MIN_VALUE, server));
        assertEquals(3, prediction.staleAcknowledgements());
        assertEquals(before, prediction.predicted().digest());
        assertEquals(20, prediction.unacknowledged());
        assertEquals(Reconciliation.SNAPPED, prediction.reconcile(10, server));
        assertNotEquals(before, prediction.predicted().digest());
    }

    @Test
    void aFullRingLosesItsOldestAndStillReconciles() {
        server.place(0, 0, 0);
        prediction.start(0, server);
        for (int i = 0; i < Prediction.CAPACITY + 5; i++) {
            prediction.apply(AHEAD, i);
        }
        assertEquals(5, prediction.lostInputs());
        assertEquals(Prediction.CAPACITY, prediction.unacknowledged());
        assertEquals(Prediction.CAPACITY, prediction.mostUnacknowledged());
        assertFalse(prediction.holds(5));
        assertTrue(prediction.holds(6));
        assertThrows(IllegalArgumentException.class, () -> prediction.digestAt(5));
        assertThrows(IllegalArgumentException.class, () -> prediction.madeAtNanos(Prediction.CAPACITY + 6));
        for (int i = 0; i < 5; i++) {
            serverStep(AHEAD);
        }
        // The state after a lost input is unknown, but the replay from it ends where it should.
        assertEquals(Reconciliation.IGNORED, prediction.reconcile(5, server));
        assertEquals(0, prediction.errorMicrometres());
        for (int i = 5; i < Prediction.CAPACITY + 5; i++) {
            serverStep(AHEAD);
        }
        assertEquals(Reconciliation.EXACT, prediction.reconcile(Prediction.CAPACITY + 5, server));
        assertEquals(0, prediction.unacknowledged());
    }

    @Test
    void aRingThatGrowsKeepsWhatItHoldsWhereverItBegins() {
        for (int acknowledged = 0; acknowledged < 16; acknowledged++) {
            Prediction growing = new Prediction(RULES, OBSTACLES);
            server.place(0, 0, 0);
            growing.start(0, server);
            for (int i = 1; i <= acknowledged; i++) {
                growing.apply(AHEAD, i);
                serverStep(AHEAD);
                assertEquals(Reconciliation.EXACT, growing.reconcile(i, server));
            }
            int newest = acknowledged + Prediction.CAPACITY;
            for (int i = acknowledged + 1; i <= newest; i++) {
                growing.apply(InputWord.pack(i & 63, 100 * i, 0), i);
            }
            assertEquals(Prediction.CAPACITY, growing.unacknowledged());
            for (int i = acknowledged + 1; i <= newest; i++) {
                serverStep(InputWord.pack(i & 63, 100 * i, 0));
                assertEquals(i, growing.madeAtNanos(i));
                assertEquals(server.digest(), growing.digestAt(i));
            }
            assertEquals(0, growing.lostInputs());
        }
    }

    /** The server is 10 inputs along, the client {@code inputs}. */
    private void startAndRun(int inputs) {
        server.place(0, 0, 0);
        prediction.start(0, server);
        for (int i = 0; i < inputs; i++) {
            prediction.apply(AHEAD, i);
        }
        for (int i = 0; i < 10; i++) {
            serverStep(AHEAD);
        }
    }

    @Test
    void theDeadOnlyLookAround() {
        server.place(0, 0, 0);
        prediction.start(0, server);
        for (int i = 0; i < 10; i++) {
            prediction.apply(AHEAD, i);
        }
        // It died after input 4, and is told after input 10.
        for (int i = 0; i < 4; i++) {
            serverStep(AHEAD);
        }
        prediction.resting(true);
        long turned = InputWord.pack(InputFlags.FORWARD | InputFlags.JUMP, 9_000, 77);
        prediction.apply(turned, 11);
        for (int i = 0; i < 3; i++) {
            Movement.rest(server, AHEAD);
        }
        assertNotEquals(Reconciliation.EXACT, prediction.reconcile(7, server));
        int x = server.x;
        int z = server.z;
        for (int i = 0; i < 3; i++) {
            Movement.rest(server, AHEAD);
        }
        Movement.rest(server, turned);
        assertEquals(x, server.x);
        assertEquals(z, server.z);
        assertEquals(0, server.vz);
        assertEquals(9_000, server.yaw);
        assertEquals(server.digest(), prediction.predicted().digest());
        assertEquals(Reconciliation.EXACT, prediction.reconcile(11, server));
        prediction.resting(false);
        prediction.apply(turned, 12);
        serverStep(turned);
        assertTrue(server.vz > 0);
        assertEquals(Reconciliation.EXACT, prediction.reconcile(12, server));
    }

    @Test
    void whoBlocksWalksAndDoesNotSprint() {
        MotionState walking = new MotionState();
        for (int i = 0; i < 60; i++) {
            serverStep(InputWord.pack(InputFlags.FORWARD | InputFlags.SPRINT | InputFlags.BLOCK, 0, 0));
            Movement.step(walking, AHEAD, RULES, OBSTACLES);
        }
        assertEquals(walking.digest(), server.digest());
        serverStep(InputWord.pack(InputFlags.FORWARD | InputFlags.SPRINT, 0, 0));
        Movement.step(walking, AHEAD, RULES, OBSTACLES);
        assertNotEquals(walking.digest(), server.digest());
    }
}
