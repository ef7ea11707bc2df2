package io.darkages.engine.input;

import io.darkages.engine.bits.BitWriter;
import io.darkages.engine.movement.InputWord;

/** Packs an {@link InputBatch} as {@link InputBatchFormat} says. Not thread-safe; allocates nothing. */
public final class InputBatchWriter {

    private final BitWriter bits = new BitWriter();

    /**
     * Positions beyond the wire's range are cut to it; all else is cut to its width.
     *
     * @param length room in {@code out}; {@link InputBatchFormat#MOST_BYTES} is always enough
     * @return bytes written
     * @throws IllegalArgumentException if the count is not 1 to 8, or the room is too small
     */
    public int write(InputBatch batch, byte[] out, int offset, int length) {
        if (batch.count < 1 || batch.count > InputBatch.MOST_INPUTS) {
            throw new IllegalArgumentException("count " + batch.count + " is not within 1 to " + InputBatch.MOST_INPUTS);
        }
        bits.reset(out, offset, length);
        bits.writeBits(batch.count - 1, InputBatchFormat.COUNT_BITS);
        bits.writeBits(batch.newestSequence, 16);
        bits.writeBits(batch.snapshotAck, 16);
        bits.writeBits(batch.snapshotMask, 16);
        bits.writeBits(batch.timestampMillis, 16);
        bits.writeSigned(InputBatchFormat.clampAcross(batch.claimedX), InputBatchFormat.ACROSS_BITS);
        bits.writeBits(InputBatchFormat.clampUp(batch.claimedY), InputBatchFormat.UP_BITS);
        bits.writeSigned(InputBatchFormat.clampAcross(batch.claimedZ), InputBatchFormat.ACROSS_BITS);
        long before = InputWord.NEUTRAL;
        for (int i = 0; i < batch.count; i++) {
            writeInput(batch.inputs[i], before);
            before = batch.inputs[i];
        }
        int written = bits.finish();
        if (bits.overflowed()) {
            throw new IllegalArgumentException("a message of " + batch.count + " inputs needs more than " + length
                    + " bytes; " + InputBatchFormat.MOST_BYTES + " are always enough");
        }
        return written;
    }

    private void writeInput(long word, long before) {
        boolean changed = word != before;
        bits.writeBit(changed);
        if (!changed) {
            return;
        }
        int flags = InputWord.flags(word);
        boolean flagsChanged = flags != InputWord.flags(before);
        bits.writeBit(flagsChanged);
        if (flagsChanged) {
            bits.writeBits(flags, InputBatchFormat.FLAG_BITS);
        }
        bits.writeSignedClassed((short) (InputWord.yaw(word) - InputWord.yaw(before)), InputBatchFormat.TURN_CLASSES);
        bits.writeSignedClassed(
                (short) (InputWord.pitch(word) - InputWord.pitch(before)), InputBatchFormat.TURN_CLASSES);
    }
}
