package io.darkages.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.bits.BitReader;
import io.darkages.engine.bits.BitWriter;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.space.Origin;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QuantisedStateTest {

    private static final Origin[] ORIGINS = {
        Origin.WORLD_CENTRE, new Origin(500, -500), new Origin(-15_500, 15_500), new Origin(16_384, -16_384)
    };

    private static int cut(int value, int low, int high) {
        return Math.max(low, Math.min(high, value));
    }

    @Property(tries = 1_000)
    void placesAreCutAtTheirEdgesAndNeverDisturbTheirNeighbours(
            @ForAll int x, @ForAll int y, @ForAll int z, @ForAll int flags) {
        long place = QuantisedState.place(x, y, z, flags);
        assertEquals(cut(x, -65_536, 65_535), QuantisedState.x(place));
        assertEquals(cut(y, 0, 16_383), QuantisedState.y(place));
        assertEquals(cut(z, -65_536, 65_535), QuantisedState.z(place));
        assertEquals(flags & 63, QuantisedState.flags(place));
        long bare = QuantisedState.positionOnly(place);
        assertEquals(QuantisedState.place(x, y, z, 0), bare);
    }

    @Property(tries = 1_000)
    void motionsAreCutAtTheirEdges(@ForAll int vx, @ForAll int vy, @ForAll int vz, @ForAll int yaw, @ForAll int pitch) {
        long motion = QuantisedState.motion(vx, vy, vz, yaw, pitch);
        assertEquals(cut(vx, -16_384, 16_383), QuantisedState.vx(motion));
        assertEquals(cut(vy, -16_384, 16_383), QuantisedState.vy(motion));
        assertEquals(cut(vz, -16_384, 16_383), QuantisedState.vz(motion));
        assertEquals(yaw & 4_095, QuantisedState.yaw(motion));
        assertEquals(cut(pitch, -64, 63), QuantisedState.pitch(motion));
    }

    @Test
    void theEdgesThemselves() {
        for (int x : new int[] {-65_536, -65_535, -1, 0, 1, 65_534, 65_535}) {
            assertEquals(x, QuantisedState.x(QuantisedState.place(x, 0, 0, 0)));
            assertEquals(x, QuantisedState.z(QuantisedState.place(0, 0, x, 0)));
        }
        assertEquals(65_535, QuantisedState.x(QuantisedState.place(65_536, 0, 0, 0)));
        assertEquals(-65_536, QuantisedState.x(QuantisedState.place(-65_537, 0, 0, 0)));
        MotionState state = new MotionState();
        state.place(1_024 * FixedPoint.ONE, -FixedPoint.ONE, -1_024 * FixedPoint.ONE);
        long place = QuantisedState.placeOf(state, Origin.WORLD_CENTRE);
        assertEquals(65_535, QuantisedState.x(place));
        assertEquals(0, QuantisedState.y(place));
        assertEquals(-65_536, QuantisedState.z(place));
    }

    @Property(tries = 1_000)
    void statesAreRoundedToTheNearest(
            @ForAll @IntRange(min = -1_000 << 16, max = 1_000 << 16) int x,
            @ForAll @IntRange(min = 0, max = 255 << 16) int y,
            @ForAll @IntRange(min = -63 << 16, max = 63 << 16) int velocity,
            @ForAll @IntRange(min = 0, max = 65_535) int yaw,
            @ForAll @IntRange(min = -16_384, max = 16_384) int pitch) {
        MotionState state = new MotionState();
        state.x = x;
        state.y = y;
        state.z = -x;
        state.vx = velocity;
        state.vy = -velocity;
        state.vz = velocity / 3;
        state.yaw = yaw;
        state.pitch = pitch;
        state.grounded = (x & 1) == 0;
        long place = QuantisedState.placeOf(state, Origin.WORLD_CENTRE);
        long motion = QuantisedState.motionOf(state);
        assertTrue(Math.abs((QuantisedState.x(place) << 10) - x) <= 512);
        assertTrue(Math.abs((QuantisedState.y(place) << 10) - y) <= 512);
        assertTrue(Math.abs((QuantisedState.z(place) << 10) + x) <= 512);
        assertTrue(Math.abs((QuantisedState.vx(motion) << 8) - velocity) <= 128);
        for (Origin origin : ORIGINS) {
            state.x = x + origin.x();
            state.z = origin.z() - x;
            assertEquals(place, QuantisedState.placeOf(state, origin), "rounded alike wherever the zone is");
        }
        assertTrue(Math.abs((QuantisedState.vy(motion) << 8) + velocity) <= 128);
        assertTrue(Math.abs((QuantisedState.vz(motion) << 8) - velocity / 3) <= 128);
        assertTrue(Math.abs((short) ((QuantisedState.yaw(motion) << 4) - yaw)) <= 8);
        assertTrue(Math.abs((QuantisedState.pitch(motion) << 8) - pitch) <= 256);
        assertEquals(state.grounded ? QuantisedState.FLAG_GROUNDED : 0, QuantisedState.flags(place));
    }

    @Test
    void historyKeepsTheLastTicksOfEachSlotApart() {
        SnapshotHistory history = new SnapshotHistory(5);
        for (int tick = 1; tick <= 1_000; tick++) {
            for (int slot = 0; slot < 5; slot++) {
                history.record(tick, slot, tick * 10L + slot, -(tick * 10L + slot));
            }
            for (int age = 0; age < SnapshotHistory.TICKS && age < tick; age++) {
                int at = history.index(tick - age, age % 5);
                long expected = (tick - age) * 10L + age % 5;
                assertEquals(expected, history.placeAt(at));
                assertEquals(-expected, history.motionAt(at));
            }
        }
    }

    /** The exact self state carries all that the rules permit; a bit less and prediction would never converge. */
    @Property(tries = 1_000)
    void selfStatesTravelExactly(
            @ForAll @IntRange(min = -1_024 << 16, max = 1_024 << 16) int x,
            @ForAll @IntRange(min = 0, max = 255 << 16) int y,
            @ForAll @IntRange(min = -1_024 << 16, max = 1_024 << 16) int z,
            @ForAll @IntRange(min = -200 << 16, max = 200 << 16) int vx,
            @ForAll @IntRange(min = -200 << 16, max = 200 << 16) int vy,
            @ForAll boolean grounded) {
        assertTravels(x, y, z, vx, vy, -vx / 7, grounded);
        assertTravels(x, y, z, 0, vy, vx, grounded);
        assertTravels(x, y, z, 0, 0, 0, grounded);
    }

    @Test
    void selfStatesTravelExactlyAtTheEdges() {
        int edge = 1_024 * FixedPoint.ONE;
        int fall = 200 * FixedPoint.ONE;
        assertTravels(edge, 255 * FixedPoint.ONE, -edge, fall, -fall, fall, false);
        assertTravels(-edge, 0, edge, -fall, 100 * FixedPoint.ONE, -fall, true);
        for (Origin origin : ORIGINS) {
            assertTrue(origin.reaches(origin.x() + edge, origin.z() - edge), "a zone permits this edge");
            assertFalse(origin.reaches(origin.x() + edge + 1, origin.z()), "and no more");
            assertFalse(origin.reaches(origin.x(), origin.z() - edge - 1), "and no more");
        }
    }

    private static void assertTravels(int x, int y, int z, int vx, int vy, int vz, boolean grounded) {
        for (Origin origin : ORIGINS) {
            assertTravels(origin, x + origin.x(), y, z + origin.z(), vx, vy, vz, grounded);
        }
    }

    private static void assertTravels(Origin origin, int x, int y, int z, int vx, int vy, int vz, boolean grounded) {
        MotionState state = new MotionState();
        state.x = x;
        state.y = y;
        state.z = z;
        state.vx = vx;
        state.vy = vy;
        state.vz = vz;
        state.grounded = grounded;
        byte[] bytes = new byte[32];
        BitWriter out = new BitWriter().reset(bytes, 0, bytes.length);
        SelfState.write(out, state, origin);
        int bits = out.bitPosition();
        assertTrue(bits <= SelfState.MAX_BITS, () -> bits + " bits");
        out.writeBits(0x2A, 6);
        int length = out.finish();
        BitReader in = new BitReader().reset(bytes, 0, length);
        MotionState read = new MotionState();
        read.yaw = 9;
        assertTrue(SelfState.read(in, read, origin));
        assertEquals(bits, in.bitPosition());
        assertEquals(state.digest(), read.digest());
    }
}
