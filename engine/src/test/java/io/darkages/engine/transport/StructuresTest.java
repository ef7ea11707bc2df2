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
}
