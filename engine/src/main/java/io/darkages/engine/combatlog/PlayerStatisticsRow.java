package io.darkages.engine.combatlog;

import io.darkages.engine.port.RowBatch;
import io.darkages.engine.port.RowCursor;

/**
 * What one batch of events means to one player, as a row of {@link HistoryTable#PLAYER_COMBAT_STATS}. The key is the
 * player, the zone's incarnation and the number of the batch's first event, 8 bytes each; the value is the number and
 * the wall time of its last event (8 bytes each) and ten figures (4 bytes each) in the order of {@link
 * PlayerStatistics}.
 */
public final class PlayerStatisticsRow {

    private static final int KEY_BYTES = 24;
    private static final int FIGURES = 10;
    private static final int WALL_MICROS_AT = 8;
    private static final int FIGURES_AT = 16;
    private static final int VALUE_BYTES = FIGURES_AT + FIGURES * Integer.BYTES;

    /** Bytes that it takes in a batch. */
    static final int ROW_BYTES = RowBatch.HEADER_BYTES + KEY_BYTES + VALUE_BYTES;

    private PlayerStatisticsRow() {}

    /** @param last the batch's last event, and {@code lastNumber} its number */
    static void write(
            RowBatch rows,
            long player,
            long incarnation,
            long firstNumber,
            long lastNumber,
            CombatEvent last,
            PlayerStatistics figures) {
        rows.beginRow(HistoryTable.PLAYER_COMBAT_STATS.number());
        rows.putLong(player);
        rows.putLong(incarnation);
        rows.putLong(firstNumber);
        rows.endKey();
        rows.putLong(lastNumber);
        rows.putLong(last.wallMicros);
        putFigure(rows, figures.damageDealt);
        putFigure(rows, figures.damageTaken);
        putFigure(rows, figures.healingDone);
        putFigure(rows, figures.healingTaken);
        putFigure(rows, figures.hits);
        putFigure(rows, figures.hitsTaken);
        putFigure(rows, figures.criticals);
        putFigure(rows, figures.blocks);
        putFigure(rows, figures.kills);
        putFigure(rows, figures.deaths);
        rows.endRow();
    }

    /**
     * Reads the row at which a cursor stands.
     *
     * @return whether it is such a row; {@code into} is changed only then
     */
    public static boolean read(RowCursor row, PlayerStatistics into) {
        if (row.keyBytes() != KEY_BYTES || row.valueBytes() != VALUE_BYTES) {
            return false;
        }
        into.damageDealt = figure(row, 0);
        into.damageTaken = figure(row, 1);
        into.healingDone = figure(row, 2);
        into.healingTaken = figure(row, 3);
        into.hits = figure(row, 4);
        into.hitsTaken = figure(row, 5);
        into.criticals = figure(row, 6);
        into.blocks = figure(row, 7);
        into.kills = figure(row, 8);
        into.deaths = figure(row, 9);
        return true;
    }

    /** First part of the key. */
    public static long player(RowCursor row) {
        return row.keyLong(0);
    }

    /** Second part of the key. */
    public static long incarnation(RowCursor row) {
        return row.keyLong(Long.BYTES);
    }

    /** Third part of the key: the first event that the figures are of. */
    public static long firstNumber(RowCursor row) {
        return row.keyLong(2 * Long.BYTES);
    }

    /** The last event that the figures are of. */
    public static long lastNumber(RowCursor row) {
        return row.valueLong(0);
    }

    /** When the last event happened, by the zone's wall clock, in microseconds since 1970. */
    public static long wallMicros(RowCursor row) {
        return row.valueLong(WALL_MICROS_AT);
    }

    private static void putFigure(RowBatch rows, long value) {
        rows.putInt(Math.toIntExact(value));
    }

    private static long figure(RowCursor row, int index) {
        return row.valueInt(FIGURES_AT + index * Integer.BYTES);
    }
}
