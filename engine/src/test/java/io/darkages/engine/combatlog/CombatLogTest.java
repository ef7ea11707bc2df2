package io.darkages.engine.combatlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.RowCursor;
import io.darkages.engine.port.StoreOutcome;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CombatLogTest {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final long INCARNATION = 77;
    private static final int ZONE = 3;

    private record Probe(ProbeKind kind, long player, long a, long b, long digest) {}

    private final List<Probe> probes = new ArrayList<>();
    private final Probes probing = (kind, player, a, b, digest) -> probes.add(new Probe(kind, player, a, b, digest));
    private ScriptedHistory store = new ScriptedHistory();
    private final CombatEvent event = new CombatEvent();
    private CombatLog log = log(CombatLogOptions.STANDARD);

    private CombatLog log(CombatLogOptions options) {
        return new CombatLog(options, ZONE, INCARNATION, store, probing);
    }

    private void record(long nanos, int count) {
        for (int i = 0; i < count; i++) {
            event.kind = CombatEventKind.DAMAGE;
            event.actor = 1;
            event.subject = 2;
            event.amount = 20;
            event.tick = (int) (nanos / (16 * MILLI));
            log.record(nanos, event);
        }
    }

    private long count(CombatLogCounter counter) {
        return log.counters().count(counter);
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private void assertBalance() {
        assertEquals(
                count(CombatLogCounter.EVENTS_RECORDED),
                count(CombatLogCounter.EVENTS_STORED) + log.counters().eventsDropped() + log.heldEvents());
    }

    @Test
    void aHundredEventsMakeABatchAtOnce() {
        record(0, 99);
        log.advance(0);
        assertEquals(0, store.attempts.size());
        record(0, 1);
        log.advance(0);
        assertEquals(
                List.of(numbers(1, 100)),
                store.attempts.stream().map(ScriptedHistory.Attempt::events).toList());
    }

    @Test
    void fewEventsWaitFourSeconds() {
        record(SECOND, 3);
        record(2 * SECOND, 2);
        log.advance(5 * SECOND - 1);
        assertEquals(0, store.attempts.size());
        log.advance(5 * SECOND);
        assertEquals(numbers(1, 5), store.attempts.get(0).events());
    }

    @Test
    void severalBatchesAreWrittenAtOneTime() {
        record(0, 1_000);
        log.advance(0);
        assertEquals(4, store.attempts.size());
        store.answer(0, StoreOutcome.DONE);
        store.answer(0, StoreOutcome.DONE);
        log.advance(0);
        assertEquals(6, store.attempts.size());
        assertEquals(numbers(501, 600), store.attempts.get(5).events());
        assertEquals(4, count(CombatLogCounter.BATCHES_HELD_HIGH_WATER));
        assertBalance();
    }

    @Test
    void aStoreThatTakesNoMoreIsAskedAgain() {
        store.writesMax = 1;
        record(0, 200);
        log.advance(0);
        assertEquals(1, store.attempts.size());
        store.answer(0, StoreOutcome.DONE);
        log.advance(MILLI);
        assertEquals(numbers(101, 200), store.attempts.get(1).events());
        assertEquals(2, count(CombatLogCounter.WRITES));
    }

    @Test
    void whatFailedOrIsUnknownIsWrittenAgainWithTheSameBytes() {
        record(0, 100);
        log.advance(0);
        store.answer(0, StoreOutcome.FAILED);
        log.advance(100 * MILLI - 1);
        assertEquals(1, store.attempts.size());
        log.advance(100 * MILLI);
        store.answer(1_100 * MILLI, StoreOutcome.UNKNOWN);
        log.advance(1_300 * MILLI);
        assertEquals(3, store.attempts.size());
        for (ScriptedHistory.Attempt attempt : store.attempts) {
            assertEquals(store.attempts.get(0).request(), attempt.request());
            assertEquals(store.attempts.get(0).bytes(), attempt.bytes());
        }
        store.answer(1_300 * MILLI, StoreOutcome.DONE);
        assertEquals(100, count(CombatLogCounter.EVENTS_STORED));
        assertEquals(1, count(CombatLogCounter.WRITES_FAILED));
        assertEquals(1, count(CombatLogCounter.WRITES_UNKNOWN));
        assertEquals(0, log.heldEvents());
    }

    @Test
    void pausesDoubleUpToTwoSeconds() {
        record(0, 100);
        for (long now = 0; now < 20 * SECOND; now += 10 * MILLI) {
            log.advance(now);
            store.answerAll(now, StoreOutcome.FAILED);
        }
        List<Long> pauses = new ArrayList<>();
        for (int i = 1; i < store.attempts.size(); i++) {
            pauses.add(
                    (store.attempts.get(i).nanos() - store.attempts.get(i - 1).nanos()) / MILLI);
        }
        assertEquals(List.of(100L, 200L, 400L, 800L, 1_600L, 2_000L, 2_000L), pauses.subList(0, 7));
    }

    @Test
    void aFullQueueDropsTheNewestAndCountsThem() {
        log = log(CombatLogOptions.STANDARD.withEventsMax(250));
        record(0, 250);
        log.advance(0);
        record(0, 5);
        assertEquals(5, count(CombatLogCounter.EVENTS_DROPPED_FULL));
        assertEquals(250, count(CombatLogCounter.EVENTS_HELD_HIGH_WATER));
        assertBalance();
        store.answerAll(0, StoreOutcome.DONE);
        record(0, 1);
        log.advance(4 * SECOND);
        store.answerAll(4 * SECOND, StoreOutcome.DONE);
        // The number of a dropped event is not given to another: the gap in the store shows it.
        assertEquals(256, store.attempts.get(2).events().get(50));
        assertEquals(251, count(CombatLogCounter.EVENTS_STORED));
        assertEquals(
                numbers(251, 255),
                probes.stream()
                        .filter(probe -> probe.kind() == ProbeKind.COMBAT_DROPPED && probe.digest() == 0)
                        .map(Probe::a)
                        .toList());
    }

    @Test
    void whatIsTooOldIsDroppedByWhatIsKnownOfIt() {
        log = log(CombatLogOptions.STANDARD.withKeepNanos(10 * SECOND));
        store.writesMax = 2;
        record(0, 300);
        log.advance(0);
        store.answer(0, StoreOutcome.FAILED);
        store.answer(0, StoreOutcome.UNKNOWN);
        store.writesMax = 0;
        log.advance(10 * SECOND - 1);
        assertEquals(300, log.heldEvents());
        log.advance(10 * SECOND);
        assertEquals(0, log.heldEvents());
        assertEquals(200, count(CombatLogCounter.EVENTS_DROPPED_OLD));
        assertEquals(100, count(CombatLogCounter.EVENTS_DROPPED_UNDECIDED));
        assertEquals(
                numbers(101, 200),
                probes.stream()
                        .filter(probe -> probe.kind() == ProbeKind.COMBAT_DROPPED && probe.digest() == 1)
                        .map(Probe::a)
                        .toList());
        assertBalance();
    }

    @Test
    void whatWaitsForAnAnswerIsNotDropped() {
        log = log(CombatLogOptions.STANDARD.withKeepNanos(10 * SECOND));
        record(0, 100);
        log.advance(0);
        log.advance(60 * SECOND);
        assertEquals(100, log.heldEvents());
        store.answer(60 * SECOND, StoreOutcome.DONE);
        assertEquals(100, count(CombatLogCounter.EVENTS_STORED));
    }

    @Test
    void killsAreInTheFeedToo() {
        event.kind = CombatEventKind.KILL;
        event.actor = 8;
        event.subject = 9;
        log.record(0, event);
        event.kind = CombatEventKind.DEATH;
        log.record(0, event);
        log.advance(4 * SECOND);
        List<Integer> tables = new ArrayList<>();
        RowCursor row = store.attempts.get(0).rows();
        while (row.next()) {
            tables.add(row.table());
            if (row.table() == HistoryTable.KILL_FEED.number()) {
                assertEquals(1, CombatEventRow.number(row));
            }
        }
        assertEquals(
                List.of(
                        HistoryTable.COMBAT_EVENTS.number(),
                        HistoryTable.KILL_FEED.number(),
                        HistoryTable.COMBAT_EVENTS.number(),
                        HistoryTable.PLAYER_COMBAT_STATS.number(),
                        HistoryTable.PLAYER_COMBAT_STATS.number()),
                tables);
        assertEquals(5, count(CombatLogCounter.ROWS));
    }

    @Test
    void probesTellTheKeyAndTheDigestOfWhatIsStored() {
        record(0, 3);
        log.advance(4 * SECOND);
        RowCursor row = store.attempts.get(0).rows();
        CombatEvent stored = new CombatEvent();
        for (Probe probe : probes) {
            row.next();
            CombatEventRow.read(row, stored);
            assertEquals(
                    new Probe(
                            ProbeKind.COMBAT_LOGGED,
                            stored.subject,
                            LoggedColumn.of(stored.kind, CombatEventRow.number(row)),
                            CombatEventRow.incarnation(row),
                            stored.digest()),
                    probe);
        }
        assertEquals(ZONE, stored.zone);
    }

    @Test
    void boundsAreReportedWithTheirCaps() {
        record(0, 120);
        log.advance(0);
        probes.clear();
        log.reportBounds();
        assertEquals(
                List.of(
                        new Probe(ProbeKind.BOUNDED, 0, BoundedStructure.COMBAT_LOG_EVENTS.ordinal(), 120, 4_096),
                        new Probe(ProbeKind.BOUNDED, 0, BoundedStructure.COMBAT_LOG_BATCHES.ordinal(), 1, 4)),
                probes);
    }

    @Test
    void brokenEventsAndAnswersAreErrors() {
        event.amount = -1;
        assertThrows(IllegalStateException.class, () -> log.record(0, event));
        event.amount = CombatEvent.AMOUNT_MAX + 1;
        assertThrows(IllegalStateException.class, () -> log.record(0, event));
        event.amount = 1;
        event.flags = 256;
        assertThrows(IllegalStateException.class, () -> log.record(0, event));
        event.flags = 0;
        record(0, 100);
        log.advance(0);
        assertThrows(IllegalStateException.class, () -> store.answerUnasked(99));
        assertThrows(IllegalArgumentException.class, () -> CombatLogOptions.STANDARD.withEventsMax(99));
        assertThrows(IllegalArgumentException.class, () -> CombatLogOptions.STANDARD.withKeepNanos(SECOND));
    }

    @Test
    void hashTellsHistoriesApart() {
        long empty = log.stateHash();
        record(0, 100);
        long recorded = log.stateHash();
        log.advance(0);
        long written = log.stateHash();
        store.answer(0, StoreOutcome.UNKNOWN);
        long unknown = log.stateHash();
        assertEquals(4, new TreeSet<>(List.of(empty, recorded, written, unknown)).size());
    }

    /** Whatever the store does: no event is lost from the books, none stored twice, and figures follow from events. */
    @Property(tries = 60)
    void everyEventIsStoredDroppedOrHeld(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("log");
        store = new ScriptedHistory();
        log = log(CombatLogOptions.STANDARD.withEventsMax(400).withKeepNanos(8 * SECOND));
        store.writesMax = 3;
        SortedMap<Long, Long> stored = new TreeMap<>();
        SortedMap<Long, PlayerStatistics> figures = new TreeMap<>();
        SortedMap<Long, PlayerStatistics> derived = new TreeMap<>();
        SortedSet<Long> requestsStored = new TreeSet<>();
        long now = 0;
        for (int step = 0; step < 600; step++) {
            now += random.nextInt(100) * MILLI;
            for (int i = random.nextInt(12); i > 0; i--) {
                event.kind = CombatEventKind.values()[random.nextInt(4)];
                event.flags = random.nextInt(8);
                event.actor = random.nextInt(10);
                event.subject = 1 + random.nextInt(9);
                event.amount = random.nextInt(100);
                log.record(now, event);
            }
            log.advance(now);
            while (!store.underWay.isEmpty() && random.chance(400_000)) {
                ScriptedHistory.Attempt attempt = store.underWay.element();
                StoreOutcome outcome = StoreOutcome.values()[random.nextInt(3)];
                // An unknown outcome is either; so is the first of two attempts that both reach the store.
                boolean reached =
                        outcome == StoreOutcome.DONE || outcome == StoreOutcome.UNKNOWN && random.chance(500_000);
                if (reached && requestsStored.add(attempt.request())) {
                    store(attempt, stored, figures, derived);
                }
                store.answer(now, outcome);
            }
            assertBalance();
        }
        long known = count(CombatLogCounter.EVENTS_STORED);
        long maybe = count(CombatLogCounter.EVENTS_DROPPED_UNDECIDED) + log.heldEvents();
        assertEquals(true, stored.size() >= known && stored.size() <= known + maybe, stored.size() + " of " + known);
        assertEquals(derived.keySet(), figures.keySet());
        derived.forEach((player, sums) -> assertEquals(true, sums.matches(figures.get(player)), "player " + player));
    }

    private static void store(
            ScriptedHistory.Attempt attempt,
            SortedMap<Long, Long> stored,
            SortedMap<Long, PlayerStatistics> figures,
            SortedMap<Long, PlayerStatistics> derived) {
        CombatEvent read = new CombatEvent();
        PlayerStatistics row = new PlayerStatistics();
        RowCursor rows = attempt.rows();
        while (rows.next()) {
            if (rows.table() == HistoryTable.COMBAT_EVENTS.number()) {
                assertEquals(true, CombatEventRow.read(rows, read));
                assertEquals(null, stored.put(CombatEventRow.number(rows), read.digest()));
                if (read.actor != CombatEvent.NOBODY) {
                    derived.computeIfAbsent(read.actor, id -> new PlayerStatistics())
                            .apply(read, read.actor);
                }
                if (read.subject != read.actor) {
                    derived.computeIfAbsent(read.subject, id -> new PlayerStatistics())
                            .apply(read, read.subject);
                }
            } else if (rows.table() == HistoryTable.PLAYER_COMBAT_STATS.number()) {
                assertEquals(true, PlayerStatisticsRow.read(rows, row));
                figures.computeIfAbsent(PlayerStatisticsRow.player(rows), id -> new PlayerStatistics())
                        .add(row);
            }
        }
    }
}
