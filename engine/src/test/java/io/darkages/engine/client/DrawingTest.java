package io.darkages.engine.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.port.Measurement;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.snapshot.ReplicaFeed;
import io.darkages.engine.snapshot.ReplicaTable;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Where and when remote entities are drawn, and how the error of that is measured. */
class DrawingTest {

    private static final int INDEX = 3;
    private static final int ENTITY = 4_099;
    /** 240 in 1/256 m/s is 1/64 m a tick. */
    private static final int STEP_A_TICK = 240;

    private final ReplicaTable replicas = new ReplicaTable();
    private final ReplicaFeed feed = new ReplicaFeed(replicas);
    private final Interpolation interpolation = new Interpolation();
    private final DrawnPlace drawn = interpolation.drawn();

    private void told(int tick, int x, int y, int z, int vx, int vy, int flags) {
        feed.tell(
                INDEX,
                ENTITY,
                tick,
                QuantisedState.place(x, y, z, flags),
                QuantisedState.motion(vx, vy, 0, 0, 0),
                true);
    }

    private static long q8(int tick) {
        return (long) tick << 8;
    }

    @Test
    void nothingIsDrawnOfNobody() {
        told(1, 0, 0, 0, 0, 0, 1);
        assertTrue(interpolation.draw(replicas, INDEX, q8(1)));
        assertFalse(interpolation.draw(replicas, INDEX - 1, q8(1)));
    }

    @Test
    void onTheLineBetweenTheTwoStatesAround() {
        told(100, 0, 64, 640, 0, 0, 1);
        told(104, 64, 0, 640, 0, 0, 1);
        told(110, 640, 0, 0, 0, 0, 1);
        interpolation.draw(replicas, INDEX, q8(102));
        assertEquals(32 << 10, drawn.x);
        assertEquals(32 << 10, drawn.y);
        assertEquals(640 << 10, drawn.z);
        interpolation.draw(replicas, INDEX, q8(107));
        assertEquals((64 + 288) << 10, drawn.x);
        interpolation.draw(replicas, INDEX, q8(104));
        assertEquals(64 << 10, drawn.x);
        interpolation.draw(replicas, INDEX, q8(100) + (1 << 6));
        assertEquals(4 << 10, drawn.x, "a quarter of a tick of four");
    }

    @Test
    void beforeTheOldestAtTheOldest() {
        told(100, 7, 0, 9, 500, 0, 1);
        told(103, 70, 0, 90, 500, 0, 1);
        interpolation.draw(replicas, INDEX, q8(50));
        assertEquals(7 << 10, drawn.x);
        assertEquals(9 << 10, drawn.z);
    }

    @Test
    void aheadAlongTheVelocityForAQuarterOfASecond() {
        told(100, 0, 640, 0, STEP_A_TICK, -STEP_A_TICK, 1);
        interpolation.draw(replicas, INDEX, q8(100));
        assertEquals(0, drawn.x);
        interpolation.draw(replicas, INDEX, q8(110));
        assertEquals(10 << 10, drawn.x);
        assertEquals(640 << 10, drawn.y, "who stands on something does not sink");
        interpolation.draw(replicas, INDEX, q8(115));
        assertEquals(15 << 10, drawn.x);
        interpolation.draw(replicas, INDEX, q8(1_000));
        assertEquals(15 << 10, drawn.x, "no farther than 250 ms");
    }

