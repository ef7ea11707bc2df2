package io.darkages.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class InboxTest {

    private static final long SALT = 42;

    private record Arrival(long nanos, long sender, long sequence) {
        long tie() {
            return Inbox.tie(SALT, nanos, sender);
        }

        byte[] bytes() {
            return new byte[] {(byte) sequence, (byte) sender, (byte) nanos};
        }
    }

    private static void add(Inbox inbox, Arrival arrival) {
        inbox.add(arrival.nanos, arrival.sender, arrival.sequence, arrival.sender, 0, arrival.bytes(), 0, 3);
    }

    private static List<Long> drain(Inbox inbox, long untilNanos) {
        List<Long> sequences = new ArrayList<>();
        inbox.admit(untilNanos, true, 0, new long[DropCause.values().length]);
        while (inbox.waitingNanos() != Inbox.NEVER) {
            sequences.add(inbox.waitingSequence());
            int slot = inbox.take();
            assertEquals((byte) (long) sequences.get(sequences.size() - 1), inbox.bytes()[inbox.offset(slot)]);
            inbox.release(slot);
        }
        return sequences;
    }

    @Property(tries = 200)
    void orderIsTimeThenTieThenSequence(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("inbox");
        List<Arrival> arrivals = new ArrayList<>();
        int count = 1 + random.nextInt(200);
        for (int i = 0; i < count; i++) {
            arrivals.add(new Arrival(random.nextInt(20), random.nextInt(5), i));
        }
        Inbox inbox = new Inbox(SALT, 1 << 20, 1 << 20);
        arrivals.forEach(arrival -> add(inbox, arrival));
        List<Long> expected = arrivals.stream()
                .sorted(Comparator.comparingLong(Arrival::nanos)
                        .thenComparingLong(Arrival::tie)
                        .thenComparingLong(Arrival::sequence))
                .map(Arrival::sequence)
                .toList();
        assertEquals(expected, drain(inbox, 100));

        // The same in another order of insertion, taken out in two goes.
        Collections.reverse(arrivals);
        arrivals.forEach(arrival -> add(inbox, arrival));
        List<Long> again = drain(inbox, 9);
        again.addAll(drain(inbox, 100));
        assertEquals(expected, again);
    }

    @Test
    void noSenderWinsEveryTie() {
        int wins = 0;
        for (long time = 0; time < 1_000; time++) {
            wins += Inbox.tie(SALT, time, 1) < Inbox.tie(SALT, time, 2) ? 1 : 0;
        }
        assertEquals(500, wins, 60);
        assertNotEquals(Inbox.tie(SALT, 7, 1), Inbox.tie(SALT + 1, 7, 1));
    }

    @Test
    void staleAddressClosedSocketAndFullSocketAreCounted() {
        Inbox inbox = new Inbox(SALT, 5, 1 << 20);
        long[] drops = new long[DropCause.values().length];
        for (int i = 0; i < 3; i++) {
            add(inbox, new Arrival(i, 1, i));
        }
        inbox.admit(1, true, 0, drops);
        assertEquals(1, drops[DropCause.SOCKET_FULL.ordinal()]);
        assertEquals(3, inbox.socketBytesHighWater());
        inbox.admit(2, true, 1, drops);
        assertEquals(1, drops[DropCause.ADDRESS_GONE.ordinal()]);
        add(inbox, new Arrival(3, 1, 3));
        inbox.admit(3, false, 0, drops);
        inbox.closeSocket(drops);
        assertEquals(2, drops[DropCause.HOST_DOWN.ordinal()]);
        assertTrue(drain(inbox, 100).isEmpty());
    }
}
