package io.darkages.engine.combatlog;

/** The store's tables as rows name them, see {@code schema.cql}. Numbers are for ever, like the tables. */
public enum HistoryTable {
    /** Every event: {@link CombatEventRow}. */
    COMBAT_EVENTS(1, "combat_events"),
    /** The kills once more, ordered for reading: {@link CombatEventRow}. */
    KILL_FEED(2, "kill_feed"),
    /** What each batch of events means to each player in it: {@link PlayerStatisticsRow}. */
    PLAYER_COMBAT_STATS(3, "player_combat_stats");

    private final int number;
    private final String title;

    HistoryTable(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /** In rows, 1 to 255. */
    public int number() {
        return number;
    }

    /** Its name in the schema. */
    public String title() {
        return title;
    }
}
