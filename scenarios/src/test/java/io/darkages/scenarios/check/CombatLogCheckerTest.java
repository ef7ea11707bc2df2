package io.darkages.scenarios.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.combatlog.CombatEvent;
import io.darkages.engine.combatlog.CombatEventKind;
import io.darkages.engine.combatlog.CombatLog;
import io.darkages.engine.combatlog.CombatLogOptions;
import io.darkages.engine.combatlog.HistoryTable;
import io.darkages.engine.combatlog.LoggedColumn;
import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Consistency;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.RowBatch;
import io.darkages.engine.port.RowCursor;
import io.darkages.engine.port.StoreOutcome;
import io.darkages.scenarios.history.ProbeLog;
import io.darkages.scenarios.history.ProbeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Real logs write to a store whose rows are then tampered with. */
class CombatLogCheckerTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long INCARNATION = 0xABC;
    private static final int EVENTS = 230;
    private static final int ROW_HEADER = RowBatch.HEADER_BYTES;

    private final long[] clock = new long[1];
    private final ProbeLog probes = new ProbeLog(0, () -> clock[0]);
    private final Shelf shelf = new Shelf();
    private CombatLogChecker checker = new CombatLogChecker(HostCrashes.NONE);
    private ProbeReader reader = new ProbeReader(List.of(checker));

    /** A store that keeps rows as they come and answers at once when asked to. */
    private static final class Shelf implements CombatHistory {
        final List<byte[]> rows = new ArrayList<>();
        final List<Long> open = new ArrayList<>();
        Answers owner = (nanos, request, outcome) -> {};

        @Override
        public boolean write(long nanos, long request, Consistency consistency, RowBatch batch, Answers answers) {
            owner = answers;
            open.add(request);
            RowCursor cursor = new RowCursor().wrap(batch.bytes().clone(), 0, batch.length());
            while (cursor.next()) {
                byte[] row = new byte[cursor.rowLength()];
                System.arraycopy(cursor.bytes(), cursor.rowOffset(), row, 0, row.length);
                rows.add(row);
            }
            return true;
        }

        void answerAll(long nanos, StoreOutcome outcome) {
            open.forEach(request -> owner.answered(nanos, request, outcome));
            open.clear();
        }

        @Override
        public int writesMax() {
            return 64;
        }

        @Override
        public long answerNanosMax() {
            return SECOND;
        }

        byte[] first(HistoryTable table) {
            return rows.stream()
                    .filter(row -> row[0] == table.number())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void judgeWith(HostCrashes crashes) {
        checker = new CombatLogChecker(crashes);
        reader = new ProbeReader(List.of(checker));
    }

    /** Ten events a second from second 1 on: two hits, every fifth kills. */
    private CombatLog fight(int events, long incarnation, CombatLogOptions options) {
        CombatLog log = new CombatLog(options, 1, incarnation, shelf, probes);
        CombatEvent event = new CombatEvent();
        for (int i = 0; i < events; i++) {
            clock[0] += SECOND / 10;
            event.kind = i % 5 == 4 ? CombatEventKind.KILL : i % 5 == 3 ? CombatEventKind.HEAL : CombatEventKind.DAMAGE;
            event.actor = 1 + i % 3;
            event.subject = event.kind == CombatEventKind.HEAL ? event.actor : 7;
            event.amount = 20;
            event.flags = i % 2;
            event.tick = i;
            log.record(clock[0], event);
            if (event.kind != CombatEventKind.HEAL) {
                ProbeKind told = event.kind == CombatEventKind.KILL ? ProbeKind.KILLED : ProbeKind.DAMAGED;
                probes.record(told, event.subject, i, event.actor, 0);
            }
            log.advance(clock[0]);
            shelf.answerAll(clock[0], StoreOutcome.DONE);
        }
        return log;
    }

    private CombatLog wholeFight() {
        CombatLog log = fight(EVENTS, INCARNATION, CombatLogOptions.STANDARD);
        clock[0] += 5 * SECOND;
        log.advance(clock[0]);
        shelf.answerAll(clock[0], StoreOutcome.DONE);
        return log;
    }

    private void drop(long number, long mayBeStored) {
        probes.record(ProbeKind.COMBAT_DROPPED, 0, number, INCARNATION, mayBeStored);
    }

    private CombatLogChecker judge(long violations) {
        return judge(violations, 60 * SECOND);
    }

    private CombatLogChecker judge(long violations, long afterNanos) {
        reader.drain(List.of(probes));
        checker.storeRead(clock[0] + afterNanos);
        RowCursor cursor = new RowCursor();
        for (HistoryTable table : HistoryTable.values()) {
            for (byte[] row : shelf.rows) {
                if (row[0] == table.number()) {
                    cursor.wrap(row, 0, row.length).next();
                    checker.stored(table, cursor);
                }
            }
        }
        checker.finish(clock[0] + afterNanos);
        assertEquals(violations, checker.violations(), () -> checker.firstViolations()
                .toString());
        return checker;
    }

    private void lose(Predicate<byte[]> rows) {
        assertTrue(shelf.rows.removeIf(rows));
    }

    /** Number of an event, whose key is the incarnation and the number. */
    private static boolean isEvent(byte[] row, HistoryTable table, int number) {
        return row[0] == table.number() && (row[ROW_HEADER + 8] & 0xFF | (row[ROW_HEADER + 9] & 0xFF) << 8) == number;
    }

    @Test
    void acceptsACompleteLog() {
        wholeFight();
        assertTrue(judge(0).checks() > 2 * EVENTS);
        assertEquals(0, checker.findings().undecided());
    }

    @Test
    void withoutAStoreNothingIsDecided() {
        wholeFight();
        reader.drain(List.of(probes));
        checker.finish(clock[0]);
        assertEquals(EVENTS, checker.findings().undecided());
        assertEquals(0, checker.violations());
    }

    @Test
    void rejectsAnEventThatIsNowhere() {
        wholeFight();
        // 1 is a hit: the statistics over its batch of both players and their sums are then wrong too.
        lose(row -> isEvent(row, HistoryTable.COMBAT_EVENTS, 1));
        judge(5);
        assertTrue(checker.firstViolations().stream()
                .anyMatch(violation -> violation.text().startsWith("event 1 of abc of 100000 us is neither")));
    }

    @Test
    void acceptsWhatWasCountedAsDropped() {
        CombatLog log = fight(10, INCARNATION, CombatLogOptions.STANDARD);
        for (int number = 1; number <= 10; number++) {
            drop(number, number % 2);
        }
        assertEquals(10, log.heldEvents());
        judge(0);
    }

    @Test
    void rejectsWhatIsBothDroppedAndStored() {
        wholeFight();
        drop(3, 0);
        drop(4, 1);
        judge(1);
    }

    @Test
    void rejectsDropsOfNothingAndTwice() {
        fight(1, INCARNATION, CombatLogOptions.STANDARD);
        drop(1, 0);
        drop(1, 0);
        drop(2, 0);
        judge(2);
    }

    @Test
    void rejectsAFightThatTheLogWasNotTold() {
        wholeFight();
        probes.record(ProbeKind.DAMAGED, 7, 99, 1, 0);
        probes.record(ProbeKind.DIED, 7, 99, 1, 0);
        assertEquals(
                "of 1 events of kind DEATH 0 were given to the log",
                judge(2).firstViolations().get(1).text());
    }

    @Test
    void rejectsKeysThatAreUsedTwiceOrLeftOut() {
        fight(2, INCARNATION, CombatLogOptions.STANDARD);
        probes.record(ProbeKind.COMBAT_LOGGED, 7, LoggedColumn.of(CombatEventKind.HEAL, 2), INCARNATION, 99);
        probes.record(ProbeKind.COMBAT_LOGGED, 7, LoggedColumn.of(CombatEventKind.HEAL, 4), INCARNATION, 99);
        drop(1, 0);
        drop(2, 0);
        drop(4, 0);
        judge(2);
    }

    @Test
    void rejectsOtherValues() {
        wholeFight();
        // The tick.
        shelf.first(HistoryTable.COMBAT_EVENTS)[ROW_HEADER + 16 + 4]++;
        judge(1);
    }

    @Test
    void rejectsStrangersAndRubbish() {
        wholeFight();
        byte[] stranger = shelf.first(HistoryTable.COMBAT_EVENTS).clone();
        stranger[ROW_HEADER + 2]++;
        shelf.rows.add(stranger);
        byte[] rubbish = shelf.first(HistoryTable.COMBAT_EVENTS).clone();
        rubbish[ROW_HEADER + 16] = 99;
        shelf.rows.add(rubbish);
        judge(2);
    }

    @Test
    void rejectsStatisticsThatEventsDoNotGive() {
        wholeFight();
        // Damage dealt.
        shelf.first(HistoryTable.PLAYER_COMBAT_STATS)[ROW_HEADER + 24 + 16]++;
        // The row, and the player's sum.
        judge(2);
    }

    @Test
    void rejectsStatisticsThatLackAPlayer() {
        wholeFight();
        byte[] row = shelf.first(HistoryTable.PLAYER_COMBAT_STATS);
        lose(each -> each == row);
        judge(1);
    }

    @Test
    void rejectsAKillFeedThatLacksOrInventsKills() {
        wholeFight();
        byte[] feed = shelf.first(HistoryTable.KILL_FEED);
        lose(row -> row == feed);
        judge(1);
        byte[] event = shelf.first(HistoryTable.COMBAT_EVENTS).clone();
        event[0] = (byte) HistoryTable.KILL_FEED.number();
        RowCursor cursor = new RowCursor().wrap(event, 0, event.length);
        cursor.next();
        checker.stored(HistoryTable.KILL_FEED, cursor);
        assertEquals(2, checker.violations());
    }

    @Test
    void theNewestMayBeUnderWay() {
        fight(20, INCARNATION, CombatLogOptions.STANDARD);
        judge(0, SECOND);
        assertEquals(20, checker.findings().undecided());
    }

    @Test
    void aCrashExplainsFiveSeconds() {
        CombatLogOptions slow = CombatLogOptions.STANDARD;
        fight(30, INCARNATION, slow);
        long crashNanos = clock[0] + 1;
        judgeWith(new ZoneCrashes(crashNanos));
        judge(0);
        assertEquals(30, checker.findings().exempt());
    }

    @Test
    void aCrashExplainsNoMore() {
        fight(30, INCARNATION, CombatLogOptions.STANDARD);
        long crashNanos = clock[0] + 4 * SECOND;
        judgeWith(new ZoneCrashes(crashNanos));
        // Those of the first two seconds, which ended six seconds before the crash to five before it.
        judge(19);
        assertTrue(checker.firstViolations().get(0).text().contains("was lost with a crash"));
    }
}
