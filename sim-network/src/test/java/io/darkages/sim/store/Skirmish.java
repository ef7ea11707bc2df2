package io.darkages.sim.store;

import static io.darkages.sim.store.StoreWorld.TICKS_PER_SECOND;

import io.darkages.engine.combatlog.CombatEvent;
import io.darkages.engine.combatlog.CombatEventKind;
import io.darkages.engine.combatlog.CombatEventRow;
import io.darkages.engine.combatlog.CombatLog;
import io.darkages.engine.combatlog.CombatLogOptions;
import io.darkages.engine.combatlog.HistoryTable;
import io.darkages.engine.combatlog.LoggedColumn;
import io.darkages.engine.combatlog.PlayerStatistics;
import io.darkages.engine.combatlog.PlayerStatisticsRow;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.random.RandomStream;
import io.darkages.sim.HostContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A zone whose players fight at a steady rate until a set time, and the books that a judge keeps about it. */
final class Skirmish {

    /** An event's key. */
    record Key(long incarnation, long number) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byIncarnation = Long.compare(incarnation, other.incarnation);
            return byIncarnation != 0 ? byIncarnation : Long.compare(number, other.number);
        }
    }

    /** An event as it was recorded. */
    record Recorded(long nanos, long digest) {}

    private final CombatLogOptions options;
    private final int eventsEachSecond;
    private final long untilNanos;
    final SortedMap<Key, Recorded> recorded = new TreeMap<>();
    /** By key: whether the event may have been stored all the same. */
    final SortedMap<Key, Boolean> dropped = new TreeMap<>();

    final List<CombatLog> logs = new ArrayList<>();

    Skirmish(CombatLogOptions options, int eventsEachSecond, long untilNanos) {
        this.options = options;
        this.eventsEachSecond = eventsEachSecond;
        this.untilNanos = untilNanos;
    }

    StoreWorld.Loop start(HostContext context, StoreClient client) {
        long incarnation = 1_000 + context.incarnation();
        CombatLog log = new CombatLog(options, 1, incarnation, client, (kind, player, a, b, digest) -> {
            if (kind == ProbeKind.COMBAT_LOGGED) {
                recorded.put(new Key(b, LoggedColumn.number(a)), new Recorded(context.virtualNanosForProbes(), digest));
            } else if (kind == ProbeKind.COMBAT_DROPPED) {
                dropped.put(new Key(b, a), digest == 1);
            }
        });
        logs.add(log);
        RandomStream random = context.stream("skirmish");
        CombatEvent event = new CombatEvent();
        return new StoreWorld.Loop() {
            private long ticks;

            @Override
            public void tick(long monotonicNanos, long wallMicros) {
                ticks++;
                long due =
                        ticks * eventsEachSecond / TICKS_PER_SECOND - (ticks - 1) * eventsEachSecond / TICKS_PER_SECOND;
                for (int i = 0; i < due && monotonicNanos < untilNanos; i++) {
                    event.kind = CombatEventKind.values()[random.nextInt(4)];
                    event.flags = random.nextInt(8);
                    event.tick = (int) (monotonicNanos * TICKS_PER_SECOND / StoreWorld.SECOND);
                    event.wallMicros = wallMicros;
                    event.actor = random.nextInt(40);
                    event.subject = 1 + random.nextInt(40);
                    event.amount = random.nextInt(30);
                    event.x = random.nextInt(1 << 20);
                    log.record(monotonicNanos, event);
                }
                log.advance(monotonicNanos);
            }

            @Override
            public long stateHash() {
                return log.stateHash();
            }
        };
    }

    /** The present program's log. */
    CombatLog log() {
        return logs.get(logs.size() - 1);
    }

    /** Digests of the stored events by key. */
    static SortedMap<Key, Long> stored(StoredRows disk, HistoryTable table) {
        SortedMap<Key, Long> stored = new TreeMap<>();
        CombatEvent event = new CombatEvent();
        disk.scan(table.number(), row -> {
            if (!CombatEventRow.read(row, event)) {
                throw new IllegalStateException("a row of " + table + " is none");
            }
            stored.put(new Key(CombatEventRow.incarnation(row), CombatEventRow.number(row)), event.digest());
        });
        return stored;
    }

    /** Keys of stored events that were never recorded, or differ from what was recorded. */
    List<Key> wronglyStored(StoredRows disk) {
        List<Key> wrong = new ArrayList<>();
        stored(disk, HistoryTable.COMBAT_EVENTS).forEach((key, digest) -> {
            if (!recorded.containsKey(key) || recorded.get(key).digest() != digest) {
                wrong.add(key);
            }
        });
        return wrong;
    }

    /** Keys of events that were recorded and are neither stored nor dropped. */
    List<Key> missing(StoredRows disk) {
        SortedMap<Key, Long> stored = stored(disk, HistoryTable.COMBAT_EVENTS);
        List<Key> missing = new ArrayList<>();
        for (Key key : recorded.keySet()) {
            if (!stored.containsKey(key) && !dropped.containsKey(key)) {
                missing.add(key);
            }
        }
        return missing;
    }

    /** Players whose stored figures are not those of the stored events. */
    static List<Long> wrongFigures(StoredRows disk) {
        SortedMap<Long, PlayerStatistics> derived = new TreeMap<>();
        CombatEvent event = new CombatEvent();
        disk.scan(HistoryTable.COMBAT_EVENTS.number(), row -> {
            CombatEventRow.read(row, event);
            of(derived, event.subject).apply(event, event.subject);
            if (event.actor != CombatEvent.NOBODY && event.actor != event.subject) {
                of(derived, event.actor).apply(event, event.actor);
            }
        });
        SortedMap<Long, PlayerStatistics> figures = new TreeMap<>();
        PlayerStatistics read = new PlayerStatistics();
        disk.scan(HistoryTable.PLAYER_COMBAT_STATS.number(), row -> {
            PlayerStatisticsRow.read(row, read);
            of(figures, PlayerStatisticsRow.player(row)).add(read);
        });
        List<Long> wrong = new ArrayList<>();
        derived.forEach((player, sums) -> {
            if (!sums.matches(of(figures, player))) {
                wrong.add(player);
            }
        });
        figures.keySet().stream().filter(player -> !derived.containsKey(player)).forEach(wrong::add);
        return wrong;
    }

    private static PlayerStatistics of(SortedMap<Long, PlayerStatistics> figures, long player) {
        return figures.computeIfAbsent(player, id -> new PlayerStatistics());
    }
}
