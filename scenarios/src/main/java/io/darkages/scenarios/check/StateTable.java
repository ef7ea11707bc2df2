package io.darkages.scenarios.check;

import io.darkages.engine.random.Mix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/**
 * One state object for each long key: an open-addressing hash table with linear probing, at most half
 * full. Looking up allocates nothing; a key that is new gets a new state. The hash keeps keys that are neighbours
 * together, for players are numbered from 1, and hosts tell of them in that order.
 */
final class StateTable<T> {

    /** Keys that a table may hold. A history with more players or live sessions is not one of ours. */
    static final int MAX_KEYS = 1 << 20;

    private static final int NEIGHBOUR_BITS = 16;

    private final LongFunction<T> factory;
    private long[] keys = new long[16];
    /** Null where no key is. */
    private List<T> states = emptySlots(16);

    private int size;

    StateTable(LongFunction<T> factory) {
        this.factory = factory;
    }

    /** The state of that key, made now if there was none. */
    T of(long key) {
        T state = states.get(slotOf(key));
        return state == null ? add(key) : state;
    }

    private T add(long key) {
        if (size == MAX_KEYS) {
            throw new IllegalStateException("more than " + MAX_KEYS + " keys");
        }
        if ((size + 1) * 2 > keys.length) {
            grow();
        }
        int slot = slotOf(key);
        T state = factory.apply(key);
        keys[slot] = key;
        states.set(slot, state);
        size++;
        return state;
    }

    boolean contains(long key) {
        return isTaken(slotOf(key));
    }

    int size() {
        return size;
    }

    /** Forgets a key, if it is there. Entries that had been pushed past its slot move back. */
    void remove(long key) {
        int hole = slotOf(key);
        if (!isTaken(hole)) {
            return;
        }
        int mask = keys.length - 1;
        for (int next = hole + 1 & mask; isTaken(next); next = next + 1 & mask) {
            int home = homeOf(keys[next]);
            if ((next - home & mask) >= (next - hole & mask)) {
                keys[hole] = keys[next];
                states.set(hole, states.get(next));
                hole = next;
            }
        }
        states.set(hole, null);
        size--;
    }

    /** Every key, ascending. */
    long[] sortedKeys() {
        long[] sorted = new long[size];
        int count = 0;
        for (int slot = 0; slot < keys.length; slot++) {
            if (isTaken(slot)) {
                sorted[count++] = keys[slot];
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    private int slotOf(long key) {
        int mask = keys.length - 1;
        int slot = homeOf(key);
        while (isTaken(slot) && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int homeOf(long key) {
        return (int) (key ^ Mix.mix64(key >>> NEIGHBOUR_BITS)) & keys.length - 1;
    }

    private void grow() {
        long[] oldKeys = keys;
        List<T> oldStates = states;
        keys = new long[oldKeys.length * 2];
        states = emptySlots(keys.length);
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldStates.get(old) != null) {
                int slot = slotOf(oldKeys[old]);
                keys[slot] = oldKeys[old];
                states.set(slot, oldStates.get(old));
            }
        }
    }

    private boolean isTaken(int slot) {
        return states.get(slot) != null;
    }

    private static <T> List<T> emptySlots(int count) {
        List<T> slots = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            slots.add(null);
        }
        return slots;
    }
}
