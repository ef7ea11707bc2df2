package io.darkages.engine.combatlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Consistency;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.RowBatch;
import io.darkages.engine.port.StoreOutcome;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A warm log allocates nothing: recording, encoding, writing, answers and repetitions included. */
class CombatLogAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long TICK = 1_000_000_000L / 60;

    /** Keeps the requests under way and answers them when asked, every third as unknown. */
    private static final class PlainStore implements CombatHistory {
        private final long[] requests = new long[4];
        private int underWay;
        private long writes;
        private Answers lastAnswers = (nanos, request, outcome) -> {};

        @Override
        public boolean write(
                long monotonicNanos, long request, Consistency consistency, RowBatch rows, Answers answers) {
            requests[underWay++] = request;
            lastAnswers = answers;
            return true;
        }

        void answer(long now) {
            while (underWay > 0) {
                StoreOutcome outcome = ++writes % 3 == 0 ? StoreOutcome.UNKNOWN : StoreOutcome.DONE;
                lastAnswers.answered(now, requests[--underWay], outcome);
            }
        }

        @Override
        public int writesMax() {
            return requests.length;
        }

        @Override
        public long answerNanosMax() {
            return TICK;
        }
    }

    private final PlainStore store = new PlainStore();
    private final CombatLog log = new CombatLog(CombatLogOptions.STANDARD, 1, 2, store, Probes.NONE);
    private final CombatEvent event = new CombatEvent();
    private long now;

    private void run(int ticks) {
        for (int i = 0; i < ticks; i++) {
            now += TICK;
            for (int j = 0; j < 20; j++) {
                event.kind = j == 0 ? CombatEventKind.KILL : CombatEventKind.DAMAGE;
                event.actor = 1 + i % 97;
                event.subject = 1 + j;
                event.amount = j;
                log.record(now, event);
            }
            log.advance(now);
            store.answer(now);
        }
    }

    @Test
    void warmLogAllocatesNothing() {
        run(3_000);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            run(1_000);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
        assertTrue(log.counters().count(CombatLogCounter.EVENTS_STORED) > 100_000);
        assertTrue(log.counters().count(CombatLogCounter.WRITES_UNKNOWN) > 100);
    }
}
