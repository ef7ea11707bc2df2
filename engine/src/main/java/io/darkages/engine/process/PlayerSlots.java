package io.darkages.engine.process;

import io.darkages.engine.entity.PlayerIndex;

/** Numbers players from 0 to a cap, and finds their numbers again. Allocates in the constructor only. */
final class PlayerSlots {

    static final int ABSENT = PlayerIndex.ABSENT;

    /** The player of each slot, 0 without one. */
    private final long[] player;

    private final int[] free;
    private int freeCount;
    /** Slots from there on were never taken. */
    private int end;

    private final PlayerIndex index;

    PlayerSlots(int capacity) {
        player = new long[capacity];
        free = new int[capacity];
        index = new PlayerIndex(capacity);
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

    /** The slot of a player, or {@link #ABSENT}. */
    int find(long id) {
        return index.get(id);
    }

    /** A slot for a player who has none; {@link #ABSENT} if all are taken. */
    int add(long id) {
        if (freeCount == 0 && end == player.length) {
            return ABSENT;
        }
        int slot = freeCount > 0 ? free[--freeCount] : end++;
        player[slot] = id;
        index.put(id, slot);
        return slot;
    }

    void remove(int slot) {
        index.remove(player[slot]);
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
