package io.darkages.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.movement.MotionState;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EntityTableTest {

    /** What the model knows of a tenant. */
    private record Tenant(long player, int team, long digest) {}

    private static MotionState drawn(RandomStream draws) {
        MotionState state = new MotionState();
        state.x = (int) draws.nextLong();
        state.y = (int) draws.nextLong();
        state.z = (int) draws.nextLong();
        state.vx = (int) draws.nextLong();
        state.vy = (int) draws.nextLong();
        state.vz = (int) draws.nextLong();
        state.yaw = draws.nextInt(65_536);
        state.pitch = 16_384 - draws.nextInt(32_769);
        state.grounded = draws.nextInt(2) == 0;
        return state;
    }

    @Property
    void behavesLikeAMapOfIds(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int capacity) {
        RandomStream draws = new Randomness(seed).stream("table");
        EntityTable table = new EntityTable(capacity);
        Map<Integer, Tenant> model = new TreeMap<>();
        List<Integer> ids = new ArrayList<>();
        Set<Integer> gone = new HashSet<>();
        for (int step = 0; step < 400; step++) {
            int choice = draws.nextInt(10);
            if (choice < 5) {
                MotionState state = drawn(draws);
                long player = draws.nextLong();
                int team = draws.nextInt(128);
                int id = table.create(player, team, state);
                assertEquals(model.size() == capacity, id == EntityTable.NO_ENTITY);
                if (id != EntityTable.NO_ENTITY) {
                    assertFalse(model.containsKey(id) || gone.contains(id), () -> "id " + id + " was given out before");
                    model.put(id, new Tenant(player, team, state.digest()));
                    ids.add(id);
                }
            } else if (choice < 8 && !ids.isEmpty()) {
                int id = ids.remove(draws.nextInt(ids.size()));
                table.destroy(id);
                model.remove(id);
                gone.add(id);
            } else if (!ids.isEmpty()) {
                int id = ids.get(draws.nextInt(ids.size()));
                MotionState state = drawn(draws);
                table.store(EntityTable.slot(id), state);
                Tenant before = model.get(id);
                model.put(id, new Tenant(before.player(), before.team(), state.digest()));
            }
            check(table, model, gone);
        }
    }

    private static void check(EntityTable table, Map<Integer, Tenant> model, Set<Integer> gone) {
        assertEquals(model.size(), table.liveCount());
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < table.liveCount(); i++) {
            int slot = table.liveSlot(i);
            assertTrue(slots.add(slot), () -> "slot " + slot + " is listed twice");
            assertTrue(model.containsKey(table.id(slot)));
        }
        MotionState state = new MotionState();
        model.forEach((id, tenant) -> {
            int slot = EntityTable.slot(id);
            assertTrue(table.exists(id));
            assertEquals(id, table.id(slot));
            assertEquals(tenant.player(), table.player(slot));
            assertEquals(tenant.team(), table.team(slot));
            table.load(slot, state);
            assertEquals(tenant.digest(), state.digest());
            assertEquals(state.x, table.x(slot));
            assertEquals(state.y, table.y(slot));
            assertEquals(state.z, table.z(slot));
        });
        for (int id : gone) {
            assertFalse(table.exists(id), () -> "stale id " + id + " finds somebody");
        }
    }

    @Test
    void aStaleIdIsDeadBeforeAndAfterReuse() {
        EntityTable table = new EntityTable(1);
        MotionState state = new MotionState();
        int first = table.create(7, 1, state);
        table.destroy(first);
        assertFalse(table.exists(first));
        assertFalse(table.exists(table.id(0)), "a free slot's own id exists");
        assertThrows(IllegalStateException.class, () -> table.destroy(first));
        int second = table.create(8, 1, state);
        assertNotEquals(first, second);
        assertEquals(EntityTable.slot(first), EntityTable.slot(second));
        assertThrows(IllegalStateException.class, () -> table.destroy(first));
        assertTrue(table.exists(second));
    }

    @Test
    void generationsWrapPastZero() {
        EntityTable table = new EntityTable(1);
        MotionState state = new MotionState();
        for (int i = 0; i < (1 << 20) + 10; i++) {
            int id = table.create(1, 0, state);
            if (id >>> 12 == 0) {
                throw new AssertionError("generation 0 was given out at " + i);
            }
            table.destroy(id);
        }
    }

    @Test
    void idsThatNobodyGaveOutFindNobody() {
        EntityTable table = new EntityTable(3);
        assertFalse(table.exists(EntityTable.NO_ENTITY));
        table.create(1, 0, new MotionState());
        for (int id : new int[] {0, 1, 2, 3, 4_095, -1, Integer.MIN_VALUE, 5 << 12}) {
            assertFalse(table.exists(id), () -> "id " + id);
            assertThrows(IllegalStateException.class, () -> table.destroy(id));
        }
    }

    @Test
    void capacityIsWithinTheIdsReach() {
        assertThrows(IllegalArgumentException.class, () -> new EntityTable(0));
        assertThrows(IllegalArgumentException.class, () -> new EntityTable(EntityTable.MAX_CAPACITY + 1));
        assertEquals(EntityTable.MAX_CAPACITY, new EntityTable(EntityTable.MAX_CAPACITY).capacity());
    }
}
