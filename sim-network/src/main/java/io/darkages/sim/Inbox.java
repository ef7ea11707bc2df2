package io.darkages.sim;

import io.darkages.engine.random.Mix;
import java.util.Arrays;

/**
 * The datagrams of one host: first on their way, in a 4-ary heap, then waiting in the socket, in a
 * list. Both are in the host's order of events: by time, then by a hash of (seed, time, receiver,
 * sender), then by the sender's sequence number. The hash differs for any two senders at one time
 * (each fold is a bijection of what it folds), so nothing is left to chance; it is computed only
 * when two times are equal.
 *
 * <p>Columns of primitives indexed by slot; slots are recycled, and nothing is allocated once the
 * columns have grown to the host's load.
 */
final class Inbox {

    /** A time after all others: nothing is there. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int NONE = -1;
    private static final int FIRST_SLOTS = 8;

    private final long tieSalt;
    private final int socketBytesMax;
    private final DatagramSlab slab;

    private long[] heapTime = {};
    private int[] heapSlot = {};
    private int heapSize;

    private long[] time = {};
    private long[] senderKey = {};
    private long[] sequence = {};
    private long[] from = {};
    private int[] addressGeneration = {};
    private int[] offset = {};
    private int[] length = {};
    private int[] next = {};
    private int firstFree = NONE;

    private int socketHead = NONE;
    private int socketTail = NONE;
    private int socketBytes;
    private int socketBytesHighWater;

    Inbox(long tieSalt, int socketBytesMax, int inFlightBytesMax) {
        this.tieSalt = tieSalt;
        this.socketBytesMax = socketBytesMax;
        slab = new DatagramSlab(inFlightBytesMax);
    }

    /** The second key of the order of events. */
    static long tie(long tieSalt, long timeNanos, long senderKey) {
        return Mix.fold(Mix.fold(tieSalt, timeNanos), senderKey);
    }

    /** Puts a datagram on its way; the bytes are copied. */
    void add(
            long arrivalNanos,
            long sender,
            long sendersSequence,
            long fromAddress,
            int generation,
            byte[] source,
            int sourceOffset,
            int bytes) {
        if (firstFree == NONE) {
            grow();
        }
        int slot = firstFree;
        firstFree = next[slot];
        time[slot] = arrivalNanos;
        senderKey[slot] = sender;
        sequence[slot] = sendersSequence;
        from[slot] = fromAddress;
        addressGeneration[slot] = generation;
        length[slot] = bytes;
        offset[slot] = slab.store(source, sourceOffset, bytes);
        siftUp(heapSize++, arrivalNanos, slot);
    }

    /** Earliest arrival of those on their way. */
    long arrivalNanos() {
        return heapSize == 0 ? NEVER : heapTime[0];
    }

    /**
     * Takes what has arrived by then into the socket.
     *
     * @param untilNanos the last arrival to take
     * @param open false when nobody listens: what arrives is dropped
     * @param generation of the host's address; what was sent to an earlier one is dropped
     * @param drops counters by {@link DropCause}
     */
    void admit(long untilNanos, boolean open, int generation, long[] drops) {
        while (heapSize > 0 && heapTime[0] <= untilNanos) {
            int slot = removeFirst();
            if (!open) {
                drop(slot, DropCause.HOST_DOWN, drops);
            } else if (addressGeneration[slot] != generation) {
                drop(slot, DropCause.ADDRESS_GONE, drops);
            } else if (length[slot] > socketBytesMax - socketBytes) {
                drop(slot, DropCause.SOCKET_FULL, drops);
            } else {
                socketBytes += length[slot];
                socketBytesHighWater = Math.max(socketBytesHighWater, socketBytes);
                next[slot] = NONE;
                if (socketHead == NONE) {
                    socketHead = slot;
                } else {
                    next[socketTail] = slot;
                }
                socketTail = slot;
            }
        }
    }

