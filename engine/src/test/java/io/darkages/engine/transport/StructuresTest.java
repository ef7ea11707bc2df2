package io.darkages.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** The small structures, each against a plain model. */
class StructuresTest {

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void rangesAreASet(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("ranges");
        ByteRanges ranges = new ByteRanges(64);
        BitSet model = new BitSet();
        for (int i = 0; i < 200; i++) {
            int begin = random.nextInt(100);
            int end = begin + 1 + random.nextInt(20);
            if (random.chance(600_000)) {
                assertTrue(ranges.add(begin, end));
                model.set(begin, end);
            } else {
                ranges.remove(begin, end);
                model.clear(begin, end);
            }
            int at = -1;
            for (int r = 0; r < ranges.count(); r++) {
                at = model.nextSetBit(at + 1);
                assertEquals(at, ranges.begin(r));
                at = model.nextClearBit(at);
                assertEquals(at, ranges.end(r));
            }
            assertEquals(-1, model.nextSetBit(Math.max(at, 0)));
            assertEquals(model.cardinality(), ranges.total());
        }
    }

    @Test
    void rangesHaveACap() {
        ByteRanges ranges = new ByteRanges(2);
        assertTrue(ranges.add(0, 1));
        assertTrue(ranges.add(10, 11));
        assertTrue(!ranges.add(20, 21));
        assertTrue(ranges.add(11, 12));
        ranges.cover(20, 21);
        assertEquals(2, ranges.count());
        assertEquals(21, ranges.end(1));
        ranges.remove(12, 15);
        assertEquals(12, ranges.total(), "no place to split: kept whole");
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void mapIsAMap(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("map");
        LongIntMap map = new LongIntMap();
        Map<Long, Integer> model = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            long key = random.nextInt(60);
            if (random.chance(500_000)) {
                map.put(key, i);
                model.put(key, i);
            } else {
                map.remove(key);
                model.remove(key);
            }
            assertEquals(model.size(), map.size());
            for (long k = 0; k < 60; k++) {
                assertEquals(model.getOrDefault(k, LongIntMap.ABSENT), map.get(k));
            }
        }
    }

    @Test
    void budgetIsExact() {
        SendBudget budget = new SendBudget(1000, 100, 0);
        assertEquals(100, budget.availableBytes(0));
        budget.take(100);
        assertEquals(0, budget.availableBytes(999_999));
        assertEquals(1, budget.availableBytes(1_000_000));
        assertEquals(9_000_000, budget.nanosUntil(1_000_000, 10));
        assertEquals(100, budget.availableBytes(Long.MAX_VALUE));
        assertThrows(IllegalStateException.class, () -> budget.take(101));
    }

    @Test
    void windowRefusesWhatItKnowsAndWhatIsTooOld() {
        ReceiveWindow window = new ReceiveWindow();
        assertEquals(ReceiveWindow.STALE, window.judge(1), "the handshake was number 1");
        assertEquals(ReceiveWindow.NEW, window.judge(2));
        long start = 0xFFF0;
        window.markSeen(start, 0);
        for (long n = start + 1; n < start + 100; n += 2) {
            assertEquals(n, window.complete((int) n & 0xFFFF), "across 2^16");
            assertEquals(ReceiveWindow.NEW, window.judge(n));
            window.markSeen(n, 0);
            assertEquals(ReceiveWindow.REPLAYED, window.judge(n));
            assertEquals(ReceiveWindow.NEW, window.judge(n - 1 == start ? n + 1 : n - 1));
        }
        long highest = window.highest();
        assertEquals(ReceiveWindow.STALE, window.judge(highest - ReceiveWindow.SPAN));
        assertEquals(ReceiveWindow.NEW, window.judge(highest - ReceiveWindow.SPAN + 1));
        window.markSeen(highest + 10_000, 0);
        assertEquals(ReceiveWindow.STALE, window.judge(highest));
        assertEquals(ReceiveWindow.NEW, window.judge(highest + 9_999));
    }

    /** What an ack claims is what came: each number claimed was received, each received one is claimed in time. */
    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void acksClaimOnlyWhatCame(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("acks");
        ReceiveWindow window = new ReceiveWindow();
        ReceiveWindow.Scratch scratch = new ReceiveWindow.Scratch();
        FrameWriter frames = new FrameWriter();
        FrameReader reader = new FrameReader();
        BitSet came = new BitSet();
        BitSet claimed = new BitSet();
        int floor = 2;
        int next = 2;
        int loss = random.nextInt(500_000);
        for (int i = 0; i < 1500; i++) {
            next += 1;
            int number = next - (random.chance(100_000) ? random.nextInt(Math.min(30, next - 2) + 1) : 0);
            if (!random.chance(loss) && window.judge(number) == ReceiveWindow.NEW) {
                window.markSeen(number, i);
                if (!random.chance(20_000)) {
                    window.markAcceptable(number);
                    came.set(number);
                }
                if (random.chance(100_000)) {
                    floor = Math.max(floor, number - random.nextInt(40));
                    window.stopWaiting(floor);
                }
            }
            frames.reset(new byte[64], 0, 5 + random.nextInt(30));
            if (random.chance(200_000)
                    && window.hasAny()
                    && window.writeAck(frames, i, 64, random.chance(500_000), scratch)) {
                reader.reset(frames.out.buffer, 0, frames.out.position, 1, FrameReader.FRESH, next + 1);
                assertEquals(FrameReader.ACK, reader.next());
                int end = (int) reader.ackLatest + 1;
                for (int b = 0; b < reader.ackBlocks; b++) {
                    claim(came, claimed, end - reader.ackRuns[b], end);
                    end -= reader.ackRuns[b] + reader.nackRuns[b];
                }
                claim(came, claimed, floor, end);
            }
        }
        window.stopWaiting(next);
        assertTrue(claimed.cardinality() > 0 || came.cardinality() < 50);
    }

