package io.darkages.engine.input;

import io.darkages.engine.bits.BitReader;
import io.darkages.engine.movement.InputWord;

/**
 * Unpacks what {@link InputBatchWriter} packed. Any bytes are answered with a status and counted, never
 * with an exception. It judges the form only: whether inputs are possible, new or too many is for its
 * caller. Not thread-safe; allocates nothing.
 */
public final class InputBatchReader {

    private final BitReader bits = new BitReader();
    private long accepted;
    private long refused;

    /**
     * @param lastKnownSequence the newest input sequence seen from this client; the batch's is the nearest
     *     one with its 16 bits, at most 32,768 away
     * @param into valid only if the answer is {@link InputBatchStatus#ACCEPTED}
     */
    public InputBatchStatus read(byte[] bytes, int offset, int length, int lastKnownSequence, InputBatch into) {
        bits.reset(bytes, offset, length);
        into.count = 1 + bits.readInt(InputBatchFormat.COUNT_BITS);
        into.newestSequence = lastKnownSequence + (short) (bits.readInt(16) - lastKnownSequence);
        into.snapshotAck = bits.readInt(16);
        into.snapshotMask = bits.readInt(16);
        into.timestampMillis = bits.readInt(16);
        into.claimedX = bits.readSigned(InputBatchFormat.ACROSS_BITS);
        into.claimedY = bits.readInt(InputBatchFormat.UP_BITS);
        into.claimedZ = bits.readSigned(InputBatchFormat.ACROSS_BITS);
        long before = InputWord.NEUTRAL;
        for (int i = 0; i < into.count; i++) {
            before = readInput(before);
            into.inputs[i] = before;
        }
        InputBatchStatus status = ending();
        if (status == InputBatchStatus.ACCEPTED) {
            accepted++;
        } else {
            refused++;
        }
        return status;
    }

    /** Messages read so far. */
    public long accepted() {
        return accepted;
    }

    /** Messages dropped so far for their form. */
    public long refused() {
        return refused;
    }

    private long readInput(long before) {
        if (!bits.readBit()) {
            return before;
        }
        int flags = bits.readBit() ? bits.readInt(InputBatchFormat.FLAG_BITS) : InputWord.flags(before);
        int yaw = InputWord.yaw(before) + bits.readSignedClassed(InputBatchFormat.TURN_CLASSES);
        int pitch = InputWord.pitch(before) + bits.readSignedClassed(InputBatchFormat.TURN_CLASSES);
        return InputWord.pack(flags, yaw, pitch);
    }

    private InputBatchStatus ending() {
        if (bits.exhausted()) {
            return InputBatchStatus.TRUNCATED;
        }
        boolean wholeByteLeft = bits.remainingBits() >= 8;
        return wholeByteLeft || bits.readBits(bits.remainingBits()) != 0
                ? InputBatchStatus.TRAILING
                : InputBatchStatus.ACCEPTED;
    }
}
