package io.darkages.server.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import org.junit.jupiter.api.Test;

class DelayLineTest {

    private static final long LATENCY = 40;

    private final DelayLine line = new DelayLine(LATENCY);
    private long received;

    @Test
    void whatGoesInComesOutInOrderWhileTheRingsWrapAndGrow() {
        RandomStream draws = new Randomness(3).stream("datagrams");
        byte[] datagram = new byte[1_400];
        long sent = 0;
        for (long now = 0; now < 4_000; now++) {
            line.deliver(now, this::check);
            // More and more at a time, and then fewer: both rings grow more than once, and wrap after it.
            long many = now < 3_000 ? now / 300 : 2;
            for (long left = draws.nextInt(1 + (int) many); left > 0; left--) {
                int length = lengthOf(sent);
                for (int i = 0; i < length; i++) {
                    datagram[50 + i] = (byte) (31 * sent + i);
                }
                line.send(now, sent, now, datagram, 50, length);
                sent++;
            }
        }
        line.deliver(4_000 + LATENCY, this::check);
        assertTrue(sent > 5_000);
        assertEquals(sent, received);
    }

    private void check(long due, long from, long to, byte[] buffer, int length) {
        assertEquals(received, from);
        assertEquals(to + LATENCY, due);
        assertEquals(lengthOf(received), length);
        for (int i = 0; i < length; i++) {
            assertEquals((byte) (31 * received + i), buffer[i]);
        }
        received++;
    }

    private static int lengthOf(long number) {
        return 1 + (int) (number * 7_919 % 1_300);
    }
}
