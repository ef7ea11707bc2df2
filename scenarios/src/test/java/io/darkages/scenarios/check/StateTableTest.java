package io.darkages.scenarios.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.darkages.engine.random.Mix;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StateTableTest {

    /** Against a tree map, with few keys so that probes collide and removals leave holes to close. */
    @Property(tries = 100)
    void behavesAsAMap(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int keys) {
        StateTable<long[]> table = new StateTable<>(key -> new long[] {key});
        TreeMap<Long, long[]> model = new TreeMap<>();
        for (int i = 0; i < 500; i++) {
            long draw = Mix.mix64(seed + i);
            long key = Long.remainderUnsigned(draw, keys);
            if (draw < 0) {
                table.remove(key);
                model.remove(key);
            } else {
                long[] state = table.of(key);
                assertEquals(key, state[0]);
                assertSame(model.computeIfAbsent(key, k -> state), state);
            }
            assertEquals(model.size(), table.size());
        }
        assertArrayEquals(model.keySet().stream().mapToLong(Long::longValue).toArray(), table.sortedKeys());
        for (long key = 0; key < keys; key++) {
            assertEquals(model.containsKey(key), table.contains(key));
        }
    }
}
