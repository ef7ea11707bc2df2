package io.darkages.engine.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class SpatialHashTest {

    private static final int CAPACITY = 300;

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void queriesEqualBruteForce(@ForAll long seed) {
        RandomStream draws = new Randomness(seed).stream("grid");
        // From a crowd in one cell to beyond the edges of the grid.
        int spread = FixedPoint.fromMetres(1 + draws.nextInt(1 << draws.nextInt(12)));
        SpatialHash hash = new SpatialHash(CAPACITY);
        // The same elsewhere in the world.
        Origin origin = new Origin((int) draws.between(-16_384, 16_384), (int) draws.between(-16_384, 16_384));
        SpatialHash twin = new SpatialHash(CAPACITY, origin);
        int[] xs = new int[CAPACITY];
        int[] zs = new int[CAPACITY];
        int[] out = new int[CAPACITY];
        int[] twinOut = new int[CAPACITY];
        for (int i = 0; i < 1_500; i++) {
            int slot = draws.nextInt(CAPACITY);
            if (hash.contains(slot) && draws.nextInt(4) == 0) {
                hash.remove(slot);
                twin.remove(slot);
            } else {
                int reach = hash.contains(slot) && draws.nextInt(2) == 0 ? FixedPoint.ONE : spread;
                int x = (int) draws.between(-spread, spread);
                int z = (int) draws.between(-spread, spread);
                xs[slot] = reach == spread ? x : xs[slot] + (int) draws.between(-reach, reach);
                zs[slot] = reach == spread ? z : zs[slot] + (int) draws.between(-reach, reach);
                if (hash.contains(slot)) {
                    hash.move(slot, xs[slot], zs[slot]);
                    twin.move(slot, origin.x() + xs[slot], origin.z() + zs[slot]);
                } else {
                    hash.insert(slot, xs[slot], zs[slot]);
                    twin.insert(slot, origin.x() + xs[slot], origin.z() + zs[slot]);
                }
            }
            if (i % 20 == 0) {
                int x = (int) draws.between(-spread, spread);
                int z = (int) draws.between(-spread, spread);
                int radius = draws.nextInt(Math.max(1, spread));
                int found = hash.query(x, z, radius, out);
                assertEquals(found, twin.query(origin.x() + x, origin.z() + z, radius, twinOut));
                assertEquals(-1, Arrays.mismatch(out, 0, found, twinOut, 0, found), "another order");
                compare(hash, xs, zs, x, z, radius, Arrays.copyOf(out, found));
            }
        }
    }

    private static void compare(SpatialHash hash, int[] xs, int[] zs, int x, int z, int radius, int[] found) {
        Arrays.sort(found);
        int count = 0;
        int members = 0;
        for (int slot = 0; slot < CAPACITY; slot++) {
            long dx = (long) xs[slot] - x;
            long dz = (long) zs[slot] - z;
            members += hash.contains(slot) ? 1 : 0;
            if (hash.contains(slot) && dx * dx + dz * dz <= (long) radius * radius) {
                assertTrue(count < found.length, "too few");
                assertEquals(slot, found[count++]);
            }
        }
        assertEquals(count, found.length);
        assertEquals(members, hash.size());
    }

    @Test
    void theRimIsIncludedAndTheEdgesOfTheWorldAreFine() {
        SpatialHash hash = new SpatialHash(8);
        int[] out = new int[8];
        hash.insert(3, FixedPoint.ONE, 0);
        assertEquals(1, hash.query(0, 0, FixedPoint.ONE, out));
        assertEquals(0, hash.query(0, 0, FixedPoint.ONE - 1, out));
        hash.insert(5, Integer.MAX_VALUE, Integer.MIN_VALUE);
        assertEquals(1, hash.query(Integer.MAX_VALUE, Integer.MIN_VALUE, 0, out));
        assertEquals(5, out[0]);
        hash.move(5, Integer.MIN_VALUE, Integer.MAX_VALUE);
        assertEquals(1, hash.query(Integer.MIN_VALUE, Integer.MAX_VALUE, 0, out));
        hash.remove(5);
        assertEquals(1, hash.size());
    }

    @Test
    void misuseIsRefused() {
        SpatialHash hash = new SpatialHash(8);
        hash.insert(1, 0, 0);
        hash.insert(2, 0, 0);
        assertThrows(IllegalStateException.class, () -> hash.insert(1, 5, 5));
        assertThrows(IllegalStateException.class, () -> hash.move(3, 5, 5));
        assertThrows(IllegalStateException.class, () -> hash.remove(3));
        assertThrows(IllegalArgumentException.class, () -> hash.query(0, 0, 5, new int[1]));
        assertThrows(IllegalArgumentException.class, () -> new SpatialHash(65_536));
        assertFalse(hash.contains(3));
    }
}
