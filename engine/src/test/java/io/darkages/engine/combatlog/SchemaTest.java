package io.darkages.engine.combatlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The schema has the tables that rows name, and a column for each field of theirs. */
class SchemaTest {

    private static final Pattern TABLE = Pattern.compile(
            "CREATE TABLE IF NOT EXISTS darkages\\.(\\w+) \\((.*?)PRIMARY KEY (.*?)\\n\\)", Pattern.DOTALL);

    private static final Pattern COLUMN = Pattern.compile("^\\s+(\\w+)\\s+(\\w+),", Pattern.MULTILINE);

    private record Table(List<String> columns, String primaryKey) {}

    private static SortedMap<String, Table> tables() throws IOException {
        String schema;
        try (InputStream in = HistoryTable.class.getResourceAsStream("schema.cql")) {
            schema = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("--[^\\n]*", "");
        }
        SortedMap<String, Table> tables = new TreeMap<>();
        Matcher table = TABLE.matcher(schema);
        while (table.find()) {
            List<String> columns = new ArrayList<>();
            Matcher column = COLUMN.matcher(table.group(2));
            while (column.find()) {
                columns.add(column.group(1) + " " + column.group(2));
            }
            tables.put(table.group(1), new Table(columns, table.group(3)));
        }
        return tables;
    }

    @Test
    void hasTheTablesThatRowsName() throws IOException {
        List<String> titles = new ArrayList<>();
        for (HistoryTable table : HistoryTable.values()) {
            titles.add(table.title());
        }
        titles.sort(String::compareTo);
        assertEquals(titles, List.copyOf(tables().keySet()));
    }

    @Test
    void eventsHaveAColumnForEachField() throws IOException {
        Table table = tables().get(HistoryTable.COMBAT_EVENTS.title());
        assertEquals(
                List.of(
                        "zone_incarnation bigint",
                        "bucket bigint",
                        "event_number bigint",
                        "kind tinyint",
                        "flags smallint",
                        "zone int",
                        "tick int",
                        "wall_micros bigint",
                        "actor bigint",
                        "subject bigint",
                        "amount int",
                        "place_x int",
                        "place_y int",
                        "place_z int"),
                table.columns());
        assertEquals("((zone_incarnation, bucket), event_number)", table.primaryKey());
    }

    /** The same fields, in another order: an event's row is a kill's row. */
    @Test
    void killFeedHoldsWholeEvents() throws IOException {
        List<String> events =
                new ArrayList<>(tables().get(HistoryTable.COMBAT_EVENTS.title()).columns());
        Table feed = tables().get(HistoryTable.KILL_FEED.title());
        List<String> kills = new ArrayList<>(feed.columns());
        events.remove("bucket bigint");
        kills.remove("day int");
        events.sort(String::compareTo);
        kills.sort(String::compareTo);
        assertEquals(events, kills);
        assertEquals("((zone, day), wall_micros, zone_incarnation, event_number)", feed.primaryKey());
    }

    @Test
    void statisticsHaveAColumnForEachFigure() throws IOException {
        Table table = tables().get(HistoryTable.PLAYER_COMBAT_STATS.title());
        assertEquals(
                List.of(
                        "player bigint",
                        "day int",
                        "zone_incarnation bigint",
                        "first_event bigint",
                        "last_event bigint",
                        "wall_micros bigint",
                        "damage_dealt int",
                        "damage_taken int",
                        "healing_done int",
                        "healing_taken int",
                        "hits int",
                        "hits_taken int",
                        "criticals int",
                        "blocks int",
                        "kills int",
                        "deaths int"),
                table.columns());
        assertEquals("((player, day), zone_incarnation, first_event)", table.primaryKey());
    }
}
