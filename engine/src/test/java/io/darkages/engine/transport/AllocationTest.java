package io.darkages.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.random.Randomness;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A warm pair of endpoints allocates nothing: reliable messages, acks, messages in pieces and losses included. */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long TICK = 1_000_000_000L / 60;

    /** Holds what one side sent until the other takes it; copies into one array. */
    private static final class Pipe implements DatagramSender {
        private final byte[] bytes = new byte[1 << 16];
        private final int[] lengths = new int[64];
        private int count;
        private int used;
        private long carried;
        /** Every so many datagrams one is lost; 0 for none. */
        private int loseEvery;

        @Override
        public void send(long address, byte[] buffer, int offset, int length) {
            System.arraycopy(buffer, offset, bytes, used, length);
            lengths[count++] = length;
            used += length;
        }

        void drain(long now, long from, Endpoint to) {
            int at = 0;
            for (int i = 0; i < count; i++) {
                carried++;
                if (loseEvery == 0 || carried % loseEvery != 0) {
                    to.receive(now, from, bytes, at, lengths[i]);
                }
                at += lengths[i];
            }
            count = 0;
            used = 0;
        }
    }

    private final Pipe upward = new Pipe();
    private final Pipe downward = new Pipe();
    private final long[] received = new long[2];
    private long receivedOnLanes;
    private int lanes = 1;
    private Session serverSession;
    private final EndpointListener listener = new EndpointListener() {
        @Override
        public void connected(Session session) {
            serverSession = session.isServerSide() ? session : serverSession;
        }

        @Override
        public void message(
                Session session, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {
            received[reliable ? 1 : 0]++;
            receivedOnLanes += lane > 0 ? 1 : 0;
        }

        @Override
        public void closed(Session session, int reason, String debug) {}
    };
    private Endpoint server = endpoint(EndpointOptions.server(), downward, "server");
    private Endpoint client = endpoint(EndpointOptions.client(), upward, "client");
    private final byte[] message = new byte[3_000];
    private long now;

    private Endpoint endpoint(EndpointOptions options, Pipe out, String ids) {
        return new Endpoint(
                options,
                out,
                listener,
                TestCryptography.plain(new Randomness(1).stream("signing")),
                new Randomness(1).stream(ids));
    }

    /** Statistics, Nagle's wait, acks on credit and reports of gaps included. */
    @Test
    void warmTrafficOfTheGeneralOptionsAllocatesNothing() {
        server = endpoint(EndpointOptions.standard(true), downward, "server");
        client = endpoint(EndpointOptions.standard(false), upward, "client");
        upward.loseEvery = 50;
        assertEquals(0, leastOfFiveStretches());
        assertTrue(server.counters().value(EndpointCounter.LINK_STATS_RECEIVED) > 5);
        assertTrue(received[0] > 11_000, () -> "unreliable messages " + received[0]);
    }

    @Test
    void warmTrafficAllocatesNothing() {
        assertEquals(0, leastOfFiveStretches());
        assertTrue(received[0] > 11_000, () -> "unreliable messages " + received[0]);
        assertTrue(received[1] > 5_000, () -> "reliable messages " + received[1]);
    }

    /** What is lost is noted and forgotten again and again, as are the pieces of long messages. */
    @Test
    void warmTrafficWithLossesAllocatesNothing() {
        upward.loseEvery = 5;
        downward.loseEvery = 7;
        assertEquals(0, leastOfFiveStretches());
        assertTrue(received[0] > 9_000, () -> "unreliable messages " + received[0]);
        assertTrue(received[1] > 5_000, () -> "reliable messages " + received[1]);
        assertTrue(server.counters().value(EndpointCounter.PACKETS_LOST) > 500);
        assertTrue(client.counters().value(EndpointCounter.PACKETS_LOST) > 500);
    }

    /** Messages of both kinds, some of them many packets long, on several lanes, with losses. */
    @Test
    void warmLanesWithLossesAllocateNothing() {
        lanes = 3;
        upward.loseEvery = 5;
        downward.loseEvery = 7;
        assertEquals(0, leastOfFiveStretches());
        assertTrue(received[0] > 9_000, () -> "unreliable messages " + received[0]);
        assertTrue(received[1] > 5_000, () -> "reliable messages " + received[1]);
        assertTrue(receivedOnLanes > 5_000, () -> "messages on lanes 1 and 2 " + receivedOnLanes);
    }

    /** The compiler may still allocate on this thread's account once; so the best of a few stretches counts. */
    private long leastOfFiveStretches() {
        Session up = client.connect(0, 1);
        run(up, 3000);
        assertTrue(THREADS.isThreadAllocatedMemorySupported());
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            run(up, 3000);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private void run(Session up, int ticks) {
        for (int i = 0; i < ticks; i++) {
            now += TICK;
            upward.drain(now, 2, server);
            downward.drain(now, 1, client);
            server.advance(now);
            client.advance(now);
            if (serverSession != null && i % 3 == 0) {
                if (lanes > serverSession.sending.count()) {
                    serverSession.configureLanes(new int[lanes], new int[] {1, 2, 3});
                    up.configureLanes(new int[lanes], new int[] {3, 2, 1});
                }
                if (i % 6 == 0) {
                    int length = i % 600 == 0 ? message.length : 40;
                    serverSession.send(i / 6 % lanes, SendFlags.RELIABLE, message, 0, length);
                    up.send(i / 6 % lanes, SendFlags.RELIABLE, message, 0, 10);
                }
                if (lanes > 1) {
                    serverSession.send(1, SendFlags.UNRELIABLE, message, 0, 20);
                }
                int length = i % 60 == 0 ? message.length : Math.min(700, serverSession.sendAllowanceBytes(now));
                serverSession.sendUnreliable(message, 0, length);
                up.sendUnreliable(message, 0, Math.min(30, up.sendAllowanceBytes(now)));
                serverSession.flush(now);
                up.flush(now);
            }
        }
    }

    @Test
    void rangesThatAreFilledAgainAllocateNothing() {
        ByteRanges ranges = new ByteRanges(64);
        assertEquals(0, bytesOfSecondFilling(ranges, ByteRanges.KEPT_MAX));
        // The meter sees an array that is made anew, and more than an idle session should hold on to is let go.
        assertTrue(bytesOfSecondFilling(ranges, ByteRanges.KEPT_MAX + 1) >= 2 * Long.BYTES * ByteRanges.KEPT_MAX);
    }

    private static long bytesOfSecondFilling(ByteRanges ranges, int count) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            ranges.clear();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < count; i++) {
                ranges.add(2 * i, 2 * i + 1);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            assertEquals(count, ranges.count());
        }
        return least;
    }
}
