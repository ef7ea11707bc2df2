package io.darkages.server.bench;

import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.SessionColumn;
import io.darkages.engine.zone.ZoneServer;
import java.util.Arrays;

/**
 * Bytes that were sent to or by each player, UDP and IPv4 headers included, handshake not: how many in any
 * sixty ticks, and in each whole second.
 */
final class SentBytes implements Probes {

    private static final int WINDOW = ZoneServer.TICKS_PER_SECOND;

    private final int[] inTick;
    private final int[] window;
    private final int[] windowSum;
    private final long[] seconds;
    private int secondCount;
    private int tick;
    private long most;

    /** @param secondsMost whole seconds that will be measured */
    SentBytes(int players, int secondsMost) {
        inTick = new int[players + 1];
        window = new int[WINDOW * (players + 1)];
        windowSum = new int[players + 1];
        seconds = new long[players * secondsMost];
    }

    @Override
    public void record(ProbeKind kind, long player, long a, long b, long digest) {
        if (kind == ProbeKind.DATAGRAM_SENT && b == 0) {
            inTick[(int) player] += (int) SessionColumn.number(a);
        }
    }

    /** A tick is over. */
    void tickEnded() {
        int players = inTick.length;
        int at = tick % WINDOW * players;
        tick++;
        for (int player = 1; player < players; player++) {
            windowSum[player] += inTick[player] - window[at + player];
            window[at + player] = inTick[player];
            inTick[player] = 0;
            most = Math.max(most, windowSum[player]);
            if (tick % WINDOW == 0 && secondCount < seconds.length) {
                seconds[secondCount++] = windowSum[player];
            }
        }
    }

    /** Forgets what was sent before measuring begins. */
    void clear() {
        Arrays.fill(inTick, 0);
        Arrays.fill(window, 0);
        Arrays.fill(windowSum, 0);
        secondCount = 0;
        tick = 0;
        most = 0;
    }

    /** The most bytes of one player in any sixty ticks. */
    long most() {
        return most;
    }

    /** The value that so many percent of all players' seconds do not exceed. */
    long percentile(int percent) {
        if (secondCount == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(seconds, secondCount);
        Arrays.sort(sorted);
        return sorted[Math.min(secondCount - 1, secondCount * percent / 100)];
    }
}
