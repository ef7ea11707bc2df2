package io.darkages.engine.process;

import io.darkages.engine.random.Mix;

/** Numbers players from 0 to a cap, and finds their numbers again. Allocates in the constructor only. */
final class PlayerSlots {

    static final int ABSENT = -1;

    /** The player of each slot, 0 without one. */
    private final long[] player;

    private final int[] free;
    private int freeCount;
    /** Slots from there on were never taken. */
    private int end;

    /** Open addressing, at most half full: slot + 1, or 0. */
    private final int[] index;

    PlayerSlots(int capacity) {
        player = new long[capacity];
        free = new int[capacity];
        index = new int[Integer.highestOneBit(capacity) << 2];
    }

    int size() {
        return end - freeCount;
    }

    /** Every slot that is taken, or was, is below. Also the most that were ever taken at one time. */
    int end() {
        return end;
    }

    int capacity() {
        return player.length;
    }

    /** The player of a slot, 0 if it is free. */
    long player(int slot) {
        return player[slot];
    }

    int find(long id) {
        int mask = index.length - 1;
        for (int at = (int) Mix.mix64(id) & mask; index[at] != 0; at = at + 1 & mask) {
            if (player[index[at] - 1] == id) {
                return index[at] - 1;
            }
        }
        return ABSENT;
    }

    /** A slot for a player who has none; {@link #ABSENT} if all are taken. */
    int add(long id) {
        if (freeCount == 0 && end == player.length) {
            return ABSENT;
        }
        int slot = freeCount > 0 ? free[--freeCount] : end++;
        player[slot] = id;
        int mask = index.length - 1;
        int at = (int) Mix.mix64(id) & mask;
        while (index[at] != 0) {
            at = at + 1 & mask;
        }
        index[at] = slot + 1;
        return slot;
    }

    void remove(int slot) {
        int mask = index.length - 1;
        int hole = (int) Mix.mix64(player[slot]) & mask;
        while (index[hole] != slot + 1) {
            hole = hole + 1 & mask;
        }
        for (int i = hole + 1 & mask; index[i] != 0; i = i + 1 & mask) {
            int home = (int) Mix.mix64(player[index[i] - 1]) & mask;
            // An entry may fill the hole if its home is not between the hole and itself.
            if ((i - home & mask) >= (i - hole & mask)) {
                index[hole] = index[i];
                hole = i;
            }
        }
        index[hole] = 0;
        player[slot] = 0;
        free[freeCount++] = slot;
    }

    void clear() {
        for (int slot = 0; slot < end; slot++) {
            if (player[slot] != 0) {
                remove(slot);
            }
        }
    }
}
