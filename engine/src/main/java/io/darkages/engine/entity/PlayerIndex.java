package io.darkages.engine.entity;

import io.darkages.engine.random.Mix;
import java.util.Arrays;

/**
 * Where each of a bounded number of players stands in its owner's columns: open addressing, linear probing, removal by
 * shifting back. For looking up only; it has no order. Allocates only when made.
 */
public final class PlayerIndex {

    /** No such player. */
    public static final int ABSENT = -1;

    private final long[] keys;
    private final int[] values;

    /** @param capacity players at one time */
    public PlayerIndex(int capacity) {
        int size = Integer.highestOneBit(Math.max(8, capacity)) << 2;
        keys = new long[size];
        values = new int[size];
        Arrays.fill(values, ABSENT);
    }

    /** Where a player stands, or {@link #ABSENT}. */
    public int get(long player) {
        int at = find(player);
        return values[at];
    }

    /** @param value at least 0 */
    public void put(long player, int value) {
        int at = find(player);
        keys[at] = player;
        values[at] = value;
    }

    /** Forgets a player, if it is there. */
    public void remove(long player) {
        int mask = keys.length - 1;
        int hole = find(player);
        if (values[hole] == ABSENT) {
            return;
        }
        for (int at = hole + 1 & mask; values[at] != ABSENT; at = at + 1 & mask) {
            int home = home(keys[at]);
            // It may move back only as far as its home.
            if ((at - home & mask) >= (at - hole & mask)) {
                keys[hole] = keys[at];
                values[hole] = values[at];
                hole = at;
            }
        }
        values[hole] = ABSENT;
    }

    /** Forgets all. */
    public void clear() {
        Arrays.fill(values, ABSENT);
    }

    private int home(long player) {
        return (int) Mix.mix64(player) & keys.length - 1;
    }

    /** Place of a player, or the free one where it belongs. */
    private int find(long player) {
        int mask = keys.length - 1;
        int at = home(player);
        while (values[at] != ABSENT && keys[at] != player) {
            at = at + 1 & mask;
        }
        return at;
    }
}
