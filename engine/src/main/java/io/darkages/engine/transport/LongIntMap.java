package io.darkages.engine.transport;

import io.darkages.engine.random.Mix;
import java.util.Arrays;

/**
 * A map from {@code long} to a non-negative {@code int}: open addressing, linear probing, removal by
 * shifting back. For looking up only; it has no order to iterate in.
 */
final class LongIntMap {

    static final int ABSENT = -1;

    /** Places at first, of which half are filled: a client has one session. */
    private static final int CAPACITY_FIRST = 4;

    private long[] keys = new long[CAPACITY_FIRST];
    private int[] values = new int[CAPACITY_FIRST];
    private int size;

    LongIntMap() {
        Arrays.fill(values, ABSENT);
    }

    int size() {
        return size;
    }

    int get(long key) {
        int mask = keys.length - 1;
        for (int i = (int) Mix.mix64(key) & mask; values[i] != ABSENT; i = i + 1 & mask) {
            if (keys[i] == key) {
                return values[i];
            }
        }
        return ABSENT;
    }

    void put(long key, int value) {
        if (2 * size >= keys.length) {
            grow();
        }
        int mask = keys.length - 1;
        int i = (int) Mix.mix64(key) & mask;
        while (values[i] != ABSENT && keys[i] != key) {
            i = i + 1 & mask;
        }
        if (values[i] == ABSENT) {
            size++;
        }
        keys[i] = key;
        values[i] = value;
    }

    void remove(long key) {
        int mask = keys.length - 1;
        int hole = (int) Mix.mix64(key) & mask;
        while (keys[hole] != key || values[hole] == ABSENT) {
            if (values[hole] == ABSENT) {
                return;
            }
            hole = hole + 1 & mask;
        }
        size--;
        for (int i = hole + 1 & mask; values[i] != ABSENT; i = i + 1 & mask) {
            int home = (int) Mix.mix64(keys[i]) & mask;
            // An entry may fill the hole if its home is not between the hole and itself.
            if ((i - home & mask) >= (i - hole & mask)) {
                keys[hole] = keys[i];
                values[hole] = values[i];
                hole = i;
            }
        }
        values[hole] = ABSENT;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new int[keys.length];
        Arrays.fill(values, ABSENT);
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != ABSENT) {
                put(oldKeys[i], oldValues[i]);
            }
        }
    }
}
