package io.darkages.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.random.Randomness;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A warm pair of endpoints allocates nothing, reliable messages and acks included. */
class AllocationTest {

    private static final long TICK = 1_000_000_000L / 60;

    /** Holds what one side sent until the other takes it; copies into one array. */
    private static final class Pipe implements DatagramSender {
        private final byte[] bytes = new byte[1 << 16];
        private final int[] lengths = new int[64];
        private int count;
        private int used;

        @Override
        public void send(long address, byte[] buffer, int offset, int length) {
            System.arraycopy(buffer, offset, bytes, used, length);
            lengths[count++] = length;
            used += length;
        }

        void drain(long now, long from, Endpoint to) {
            int at = 0;
            for (int i = 0; i < count; i++) {
                to.receive(now, from, bytes, at, lengths[i]);
                at += lengths[i];
            }
            count = 0;
            used = 0;
        }
    }

    private final Pipe upward = new Pipe();
    private final Pipe downward = new Pipe();
    private final long[] received = new long[2];
    private Session serverSession;
    private final EndpointListener listener = new EndpointListener() {
        @Override
        public void connected(Session session) {
            serverSession = session.isServerSide() ? session : serverSession;
        }

        @Override
        public void message(Session session, boolean reliable, byte[] buffer, int offset, int length) {
            received[reliable ? 1 : 0]++;
        }

        @Override
        public void closed(Session session, int reason, String debug) {}
    };
    private final Endpoint server = new Endpoint(
            EndpointOptions.server(),
            downward,
            listener,
            PacketCipherFactory.none(),
            new Randomness(1).stream("server"));
    private final Endpoint client = new Endpoint(
            EndpointOptions.client(), upward, listener, PacketCipherFactory.none(), new Randomness(1).stream("client"));
    private final byte[] message = new byte[700];
    private long now;

    @Test
    void warmTrafficAllocatesNothing() {
        Session up = client.connect(0, 1);
        run(up, 3000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertTrue(threads.isThreadAllocatedMemorySupported());
        threads.getCurrentThreadAllocatedBytes();
        long least = Long.MAX_VALUE;
        // The compiler may still allocate on this thread's account once; so the best of a few stretches counts.
        for (int i = 0; i < 5; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(up, 3000);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
        assertTrue(received[0] > 11_000, () -> "unreliable messages " + received[0]);
        assertTrue(received[1] > 5_000, () -> "reliable messages " + received[1]);
    }

    private void run(Session up, int ticks) {
        for (int i = 0; i < ticks; i++) {
            now += TICK;
            upward.drain(now, 2, server);
            downward.drain(now, 1, client);
            server.advance(now);
            client.advance(now);
            if (serverSession != null && i % 3 == 0) {
                if (i % 6 == 0) {
                    serverSession.sendReliable(message, 0, 40);
                    up.sendReliable(message, 0, 10);
                }
                serverSession.sendUnreliable(message, 0, Math.min(700, serverSession.sendAllowanceBytes(now)));
                up.sendUnreliable(message, 0, Math.min(30, up.sendAllowanceBytes(now)));
                serverSession.flush(now);
                up.flush(now);
            }
        }
    }
}
