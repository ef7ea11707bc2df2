package io.darkages.sim;

import static io.darkages.sim.TwoHosts.MILLI;
import static io.darkages.sim.TwoHosts.RECEIVER;
import static io.darkages.sim.TwoHosts.TEN_MILLIS;
import static io.darkages.sim.TwoHosts.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.sim.LinkSpec.BurstLoss;
import io.darkages.sim.Recorder.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each property of a link against a twin run without it. */
class LinkTest {

    private static final int COUNT = 2_000;

    /** A thousand datagrams a second, of 100 bytes each. */
    private static Run run(LinkSpec spec) {
        return run(1, spec);
    }

    private static Run run(long seed, LinkSpec spec) {
        Script sending = Script.sendEvery(MILLI, COUNT, RECEIVER, 100);
        Script receiving = new Script();
        HostOptions options = HostOptions.of("hosts");
        try (TwoHosts world = new TwoHosts(seed, spec, sending, receiving, options, options)) {
            world.runMillis(10_000);
            return new Run(receiving, world.sender.counters(), world.receiver.counters());
        }
    }

    private record Run(Script receiving, HostCounters sender, HostCounters receiver) {
        List<String> sorted() {
            return receiving.texts().stream().sorted().toList();
        }
    }

    private static List<String> numbers() {
        return IntStream.range(0, COUNT).mapToObj(Integer::toString).toList();
    }

    @Test
    void plainLinkDelaysByItsLatencyAndNothingElse() {
        Run plain = run(TEN_MILLIS);
        assertEquals(numbers(), plain.receiving.texts());
        for (int i = 0; i < COUNT; i++) {
            assertEquals((10 + i) * MILLI, plain.receiving.seen.get(i).nanos());
        }
    }

    @Test
    void jitterSpreadsArrivalsUniformlyAndReorders() {
        Run jittery = run(TEN_MILLIS.withJitterNanos(4 * MILLI));
        assertFalse(numbers().equals(jittery.receiving.texts()), "nothing overtook");
        int[] quarters = new int[4];
        for (Recorder.Seen seen : jittery.receiving.seen) {
            long delay = seen.nanos() - Long.parseLong(seen.text().replace(".", "")) * MILLI - 10 * MILLI;
            assertTrue(delay >= 0 && delay <= 4 * MILLI, "delay " + delay);
            quarters[(int) Math.min(3, delay / MILLI)]++;
        }
        for (int quarter : quarters) {
            assertEquals(COUNT / 4.0, quarter, COUNT / 16.0);
        }
    }

    @Test
    void keptOrderNeverOvertakesUnderJitter() {
        Run ordered = run(TEN_MILLIS.withJitterNanos(20 * MILLI).withKeepOrder(true));
        assertEquals(numbers(), ordered.receiving.texts());
        assertFalse(numbers()
                .equals(run(TEN_MILLIS.withJitterNanos(20 * MILLI)).receiving.texts()));
    }

    @Test
    void independentLossTakesItsShare() {
        Run lossy = run(TEN_MILLIS.withLossPpm(100_000));
        assertEquals(COUNT - lossy.sender.dropped(DropCause.LOSS), lossy.receiver.datagramsReceived());
        assertEquals(COUNT * 0.1, lossy.sender.dropped(DropCause.LOSS), COUNT * 0.02);
        assertEquals(0, run(TEN_MILLIS).sender.dropped(DropCause.LOSS));
    }

    @Test
    void burstyLossComesInBursts() {
        Run bursty = run(TEN_MILLIS.withBurst(BurstLoss.of(100_000, 10)));
        Run independent = run(TEN_MILLIS.withLossPpm(100_000));
        long lost = bursty.sender.dropped(DropCause.BURST_LOSS);
        assertEquals(COUNT * 0.1, lost, COUNT * 0.06);
        double meanBurst = (double) lost / gaps(bursty);
        double meanGap = (double) independent.sender.dropped(DropCause.LOSS) / gaps(independent);
        assertTrue(meanBurst > 5, "mean burst " + meanBurst);
        assertTrue(meanGap < 1.5, "mean gap without bursts " + meanGap);
    }

    private static int gaps(Run run) {
        int gaps = 0;
        int expected = 0;
        for (String text : run.receiving.texts()) {
            int number = Integer.parseInt(text);
            gaps += number == expected ? 0 : 1;
            expected = number + 1;
        }
        return gaps;
    }

    @Test
    void duplicationDeliversSomeTwice() {
        Run doubled = run(TEN_MILLIS.withDuplicatePpm(50_000).withJitterNanos(MILLI));
        assertEquals(COUNT * 0.05, doubled.sender.duplicated(), COUNT * 0.02);
        assertEquals(COUNT + doubled.sender.duplicated(), doubled.receiver.datagramsReceived());
        assertEquals(COUNT, doubled.receiving.texts().stream().distinct().count());
        assertEquals(COUNT, run(TEN_MILLIS.withJitterNanos(MILLI)).receiver.datagramsReceived());
    }

