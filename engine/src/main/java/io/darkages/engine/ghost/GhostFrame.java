package io.darkages.engine.ghost;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.space.Origin;
import java.util.Arrays;

/** The owned entities of one tick: where they are in the world, and which slot is whose. Allocates only when made. */
final class GhostFrame {

    static final int ABSENT = -1;

    private final Origin origin;
    private final int[] slots;
    private final int[] xs;
    private final int[] zs;
    private final int[] indexOfSlot;
    private int count;
    private int tick;

    GhostFrame(Origin origin, int capacity) {
        this.origin = origin;
        slots = new int[capacity];
        xs = new int[capacity];
        zs = new int[capacity];
        indexOfSlot = new int[capacity];
        Arrays.fill(indexOfSlot, ABSENT);
    }

    void take(int newTick, GhostSource source) {
        for (int i = 0; i < count; i++) {
            indexOfSlot[slots[i]] = ABSENT;
        }
        tick = newTick;
        count = source.count();
        for (int i = 0; i < count; i++) {
            int slot = source.slot(i);
            long place = source.place(slot);
            slots[i] = slot;
            xs[i] = origin.x() + FixedPoint.fromSixtyFourths(QuantisedState.x(place));
            zs[i] = origin.z() + FixedPoint.fromSixtyFourths(QuantisedState.z(place));
            indexOfSlot[slot] = i;
        }
    }

    int tick() {
        return tick;
    }

    Origin origin() {
        return origin;
    }

    int count() {
        return count;
    }

    int slot(int index) {
        return slots[index];
    }

    /** Q16.16 metres in the world. */
    int x(int index) {
        return xs[index];
    }

    int z(int index) {
        return zs[index];
    }

    /** Where a slot stands in this tick, or {@link #ABSENT}. */
    int indexOf(int slot) {
        return indexOfSlot[slot];
    }
}
