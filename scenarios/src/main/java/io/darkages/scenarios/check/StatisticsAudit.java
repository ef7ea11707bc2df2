package io.darkages.scenarios.check;

import io.darkages.engine.combatlog.CombatEvent;
import io.darkages.engine.combatlog.PlayerStatistics;
import io.darkages.engine.combatlog.PlayerStatisticsRow;
import io.darkages.engine.port.RowCursor;

/**
 * The stored statistics of players against what the stored events say: row by row over the events that each covers, and
 * player by player over all.
 */
final class StatisticsAudit {

    private final Findings findings;
    private final StateTable<PlayerStatistics> sumsOfRows = new StateTable<>(player -> new PlayerStatistics());
    private final StateTable<PlayerStatistics> sumsOfEvents = new StateTable<>(player -> new PlayerStatistics());
    private final CombatEvent event = new CombatEvent();
    private final PlayerStatistics figures = new PlayerStatistics();
    private final PlayerStatistics derived = new PlayerStatistics();

    /** @param findings where it files what is wrong */
    StatisticsAudit(Findings findings) {
        this.findings = findings;
    }

    void storedEvent(CombatEvent stored) {
        if (stored.actor != CombatEvent.NOBODY) {
            sumsOfEvents.of(stored.actor).apply(stored, stored.actor);
        }
        if (stored.subject != CombatEvent.NOBODY && stored.subject != stored.actor) {
            sumsOfEvents.of(stored.subject).apply(stored, stored.subject);
        }
    }

    /** A row of statistics, after all events. */
    void storedRow(RowCursor row, StateTable<StoredEvents> incarnations, long nanos) {
        if (!PlayerStatisticsRow.read(row, figures)) {
            findings.violatedAtTheEnd(nanos, 0, () -> "the store holds statistics that can't be read");
            return;
        }
        long player = PlayerStatisticsRow.player(row);
        long incarnation = PlayerStatisticsRow.incarnation(row);
        long first = PlayerStatisticsRow.firstNumber(row);
        long last = PlayerStatisticsRow.lastNumber(row);
        StoredEvents events = incarnations.of(incarnation);
        derived.clear();
        for (long number = Math.max(1, first); number <= Math.min(last, events.last()); number++) {
            if (events.is(number, StoredEvents.STORED)) {
                events.recall((int) number, event);
                derived.apply(event, player);
            }
        }
        if (!derived.matches(figures)) {
            findings.violatedAtTheEnd(
                    nanos,
                    0,
                    () -> "statistics of player " + player + " over events " + first + " to " + last + " of "
                            + Long.toHexString(incarnation) + " are not what the stored events say");
        }
        sumsOfRows.of(player).add(figures);
    }

    void finish(long endNanos) {
        for (long player : sumsOfEvents.sortedKeys()) {
            findings.judged();
            if (!sumsOfEvents.of(player).matches(sumsOfRows.of(player))) {
                findings.violatedAtTheEnd(
                        endNanos, player, () -> "the stored statistics do not add up to the stored events");
            }
        }
    }
}
