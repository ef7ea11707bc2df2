package io.darkages.engine.combatlog;

import io.darkages.engine.port.RowBatch;
import io.darkages.engine.random.Mix;
import java.util.Arrays;

/** The figures of all players of one batch, in the order in which they first appear. Allocates in the constructor. */
final class StatisticsTally {

    private static final int NONE = -1;

    private final long[] players;
    private final PlayerStatistics[] figures;
    private int size;

    /** Open addressing over {@link #players}: at most a quarter full, never iterated. */
    private final int[] index;

    /** @param eventsMax events in one batch; each names at most two players */
    StatisticsTally(int eventsMax) {
        players = new long[2 * eventsMax];
        figures = new PlayerStatistics[players.length];
        Arrays.setAll(figures, i -> new PlayerStatistics());
        index = new int[Integer.highestOneBit(players.length) << 3];
        clear();
    }

    void clear() {
        size = 0;
        Arrays.fill(index, NONE);
    }

    void add(CombatEvent event) {
        if (event.actor != CombatEvent.NOBODY) {
            figuresOf(event.actor).apply(event, event.actor);
        }
        if (event.subject != CombatEvent.NOBODY && event.subject != event.actor) {
            figuresOf(event.subject).apply(event, event.subject);
        }
    }

    /** @param last the batch's last event, and {@code lastNumber} its number */
    void write(RowBatch rows, long incarnation, long firstNumber, long lastNumber, CombatEvent last) {
        for (int i = 0; i < size; i++) {
            PlayerStatisticsRow.write(rows, players[i], incarnation, firstNumber, lastNumber, last, figures[i]);
        }
    }

    private PlayerStatistics figuresOf(long player) {
        int mask = index.length - 1;
        int at = (int) Mix.mix64(player) & mask;
        while (index[at] != NONE) {
            if (players[index[at]] == player) {
                return figures[index[at]];
            }
            at = at + 1 & mask;
        }
        index[at] = size;
        players[size] = player;
        figures[size].clear();
        return figures[size++];
    }
}
