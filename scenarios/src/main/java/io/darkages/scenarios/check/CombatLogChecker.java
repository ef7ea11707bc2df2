package io.darkages.scenarios.check;

import io.darkages.engine.combatlog.CombatEvent;
import io.darkages.engine.combatlog.CombatEventKind;
import io.darkages.engine.combatlog.CombatEventRow;
import io.darkages.engine.combatlog.HistoryTable;
import io.darkages.engine.combatlog.LoggedColumn;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.RowCursor;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Invariant 11, {@code combat-log-complete}: every combat event is stored once, or counted as dropped, or lost with a
 * crash of its process within {@value #LOST_NANOS} ns before it; and every damage, kill and death is an event. One key for each event; statistics and kill feed are what
 * the stored events say.
 *
 * <p>Each process that ever runs a zone has a log of its own, by the number of its incarnation. Joins what zones recorded with what the store holds at the end, which is handed over row by row before {@link
 * #finish}: {@link #storeRead} and then {@link #stored}, the events first. Events that are younger than {@value
 * #UNDER_WAY_NANOS} ns at the end may be under way, and are undecided. If no store was read all are.
 */
public final class CombatLogChecker implements Checker {

    /** What a crash of the zone may cost. */
    public static final long LOST_NANOS = 5_000_000_000L;

    /** An event waits 4 s for its batch, and the batch a while for a store that has just healed. */
    public static final long UNDER_WAY_NANOS = 10_000_000_000L;

    /** Those of which judges are told where they happen. Health comes back without a word. */
    private static final List<CombatEventKind> ALL_TOLD =
            List.of(CombatEventKind.DAMAGE, CombatEventKind.KILL, CombatEventKind.DEATH);

    private final Findings findings = new Findings();
    private final HostCrashes crashes;
    private final StateTable<StoredEvents> incarnations = new StateTable<>(incarnation -> new StoredEvents());
    private final StatisticsAudit statistics = new StatisticsAudit(findings);
    private final CombatEvent event = new CombatEvent();
    /** What the zones did in fights, and what they gave to the log, by kind. */
    private final KindCounts fought = new KindCounts();

    private final KindCounts logged = new KindCounts();
    private boolean read;
    private long readNanos;

    /** @param crashes that may have cost events */
    public CombatLogChecker(HostCrashes crashes) {
        this.crashes = crashes;
    }

    @Override
    public int invariant() {
        return 11;
    }

    @Override
    public String name() {
        return "combat-log-complete";
    }

    @Override
    public Set<ProbeKind> kinds() {
        return EnumSet.of(
                ProbeKind.DAMAGED, ProbeKind.KILLED, ProbeKind.DIED, ProbeKind.COMBAT_LOGGED, ProbeKind.COMBAT_DROPPED);
    }

    @Override
    public void accept(ProbeRecord record) {
        switch (record.kind()) {
            case DAMAGED -> fought.add(CombatEventKind.DAMAGE);
            case KILLED -> fought.add(CombatEventKind.KILL);
            case DIED -> fought.add(CombatEventKind.DEATH);
            case COMBAT_LOGGED -> {
                logged.add(LoggedColumn.kindCode(record.a()));
                logged(incarnations.of(record.b()), LoggedColumn.number(record.a()), record);
            }
            case COMBAT_DROPPED -> dropped(incarnations.of(record.b()), record.a(), record);
            default -> throw new IllegalStateException("not asked for: " + record);
        }
    }

    private void logged(StoredEvents events, long number, ProbeRecord record) {
        findings.judged();
        if (!events.isOf(record.host())) {
            findings.violated(
                    record,
                    () -> key(record.b(), number) + " was recorded by host " + record.host()
                            + ", and that incarnation is host " + events.host() + "'s");
        }
        long due = events.last() + 1L;
        if (number != due) {
            findings.violated(record, () -> key(record.b(), number) + " was recorded where " + due + " was due");
        }
        if (StoredEvents.isNumber(number) && !events.is(number, StoredEvents.LOGGED)) {
            events.logged((int) number, record.nanos(), record.digest());
        }
    }

    private void dropped(StoredEvents events, long number, ProbeRecord record) {
        findings.judged();
        if (!events.is(number, StoredEvents.LOGGED)) {
            findings.violated(record, () -> key(record.b(), number) + " was dropped and never recorded");
            return;
        }
        if (events.is(number, StoredEvents.DROPPED | StoredEvents.GIVEN_UP)) {
            findings.violated(record, () -> key(record.b(), number) + " was dropped twice");
        }
        events.mark((int) number, record.digest() == 0 ? StoredEvents.DROPPED : StoredEvents.GIVEN_UP);
    }

    /** The run has a store, and its rows are going to be handed over. */
    public void storeRead(long nanos) {
        read = true;
        readNanos = nanos;
    }

    /**
     * A row that the store holds at the end.
     *
     * @param table that of the row; all events come before everything else
     * @param row valid during the call only
     */
    public void stored(HistoryTable table, RowCursor row) {
        findings.judged();
        switch (table) {
            case COMBAT_EVENTS -> storedEvent(row);
            case KILL_FEED -> storedKill(row);
            case PLAYER_COMBAT_STATS -> statistics.storedRow(row, incarnations, readNanos);
        }
    }

    private void storedEvent(RowCursor row) {
        if (!CombatEventRow.read(row, event)) {
            wrong(() -> "the store holds an event that can't be read");
            return;
        }
        long incarnation = CombatEventRow.incarnation(row);
        long number = CombatEventRow.number(row);
        StoredEvents events = incarnations.of(incarnation);
        if (!events.is(number, StoredEvents.LOGGED)) {
            wrong(() -> key(incarnation, number) + " is stored and was never recorded");
            return;
        }
        if (events.is(number, StoredEvents.STORED)) {
            wrong(() -> key(incarnation, number) + " is stored twice");
            return;
        }
        if (events.digest((int) number) != event.digest()) {
            wrong(() -> key(incarnation, number) + " is stored with other values than were recorded");
        }
        if (events.is(number, StoredEvents.DROPPED)) {
            wrong(() -> key(incarnation, number) + " is stored and was counted as dropped");
        }
        events.mark((int) number, StoredEvents.STORED);
        events.keep((int) number, event);
        statistics.storedEvent(event);
    }

    private void storedKill(RowCursor row) {
        if (!CombatEventRow.read(row, event)) {
            wrong(() -> "the store's kill feed holds a row that can't be read");
            return;
        }
        long incarnation = CombatEventRow.incarnation(row);
        long number = CombatEventRow.number(row);
        StoredEvents events = incarnations.of(incarnation);
        if (!events.is(number, StoredEvents.STORED)
                || event.kind != CombatEventKind.KILL
                || events.digest((int) number) != event.digest()) {
            wrong(() -> key(incarnation, number) + " is in the kill feed and not among the kills");
        } else if (events.is(number, StoredEvents.FED)) {
            wrong(() -> key(incarnation, number) + " is in the kill feed twice");
        } else {
            events.mark((int) number, StoredEvents.FED);
        }
    }

    @Override
    public Findings findings() {
        return findings;
    }

    @Override
    public void finish(long endNanos) {
        for (long incarnation : incarnations.sortedKeys()) {
            StoredEvents events = incarnations.of(incarnation);
            for (int number = 1; number <= events.last(); number++) {
                if (events.is(number, StoredEvents.LOGGED)) {
                    finish(incarnation, events, number, endNanos);
                }
            }
        }
        statistics.finish(endNanos);
        for (CombatEventKind kind : ALL_TOLD) {
            findings.judged();
            if (logged.count(kind) != fought.count(kind)) {
                findings.violatedAtTheEnd(
                        endNanos,
                        0,
                        () -> "of " + fought.count(kind) + " events of kind " + kind + " " + logged.count(kind)
                                + " were given to the log");
            }
        }
    }

    private void finish(long incarnation, StoredEvents events, int number, long endNanos) {
        if (!read) {
            findings.leftUndecided();
            return;
        }
        findings.judged();
        if (events.is(number, StoredEvents.STORED)) {
            if (!events.is(number, StoredEvents.FED) && isKill(events, number)) {
                findings.violatedAtTheEnd(
                        endNanos, 0, () -> key(incarnation, number) + " is a kill that the kill feed lacks");
            }
        } else if (!events.is(number, StoredEvents.DROPPED | StoredEvents.GIVEN_UP)) {
            missing(incarnation, events.host(), number, events.loggedNanos(number), endNanos);
        }
    }

    private boolean isKill(StoredEvents events, int number) {
        events.recall(number, event);
        return event.kind == CombatEventKind.KILL;
    }

    private void missing(long incarnation, int host, int number, long loggedNanos, long endNanos) {
        long crashNanos = crashes.firstFrom(host, loggedNanos);
        if (crashNanos <= endNanos) {
            long beforeNanos = crashNanos - loggedNanos;
            if (beforeNanos > LOST_NANOS) {
                findings.violatedAtTheEnd(
                        endNanos,
                        0,
                        () -> key(incarnation, number) + " was lost with a crash " + beforeNanos / 1_000_000
                                + " ms later");
            } else {
                findings.exempted();
            }
        } else if (endNanos - loggedNanos < UNDER_WAY_NANOS) {
            findings.leftUndecided();
        } else {
            findings.violatedAtTheEnd(
                    endNanos,
                    0,
                    () -> key(incarnation, number) + " of " + loggedNanos / 1_000
                            + " us is neither stored nor counted as dropped");
        }
    }

    private void wrong(Supplier<String> text) {
        findings.violatedAtTheEnd(readNanos, 0, text);
    }

    private static String key(long incarnation, long number) {
        return "event " + number + " of " + Long.toHexString(incarnation);
    }
}
