package io.darkages.engine.combatlog;

import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.RowBatch;
import io.darkages.engine.random.Mix;

/**
 * A place for one batch: encoded once, when it is closed, so that every attempt writes the same rows. Reused.
 */
final class EventBatch {

    /** What a batch waits for. */
    enum State {
        /** The place is free. */
        FREE,
        /** To be written, at {@link #nextAttemptNanos} or later. */
        WAITING,
        /** The store's answer. */
        WRITING
    }

    private final RowBatch rows = new RowBatch(CombatHistory.BATCH_BYTES_MAX);
    private final long[] numbers;
    private int events;
    private long oldestNanos;
    private State state = State.FREE;
    private long nextAttemptNanos;
    private long pauseNanos;
    private boolean undecided;

    EventBatch(int eventsMax) {
        numbers = new long[eventsMax];
    }

    /** Moves that many events out of the queue and encodes them. */
    void fill(
            EventQueue queue,
            int count,
            int zone,
            long incarnation,
            StatisticsTally tally,
            CombatEvent scratch,
            CombatLogOptions options) {
        rows.clear();
        tally.clear();
        oldestNanos = queue.headRecordedNanos();
        scratch.zone = zone;
        for (int i = 0; i < count; i++) {
            numbers[i] = queue.headNumber();
            queue.loadHead(scratch);
            queue.removeHead();
            CombatEventRow.write(rows, HistoryTable.COMBAT_EVENTS, incarnation, numbers[i], scratch);
            if (scratch.kind == CombatEventKind.KILL) {
                CombatEventRow.write(rows, HistoryTable.KILL_FEED, incarnation, numbers[i], scratch);
            }
            tally.add(scratch);
        }
        tally.write(rows, incarnation, numbers[0], numbers[count - 1], scratch);
        events = count;
        state = State.WAITING;
        nextAttemptNanos = Long.MIN_VALUE;
        pauseNanos = options.retryNanosMin();
        undecided = false;
    }

    void free() {
        state = State.FREE;
    }

    void writing() {
        state = State.WRITING;
    }

    /** Back from {@link #writing}: the attempt was not begun. */
    void notBegun() {
        state = State.WAITING;
    }

    /** The attempt ended without success. */
    void retryLater(long nowNanos, boolean unknown, long pauseNanosMax) {
        state = State.WAITING;
        undecided |= unknown;
        nextAttemptNanos = nowNanos + pauseNanos;
        pauseNanos = Math.min(2 * pauseNanos, pauseNanosMax);
    }

    boolean isFree() {
        return state == State.FREE;
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    boolean isDue(long nowNanos) {
        return state == State.WAITING && nowNanos >= nextAttemptNanos;
    }

    boolean isWriting(long request) {
        return state == State.WRITING && request() == request;
    }

    /** Names the batch within its zone's incarnation: the number of its first event. */
    long request() {
        return numbers[0];
    }

    RowBatch rows() {
        return rows;
    }

    int events() {
        return events;
    }

    long number(int index) {
        return numbers[index];
    }

    /** When its oldest event was recorded. */
    long oldestNanos() {
        return oldestNanos;
    }

    /** Whether an attempt's outcome is unknown. */
    boolean isUndecided() {
        return undecided;
    }

    long digest() {
        if (state == State.FREE) {
            return 0;
        }
        long hash = Mix.fold(Mix.fold(state.ordinal(), numbers[0]), events);
        return Mix.fold(Mix.fold(hash, nextAttemptNanos), pauseNanos);
    }
}
