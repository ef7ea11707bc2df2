package io.darkages.engine.backplane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reliable messages to one peer, in order, from the oldest that it has not acknowledged: those before a cursor have been
 * handed to the present link. Grows by doubling up to its cap. Not thread-safe.
 */
final class HeldMessages {

    /** Kept with each message: its length. */
    static final int ENTRY_BYTES = Short.BYTES;

    private static final int INITIAL_BYTES = 4_096;
    private static final VarHandle I16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final int bytesMax;
    private byte[] bytes;
    private int start;
    private int end;
    private int cursor;

    /** Of the oldest held, of the one at the cursor, and of the next that is added. */
    private long firstSequence = 1;

    private long cursorSequence = 1;
    private long nextSequence = 1;

    HeldMessages(int bytesMax) {
        this.bytesMax = bytesMax;
        bytes = new byte[Math.min(INITIAL_BYTES, bytesMax)];
    }

    /** Drops all and counts from 1 again; returns how many were held. */
    int restart() {
        int dropped = count();
        start = 0;
        end = 0;
        cursor = 0;
        firstSequence = 1;
        cursorSequence = 1;
        nextSequence = 1;
        return dropped;
    }

    /** Whether a message of that length would be within the cap. */
    boolean hasRoom(int length) {
        return heldBytes() + ENTRY_BYTES + length <= bytesMax;
    }

    /** Adds a message that {@link #hasRoom has room}; it gets the number {@link #nextSequence}. */
    void add(byte[] source, int offset, int length) {
        int needed = ENTRY_BYTES + length;
        if (needed > bytes.length - end) {
            makeRoom(needed);
        }
        I16.set(bytes, end, (short) length);
        System.arraycopy(source, offset, bytes, end + ENTRY_BYTES, length);
        end += needed;
        nextSequence++;
    }

    private void makeRoom(int needed) {
        int held = heldBytes();
        int size = bytes.length;
        while (size < bytesMax && size < 2 * (held + needed)) {
            size = Math.min(bytesMax, 2 * size);
        }
        byte[] target = size == bytes.length ? bytes : new byte[size];
        System.arraycopy(bytes, start, target, 0, held);
        bytes = target;
        cursor -= start;
        end = held;
        start = 0;
    }

    /** The peer has all up to that number; returns false if that can't be, and does nothing then. */
    boolean acknowledge(long sequence) {
        if (sequence >= nextSequence) {
            return false;
        }
        while (firstSequence <= sequence) {
            start += ENTRY_BYTES + lengthAt(start);
            firstSequence++;
        }
        if (cursorSequence < firstSequence) {
            cursorSequence = firstSequence;
            cursor = start;
        }
        return true;
    }

    /** All that is held goes to another link; returns how many of them had gone to one before. */
    int rewind() {
        int again = (int) (cursorSequence - firstSequence);
        cursor = start;
        cursorSequence = firstSequence;
        return again;
    }

    boolean hasUnsent() {
        return cursorSequence < nextSequence;
    }

    /** Of the message at the cursor. */
    int unsentLength() {
        return lengthAt(cursor);
    }

    /** Where the message at the cursor begins in {@link #bytes}. */
    int unsentOffset() {
        return cursor + ENTRY_BYTES;
    }

    /** The message at the cursor was handed to the link. */
    void sent() {
        cursor += ENTRY_BYTES + lengthAt(cursor);
        cursorSequence++;
    }

    byte[] bytes() {
        return bytes;
    }

    long firstSequence() {
        return firstSequence;
    }

    long nextSequence() {
        return nextSequence;
    }

    int count() {
        return (int) (nextSequence - firstSequence);
    }

    int heldBytes() {
        return end - start;
    }

    private int lengthAt(int at) {
        return (short) I16.get(bytes, at) & 0xFFFF;
    }
}
