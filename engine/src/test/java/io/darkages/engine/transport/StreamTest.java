package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What a peer of another make relies on: the cuts of a stream, the width of its positions and numbers, its limits. */
class StreamTest {

    /** A position as GameNetworkingSockets completes it, which looks upwards only. */
    private static long completedUpwards(long position, long expected, long mask) {
        long completed = (expected & ~mask) + (position & mask);
        return completed + (mask >> 1) < expected ? completed + mask + 1 : completed;
    }

    /** A peer may have received all that was sent, or nothing of the last mebibyte. */
    @Property(tries = 3000)
    void positionsOf24BitsAreEnoughWhereTheyAreUsed(
            @ForAll @LongRange(min = 0, max = 5) long block,
            @ForAll @IntRange(min = -3_000_000, max = 3_000_000) int around,
            @ForAll @IntRange(min = 1, max = 1_200) int length,
            @ForAll @IntRange(max = 1 << 20) int ahead,
            @ForAll @IntRange(max = 1 << 20) int missing) {
        long position = Math.max(1, (block << 24) + around);
        long sentEnd = position + length + ahead;
        long mask = ReliableSender.isWide(position, sentEnd) ? (1L << 48) - 1 : (1L << 24) - 1;
        assertEquals(position, completedUpwards(position, sentEnd, mask));
        assertEquals(position, completedUpwards(position, position, mask));
        assertEquals(position, completedUpwards(position, Math.max(1, position - missing), mask));
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void whatIsLostGoesAgainAsItWasCut(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("segments");
        ReliableSender sender = new ReliableSender(new BufferPool());
        Map<Long, Integer> cuts = new HashMap<>();
        List<Long> inFlight = new ArrayList<>();
        WireWriter out = new WireWriter();
        byte[] message = new byte[4_000];
        long acknowledged = 1;
        for (int i = 0; i < 600; i++) {
            if (sender.heldBytes() < 40_000 && i < 400) {
                sender.queue(1, message, 0, random.nextInt(message.length));
            }
            while (sender.hasLost()) {
                long position = sender.lostBegin();
                assertEquals(cuts.get(position), sender.lostLength());
                out.reset(new byte[1_300], 0, 1_300);
                sender.copy(position, sender.lostLength(), out);
                sender.markResent();
                inFlight.add(position);
            }
            while (sender.maySendMore() && random.nextInt(4) > 0) {
                int length = Math.min(sender.unsentBytes(), 1 + random.nextInt(1_200));
                cuts.put(sender.sentEnd(), length);
                inFlight.add(sender.sentEnd());
                sender.markSent(length);
            }
            for (int k = random.nextInt(20); k > 0 && !inFlight.isEmpty(); k--) {
                long position = inFlight.remove(random.nextInt(inFlight.size()));
                if (random.chance(300_000)) {
                    sender.markLost((int) position);
                } else {
                    sender.markAcknowledged((int) position);
                    cuts.remove(position);
                }
            }
            acknowledged =
                    cuts.keySet().stream().mapToLong(Long::longValue).min().orElse(sender.sentEnd());
            assertEquals(acknowledged, sender.base());
        }
        assertTrue(acknowledged > 100_000, "much was sent");
    }

    @Test
    void noMoreSegmentsAreOpenThanThereIsRoomFor() {
        ReliableSender sender = new ReliableSender(new BufferPool());
        sender.queue(1, new byte[5_000], 0, 5_000);
        int segments = 0;
        while (sender.maySendMore()) {
            sender.markSent(1);
            segments++;
        }
        assertEquals(SentSegments.COUNT_MAX, segments);
        sender.markAcknowledged(1);
        assertTrue(sender.maySendMore());
    }

    /** The peer sees none of many messages: 16 bits of the next number would be completed to one long past. */
    @Test
    void numbersGetMoreBitsWhileNobodySeesThem() {
        TestNetwork network = new TestNetwork(3);
        TestNetwork.Host server = network.host(SERVER, EndpointOptions.standard(true));
        TestNetwork.Host player = network.host(client(1), EndpointOptions.standard(true));
        Session up = player.endpoint.connect(0, SERVER);
        network.ticks(12);
        byte[] message = new byte[1];
        for (int round = 0; round < 3; round++) {
            network.cut = true;
            for (int i = 0; i < 40_000; i++) {
                assertTrue(up.sendUnreliable(message, 0, 1));
                if (i % 1_000 == 999) {
                    up.flush(network.now);
                    network.ticks(3);
                }
            }
            network.cut = false;
            up.sendUnreliable(message, 0, 1);
            up.flush(network.now);
            network.ticks(30);
            assertEquals(1, server.received.size());
            assertEquals(up.lastNumber(0), server.received.get(0).number());
            up.sendReliable(message, 0, 1);
            up.flush(network.now);
            network.ticks(30);
            assertEquals(2, server.received.size(), "no step to a number is too wide that was seen");
            server.received.clear();
            network.log.clear();
        }
    }

    @Test
    void theLongestMessagesArriveBothWays() {
        TestNetwork network = new TestNetwork(4);
        network.lossPartsPerMillion = 20_000;
        TestNetwork.Host server = network.host(SERVER, EndpointOptions.standard(true));
        EndpointOptions twice = EndpointOptions.standard(false).withReliableBytes(1 << 20, 1 << 20);
        TestNetwork.Host player = network.host(client(1), twice);
        Session up = player.endpoint.connect(0, SERVER);
        network.ticks(30);
        byte[] message = new byte[EndpointOptions.RELIABLE_MESSAGE_BYTES_MAX];
        for (int i = 0; i < message.length; i++) {
            message[i] = (byte) (i * 31 + (i >> 9));
        }
        assertTrue(up.sendReliable(message, 0, message.length));
        assertFalse(up.sendReliable(message, 0, message.length), "the send buffer has no room for two");
        up.flush(network.now);
        network.ticks(60);
        Session down = server.connected.get(0);
        // One byte longer than an unreliable message may be.
        int length = EndpointOptions.UNRELIABLE_MESSAGE_BYTES_MAX + 1;
        assertTrue(down.sendUnreliable(message, 0, length));
        assertTrue(down.sendReliable(message, 0, 400 * 1024));
        down.flush(network.now);
        network.ticks(60 * 10);
        assertEquals(1, server.reliable.size());
        assertArrayEquals(message, server.reliable.get(0));
        assertEquals(2, player.reliable.size());
        assertEquals(length, player.reliable.get(0).length);
    }

    @Test
    void longUnreliableMessagesOfOthersAreTaken() {
        UnreliableAssembly assembly = new UnreliableAssembly(new BufferPool(), LaneTest.memory(1 << 20));
        byte[] piece = new byte[1_300];
        for (int i = 0; i < 19; i++) {
            assertEquals(UnreliableAssembly.INCOMPLETE, assembly.accept(1, 1_300 * i, piece, 0, 1_300, false));
            assertEquals(UnreliableAssembly.INCOMPLETE, assembly.accept(2, 1_300 * i, piece, 0, 1_300, false));
        }
        assertEquals(UnreliableAssembly.DROPPED, assembly.accept(1, 19 * 1_300 + 1, piece, 0, 1_300, true));
        assertEquals(0, assembly.accept(1, 19 * 1_300, piece, 0, 1_300, true));
        assertEquals(26_000, assembly.length(0));
    }

    private final List<Long> delivered = new ArrayList<>();

    private int accept(ReliableReceiver receiver, long position, long... stepsAndSizes) {
        WireWriter out = new WireWriter();
        out.reset(new byte[5_000], 0, 5_000);
        for (int i = 0; i < stepsAndSizes.length; i += 2) {
            ReliableHeader.write(out, stepsAndSizes[i], (int) stepsAndSizes[i + 1]);
            out.position += (int) stepsAndSizes[i + 1];
        }
        ReliableReceiver.Sink sink = (number, buffer, offset, length) -> delivered.add(number);
        return receiver.accept(position, out.buffer, 0, out.position, sink, new ReliableReceiver.Scratch());
    }

    private static ReliableReceiver receiver(ReceivedNumbers numbers, int bytesMax) {
        return new ReliableReceiver(0, new BufferPool(), LaneTest.memory(1 << 20), numbers, bytesMax);
    }

    @Test
    void numbersOfReliableMessagesStepAsTheyWereCounted() {
        ReceivedNumbers numbers = new ReceivedNumbers();
        ReliableReceiver receiver = receiver(numbers, 1_000);
        assertEquals(ReliableReceiver.ACCEPTED, accept(receiver, 1, 1, 0, 5, 0, 1, 0, 10_000, 0));
        assertEquals(List.of(1L, 6L, 7L, 10_007L), delivered);
        numbers.seen(3_000_000);
        assertEquals(ReliableReceiver.ACCEPTED, accept(receiver, receiver.expected(), 2_000_000, 0));
        assertEquals(ReliableReceiver.BROKEN, accept(receiver, receiver.expected(), 1_009_994, 0));
        assertEquals(5, delivered.size());
    }

    /** A small limit holds for what has to wait, not for what a packet brings whole. */
    @Test
    void aPacketOfSmallMessagesMayBeLongerThanTheLimit() {
        ReliableReceiver receiver = receiver(new ReceivedNumbers(), 256);
        long[] ten = new long[20];
        Arrays.fill(ten, 1);
        for (int i = 1; i < 20; i += 2) {
            ten[i] = 100;
        }
        assertEquals(ReliableReceiver.ACCEPTED, accept(receiver, 1, ten));
        assertEquals(10, delivered.size());
        assertEquals(ReliableReceiver.REFUSED, accept(receiver, receiver.expected() + 200, ten));
        assertEquals(ReliableReceiver.BROKEN, accept(receiver, receiver.expected(), 1, 300));
    }

    @Test
    void emptySegmentsLeaveNoTrace() {
        ReliableReceiver receiver = receiver(new ReceivedNumbers(), 256);
        for (int i = 2; i < 200; i += 2) {
            assertEquals(ReliableReceiver.ACCEPTED, accept(receiver, i));
        }
        assertEquals(0, receiver.heldBytes());
    }
}
