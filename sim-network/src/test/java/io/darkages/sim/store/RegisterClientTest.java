package io.darkages.sim.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.port.Register;
import io.darkages.engine.port.RegisterOutcome;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Whom a client asks, when it asks again, and what it makes of each answer. */
class RegisterClientTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MILLI = 1_000_000L;
    private static final long SESSION = 3;

    /** A request as it was sent. */
    private record Sent(long nanos, int node, int operation, int connection, long attempt) {}

    private final List<Sent> sent = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final StoreRing ring = StoreWorld.ring(3, 3);
    private final Register.Answers listener =
            (nanos, request, outcome, version, value) -> told.add(request + " " + outcome + " " + version);
    private final byte[] answer = new byte[TransactionFrame.ANSWER_BYTES];
    private long now;
    private final RegisterClient client = new RegisterClient(
            RegisterClientOptions.STANDARD.withByKey(false),
            (address, buffer, offset, length) -> sent.add(new Sent(
                    now,
                    ring.nodeAt(address),
                    TransactionFrame.operation(buffer, offset),
                    TransactionFrame.connection(buffer, offset),
                    TransactionFrame.attempt(buffer, offset))),
            ring,
            SESSION);

    private Sent last() {
        return sent.get(sent.size() - 1);
    }

    /** The node that was asked last answers its last request. */
    private void reply(StoreReply reply, int connection, long request) {
        reply(last(), reply, connection, request);
    }

    private void reply(Sent to, StoreReply reply, int connection, long request) {
        TransactionFrame.writeAnswer(
                answer, reply, connection, SESSION, to.attempt(), request, 7, new long[Register.WORDS], 0);
        client.receive(now, ring.address(to.node()), answer, 0, answer.length);
    }

    private void set(long request) {
        assertTrue(client.compareAndSet(now, request, 1, 6, new long[Register.WORDS], listener));
    }

    private void advance(long nanos) {
        for (long until = now + nanos; now < until; ) {
            now += 10 * MILLI;
            client.advance(now);
        }
    }

    @Test
    void theConnectionIsLearntFirst() {
        set(1);
        assertEquals(0, last().connection());
        reply(StoreReply.RECONNECT, 4, 1);
        assertEquals(4, last().connection());
        reply(StoreReply.APPLIED, 4, 1);
        assertEquals(List.of("1 APPLIED 7"), told);
    }

    /** The program that was asked is gone, and it may have carried the set out. */
    @Test
    void aSetWhoseConnectionEndedIsUnknown() {
        set(1);
        reply(StoreReply.RECONNECT, 4, 1);
        reply(StoreReply.RECONNECT, 5, 1);
        assertEquals(List.of("1 UNKNOWN -1"), told);
    }

    @Test
    void aReadWhoseConnectionEndedIsAskedAgain() {
        client.read(now, 1, 1, listener);
        reply(StoreReply.RECONNECT, 4, 1);
        reply(StoreReply.RECONNECT, 5, 1);
        assertEquals(5, last().connection());
        reply(StoreReply.READ, 5, 1);
        assertEquals(List.of("1 READ 7"), told);
    }

    @Test
    void aSetStaysWithItsNodeAndItsNumber() {
        set(1);
        advance(800 * MILLI);
        List<Sent> sets = sent.stream()
                .filter(each -> each.operation() != TransactionFrame.HELLO)
                .toList();
        assertEquals(
                List.of(0L, 100 * MILLI, 300 * MILLI, 700 * MILLI),
                sets.stream().map(Sent::nanos).toList());
        assertEquals(1, sets.stream().map(Sent::node).distinct().count());
        assertEquals(1, sets.stream().map(Sent::attempt).distinct().count());
        assertEquals(List.of("1 UNKNOWN -1"), told);
    }

    @Test
    void aReadGoesFromNodeToNode() {
        client.read(now, 1, 1, listener);
        advance(290 * MILLI);
        assertEquals(3, sent.stream().map(Sent::node).distinct().count());
        // Only the last that was asked is believed.
        reply(sent.get(0), StoreReply.READ, 1, 1);
        assertEquals(List.of(), told);
        assertEquals(1, client.count(RegisterClientCounter.ANSWERS_LATE));
        reply(StoreReply.READ, 1, 1);
        assertEquals(List.of("1 READ 7"), told);
    }

    @Test
    void whoRefusesHasNotBegunAndTheNextIsAsked() {
        set(1);
        reply(StoreReply.UNAVAILABLE, 1, 1);
        reply(StoreReply.FAILED, 1, 1);
        assertEquals(List.of(), told);
        reply(StoreReply.UNAVAILABLE, 1, 1);
        assertEquals(List.of("1 FAILED -1"), told);
        assertEquals(3, sent.stream().map(Sent::node).distinct().count());
    }

    @Test
    void aSetThatTimedOutIsAskedForNowhereElse() {
        set(1);
        reply(StoreReply.TIMED_OUT, 1, 1);
        assertEquals(List.of("1 UNKNOWN -1"), told);
        assertEquals(1, sent.size());
    }

    @Test
    void aNodeThatIsSilentIsLeftOutUntilItAnswers() {
        set(1);
        int silent = last().node();
        advance(800 * MILLI);
        assertTrue(sent.stream().anyMatch(each -> each.operation() == TransactionFrame.HELLO));
        for (int i = 2; i < 8; i++) {
            set(i);
            assertTrue(last().node() != silent, () -> "node " + silent + " was asked");
        }
        TransactionFrame.writeAnswer(answer, StoreReply.RECONNECT, 2, SESSION, 0, 0, 0, new long[Register.WORDS], 0);
        client.receive(now, ring.address(silent), answer, 0, answer.length);
        sent.clear();
        for (int i = 8; i < 11; i++) {
            set(i);
        }
        assertTrue(sent.stream().anyMatch(each -> each.node() == silent && each.connection() == 2));
    }

    @Test
    void allocatesNothingOnceWarm() {
        long[] counts = new long[RegisterOutcome.values().length];
        long[] lastAttempt = new long[1];
        Register.Answers counting = (nanos, request, outcome, version, value) -> counts[outcome.ordinal()]++;
        RegisterClient steady = new RegisterClient(
                RegisterClientOptions.STANDARD,
                (address, buffer, offset, length) -> lastAttempt[0] = TransactionFrame.attempt(buffer, offset),
                ring,
                SESSION);
        long[] value = new long[Register.WORDS];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 6; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 3_000; i++) {
                now += 16 * MILLI;
                steady.compareAndSet(now, i, i % 5, i, value, counting);
                if (i % 3 == 0) {
                    int node = ring.owner(i % 5);
                    TransactionFrame.writeAnswer(
                            answer, StoreReply.APPLIED, 1, SESSION, lastAttempt[0], i, i, value, 0);
                    steady.receive(now, ring.address(node), answer, 0, answer.length);
                }
                steady.read(now, 100_000 + i, i % 5, counting);
                steady.advance(now);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
        assertTrue(counts[RegisterOutcome.UNKNOWN.ordinal()] > 1_000);
    }

    /** What was damaged on its way is refused, whatever bit it is. */
    @Property(tries = 300)
    void damagedFramesAreRefused(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("frames");
        byte[] frame = new byte[200];
        long[] words = {random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()};
        PaxosMessage message = new PaxosMessage();
        message.clear(PaxosMessage.PROPOSE, random.nextLong(), random.nextLong(), random.nextLong());
        message.proposal.set(random.nextLong(), random.nextLong(), words);
        message.committed.set(random.nextLong(), random.nextLong(), words);
        message.write(frame);
        PaxosMessage read = new PaxosMessage();
        assertTrue(read.read(frame, 0, PaxosMessage.BYTES));
        byte[] again = new byte[200];
        read.write(again);
        assertTrue(Arrays.equals(frame, again));
        flip(random, frame, PaxosMessage.BYTES);
        assertTrue(!read.read(frame, 0, PaxosMessage.BYTES));
        TransactionFrame.writeRequest(frame, TransactionFrame.COMPARE_AND_SET, 1, 2, random.nextLong(), 4, 5, 6, words);
        assertTrue(TransactionFrame.isRequest(frame, 0, TransactionFrame.REQUEST_BYTES));
        flip(random, frame, TransactionFrame.REQUEST_BYTES);
        assertTrue(!TransactionFrame.isRequest(frame, 0, TransactionFrame.REQUEST_BYTES));
        TransactionFrame.writeAnswer(frame, StoreReply.APPLIED, 1, 2, random.nextLong(), 4, 5, words, 0);
        assertTrue(TransactionFrame.isAnswer(frame, 0, TransactionFrame.ANSWER_BYTES));
        flip(random, frame, TransactionFrame.ANSWER_BYTES);
        assertTrue(!TransactionFrame.isAnswer(frame, 0, TransactionFrame.ANSWER_BYTES));
    }

    private static void flip(RandomStream random, byte[] frame, int bytes) {
        frame[random.nextInt(bytes)] ^= (byte) (1 << random.nextInt(8));
    }
}
