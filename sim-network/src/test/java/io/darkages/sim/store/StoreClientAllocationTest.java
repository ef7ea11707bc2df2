package io.darkages.sim.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Consistency;
import io.darkages.engine.port.RowBatch;
import io.darkages.engine.port.StoreOutcome;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A warm client allocates nothing: it lives on the zone's host, within its ticks. */
class StoreClientAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long TICK = 1_000_000_000L / 60;
    private static final long SESSION = 9;

    private final byte[] answer = new byte[StoreFrame.ANSWER_BYTES];
    private final long[] sent = new long[1];
    private final long[] answered = new long[StoreOutcome.values().length];
    private final CombatHistory.Answers answers = (nanos, request, outcome) -> answered[outcome.ordinal()]++;
    private final StoreClient client = new StoreClient(
            StoreClientOptions.STANDARD,
            (address, buffer, offset, length) -> sent[0]++,
            StoreRing.of(1),
            () -> 0,
            SESSION);
    private final RowBatch rows = new RowBatch(CombatHistory.BATCH_BYTES_MAX);
    private long now;
    private long request;

    /** Each third request is answered, the others are sent again and again, and end unknown. */
    private void run(int ticks) {
        for (int i = 0; i < ticks; i++) {
            now += TICK;
            request++;
            if (client.write(now, request, Consistency.ONE, rows, answers) && request % 3 == 0) {
                StoreFrame.writeAnswer(answer, StoreFrame.ANSWER, StoreReply.DONE, SESSION, 0, request);
                client.receive(now, answer, 0, answer.length);
            }
            client.advance(now);
        }
    }

    @Test
    void warmClientAllocatesNothing() {
        for (int i = 0; i < 100; i++) {
            rows.beginRow(1);
            rows.putLong(i);
            rows.endKey();
            rows.putLong(i);
            rows.endRow();
        }
        run(3_000);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            run(1_000);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
        assertTrue(answered[StoreOutcome.DONE.ordinal()] > 100);
        assertTrue(answered[StoreOutcome.UNKNOWN.ordinal()] > 100);
        assertTrue(sent[0] > 1_000);
    }
}
