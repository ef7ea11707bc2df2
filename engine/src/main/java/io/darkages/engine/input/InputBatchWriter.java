package io.darkages.engine.input;

import io.darkages.engine.bits.BitWriter;
import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.space.Origin;

/** Packs an {@link InputBatch} as {@link InputBatchFormat} says. Not thread-safe; allocates nothing. */
public final class InputBatchWriter {

    private final BitWriter bits = new BitWriter();
    private int originX;
    private int originZ;

    /** Tells a zone of that origin from now on; at first it is the world's centre. */
    public void tellTo(Origin origin) {
        originX = origin.xSixtyFourths();
        originZ = origin.zSixtyFourths();
    }

    /**
     * Positions beyond the wire's range around the origin are cut to it; all else is cut to its width.
     *
     * @param length room in {@code out}; {@link InputBatchFormat#MOST_BYTES} is always enough
     * @return bytes written
     * @throws IllegalArgumentException if the count is not 1 to 8, there are more than two attacks or such that are not
     *     with inputs of the batch and in order, or the room is too small
     */
    public int write(InputBatch batch, byte[] out, int offset, int length) {
        if (batch.count < 1 || batch.count > InputBatch.MOST_INPUTS) {
            throw new IllegalArgumentException(
                    "count " + batch.count + " is not within 1 to " + InputBatch.MOST_INPUTS);
        }
        bits.reset(out, offset, length);
        bits.writeBits(batch.count - 1, InputBatchFormat.COUNT_BITS);
        bits.writeBits(batch.newestSequence, 16);
        bits.writeBits(batch.snapshotAck, 16);
        bits.writeBits(batch.snapshotMask, 16);
        bits.writeBits(batch.timestampMillis, 16);
        bits.writeSigned(InputBatchFormat.clampAcross(batch.claimedX - originX), InputBatchFormat.ACROSS_BITS);
        bits.writeBits(InputBatchFormat.clampUp(batch.claimedY), InputBatchFormat.UP_BITS);
        bits.writeSigned(InputBatchFormat.clampAcross(batch.claimedZ - originZ), InputBatchFormat.ACROSS_BITS);
        for (int i = 0; i < batch.count; i++) {
            writeInput(batch.inputs[i], InputBatchFormat.guess(batch.inputs, i));
        }
        if (batch.aimedIndex >= 0 || batch.attackCount != 0) {
            bits.writeBit(true);
            writeExtras(batch);
        }
        int written = bits.finish();
        if (bits.overflowed()) {
            throw new IllegalArgumentException("a message of " + batch.count + " inputs needs more than " + length
                    + " bytes; " + InputBatchFormat.MOST_BYTES + " are always enough");
        }
        return written;
    }

    private void writeInput(long word, long guess) {
        boolean differs = word != guess;
        bits.writeBit(differs);
        if (!differs) {
            return;
        }
        int flags = InputWord.flags(word);
        boolean flagsChanged = flags != InputWord.flags(guess);
        bits.writeBit(flagsChanged);
        if (flagsChanged) {
            bits.writeBits(flags, InputBatchFormat.FLAG_BITS);
        }
        bits.writeSignedClassed((short) (InputWord.yaw(word) - InputWord.yaw(guess)), InputBatchFormat.TURN_CLASSES);
        bits.writeSignedClassed(
                (short) (InputWord.pitch(word) - InputWord.pitch(guess)), InputBatchFormat.TURN_CLASSES);
    }

    private void writeExtras(InputBatch batch) {
        if (batch.attackCount < 0 || batch.attackCount > InputBatch.MOST_ATTACKS) {
            throw new IllegalArgumentException(
                    "attacks " + batch.attackCount + " are not within 0 to " + InputBatch.MOST_ATTACKS);
        }
        bits.writeBit(batch.aimedIndex >= 0);
        if (batch.aimedIndex >= 0) {
            bits.writeBits(batch.aimedIndex, InputBatchFormat.INDEX_BITS);
        }
        bits.writeBit(batch.attackCount != 0);
        if (batch.attackCount == 0) {
            return;
        }
        bits.writeBit(batch.attackCount == 2);
        int ageBefore = batch.count;
        for (int i = 0; i < batch.attackCount; i++) {
            AttackClaim attack = batch.attacks[i];
            int age = batch.newestSequence - attack.sequence;
            if (age < 0 || age >= ageBefore) {
                throw new IllegalArgumentException("attack " + i + " with input " + attack.sequence
                        + " is not among the " + batch.count + " inputs up to " + batch.newestSequence
                        + ", or not after the attack before");
            }
            ageBefore = age;
            bits.writeBits(age, InputBatchFormat.AGE_BITS);
            writeAttack(attack, batch);
        }
    }

    private void writeAttack(AttackClaim attack, InputBatch batch) {
        bits.writeBit(attack.kind == AttackKind.RANGED);
        bits.writeBit(attack.target != EntityTable.NO_ENTITY);
        if (attack.target == EntityTable.NO_ENTITY) {
            return;
        }
        bits.writeBits(attack.target, InputBatchFormat.TARGET_BITS);
        bits.writeBits(attack.timeQ8, InputBatchFormat.TIME_BITS);
        bits.writeBits(attack.mode.ordinal(), InputBatchFormat.MODE_BITS);
        bits.writeSignedClassed(InputBatchFormat.tickError(attack), InputBatchFormat.TICK_CLASSES);
        if (InputBatchFormat.drawsFromTwo(attack.mode)) {
            bits.writeClassed(InputBatchFormat.span(attack), InputBatchFormat.SPAN_CLASSES);
        }
        bits.writeSignedClassed(
                InputBatchFormat.clampAcross(attack.claimedX - originX)
                        - InputBatchFormat.clampAcross(batch.claimedX - originX),
                InputBatchFormat.ACROSS_CLASSES);
        bits.writeSignedClassed(
                InputBatchFormat.clampUp(attack.claimedY) - InputBatchFormat.clampUp(batch.claimedY),
                InputBatchFormat.UP_CLASSES);
        bits.writeSignedClassed(
                InputBatchFormat.clampAcross(attack.claimedZ - originZ)
                        - InputBatchFormat.clampAcross(batch.claimedZ - originZ),
                InputBatchFormat.ACROSS_CLASSES);
    }
}
