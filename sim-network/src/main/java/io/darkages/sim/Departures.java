package io.darkages.sim;

import java.util.Arrays;

/**
 * The datagrams that one thread's hosts put on links during a window, each with its fate decided.
 * At the window's end they move to their receivers; in which order does not matter.
 */
final class Departures {

    private static final int BYTES_MAX = 1 << 29;

    private int[] receiver = new int[64];
    private long[] arrivalNanos = new long[64];
    private long[] senderKey = new long[64];
    private long[] sequence = new long[64];
    private long[] from = new long[64];
    private int[] offset = new int[64];
    private int[] length = new int[64];
    private byte[] bytes = new byte[8_192];
    private int size;
    private int bytesUsed;

    /** Copies a datagram in and returns where its bytes begin in {@link #bytes}. */
    int add(Host sender, int to, long arrival, long itsSequence, byte[] source, int sourceOffset, int count) {
        if (size == length.length) {
            growColumns();
        }
        if (count > bytes.length - bytesUsed) {
            growBytes(count);
        }
        int begin = bytesUsed;
        System.arraycopy(source, sourceOffset, bytes, begin, count);
        receiver[size] = to;
        arrivalNanos[size] = arrival;
        senderKey[size] = sender.key();
        sequence[size] = itsSequence;
        from[size] = sender.address();
        offset[size] = begin;
        length[size++] = count;
        bytesUsed = begin + count;
        return begin;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Moves all to their receivers and empties this. */
    void deliver(Host[] hosts, long[] nextNanos) {
        for (int i = 0; i < size; i++) {
            int to = receiver[i];
            long arrival = arrivalNanos[i];
            hosts[to].deliver(arrival, senderKey[i], sequence[i], from[i], bytes, offset[i], length[i]);
            if (arrival < nextNanos[to]) {
                nextNanos[to] = arrival;
            }
        }
        size = 0;
        bytesUsed = 0;
    }

    private void growColumns() {
        int larger = size + (size >> 1);
        receiver = Arrays.copyOf(receiver, larger);
        arrivalNanos = Arrays.copyOf(arrivalNanos, larger);
        senderKey = Arrays.copyOf(senderKey, larger);
        sequence = Arrays.copyOf(sequence, larger);
        from = Arrays.copyOf(from, larger);
        offset = Arrays.copyOf(offset, larger);
        length = Arrays.copyOf(length, larger);
    }

    private void growBytes(int count) {
        if (bytesUsed + count > BYTES_MAX) {
            throw new IllegalStateException(
                    size + " datagrams with " + bytesUsed + " bytes left within one window, the cap is " + BYTES_MAX);
        }
        bytes = Arrays.copyOf(bytes, Math.max(bytesUsed + count, bytes.length + (bytes.length >> 1)));
    }
}
