package io.darkages.sim.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.darkages.engine.port.RowBatch;
import io.darkages.engine.port.RowCursor;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StoreDiskTest {

    private static final int VALUE_BYTES = 3_000;

    private final RowBatch rows = new RowBatch(64 << 10);
    private final RowCursor cursor = new RowCursor();

    private RowCursor row(int table, long key, long value) {
        rows.clear();
        rows.beginRow(table);
        rows.putLong(key);
        rows.endKey();
        rows.putLong(value);
        for (int i = 8; i < VALUE_BYTES; i++) {
            rows.putByte((int) value);
        }
        rows.endRow();
        cursor.wrap(rows.bytes(), 0, rows.length()).next();
        return cursor;
    }

    private static SortedMap<Long, Long> scan(StoreDisk disk, int table) {
        SortedMap<Long, Long> seen = new TreeMap<>();
        disk.scan(table, row -> assertEquals(null, seen.put(row.keyLong(0), row.valueLong(0))));
        return seen;
    }

    /** Against a map: rows of some MiB, over chunks' ends, replaced, repeated, synced and forgotten. */
    @Property(tries = 8)
    void holdsWhatAMapHolds(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("disk");
        StoreDisk disk = new StoreDisk(1L << 30);
        TreeMap<Long, Long> expected = new TreeMap<>();
        TreeMap<Long, Long> synced = new TreeMap<>();
        for (int step = 0; step < 3_000; step++) {
            long key = random.nextInt(1_500);
            long value = random.nextInt(3);
            disk.put(row(1 + (int) (key & 1), key, value), step);
            expected.put(key, value);
            if (random.nextInt(200) == 0) {
                disk.sync();
                synced = new TreeMap<>(expected);
            }
            if (random.nextInt(700) == 0) {
                disk.forgetUnsynced();
                expected = new TreeMap<>(synced);
            }
        }
        TreeMap<Long, Long> both = new TreeMap<>(scan(disk, 1));
        both.putAll(scan(disk, 2));
        assertEquals(expected, both);
        assertEquals(expected.size(), disk.rowCount(1) + disk.rowCount(2));
    }

    @Test
    void digestTellsContentsApartAndForgets() {
        StoreDisk disk = new StoreDisk(1 << 20);
        long empty = disk.digest();
        disk.put(row(1, 1, 1), 0);
        long one = disk.digest();
        disk.sync();
        long synced = disk.digest();
        disk.put(row(1, 2, 1), 0);
        assertNotEquals(empty, one);
        assertNotEquals(one, synced);
        assertNotEquals(synced, disk.digest());
        disk.forgetUnsynced();
        assertEquals(synced, disk.digest());
    }
}