    private static void claim(BitSet came, BitSet claimed, int begin, int end) {
        for (int n = begin; n < end; n++) {
            assertTrue(came.get(n), "number " + n + " never came");
            claimed.set(n);
        }
    }

    @Test
    void roundTripFollowsItsSamples() {
        RoundTrip trip = new RoundTrip();
        assertEquals(500_000_000L, trip.timeoutNanos(50_000_000));
        trip.sample(100_000_000);
        assertEquals(100_000_000, trip.smoothedNanos());
        assertEquals(350_000_000, trip.timeoutNanos(50_000_000));
        trip.sample(116_000_000);
        assertEquals(102_000_000, trip.smoothedNanos());
        assertEquals(1_000_000, trip.jitterNanos());
        trip.timedOut();
        trip.timedOut();
        assertTrue(trip.timeoutNanos(50_000_000) > 1_000_000_000);
        trip.progressed();
        assertTrue(trip.timeoutNanos(50_000_000) < 400_000_000);
    }

    @Test
    void lossIsTheShareOfGaps() {
        ReceiveWindow window = new ReceiveWindow();
        for (int n = 2; n < 2000; n++) {
            if (n % 4 != 0) {
                window.markSeen(n, 0);
            }
        }
        assertEquals(250_000, window.lossPartsPerMillion(), 10_000);
    }

    /** Bytes beyond the end must not stand for a hole: what lies in it is another session's. */
    @Test
    void aMessageThatEndsBeforeOneOfItsPiecesIsDropped() {
        UnreliableAssembly assembly = new UnreliableAssembly(new BufferPool(), LaneTest.memory(1 << 20));
        byte[] piece = new byte[100];
        assertEquals(UnreliableAssembly.INCOMPLETE, assembly.accept(1, 0, piece, 0, 100, false));
        assertEquals(UnreliableAssembly.INCOMPLETE, assembly.accept(1, 200, piece, 0, 50, false));
        assertEquals(UnreliableAssembly.DROPPED, assembly.accept(1, 150, piece, 0, 0, true));
    }

    private static final ReceiveWindow.Scratch ACKS = new ReceiveWindow.Scratch();

    /** Every second packet is missing, and {@code gaps} of them are. Returns the ack as it is read back. */
    private static FrameReader ackOf(int gaps, int room, int bytesMax) {
        ReceiveWindow window = new ReceiveWindow();
        for (long number = 3; number <= 1 + 2L * gaps; number += 2) {
            window.markSeen(number, 0);
            window.markAcceptable(number);
        }
        FrameWriter frames = new FrameWriter();
        frames.reset(new byte[room], 0, room);
        assertTrue(window.writeAck(frames, 1_000_000_000, bytesMax, false, ACKS));
        assertTrue(frames.out.position <= Math.min(room, bytesMax), () -> "bytes " + frames.out.position);
        FrameReader reader = new FrameReader();
        reader.reset(frames.out.buffer, 0, frames.out.position, 1, FrameReader.FRESH, 2L * gaps + 2);
        assertEquals(FrameReader.ACK, reader.next());
        assertEquals(FrameReader.END, reader.next());
        return reader;
    }

    @Test
    void anAckReportsSixtyFourGapsAndFewerWhereThereIsLessRoom() {
        assertEquals(6, ackOf(6, 200, 200).ackBlocks);
        assertEquals(7, ackOf(7, 200, 200).ackBlocks);
        assertEquals(64, ackOf(64, 200, 200).ackBlocks);
        FrameReader most = ackOf(100, 200, 200);
        assertEquals(64, most.ackBlocks);
        assertEquals(1 + 2 * 64, most.ackLatest, "from the old end");
        assertEquals(6, ackOf(100, 12, 200).ackBlocks, "5 bytes and a block each");
        assertEquals(7, ackOf(100, 13, 200).ackBlocks, "the count takes one more");
        assertEquals(6, ackOf(100, 200, 11).ackBlocks);
    }

