package io.darkages.scenarios.check;

import io.darkages.engine.random.Mix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/**
 * One state object for each long key: an open-addressing hash table with linear probing, at most half
 * full. Looking up allocates nothing; a key that is new gets a new state.
 */
final class StateTable<T> {

    /** Keys that a table may hold. A history with more players or live sessions is not one of ours. */
    static final int MAX_KEYS = 1 << 20;

    private final LongFunction<T> factory;
    private long[] keys = new long[16];
    private List<T> states = emptySlots(16);
    private boolean[] taken = new boolean[16];
    private int size;

    StateTable(LongFunction<T> factory) {
        this.factory = factory;
    }

    /** The state of that key, made now if there was none. */
    T of(long key) {
        int slot = slotOf(key);
        if (!taken[slot]) {
            if (size == MAX_KEYS) {
                throw new IllegalStateException("more than " + MAX_KEYS + " keys");
            }
            if ((size + 1) * 2 > keys.length) {
                grow();
                slot = slotOf(key);
            }
            taken[slot] = true;
            keys[slot] = key;
            states.set(slot, factory.apply(key));
            size++;
        }
        return states.get(slot);
    }

    boolean contains(long key) {
        return taken[slotOf(key)];
    }

    int size() {
        return size;
    }

    /** Forgets a key, if it is there. Entries that had been pushed past its slot move back. */
    void remove(long key) {
        int hole = slotOf(key);
        if (!taken[hole]) {
            return;
        }
        int mask = keys.length - 1;
        for (int next = hole + 1 & mask; taken[next]; next = next + 1 & mask) {
            int home = homeOf(keys[next]);
            if ((next - home & mask) >= (next - hole & mask)) {
                keys[hole] = keys[next];
                states.set(hole, states.get(next));
                hole = next;
            }
        }
        taken[hole] = false;
        states.set(hole, null);
        size--;
    }

    /** Every key, ascending. */
    long[] sortedKeys() {
        long[] sorted = new long[size];
        int count = 0;
        for (int slot = 0; slot < keys.length; slot++) {
            if (taken[slot]) {
                sorted[count++] = keys[slot];
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    private int slotOf(long key) {
        int mask = keys.length - 1;
        int slot = homeOf(key);
        while (taken[slot] && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int homeOf(long key) {
        return (int) Mix.mix64(key) & keys.length - 1;
    }

    private void grow() {
        long[] oldKeys = keys;
        List<T> oldStates = states;
        boolean[] oldTaken = taken;
        keys = new long[oldKeys.length * 2];
        states = emptySlots(keys.length);
        taken = new boolean[keys.length];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldTaken[old]) {
                int slot = slotOf(oldKeys[old]);
                taken[slot] = true;
                keys[slot] = oldKeys[old];
                states.set(slot, oldStates.get(old));
            }
        }
    }

    private static <T> List<T> emptySlots(int count) {
        List<T> slots = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            slots.add(null);
        }
        return slots;
    }
}
