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
 * <p>What is known of a datagram lies in one row of longs: a host has few at a time, and its memory is cold whenever one
 * comes, so a column for each field would cost a cache miss for each. Rows are recycled, and nothing is allocated once
 * there are as many as the host's load needs.
 */
final class Inbox {

    /** A time after all others: nothing is there. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int NONE = -1;
    private static final int FIRST_SLOTS = 8;

    // A node of the heap: when a datagram arrives, and its slot.
    private static final int NODE = 2;

    // A datagram's row. The last two hold two ints each: [address generation][next slot] and [offset][length].
    private static final int ROW = 6;
    private static final int TIME = 0;
    private static final int SENDER_KEY = 1;
    private static final int SEQUENCE = 2;
    private static final int FROM = 3;
    private static final int GENERATION_AND_NEXT = 4;
    private static final int OFFSET_AND_LENGTH = 5;
    private static final long LOW_INT = 0xFFFF_FFFFL;

    private final long tieSalt;
    private final int socketBytesMax;
    private final DatagramSlab slab;

    private long[] heap = {};
    private int heapSize;

    private long[] rows = {};
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
        int row = slot * ROW;
        firstFree = next(slot);
        rows[row + TIME] = arrivalNanos;
        rows[row + SENDER_KEY] = sender;
        rows[row + SEQUENCE] = sendersSequence;
        rows[row + FROM] = fromAddress;
        rows[row + GENERATION_AND_NEXT] = (long) generation << Integer.SIZE | NONE & LOW_INT;
        rows[row + OFFSET_AND_LENGTH] = (long) slab.store(source, sourceOffset, bytes) << Integer.SIZE | bytes;
        siftUp(heapSize++, arrivalNanos, slot);
    }

    /** Earliest arrival of those on their way. */
    long arrivalNanos() {
        return heapSize == 0 ? NEVER : heap[0];
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
        while (heapSize > 0 && heap[0] <= untilNanos) {
            int slot = removeFirst();
            int length = length(slot);
            if (!open) {
                drop(slot, DropCause.HOST_DOWN, drops);
            } else if (generation(slot) != generation) {
                drop(slot, DropCause.ADDRESS_GONE, drops);
            } else if (length > socketBytesMax - socketBytes) {
                drop(slot, DropCause.SOCKET_FULL, drops);
            } else {
                socketBytes += length;
                socketBytesHighWater = Math.max(socketBytesHighWater, socketBytes);
                if (socketHead == NONE) {
                    socketHead = slot;
                } else {
                    next(socketTail, slot);
                }
                socketTail = slot;
            }
        }
    }

    /** Arrival of the first datagram in the socket. */
    long waitingNanos() {
        return socketHead == NONE ? NEVER : rows[socketHead * ROW + TIME];
    }

    /** Second key of the first datagram in the socket, of which there must be one. */
    long waitingTie() {
        return tie(tieSalt, rows[socketHead * ROW + TIME], rows[socketHead * ROW + SENDER_KEY]);
    }

    /** Third key of the first datagram in the socket. */
    long waitingSequence() {
        return rows[socketHead * ROW + SEQUENCE];
    }

    /** Takes the first datagram out of the socket, to be given back with {@link #release}. */
    int take() {
        int slot = socketHead;
        socketHead = next(slot);
        socketBytes -= length(slot);
        return slot;
    }

    long from(int slot) {
        return rows[slot * ROW + FROM];
    }

    byte[] bytes() {
        return slab.bytes();
    }

    int offset(int slot) {
        return (int) (rows[slot * ROW + OFFSET_AND_LENGTH] >>> Integer.SIZE);
    }

    int length(int slot) {
        return (int) rows[slot * ROW + OFFSET_AND_LENGTH];
    }

    void release(int slot) {
        slab.free(offset(slot), length(slot));
        next(slot, firstFree);
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

    private int generation(int slot) {
        return (int) (rows[slot * ROW + GENERATION_AND_NEXT] >>> Integer.SIZE);
    }

    /** The slot after that one, in the socket or among the free. */
    private int next(int slot) {
        return (int) rows[slot * ROW + GENERATION_AND_NEXT];
    }

    private void next(int slot, int other) {
        int at = slot * ROW + GENERATION_AND_NEXT;
        rows[at] = rows[at] & ~LOW_INT | other & LOW_INT;
    }

    private boolean isBefore(long timeA, int slotA, long timeB, int slotB) {
        if (timeA != timeB) {
            return timeA < timeB;
        }
        long senderA = rows[slotA * ROW + SENDER_KEY];
        long senderB = rows[slotB * ROW + SENDER_KEY];
        if (senderA == senderB) {
            return rows[slotA * ROW + SEQUENCE] < rows[slotB * ROW + SEQUENCE];
        }
        return tie(tieSalt, timeA, senderA) < tie(tieSalt, timeB, senderB);
    }

    private long heapTime(int node) {
        return heap[node * NODE];
    }

    private int heapSlot(int node) {
        return (int) heap[node * NODE + 1];
    }

    private void heapPut(int node, long itsTime, int slot) {
        heap[node * NODE] = itsTime;
        heap[node * NODE + 1] = slot;
    }

    private void siftUp(int start, long itsTime, int slot) {
        int at = start;
        while (at > 0) {
            int parent = at - 1 >> 2;
            if (!isBefore(itsTime, slot, heapTime(parent), heapSlot(parent))) {
                break;
            }
            heapPut(at, heapTime(parent), heapSlot(parent));
            at = parent;
        }
        heapPut(at, itsTime, slot);
    }

    private int removeFirst() {
        int first = heapSlot(0);
        int size = --heapSize;
        if (size > 0) {
            siftDown(size, heapTime(size), heapSlot(size));
        }
        return first;
    }

    private void siftDown(int size, long itsTime, int slot) {
        int at = 0;
        for (int child = 1; child < size; child = (at << 2) + 1) {
            int best = child;
            int end = Math.min(child + 4, size);
            for (int other = child + 1; other < end; other++) {
                if (isBefore(heapTime(other), heapSlot(other), heapTime(best), heapSlot(best))) {
                    best = other;
                }
            }
            if (!isBefore(heapTime(best), heapSlot(best), itsTime, slot)) {
                break;
            }
            heapPut(at, heapTime(best), heapSlot(best));
            at = best;
        }
        heapPut(at, itsTime, slot);
    }

    private void grow() {
        int old = rows.length / ROW;
        int slots = Math.max(FIRST_SLOTS, old + (old >> 1));
        heap = Arrays.copyOf(heap, slots * NODE);
        rows = Arrays.copyOf(rows, slots * ROW);
        for (int slot = old; slot < slots; slot++) {
            next(slot, slot + 1 < slots ? slot + 1 : NONE);
        }
        firstFree = old;
    }
}