    /** Arrival of the first datagram in the socket. */
    long waitingNanos() {
        return socketHead == NONE ? NEVER : time[socketHead];
    }

    /** Second key of the first datagram in the socket, of which there must be one. */
    long waitingTie() {
        return tie(tieSalt, time[socketHead], senderKey[socketHead]);
    }

    /** Third key of the first datagram in the socket. */
    long waitingSequence() {
        return sequence[socketHead];
    }

    /** Takes the first datagram out of the socket, to be given back with {@link #release}. */
    int take() {
        int slot = socketHead;
        socketHead = next[slot];
        socketBytes -= length[slot];
        return slot;
    }

    long from(int slot) {
        return from[slot];
    }

    byte[] bytes() {
        return slab.bytes();
    }

    int offset(int slot) {
        return offset[slot];
    }

    int length(int slot) {
        return length[slot];
    }

    void release(int slot) {
        slab.free(offset[slot], length[slot]);
        next[slot] = firstFree;
        firstFree = slot;
    }

    /** Forgets what waits in the socket: the process is gone. */
    void closeSocket(long[] drops) {
        while (socketHead != NONE) {
            drop(take(), DropCause.HOST_DOWN, drops);
        }
    }

    int socketBytesHighWater() {
        return socketBytesHighWater;
    }

    private void drop(int slot, DropCause cause, long[] drops) {
        drops[cause.ordinal()]++;
        release(slot);
    }

    private boolean isBefore(long timeA, int a, long timeB, int b) {
        if (timeA != timeB) {
            return timeA < timeB;
        }
        if (senderKey[a] == senderKey[b]) {
            return sequence[a] < sequence[b];
        }
        return tie(tieSalt, timeA, senderKey[a]) < tie(tieSalt, timeB, senderKey[b]);
    }

    private void siftUp(int start, long itsTime, int slot) {
        int at = start;
        while (at > 0) {
            int parent = at - 1 >> 2;
            if (!isBefore(itsTime, slot, heapTime[parent], heapSlot[parent])) {
                break;
            }
            heapTime[at] = heapTime[parent];
            heapSlot[at] = heapSlot[parent];
            at = parent;
        }
        heapTime[at] = itsTime;
        heapSlot[at] = slot;
    }

    private int removeFirst() {
        int first = heapSlot[0];
        int size = --heapSize;
        if (size > 0) {
            siftDown(size, heapTime[size], heapSlot[size]);
        }
        return first;
    }

    private void siftDown(int size, long itsTime, int slot) {
        int at = 0;
        for (int child = 1; child < size; child = (at << 2) + 1) {
            int best = child;
            int end = Math.min(child + 4, size);
            for (int other = child + 1; other < end; other++) {
                if (isBefore(heapTime[other], heapSlot[other], heapTime[best], heapSlot[best])) {
                    best = other;
                }
            }
            if (!isBefore(heapTime[best], heapSlot[best], itsTime, slot)) {
                break;
            }
            heapTime[at] = heapTime[best];
            heapSlot[at] = heapSlot[best];
            at = best;
        }
        heapTime[at] = itsTime;
        heapSlot[at] = slot;
    }

    private void grow() {
        int old = time.length;
        int size = Math.max(FIRST_SLOTS, old + (old >> 1));
        heapTime = Arrays.copyOf(heapTime, size);
        heapSlot = Arrays.copyOf(heapSlot, size);
        time = Arrays.copyOf(time, size);
        senderKey = Arrays.copyOf(senderKey, size);
        sequence = Arrays.copyOf(sequence, size);
        from = Arrays.copyOf(from, size);
        addressGeneration = Arrays.copyOf(addressGeneration, size);
        offset = Arrays.copyOf(offset, size);
        length = Arrays.copyOf(length, size);
        next = Arrays.copyOf(next, size);
        for (int slot = old; slot < size; slot++) {
            next[slot] = slot + 1 < size ? slot + 1 : NONE;
        }
        firstFree = old;
    }
}
