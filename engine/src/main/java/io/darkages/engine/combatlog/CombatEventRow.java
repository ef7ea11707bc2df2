package io.darkages.engine.combatlog;

import io.darkages.engine.port.RowBatch;
import io.darkages.engine.port.RowCursor;
import java.util.Optional;

/**
 * An event as a row of {@link HistoryTable#COMBAT_EVENTS} or {@link HistoryTable#KILL_FEED}. The key is the zone's
 * incarnation and the event's number, 8 bytes each; the value's fields lie at the offsets below.
 */
public final class CombatEventRow {

    private static final int KEY_BYTES = 16;
    private static final int VALUE_BYTES = 48;

    private static final int FLAGS_AT = 1;
    private static final int ZONE_AT = 2;
    private static final int TICK_AT = 4;
    private static final int WALL_MICROS_AT = 8;
    private static final int ACTOR_AT = 16;
    private static final int SUBJECT_AT = 24;
    private static final int AMOUNT_AT = 32;
    private static final int X_AT = 36;
    private static final int Y_AT = 40;
    private static final int Z_AT = 44;

    /** Bytes that it takes in a batch. */
    static final int ROW_BYTES = RowBatch.HEADER_BYTES + KEY_BYTES + VALUE_BYTES;

    private CombatEventRow() {}

    static void write(RowBatch rows, HistoryTable table, long incarnation, long number, CombatEvent event) {
        rows.beginRow(table.number());
        rows.putLong(incarnation);
        rows.putLong(number);
        rows.endKey();
        rows.putByte(event.kind.code());
        rows.putByte(event.flags);
        rows.putShort(event.zone);
        rows.putInt(event.tick);
        rows.putLong(event.wallMicros);
        rows.putLong(event.actor);
        rows.putLong(event.subject);
        rows.putInt(event.amount);
        rows.putInt(event.x);
        rows.putInt(event.y);
        rows.putInt(event.z);
        rows.endRow();
    }

    /**
     * Reads the row at which a cursor stands.
     *
     * @return whether it is such a row; {@code into} is changed only then
     */
    public static boolean read(RowCursor row, CombatEvent into) {
        if (row.keyBytes() != KEY_BYTES || row.valueBytes() != VALUE_BYTES) {
            return false;
        }
        Optional<CombatEventKind> kind = CombatEventKind.ofCode(row.valueByte(0));
        if (kind.isEmpty()) {
            return false;
        }
        into.kind = kind.get();
        into.flags = row.valueByte(FLAGS_AT);
        into.zone = row.valueShort(ZONE_AT);
        into.tick = row.valueInt(TICK_AT);
        into.wallMicros = row.valueLong(WALL_MICROS_AT);
        into.actor = row.valueLong(ACTOR_AT);
        into.subject = row.valueLong(SUBJECT_AT);
        into.amount = row.valueInt(AMOUNT_AT);
        into.x = row.valueInt(X_AT);
        into.y = row.valueInt(Y_AT);
        into.z = row.valueInt(Z_AT);
        return true;
    }

    /** First half of the key. */
    public static long incarnation(RowCursor row) {
        return row.keyLong(0);
    }

    /** Second half of the key. */
    public static long number(RowCursor row) {
        return row.keyLong(Long.BYTES);
    }
}
