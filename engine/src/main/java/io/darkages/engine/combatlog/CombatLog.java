package io.darkages.engine.combatlog;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.StoreOutcome;
import io.darkages.engine.random.Mix;

/**
 * Takes a zone's combat events and sees that each is stored once, or counted as dropped.
 *
 * <p>Events wait in a bounded queue. A batch is closed when enough of them wait or the oldest is old enough, and is
 * encoded then, for good. Several batches are written at one time. A batch whose write failed, or ended nobody knows
 * how, is written again after a pause, under the same keys, until the store has it or its oldest event is too old to
 * keep. A store that is away costs nothing but room; when there is none left, new events are dropped.
 *
 * <p>An event's key is (incarnation of the zone, number of the event); numbers count all events from 1, dropped ones
 * too, so a gap in the store is visible as one. Statistics and kill feed travel in the batch of the events that they
 * follow from: who has the events has them.
 *
 * <p>All calls, the store's answers among them, on one thread. Once warm nothing allocates.
 */
public final class CombatLog {

    private static final long CAN_NOT_BE_STORED = 0;
    private static final long MAY_BE_STORED = 1;

    private final CombatLogOptions options;
    private final int zone;
    private final long incarnation;
    private final CombatHistory history;
    private final Probes probes;
    private final CombatHistory.Answers answers = this::answered;
    private final CombatLogCounters counters = new CombatLogCounters();
    private final EventQueue queue;
    private final EventBatch[] batches;
    private final StatisticsTally tally;
    private final CombatEvent scratch = new CombatEvent();

    private long lastNumber;
    private int eventsInBatches;
    private int batchesHeld;

