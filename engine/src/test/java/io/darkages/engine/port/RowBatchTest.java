package io.darkages.engine.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RowBatchTest {

    private final RowBatch rows = new RowBatch(1_000);
    private final RowCursor cursor = new RowCursor();

    private void put(int table, long key, int value) {
        rows.beginRow(table);
        rows.putLong(key);
        rows.endKey();
        rows.putByte(value);
        rows.putShort(value);
        rows.putInt(value);
        rows.putLong(value);
        rows.endRow();
    }

    private RowCursor read() {
        return cursor.wrap(rows.bytes(), 0, rows.length());
    }

    @Test
    void rowsComeBackAsTheyWereWritten() {
        put(7, -1, 200);
        put(255, Long.MIN_VALUE, 65_535);
        assertEquals(2, rows.rows());
        read();
        assertTrue(cursor.next());
        assertEquals(7, cursor.table());
        assertEquals(-1, cursor.keyLong(0));
        assertEquals(200, cursor.valueByte(0));
        assertEquals(200, cursor.valueShort(1));
        assertEquals(200, cursor.valueInt(3));
        assertEquals(200, cursor.valueLong(7));
        assertTrue(cursor.next());
        assertEquals(255, cursor.table());
        assertEquals(Long.MIN_VALUE, cursor.keyLong(0));
        assertEquals(255, cursor.valueByte(0));
        assertEquals(65_535, cursor.valueShort(1));
        assertEquals(rows.length(), cursor.rowOffset() + cursor.rowLength());
        assertFalse(cursor.next());
        assertFalse(cursor.isMalformed());
    }

    @Test
    void bytesAreLittleEndianInTheOrderOfTheLayout() {
        rows.beginRow(9);
        rows.putByte(1);
        rows.endKey();
        rows.putInt(0x0403_0201);
        rows.endRow();
        assertArrayEquals(new byte[] {9, 1, 4, 0, 1, 1, 2, 3, 4}, Arrays.copyOf(rows.bytes(), rows.length()));
    }

    @Test
    void clearedBatchIsEmpty() {
        put(1, 2, 3);
        rows.clear();
        assertEquals(0, rows.rows());
        assertEquals(0, rows.length());
        assertFalse(read().next());
        assertFalse(cursor.isMalformed());
    }

    @Test
    void keysMustBeThere() {
        rows.beginRow(1);
        assertThrows(IllegalStateException.class, rows::endKey);
    }

    @Test
    void fieldsLieWithinTheirPart() {
        put(1, 2, 3);
        read().next();
        assertThrows(IndexOutOfBoundsException.class, () -> cursor.keyLong(1));
        assertThrows(IndexOutOfBoundsException.class, () -> cursor.valueLong(8));
        assertThrows(IndexOutOfBoundsException.class, () -> cursor.valueByte(-1));
    }

    @Test
    void rowsCutShortAreMalformed() {
        put(1, 2, 3);
        for (int length = 1; length < rows.length(); length++) {
            cursor.wrap(rows.bytes(), 0, length);
            assertFalse(cursor.next());
            assertTrue(cursor.isMalformed());
        }
    }

    /** Any bytes are read to their end or to where they stop being rows, and never beyond. */
    @Property
    void anyBytesCanBeRead(@ForAll @Size(max = 300) byte[] bytes) {
        cursor.wrap(bytes, 0, bytes.length);
        int end = 0;
        while (cursor.next()) {
            assertEquals(end, cursor.rowOffset());
            end += cursor.rowLength();
        }
        assertTrue(end <= bytes.length);
        assertEquals(end < bytes.length, cursor.isMalformed());
    }
}
