package io.darkages.engine.ghost;

import io.darkages.engine.movement.MotionState;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.space.Origin;

/** Entities of a zone for tests: a slot each, where they are put, walking east if they are told to. */
final class Herd implements GhostSource {

    static final int METRE = 1 << 16;

    private final Origin origin;
    private final MotionState[] states;
    private final long[] players;
    private final int[] epochs;
    private final int[] slots;
    private int count;

    Herd(Origin origin, int capacity) {
        this.origin = origin;
        states = new MotionState[capacity];
        players = new long[capacity];
        epochs = new int[capacity];
        slots = new int[capacity];
        for (int i = 0; i < capacity; i++) {
            states[i] = new MotionState();
        }
    }

    void put(int slot, long player, int epoch, int xMetres, int zMetres) {
        if (players[slot] == 0) {
            slots[count++] = slot;
        }
        players[slot] = player;
        epochs[slot] = epoch;
        states[slot].place(xMetres * METRE, 0, zMetres * METRE);
    }

    void remove(int slot) {
        players[slot] = 0;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (slots[i] != slot) {
                slots[kept++] = slots[i];
            }
        }
        count = kept;
    }

    void epoch(int slot, int epoch) {
        epochs[slot] = epoch;
    }

    MotionState state(int slot) {
        return states[slot];
    }

    /** One tick at 3 m/s. */
    void walkEast(int slot) {
        states[slot].vx = 3 * METRE;
        states[slot].x += 3 * METRE / 60;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int slot(int index) {
        return slots[index];
    }

    @Override
    public long player(int slot) {
        return players[slot];
    }

    @Override
    public int epoch(int slot) {
        return epochs[slot];
    }

    @Override
    public long place(int slot) {
        return QuantisedState.placeOf(states[slot], origin);
    }

    @Override
    public long motion(int slot) {
        return QuantisedState.motionOf(states[slot]);
    }

    @Override
    public int health(int slot) {
        return 10_000 - slot;
    }

    @Override
    public int team(int slot) {
        return slot & 0xFF;
    }
}