    @Test
    void aGapIsHeldForThreeMillisecondsUnlessTheAckIsDue() {
        ReceiveWindow window = new ReceiveWindow();
        FrameWriter frames = new FrameWriter();
        for (long number : new long[] {2, 3, 6}) {
            window.markSeen(number, 0);
            window.markAcceptable(number);
        }
        assertEquals(3, latest(window, frames, 2_999_999, false));
        assertTrue(!window.acked(), "there is more to say");
        assertTrue(window.hasNews());
        assertEquals(6, latest(window, frames, 2_999_999, true));
        assertEquals(6, latest(window, frames, 3_000_000, false));
        assertTrue(window.acked());
        assertTrue(!window.hasNews());
        window.markSeen(4, 3_000_000);
        window.markAcceptable(4);
        window.markSeen(8, 3_000_000);
        window.markAcceptable(8);
        assertEquals(6, latest(window, frames, 4_000_000, false), "the old gap is told of, the new one is not");
    }

    private static int latest(ReceiveWindow window, FrameWriter frames, long nanos, boolean due) {
        frames.reset(new byte[100], 0, 100);
        assertTrue(window.writeAck(frames, nanos, 100, due, ACKS));
        return LittleEndian.u16(frames.out.buffer, 1);
    }

    @Test
    void numbersBeginWithOneForOldPeers() {
        ReceiveWindow window = new ReceiveWindow();
        window.begin(1);
        assertEquals(ReceiveWindow.NEW, window.judge(1));
        assertEquals(ReceiveWindow.STALE, window.judge(0));
        assertEquals(ReceiveWindow.JUMPED, window.judge(0x4001));
        assertEquals(ReceiveWindow.NEW, window.judge(0x4000));
        SentPackets sent = sent(32);
        sent.begin(1);
        assertEquals(1, sent.next());
        sent.push(0);
        assertThrows(IllegalStateException.class, () -> sent.begin(1));
        window.markSeen(1, 0);
        assertThrows(IllegalStateException.class, () -> window.begin(2));
    }

    private static SentPackets sent(int capacityMax) {
        return new SentPackets(capacityMax, new SendLanes(new BufferPool()), new RoundTrip(), new EndpointCounters());
    }

    private static void acknowledge(SentPackets sent, long latest, int came, int missing) {
        FrameReader ack = new FrameReader();
        ack.ackLatest = latest;
        ack.ackDelay = FrameReader.DELAY_UNKNOWN;
        ack.ackBlocks = 1;
        ack.ackRuns[0] = came;
        ack.nackRuns[0] = missing;
        sent.acknowledge(ack, 1_000_000_000);
    }

    @Test
    void theRingOfSentPacketsShrinksWhenFewAreOpen() {
        SentPackets sent = sent(1_024);
        for (int i = 0; i < 500; i++) {
            sent.push(0);
        }
        assertEquals(512, sent.capacity());
        sent.shrink();
        assertEquals(512, sent.capacity(), "all of them are open");
        acknowledge(sent, 491, 490, 0);
        assertEquals(492, sent.tail());
        sent.shrink();
        assertEquals(16, sent.capacity());
        acknowledge(sent, 501, 5, 5);
        assertEquals(502, sent.tail(), "the other five are held lost");
        assertTrue(sent.isAcknowledged(501) && !sent.isAcknowledged(496));
    }

    @Test
    void aPacketThatIsWatchedTellsItsFate() {
        SentPackets sent = sent(32);
        assertTrue(!sent.isWatchedOpen());
        sent.push(0);
        sent.watchLast();
        sent.push(0);
        assertTrue(sent.isWatchedOpen());
        acknowledge(sent, 2, 1, 0);
        assertTrue(sent.isWatchedAcknowledged() && !sent.isWatchedOpen());
        sent.push(0);
        sent.watchLast();
        sent.push(0);
        acknowledge(sent, 5, 1, 1);
        assertTrue(!sent.isWatchedAcknowledged() && !sent.isWatchedOpen());
    }

    @Test
    void aBudgetPaysItsDebtFirstAndCanChangeItsRate() {
        SendBudget budget = new SendBudget(1000, 100, 0);
        budget.take(100);
        budget.takeOnCredit(60);
        assertEquals(-60, budget.availableBytes(0));
        assertEquals(70_000_000, budget.nanosUntil(0, 10));
        assertEquals(0, budget.availableBytes(60_000_000));
        budget.rate(60_000_000, 2000, 300);
        assertEquals(0, budget.availableBytes(60_000_000), "what was saved is not changed");
        assertEquals(20, budget.availableBytes(70_000_000));
        assertEquals(300, budget.availableBytes(1_000_000_000));
        budget.rate(1_000_000_000, 1000, 50);
        assertEquals(50, budget.availableBytes(1_000_000_000));
        budget.takeOnCredit(60);
        assertEquals(-10, budget.availableBytes(1_000_000_000));
        assertThrows(IllegalStateException.class, () -> budget.takeOnCredit(60), "a burst at most");
    }
}