    @Test
    void whoFallsIsDrawnFallingButNotBelowTheGround() {
        told(100, 0, 64, 0, 0, -STEP_A_TICK, 0);
        interpolation.draw(replicas, INDEX, q8(110));
        assertEquals(54 << 10, drawn.y);
        told(103, 0, 3, 0, 0, -STEP_A_TICK, 0);
        interpolation.draw(replicas, INDEX, q8(113));
        assertEquals(0, drawn.y);
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void neverOutsideTheStatesAround(@ForAll long seed) {
        RandomStream draws = new Randomness(seed).stream("drawing");
        int tick = 1 + draws.nextInt(100_000);
        int[] ticks = new int[10];
        int[] xs = new int[10];
        for (int i = 0; i < 10; i++) {
            tick += 1 + draws.nextInt(12);
            ticks[i] = tick;
            xs[i] = (int) draws.between(-65_536, 65_535);
            told(tick, xs[i], 0, 0, 0, 0, 1);
        }
        for (int i = 0; i < 50; i++) {
            long at = draws.between(q8(ticks[0]), q8(ticks[9]) - 1);
            int before = 0;
            while (q8(ticks[before + 1]) <= at) {
                before++;
            }
            interpolation.draw(replicas, INDEX, at);
            int low = Math.min(xs[before], xs[before + 1]) << 10;
            int high = Math.max(xs[before], xs[before + 1]) << 10;
            assertTrue(drawn.x >= low && drawn.x <= high);
        }
    }

    @Property
    void theClockDrawsATenthOfASecondBehind(
            @ForAll @IntRange(min = 100, max = 1_000_000) int tick, @ForAll @IntRange(min = 0) int startSeconds) {
        RenderClock clock = new RenderClock();
        // The machine may have been up for years.
        long start = startSeconds * 1_000_000_000L;
        clock.snapshot(tick, start);
        long behind = q8(tick) - clock.renderTickQ8(start);
        assertTrue(Math.abs(behind - q8(6)) <= 2, () -> behind + " instead of 6 ticks");
        long later = clock.renderTickQ8(start + 500_000_000L) - clock.renderTickQ8(start);
        assertTrue(Math.abs(later - q8(30)) <= 2);
    }

    @Test
    void jitterHardlyMovesTheClockAndAJumpMovesItAtOnce() {
        RenderClock clock = new RenderClock();
        RandomStream draws = new Randomness(1).stream("jitter");
        long now = 0;
        for (int tick = 3; tick < 3_000; tick += 3) {
            now = tick * 1_000_000_000L / 60;
            clock.snapshot(tick, now + 50_000_000L + draws.nextInt(20_000_000));
        }
        // As if the path took 50 to 56 ms: close to its fastest.
        long behind = q8(2_997) - clock.renderTickQ8(now);
        assertTrue(behind >= q8(9) && behind <= q8(9) + (q8(1) >> 1), () -> behind / 256.0 + " ticks behind");
        clock.snapshot(9_000, now);
        assertTrue(Math.abs(clock.renderTickQ8(now) - q8(8_994)) <= 2);
        clock.reset();
        clock.snapshot(9_010, now);
        assertTrue(Math.abs(clock.renderTickQ8(now) - q8(9_004)) <= 2);
    }

    private final List<Long> errors = new ArrayList<>();
    private final DrawnError meter = new DrawnError(replicas, (measurement, value) -> {
        assertEquals(Measurement.INTERPOLATION_ERROR, measurement);
        errors.add(value);
    });

    @Test
    void theErrorIsTheDistanceToWhatWasKnownLater() {
        told(100, 0, 0, 0, STEP_A_TICK, 0, 1);
        meter.frame(q8(104));
        assertEquals(List.of(), errors, "not known yet");
        // It was drawn at 4, and went nowhere.
        told(106, 0, 0, 0, 0, 0, 1);
        meter.frame(q8(107));
        assertEquals(List.of(62_500L), errors);
    }

    @Test
    void whatWasDrawnBetweenKnownStatesWasRight() {
        told(100, 0, 0, 0, STEP_A_TICK, 0, 1);
        told(106, 64, 0, 0, STEP_A_TICK, 0, 1);
        meter.frame(q8(103));
        told(109, 640, 0, 0, STEP_A_TICK, 0, 1);
        meter.frame(q8(104));
        assertEquals(List.of(0L), errors);
    }

    @Test
    void aNoteOfSomebodyWhoLeftIsGivenUp() {
        told(100, 0, 0, 0, STEP_A_TICK, 0, 1);
        meter.frame(q8(104));
        feed.remove(INDEX);
        meter.frame(q8(105));
        assertEquals(List.of(), errors);
        replicas.clear();
        meter.frame(q8(106));
        told(200, 0, 0, 0, 0, 0, 1);
        meter.frame(q8(205));
        meter.frame(q8(280));
        told(300, 0, 0, 0, 0, 0, 1);
        meter.frame(q8(290));
        assertTrue(errors.stream().allMatch(error -> error == 0));
    }
}