    /**
     * @param zone the zone's number, 0 to 65,535
     * @param incarnation no two programs that ever run a zone share it
     * @param history where events go
     * @param probes told of each event that is recorded, and of each that is dropped
     */
    public CombatLog(CombatLogOptions options, int zone, long incarnation, CombatHistory history, Probes probes) {
        if (zone < 0 || zone > 0xFFFF) {
            throw new IllegalArgumentException("zone " + zone + " is outside 0 to 65535");
        }
        this.options = options;
        this.zone = zone;
        this.incarnation = incarnation;
        this.history = history;
        this.probes = probes;
        queue = new EventQueue(options.eventsMax());
        batches = new EventBatch[options.batchesMax()];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = new EventBatch(options.batchEvents());
        }
        tally = new StatisticsTally(options.batchEvents());
    }

    /**
     * Takes an event; it is copied.
     *
     * @param event its {@link CombatEvent#zone} is set to the log's
     * @return its number within this incarnation, from 1; it has one even if it was dropped
     */
    public long record(long monotonicNanos, CombatEvent event) {
        if (event.amount < 0 || event.amount > CombatEvent.AMOUNT_MAX || (event.flags & ~0xFF) != 0) {
            throw new IllegalStateException(event.kind + " of " + event.amount + " hundredths, flags " + event.flags
                    + ", by " + event.actor + " on " + event.subject + " in tick " + event.tick);
        }
        event.zone = zone;
        long number = ++lastNumber;
        counters.add(CombatLogCounter.EVENTS_RECORDED, 1);
        probes.record(
                ProbeKind.COMBAT_LOGGED,
                event.subject,
                LoggedColumn.of(event.kind, number),
                incarnation,
                event.digest());
        if (heldEvents() < options.eventsMax()) {
            queue.add(number, monotonicNanos, event);
            counters.highWater(CombatLogCounter.EVENTS_HELD_HIGH_WATER, heldEvents());
        } else {
            counters.add(CombatLogCounter.EVENTS_DROPPED_FULL, 1);
            probes.record(ProbeKind.COMBAT_DROPPED, 0, number, incarnation, CAN_NOT_BE_STORED);
        }
        return number;
    }

    /** Gives up what is too old, closes batches that are due and writes those that wait. To be called each tick. */
    public void advance(long monotonicNanos) {
        dropOld(monotonicNanos);
        for (int i = 0; i < batches.length; i++) {
            EventBatch batch = batches[i];
            if (batch.isFree() && isBatchDue(monotonicNanos)) {
                close(batch);
            }
            if (batch.isDue(monotonicNanos)) {
                write(monotonicNanos, batch);
            }
        }
    }

    private boolean isBatchDue(long nowNanos) {
        return queue.size() >= options.batchEvents()
                || queue.size() > 0 && nowNanos - queue.headRecordedNanos() >= options.flushNanos();
    }

    private void close(EventBatch batch) {
        int count = Math.min(queue.size(), options.batchEvents());
        batch.fill(queue, count, zone, incarnation, tally, scratch, options);
        eventsInBatches += count;
        batchesHeld++;
        counters.add(CombatLogCounter.BATCHES, 1);
        counters.add(CombatLogCounter.ROWS, batch.rows().rows());
        counters.highWater(CombatLogCounter.BATCHES_HELD_HIGH_WATER, batchesHeld);
    }

    private void write(long nowNanos, EventBatch batch) {
        batch.writing();
        if (history.write(nowNanos, batch.request(), options.consistency(), batch.rows(), answers)) {
            counters.add(CombatLogCounter.WRITES, 1);
        } else {
            batch.notBegun();
        }
    }

    private void answered(long nowNanos, long request, StoreOutcome outcome) {
        EventBatch batch = writing(request);
        switch (outcome) {
            case DONE -> {
                counters.add(CombatLogCounter.EVENTS_STORED, batch.events());
                counters.add(CombatLogCounter.BATCHES_STORED, 1);
                free(batch);
            }
            case FAILED -> {
                counters.add(CombatLogCounter.WRITES_FAILED, 1);
                batch.retryLater(nowNanos, false, options.retryNanosMax());
            }
            case UNKNOWN -> {
                counters.add(CombatLogCounter.WRITES_UNKNOWN, 1);
                batch.retryLater(nowNanos, true, options.retryNanosMax());
            }
        }
    }

    private EventBatch writing(long request) {
        for (EventBatch batch : batches) {
            if (batch.isWriting(request)) {
                return batch;
            }
        }
        throw new IllegalStateException("an answer came for request " + request + ", which is not under way");
    }

    private void dropOld(long nowNanos) {
        for (EventBatch batch : batches) {
            if (batch.isWaiting() && isOld(nowNanos, batch.oldestNanos())) {
                drop(batch);
            }
        }
        while (queue.size() > 0 && isOld(nowNanos, queue.headRecordedNanos())) {
            counters.add(CombatLogCounter.EVENTS_DROPPED_OLD, 1);
            probes.record(ProbeKind.COMBAT_DROPPED, 0, queue.headNumber(), incarnation, CAN_NOT_BE_STORED);
            queue.removeHead();
        }
    }

    private void drop(EventBatch batch) {
        boolean undecided = batch.isUndecided();
        counters.add(
                undecided ? CombatLogCounter.EVENTS_DROPPED_UNDECIDED : CombatLogCounter.EVENTS_DROPPED_OLD,
                batch.events());
        for (int i = 0; i < batch.events(); i++) {
            probes.record(
                    ProbeKind.COMBAT_DROPPED,
                    0,
                    batch.number(i),
                    incarnation,
                    undecided ? MAY_BE_STORED : CAN_NOT_BE_STORED);
        }
        free(batch);
    }

    private void free(EventBatch batch) {
        eventsInBatches -= batch.events();
        batchesHeld--;
        batch.free();
    }

    private boolean isOld(long nowNanos, long recordedNanos) {
        return nowNanos - recordedNanos >= options.keepNanos();
    }

    /** Events that are neither stored nor dropped yet. */
    public int heldEvents() {
        return queue.size() + eventsInBatches;
    }

    public CombatLogCounters counters() {
        return counters;
    }

    /** Tells judges how full it has been, and how full it may get. */
    public void reportBounds() {
        probes.bound(
                BoundedStructure.COMBAT_LOG_EVENTS,
                counters.count(CombatLogCounter.EVENTS_HELD_HIGH_WATER),
                options.eventsMax());
        probes.bound(
                BoundedStructure.COMBAT_LOG_BATCHES,
                counters.count(CombatLogCounter.BATCHES_HELD_HIGH_WATER),
                options.batchesMax());
    }

    /** Digest of its state: what it holds and what it did with the rest. */
    public long stateHash() {
        long hash = Mix.fold(incarnation, (long) queue.size() << 32 | eventsInBatches);
        hash = Mix.fold(hash, lastNumber);
        for (EventBatch batch : batches) {
            hash = Mix.fold(hash, batch.digest());
        }
        hash = Mix.fold(hash, counters.count(CombatLogCounter.EVENTS_STORED));
        return Mix.fold(hash, counters.eventsDropped());
    }
}
