package io.darkages.sim.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.Consistency;
import io.darkages.engine.port.RowBatch;
import io.darkages.engine.port.StoreOutcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which answers a client believes, and when it asks again. */
class StoreClientTest {

    private static final long MILLI = 1_000_000L;
    private static final long SESSION = 5;
    private static final long REQUEST = 42;

    private final List<Long> sentNanos = new ArrayList<>();
    private final List<StoreOutcome> outcomes = new ArrayList<>();
    private final RowBatch rows = new RowBatch(100);
    private long now;
    private final StoreClient client = new StoreClient(
            StoreClientOptions.STANDARD,
            (address, buffer, offset, length) -> sentNanos.add(now),
            StoreRing.of(1),
            () -> 0,
            SESSION);

    StoreClientTest() {
        rows.beginRow(1);
        rows.putLong(1);
        rows.endKey();
        rows.endRow();
    }

    private void write() {
        assertTrue(
                client.write(now, REQUEST, Consistency.ONE, rows, (nanos, request, outcome) -> outcomes.add(outcome)));
    }

    private void answer(long session, long attempt, StoreReply reply) {
        byte[] answer = new byte[StoreFrame.ANSWER_BYTES];
        StoreFrame.writeAnswer(answer, StoreFrame.ANSWER, reply, session, attempt, REQUEST);
        client.receive(now, answer, 0, answer.length);
    }

    /** The first attempt ends unknown; the second is under way. */
    private void writeTwice() {
        write();
        now += 1_000 * MILLI;
        client.advance(now);
        assertEquals(List.of(StoreOutcome.UNKNOWN), outcomes);
        outcomes.clear();
        write();
    }

    @Test
    void anEarlierAttemptsSuccessIsTheLaterOnesToo() {
        writeTwice();
        answer(SESSION, 1, StoreReply.DONE);
        assertEquals(List.of(StoreOutcome.DONE), outcomes);
    }

    /** The later attempt may be stored yet: that the earlier failed is no news of it. */
    @Test
    void anEarlierAttemptsFailureIsNotTheLaterOnes() {
        writeTwice();
        answer(SESSION, 1, StoreReply.FAILED);
        assertEquals(List.of(), outcomes);
        assertEquals(1, client.count(StoreClientCounter.ANSWERS_LATE));
        answer(SESSION, 2, StoreReply.FAILED);
        assertEquals(List.of(StoreOutcome.FAILED), outcomes);
    }

    @Test
    void answersAreTakenOnceAndFromThisSessionOnly() {
        write();
        answer(SESSION + 1, 1, StoreReply.DONE);
        assertEquals(List.of(), outcomes);
        answer(SESSION, 1, StoreReply.DONE);
        answer(SESSION, 1, StoreReply.DONE);
        assertEquals(List.of(StoreOutcome.DONE), outcomes);
        assertEquals(1, client.count(StoreClientCounter.DATAGRAMS_REFUSED));
        assertEquals(1, client.count(StoreClientCounter.ANSWERS_LATE));
    }

    @Test
    void itAsksAgainAtGrowingPausesUntilTimeIsUp() {
        write();
        for (int i = 0; i < 150; i++) {
            now += 10 * MILLI;
            client.advance(now);
        }
        assertEquals(List.of(0L, 100 * MILLI, 300 * MILLI, 700 * MILLI), sentNanos);
        assertEquals(List.of(StoreOutcome.UNKNOWN), outcomes);
    }
}
