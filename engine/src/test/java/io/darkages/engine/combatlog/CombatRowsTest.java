package io.darkages.engine.combatlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.RowBatch;
import io.darkages.engine.port.RowCursor;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Rows say what the events and figures said. */
class CombatRowsTest {

    private final RowBatch rows = new RowBatch(CombatHistory.BATCH_BYTES_MAX);
    private final RowCursor cursor = new RowCursor();

    private static CombatEvent extreme() {
        CombatEvent event = new CombatEvent();
        event.kind = CombatEventKind.DEATH;
        event.flags = 0xFF;
        event.zone = 0xFFFF;
        event.tick = Integer.MIN_VALUE;
        event.wallMicros = Long.MAX_VALUE;
        event.actor = Long.MIN_VALUE;
        event.subject = -2;
        event.amount = CombatEvent.AMOUNT_MAX;
        event.x = -1;
        event.y = Integer.MAX_VALUE;
        event.z = 5;
        return event;
    }

    @Test
    void eventsComeBackWhole() {
        CombatEventRow.write(rows, HistoryTable.KILL_FEED, -3, Long.MAX_VALUE, extreme());
        assertEquals(CombatEventRow.ROW_BYTES, rows.length());
        assertTrue(cursor.wrap(rows.bytes(), 0, rows.length()).next());
        CombatEvent read = new CombatEvent();
        assertTrue(CombatEventRow.read(cursor, read));
        assertEquals(HistoryTable.KILL_FEED.number(), cursor.table());
        assertEquals(-3, CombatEventRow.incarnation(cursor));
        assertEquals(Long.MAX_VALUE, CombatEventRow.number(cursor));
        assertEquals(extreme().digest(), read.digest());
    }

    @Test
    void digestCoversEveryField() {
        long whole = extreme().digest();
        List<Consumer<CombatEvent>> changes = List.of(
                event -> event.kind = CombatEventKind.KILL,
                event -> event.flags = 0xFE,
                event -> event.zone = 0xFFFE,
                event -> event.tick++,
                event -> event.wallMicros--,
                event -> event.actor++,
                event -> event.subject++,
                event -> event.amount--,
                event -> event.x++,
                event -> event.y--,
                event -> event.z++);
        for (Consumer<CombatEvent> change : changes) {
            CombatEvent changed = extreme();
            change.accept(changed);
            assertNotEquals(whole, changed.digest());
        }
    }

    @Test
    void figuresComeBackWhole() {
        PlayerStatistics figures = new PlayerStatistics();
        figures.damageDealt = 1;
        figures.damageTaken = 2;
        figures.healingDone = 3;
        figures.healingTaken = 4;
        figures.hits = 5;
        figures.hitsTaken = 6;
        figures.criticals = 7;
        figures.blocks = 8;
        figures.kills = 9;
        figures.deaths = Integer.MAX_VALUE;
        CombatEvent last = extreme();
        PlayerStatisticsRow.write(rows, 11, 12, 13, 14, last, figures);
        assertEquals(PlayerStatisticsRow.ROW_BYTES, rows.length());
        assertTrue(cursor.wrap(rows.bytes(), 0, rows.length()).next());
        PlayerStatistics read = new PlayerStatistics();
        assertTrue(PlayerStatisticsRow.read(cursor, read));
        assertTrue(figures.matches(read));
        assertEquals(11, PlayerStatisticsRow.player(cursor));
        assertEquals(12, PlayerStatisticsRow.incarnation(cursor));
        assertEquals(13, PlayerStatisticsRow.firstNumber(cursor));
        assertEquals(14, PlayerStatisticsRow.lastNumber(cursor));
        assertEquals(last.wallMicros, PlayerStatisticsRow.wallMicros(cursor));
        // Two rows that differ in one figure, whichever, do not match.
        read.criticals++;
        assertFalse(figures.matches(read));
    }

    @Test
    void otherRowsAreRefused() {
        rows.beginRow(HistoryTable.COMBAT_EVENTS.number());
        rows.putLong(1);
        rows.endKey();
        rows.endRow();
        CombatEvent unknown = extreme();
        CombatEventRow.write(rows, HistoryTable.COMBAT_EVENTS, 1, 2, unknown);
        rows.bytes()[rows.length() - 48] = 99;
        cursor.wrap(rows.bytes(), 0, rows.length());
        for (int i = 0; i < 2; i++) {
            assertTrue(cursor.next());
            assertFalse(CombatEventRow.read(cursor, unknown));
            assertFalse(PlayerStatisticsRow.read(cursor, new PlayerStatistics()));
        }
    }

    @Test
    void figuresFollowFromEvents() {
        CombatEvent event = new CombatEvent();
        event.actor = 1;
        event.subject = 2;
        PlayerStatistics one = new PlayerStatistics();
        PlayerStatistics two = new PlayerStatistics();
        PlayerStatistics other = new PlayerStatistics();
        for (CombatEventKind kind : CombatEventKind.values()) {
            event.kind = kind;
            event.amount = 10 + kind.code();
            event.flags = CombatFlags.CRITICAL | CombatFlags.BLOCKED;
            one.apply(event, 1);
            two.apply(event, 2);
            other.apply(event, 3);
        }
        PlayerStatistics expected = new PlayerStatistics();
        assertTrue(expected.matches(other));
        expected.damageDealt = 11;
        expected.hits = 1;
        expected.criticals = 1;
        expected.healingDone = 12;
        expected.kills = 1;
        assertTrue(expected.matches(one));
        expected.clear();
        expected.damageTaken = 11;
        expected.hitsTaken = 1;
        expected.blocks = 1;
        expected.healingTaken = 12;
        expected.deaths = 1;
        assertTrue(expected.matches(two));
    }

    /** A hundred kills among two hundred players is the most that a batch can hold. */
    @Test
    void theLargestBatchFitsThePort() {
        int events = CombatLogOptions.BATCH_EVENTS_MAX;
        assertTrue(4 * events <= CombatHistory.BATCH_ROWS_MAX);
        int bytes = 2 * events * CombatEventRow.ROW_BYTES + 2 * events * PlayerStatisticsRow.ROW_BYTES;
        assertTrue(bytes <= CombatHistory.BATCH_BYTES_MAX, bytes + " bytes");
    }
}
