package io.darkages.sim.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PaxosTableTest {

    private final PaxosValue value = new PaxosValue();

    /** Against a map: rows of many keys, synced and forgotten. */
    @Property(tries = 20)
    void holdsWhatAMapHolds(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("table");
        PaxosTable table = new PaxosTable(1_000);
        SortedMap<Long, String> expected = new TreeMap<>();
        SortedMap<Long, String> synced = new TreeMap<>();
        for (int step = 1; step < 3_000; step++) {
            long key = random.nextInt(900);
            int row = table.row(key);
            switch (random.nextInt(3)) {
                case 0 -> table.promise(row, step);
                case 1 -> {
                    value.set(step, step + 1L, new long[] {step, 2, 3, -step});
                    table.accept(row, value);
                }
                default -> {
                    value.set(step, step + 2L, new long[] {step, 5, 6, -step});
                    table.commit(row, value);
                }
            }
            expected.put(key, describe(table, key));
            if (random.nextInt(40) == 0) {
                table.sync();
                synced = new TreeMap<>(expected);
            }
            if (random.nextInt(100) == 0) {
                table.forgetUnsynced();
                expected = new TreeMap<>(synced);
            }
        }
        for (long key = 0; key < 900; key++) {
            assertEquals(expected.getOrDefault(key, describe(new PaxosTable(1), 0)), describe(table, key));
        }
    }

    private String describe(PaxosTable table, long key) {
        int row = table.row(key);
        StringBuilder text = new StringBuilder().append(table.promised(row));
        table.accepted(row, value);
        text.append(' ')
                .append(value.ballot)
                .append(' ')
                .append(value.version)
                .append(' ')
                .append(value.words[3]);
        table.committed(row, value);
        return text.append(' ')
                .append(value.ballot)
                .append(' ')
                .append(value.version)
                .append(' ')
                .append(value.words[0])
                .toString();
    }

    @Test
    void itIsBounded() {
        PaxosTable table = new PaxosTable(2);
        table.row(5);
        table.row(6);
        assertTrue(table.hasRoomFor(6));
        assertFalse(table.hasRoomFor(7));
        assertEquals(2, table.rows());
    }
}