    @Test
    void corruptionFlipsOneToEightBits() {
        Run corrupted = run(TEN_MILLIS.withCorruptPpm(100_000));
        List<String> clean =
                run(TEN_MILLIS).receiving.seen.stream().map(Recorder.Seen::text).toList();
        int struck = 0;
        int[] byFlips = new int[9];
        for (int i = 0; i < COUNT; i++) {
            int flips = 0;
            for (int at = 0; at < 100; at++) {
                flips += Integer.bitCount(clean.get(i).charAt(at)
                        ^ corrupted.receiving.seen.get(i).text().charAt(at));
            }
            byFlips[flips]++;
            struck += flips > 0 ? 1 : 0;
        }
        assertEquals(corrupted.sender.corrupted(), struck);
        assertEquals(COUNT * 0.1, struck, COUNT * 0.02);
        for (int flips = 1; flips <= 8; flips++) {
            assertTrue(byFlips[flips] > 0, "no datagram with " + flips + " bits flipped");
        }
    }

    @Test
    void reorderingHoldsSomeBack() {
        Run held = run(TEN_MILLIS.withReordering(50_000, 5 * MILLI));
        long late = held.receiving.seen.stream()
                .filter(seen -> seen.nanos() == Long.parseLong(seen.text().replace(".", "")) * MILLI + 15 * MILLI)
                .count();
        assertEquals(held.sender.reordered(), late);
        assertEquals(COUNT * 0.05, late, COUNT * 0.02);
    }

    @Test
    void bandwidthSpacesPacketsOut() {
        // 128 bytes with headers at 64,000 B/s take 2 ms each, and come once a millisecond.
        Run slow = run(TEN_MILLIS.withBandwidth(64_000, 1 << 20));
        for (int i = 0; i < COUNT; i++) {
            assertEquals((10 + 2L * (i + 1)) * MILLI, slow.receiving.seen.get(i).nanos());
        }
        // The last finds the 1,000 ms of the others before it that have not gone, and waits with them.
        assertNear(COUNT / 2 * 128 + 64, slow.sender.linkQueueBytesHighWater(), 64);
    }

    @Test
    void fullLinkQueueDropsTheTail() {
        Run full = run(TEN_MILLIS.withBandwidth(64_000, 12_800));
        assertTrue(full.sender.linkQueueBytesHighWater() <= 12_800);
        assertNear(12_800, full.sender.linkQueueBytesHighWater(), 128);
        long dropped = full.sender.dropped(DropCause.LINK_QUEUE_FULL);
        assertNear(COUNT / 2 - 100, dropped, 2);
        assertEquals(COUNT - dropped, full.receiver.datagramsReceived());
        // Bufferbloat: who gets in waits for the whole queue, 200 ms.
        Recorder.Seen last = full.receiving.seen.get(full.receiving.seen.size() - 1);
        long delay = last.nanos() - Long.parseLong(last.text().replace(".", "")) * MILLI;
        assertNear(210 * MILLI, delay, 2 * MILLI);
    }

    @Test
    void mtuDropsWhatIsLarger() {
        assertEquals(COUNT, run(TEN_MILLIS.withMtuBytes(127)).sender.dropped(DropCause.MTU));
        assertEquals(0, run(TEN_MILLIS.withMtuBytes(128)).sender.dropped(DropCause.MTU));
    }

    @Test
    void decisionsDrawFromDifferentNumbers() {
        LinkSpec jittery = TEN_MILLIS.withJitterNanos(5 * MILLI);
        List<Recorder.Seen> without = run(jittery).receiving.seen;
        List<Recorder.Seen> with =
                new ArrayList<>(run(jittery.withLossPpm(50_000).withDuplicatePpm(0)).receiving.seen);
        assertTrue(with.size() < without.size());
        assertTrue(without.containsAll(with), "loss moved the jitter of a packet that was not lost");
    }

    @Test
    void seedChangesFates() {
        LinkSpec lossy = TEN_MILLIS.withLossPpm(100_000);
        assertEquals(run(1, lossy).sorted(), run(1, lossy).sorted());
        assertFalse(run(1, lossy).sorted().equals(run(2, lossy).sorted()));
    }

    @Test
    void specificationRefusesWhatCanNotBe() {
        assertThrows(IllegalArgumentException.class, () -> LinkSpec.ofLatencyNanos(0));
        assertThrows(IllegalArgumentException.class, () -> TEN_MILLIS.withLossPpm(1_000_001));
        assertThrows(IllegalArgumentException.class, () -> TEN_MILLIS.withJitterNanos(-1));
        assertThrows(IllegalArgumentException.class, () -> TEN_MILLIS.withBandwidth(0, 10_000));
        assertThrows(
                IllegalArgumentException.class,
                () -> TEN_MILLIS.withReordering(1, MILLI).withKeepOrder(true));
    }

    @Test
    void meanOfBurstyLossIsWhatWasAskedFor() {
        BurstLoss burst = BurstLoss.of(50_000, 5);
        double mean = (double) burst.goodToBadPpm() / (burst.goodToBadPpm() + burst.badToGoodPpm());
        assertEquals(0.05, mean, 0.001);
    }
}
