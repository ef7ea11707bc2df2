package io.darkages.engine.zone;

import io.darkages.engine.input.InputBatchFormat;

/**
 * Input batches of players who are about to come, passed on by the zones that they come from, until they are here: the
 * last {@value #CAPACITY} of all players together, each for {@value #KEPT_TICKS} ticks. Linear, because it is asked when
 * somebody comes. Not thread-safe; allocates only when made.
 */
final class EarlyBatches {

    /** Those of 51 players who are on the way for 250 ms. */
    static final int CAPACITY = 256;

    /** 2 s, what a gate holds. */
    static final int KEPT_TICKS = InputGate.CAPACITY;

    private static final long NOBODY = 0;

    private final long[] players = new long[CAPACITY];
    private final int[] ticks = new int[CAPACITY];
    private final int[] lengths = new int[CAPACITY];
    private final byte[] bytes = new byte[CAPACITY * InputBatchFormat.MOST_BYTES];
    private int next;
    private int count;
    private int peak;

    /**
     * Keeps one.
     *
     * @param length at most {@link InputBatchFormat#MOST_BYTES}
     * @return false if an older one had to go for it that was still of use
     */
    boolean add(long player, byte[] buffer, int offset, int length, int tick) {
        boolean wasFree = players[next] == NOBODY || tick - ticks[next] > KEPT_TICKS;
        count += players[next] == NOBODY ? 1 : 0;
        peak = Math.max(peak, count);
        players[next] = player;
        ticks[next] = tick;
        lengths[next] = length;
        System.arraycopy(buffer, offset, bytes, next * InputBatchFormat.MOST_BYTES, length);
        next = (next + 1) % CAPACITY;
        return wasFree;
    }

    /** The most that were ever kept at one time, those included whose time was over. */
    int peak() {
        return peak;
    }

    /** Gives a player its batches, in the order in which they came, and forgets them. */
    void release(Player player, Intake intake, int tick) {
        for (int i = 0; i < CAPACITY; i++) {
            int at = (next + i) % CAPACITY;
            if (players[at] == player.id) {
                players[at] = NOBODY;
                count--;
                if (tick - ticks[at] <= KEPT_TICKS) {
                    intake.takeUp(player, bytes, at * InputBatchFormat.MOST_BYTES, lengths[at], tick);
                }
            }
        }
    }
}
