package io.darkages.engine.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** Virtual time for a model of several processes: what is due when, in a total order. */
final class ModelClock {

    /** Whoever takes events on a loop of its own, that may stand still or be gone. */
    static final class Owner {
        boolean isPaused;
        boolean isDead;
        private final ArrayDeque<LongConsumer> inbox = new ArrayDeque<>();
    }

    private record Event(long nanos, long order, Runnable deed) {}

    private final PriorityQueue<Event> events = new PriorityQueue<>(
            (a, b) -> a.nanos != b.nanos ? Long.compare(a.nanos, b.nanos) : Long.compare(a.order, b.order));
    private long order;
    long now;

    void at(long delayNanos, Runnable deed) {
        events.add(new Event(now + delayNanos, order++, deed));
    }

    /** A dead owner never gets it, a paused one when it wakes, in the order of coming. */
    void forOwner(Owner owner, long delayNanos, LongConsumer deed) {
        at(delayNanos, () -> {
            if (owner.isPaused) {
                owner.inbox.add(deed);
            } else if (!owner.isDead) {
                deed.accept(now);
            }
        });
    }

    void wake(Owner owner) {
        owner.isPaused = false;
        List<LongConsumer> waiting = new ArrayList<>(owner.inbox);
        owner.inbox.clear();
        for (LongConsumer deed : waiting) {
            if (!owner.isDead) {
                deed.accept(now);
            }
        }
    }

    /** Everything up to that time. */
    void runTo(long nanos) {
        while (!events.isEmpty() && events.peek().nanos() <= nanos) {
            Event event = events.poll();
            now = event.nanos();
            event.deed().run();
        }
        now = nanos;
    }
}
