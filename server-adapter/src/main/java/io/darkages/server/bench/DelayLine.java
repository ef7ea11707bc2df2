package io.darkages.server.bench;

import java.util.Arrays;

/**
 * Datagrams under way, all with one latency, so that the first in is the first out. Their bytes lie one
 * behind the other in a ring, each in one piece. Both rings grow; once they are long enough, nothing is allocated.
 */
final class DelayLine {

    private static final int FIRST_SLOTS = 64;
    private static final int FIRST_BYTES = 8_192;
    private static final int DATAGRAM_BYTES = 1_312;

    private final long latencyNanos;
    /** Where receivers read, as from a socket: what they may still refer to later must not be a ring outgrown. */
    private final byte[] arrived = new byte[DATAGRAM_BYTES];

    private byte[] bytes = new byte[FIRST_BYTES];
    private int[] begins = new int[FIRST_SLOTS];
    private int[] lengths = new int[FIRST_SLOTS];
    private long[] dueNanos = new long[FIRST_SLOTS];
    private long[] from = new long[FIRST_SLOTS];
    private long[] to = new long[FIRST_SLOTS];
    private int first;
    private int size;
    /** Where in the ring of bytes the newest datagram ends. */
    private int end;

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
        if (size == lengths.length) {
            growSlots();
        }
        int begin = place(length);
        while (begin < 0) {
            growBytes();
            begin = place(length);
        }
        int slot = first + size++ & lengths.length - 1;
        System.arraycopy(buffer, offset, bytes, begin, length);
        begins[slot] = begin;
        lengths[slot] = length;
        dueNanos[slot] = nowNanos + latencyNanos;
        from[slot] = sender;
        to[slot] = receiver;
        end = begin + length;
    }

    /** Hands over all that is due by then. */
    void deliver(long nowNanos, Receiver receiver) {
        while (size > 0 && dueNanos[first] <= nowNanos) {
            int slot = first;
            System.arraycopy(bytes, begins[slot], arrived, 0, lengths[slot]);
            // What the receiver sends goes elsewhere: the slot is free only after the call.
            receiver.receive(dueNanos[slot], from[slot], to[slot], arrived, lengths[slot]);
            first = first + 1 & lengths.length - 1;
            size--;
        }
    }

    /** Where that many bytes are free in one piece, or -1. */
    private int place(int length) {
        if (size == 0) {
            return length <= bytes.length ? 0 : -1;
        }
        int oldest = begins[first];
        if (end <= oldest) {
            return length <= oldest - end ? end : -1;
        }
        if (length <= bytes.length - end) {
            return end;
        }
        return length <= oldest ? 0 : -1;
    }

    /** Half as long again; the oldest datagram goes to the front. */
    private void growBytes() {
        byte[] longer = new byte[bytes.length + bytes.length / 2];
        end = 0;
        for (int i = 0; i < size; i++) {
            int slot = first + i & lengths.length - 1;
            System.arraycopy(bytes, begins[slot], longer, end, lengths[slot]);
            begins[slot] = end;
            end += lengths[slot];
        }
        bytes = longer;
    }

    private void growSlots() {
        begins = unrolled(begins);
        lengths = unrolled(lengths);
        dueNanos = unrolled(dueNanos);
        from = unrolled(from);
        to = unrolled(to);
        first = 0;
    }

    /** A column twice as long, with the oldest slot at the front. */
    private int[] unrolled(int[] column) {
        int[] wider = Arrays.copyOfRange(column, first, first + 2 * column.length);
        System.arraycopy(column, 0, wider, column.length - first, first);
        return wider;
    }

    private long[] unrolled(long[] column) {
        long[] wider = Arrays.copyOfRange(column, first, first + 2 * column.length);
        System.arraycopy(column, 0, wider, column.length - first, first);
        return wider;
    }
}
