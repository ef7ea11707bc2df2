package io.darkages.engine.authority;

/** Slots that wait for their turn, each at most once: a ring. Allocates in the constructor only. */
final class SlotQueue {

    private final int[] ring;
    private int head;
    private int size;

    /** @param slots as many as there are */
    SlotQueue(int slots) {
        ring = new int[slots];
    }

    int size() {
        return size;
    }

    void add(int slot) {
        if (size == ring.length) {
            throw new IllegalStateException("slot " + slot + " is one more than " + size + " that wait");
        }
        ring[place(size++)] = slot;
    }

    /** The one that waits longest; there must be one. */
    int poll() {
        int slot = ring[head];
        head = place(1);
        size--;
        return slot;
    }

    void clear() {
        head = 0;
        size = 0;
    }

    private int place(int behindHead) {
        int place = head + behindHead;
        return place < ring.length ? place : place - ring.length;
    }
}
