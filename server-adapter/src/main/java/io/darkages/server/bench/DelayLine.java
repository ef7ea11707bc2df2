package io.darkages.server.bench;

import java.util.Arrays;

/**
 * Datagrams under way, all with one latency, so that the first in is the first out. Slots in a ring that
 * grows; once it is long enough, nothing is allocated.
 */
final class DelayLine {

    private static final int SLOT_BYTES = 1_312;
    private static final int FIRST_SLOTS = 64;

    private final long latencyNanos;
    private byte[][] slots = newSlots(FIRST_SLOTS);
    private int[] lengths = new int[FIRST_SLOTS];
    private long[] dueNanos = new long[FIRST_SLOTS];
    private long[] from = new long[FIRST_SLOTS];
    private long[] to = new long[FIRST_SLOTS];
    private int first;
    private int size;

    /** Takes what arrives. */
    @FunctionalInterface
    interface Receiver {
        void receive(long dueNanos, long from, long to, byte[] buffer, int length);
    }

    DelayLine(long latencyNanos) {
        this.latencyNanos = latencyNanos;
    }

    /** @param nowNanos not before the last one's */
    void send(long nowNanos, long sender, long receiver, byte[] buffer, int offset, int length) {
        if (size == slots.length) {
            grow();
        }
        int slot = first + size++ & slots.length - 1;
        System.arraycopy(buffer, offset, slots[slot], 0, length);
        lengths[slot] = length;
        dueNanos[slot] = nowNanos + latencyNanos;
        from[slot] = sender;
        to[slot] = receiver;
    }

    /** Hands over all that is due by then. */
    void deliver(long nowNanos, Receiver receiver) {
        while (size > 0 && dueNanos[first] <= nowNanos) {
            int slot = first;
            // What the receiver sends goes elsewhere: this slot is free only after the call.
            receiver.receive(dueNanos[slot], from[slot], to[slot], slots[slot], lengths[slot]);
            first = first + 1 & slots.length - 1;
            size--;
        }
    }

    private void grow() {
        int old = slots.length;
        byte[][] wider = Arrays.copyOf(slots, 2 * old);
        int[] widerLengths = new int[2 * old];
        long[] widerDue = new long[2 * old];
        long[] widerFrom = new long[2 * old];
        long[] widerTo = new long[2 * old];
        for (int i = 0; i < old; i++) {
            int slot = first + i & old - 1;
            wider[i] = slots[slot];
            widerLengths[i] = lengths[slot];
            widerDue[i] = dueNanos[slot];
            widerFrom[i] = from[slot];
            widerTo[i] = to[slot];
        }
        System.arraycopy(newSlots(old), 0, wider, old, old);
        slots = wider;
        lengths = widerLengths;
        dueNanos = widerDue;
        from = widerFrom;
        to = widerTo;
        first = 0;
    }

    private static byte[][] newSlots(int count) {
        return new byte[count][SLOT_BYTES];
    }
}
