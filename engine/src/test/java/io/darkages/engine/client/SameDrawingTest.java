package io.darkages.engine.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.combat.DrawMode;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.snapshot.ReplicaFeed;
import io.darkages.engine.snapshot.ReplicaTable;
import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Drawing by {@link DrawnPlace} is, at times in 1/256 tick, what the client drew before it could be rebuilt. */
class SameDrawingTest {

    private static final int INDEX = 2;

    private final Map<DrawMode, Integer> modes = new EnumMap<>(DrawMode.class);

    /** The drawing as it was, at times in Q16: one class that chose and computed. */
    private static final class FormerDrawing {

        int x;
        int y;
        int z;

        void draw(ReplicaTable replicas, int index, long tickQ16) {
            int state = replicas.newest(index);
            int after = ReplicaTable.NONE;
            for (int left = ReplicaTable.STATES; left > 0 && state != ReplicaTable.NONE; left--) {
                if (((long) replicas.tickAt(state) << 16) <= tickQ16) {
                    if (after == ReplicaTable.NONE) {
                        ahead(replicas, state, tickQ16);
                    } else {
                        between(replicas, state, after, tickQ16);
                    }
                    return;
                }
                after = state;
                state = replicas.before(state);
            }
            at(replicas.placeAt(after));
        }

        private void at(long place) {
            x = QuantisedState.x(place) << 10;
            y = QuantisedState.y(place) << 10;
            z = QuantisedState.z(place) << 10;
        }

        private void between(ReplicaTable replicas, int before, int after, long tickQ16) {
            long from = replicas.placeAt(before);
            long to = replicas.placeAt(after);
            long passed = tickQ16 - ((long) replicas.tickAt(before) << 16);
            long span = (long) (replicas.tickAt(after) - replicas.tickAt(before)) << 16;
            at(from);
            x += share(QuantisedState.x(to) - QuantisedState.x(from), passed, span);
            y += share(QuantisedState.y(to) - QuantisedState.y(from), passed, span);
            z += share(QuantisedState.z(to) - QuantisedState.z(from), passed, span);
        }

        private static int share(int difference, long passed, long span) {
            return (int) (((long) difference << 10) * passed / span);
        }

        private void ahead(ReplicaTable replicas, int state, long tickQ16) {
            long passed = Math.min(tickQ16 - ((long) replicas.tickAt(state) << 16), 15L << 16);
            at(replicas.placeAt(state));
            if (replicas.hasMotionAt(state)) {
                long motion = replicas.motionAt(state);
                x += travel(QuantisedState.vx(motion), passed);
                z += travel(QuantisedState.vz(motion), passed);
                if ((QuantisedState.flags(replicas.placeAt(state)) & QuantisedState.FLAG_GROUNDED) == 0) {
                    y = Math.max(0, y + travel(QuantisedState.vy(motion), passed));
                }
            } else if (replicas.before(state) != ReplicaTable.NONE) {
                int before = replicas.before(state);
                int span = replicas.tickAt(state) - replicas.tickAt(before);
                if (span > 0 && span <= 15) {
                    long from = replicas.placeAt(before);
                    long to = replicas.placeAt(state);
                    x += share(QuantisedState.x(to) - QuantisedState.x(from), passed, (long) span << 16);
                    z += share(QuantisedState.z(to) - QuantisedState.z(from), passed, (long) span << 16);
                }
            }
        }

        private static int travel(int velocity, long ticksQ16) {
            return (int) (((velocity * ticksQ16) << 10) / 240 >> 16);
        }
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void drawsWhatWasDrawn(@ForAll long seed) {
        RandomStream draws = new Randomness(seed).stream("drawing");
        ReplicaTable replicas = new ReplicaTable();
        ReplicaFeed feed = new ReplicaFeed(replicas);
        int tick = 1 + draws.nextInt(3_000_000);
        int first = tick;
        int states = 1 + draws.nextInt(14);
        int mostGap = 1 + draws.nextInt(24);
        int placesOnly = draws.nextInt(1_000_001);
        for (int i = 0; i < states; i++) {
            boolean withMotion = !draws.chance(placesOnly);
            long place = QuantisedState.place(
                    (int) draws.between(-70_000, 70_000),
                    draws.nextInt(17_000),
                    (int) draws.between(-70_000, 70_000),
                    draws.nextInt(64));
            feed.tell(
                    INDEX,
                    77,
                    tick,
                    withMotion ? place : QuantisedState.positionOnly(place),
                    withMotion ? draws.nextLong() : 0,
                    withMotion);
            tick += 1 + draws.nextInt(mostGap);
        }
        Interpolation now = new Interpolation();
        FormerDrawing former = new FormerDrawing();
        for (int i = 0; i < 60; i++) {
            long timeQ8 = draws.between(DrawnPlace.startQ8(first) - 600, DrawnPlace.startQ8(tick) + 6_000);
            assertTrue(now.draw(replicas, INDEX, timeQ8));
            former.draw(replicas, INDEX, timeQ8 << 8);
            assertEquals(former.x, now.drawn().x);
            assertEquals(former.y, now.drawn().y);
            assertEquals(former.z, now.drawn().z);
            modes.merge(now.drawn().mode, 1, Integer::sum);
        }
    }

    @Test
    void everyModeIsMet() {
        for (int seed = 0; seed < 40; seed++) {
            drawsWhatWasDrawn(seed);
        }
        for (DrawMode mode : DrawMode.values()) {
            assertTrue(modes.getOrDefault(mode, 0) > 50, () -> mode + " in " + modes);
        }
    }

    @Test
    void theClockIsTheFormerOneRoundedDown() {
        RenderClock clock = new RenderClock();
        RandomStream draws = new Randomness(2).stream("clock");
        long start = 1_000_000_000L * 86_400 * 365;
        clock.snapshot(1_000, start);
        for (int i = 0; i < 1_000; i++) {
            long later = draws.nextInt(Integer.MAX_VALUE);
            // 1,000 ticks are 16,666,666,666 ns; 100 ms behind.
            long behindNanos = 16_666_666_666L - 100_000_000L + later;
            assertEquals(behindNanos * 60 * 256 / 1_000_000_000L, clock.renderTickQ8(start + later));
        }
    }
}
