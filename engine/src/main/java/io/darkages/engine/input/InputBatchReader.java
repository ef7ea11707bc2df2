package io.darkages.engine.input;

import io.darkages.engine.bits.BitReader;
import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.DrawMode;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.space.Origin;

/**
 * Unpacks what {@link InputBatchWriter} packed. Any bytes are answered with a status and counted, never
 * with an exception. It judges the form only: whether inputs are possible, new or too many is for its
 * caller. Not thread-safe; allocates nothing.
 */
public final class InputBatchReader {

    private static final DrawMode[] MODES = DrawMode.values();

    private final BitReader bits = new BitReader();
    private int originX;
    private int originZ;
    private long accepted;
    private long refused;

    /** Is told from that origin from now on; at first it is the world's centre. */
    public void moveTo(Origin origin) {
        originX = origin.xSixtyFourths();
        originZ = origin.zSixtyFourths();
    }

    /**
     * Reads a message.
     *
     * @param lastKnownSequence the newest input sequence seen from this client; the batch's is the nearest
     *     one with its 16 bits, at most 32,768 away
     * @param tick the server's now; a time of drawing is the nearest one with its 24 bits
     * @param into valid only if the answer is {@link InputBatchStatus#ACCEPTED}
     */
    public InputBatchStatus read(
            byte[] bytes, int offset, int length, int lastKnownSequence, int tick, InputBatch into) {
        bits.reset(bytes, offset, length);
        into.count = 1 + bits.readInt(InputBatchFormat.COUNT_BITS);
        into.newestSequence = lastKnownSequence + (short) (bits.readInt(16) - lastKnownSequence);
        into.snapshotAck = bits.readInt(16);
        into.snapshotMask = bits.readInt(16);
        into.timestampMillis = bits.readInt(16);
        into.claimedX = originX + bits.readSigned(InputBatchFormat.ACROSS_BITS);
        into.claimedY = bits.readInt(InputBatchFormat.UP_BITS);
        into.claimedZ = originZ + bits.readSigned(InputBatchFormat.ACROSS_BITS);
        for (int i = 0; i < into.count; i++) {
            into.inputs[i] = readInput(InputBatchFormat.guess(into.inputs, i));
        }
        boolean isConsistent = readExtras(tick, into);
        InputBatchStatus status = ending(isConsistent);
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

    private long readInput(long guess) {
        if (!bits.readBit()) {
            return guess;
        }
        int flags = bits.readBit() ? bits.readInt(InputBatchFormat.FLAG_BITS) : InputWord.flags(guess);
        int yaw = InputWord.yaw(guess) + bits.readSignedClassed(InputBatchFormat.TURN_CLASSES);
        int pitch = InputWord.pitch(guess) + bits.readSignedClassed(InputBatchFormat.TURN_CLASSES);
        return InputWord.pack(flags, yaw, pitch);
    }

    /** Reads what comes after the inputs; false if the attacks are not in order. */
    private boolean readExtras(int tick, InputBatch into) {
        into.aimedIndex = -1;
        into.attackCount = 0;
        int start = bits.bitPosition();
        if (bits.remainingBits() == 0 || !bits.readBit()) {
            // A zero belongs to the padding, which is judged as a whole.
            bits.seek(start);
            return true;
        }
        if (bits.readBit()) {
            into.aimedIndex = bits.readInt(InputBatchFormat.INDEX_BITS);
        }
        if (!bits.readBit()) {
            return true;
        }
        into.attackCount = bits.readBit() ? 2 : 1;
        int ageBefore = into.count;
        boolean isConsistent = true;
        for (int i = 0; i < into.attackCount; i++) {
            int age = bits.readInt(InputBatchFormat.AGE_BITS);
            isConsistent &= age < ageBefore;
            ageBefore = age;
            into.attacks[i].sequence = into.newestSequence - age;
            readAttack(into.attacks[i], tick, into);
        }
        return isConsistent;
    }

    private void readAttack(AttackClaim attack, int tick, InputBatch batch) {
        attack.kind = bits.readBit() ? AttackKind.RANGED : AttackKind.MELEE;
        boolean hasTarget = bits.readBit();
        attack.target = EntityTable.NO_ENTITY;
        attack.timeQ8 = 0;
        attack.mode = DrawMode.AT;
        attack.tickA = 0;
        attack.tickB = 0;
        attack.claimedX = 0;
        attack.claimedY = 0;
        attack.claimedZ = 0;
        if (!hasTarget) {
            return;
        }
        attack.target = bits.readInt(InputBatchFormat.TARGET_BITS);
        attack.timeQ8 = InputBatchFormat.nearestTime(bits.readBits(InputBatchFormat.TIME_BITS), tick);
        attack.mode = MODES[bits.readInt(InputBatchFormat.MODE_BITS)];
        int timeTick = (int) (attack.timeQ8 >> DrawnPlace.TICK_FRACTION_BITS);
        attack.tickB = timeTick + bits.readSignedClassed(InputBatchFormat.TICK_CLASSES);
        attack.tickA = InputBatchFormat.drawsFromTwo(attack.mode)
                ? attack.tickB - 1 - bits.readClassed(InputBatchFormat.SPAN_CLASSES)
                : attack.tickB;
        attack.claimedX = batch.claimedX + bits.readSignedClassed(InputBatchFormat.ACROSS_CLASSES);
        attack.claimedY = batch.claimedY + bits.readSignedClassed(InputBatchFormat.UP_CLASSES);
        attack.claimedZ = batch.claimedZ + bits.readSignedClassed(InputBatchFormat.ACROSS_CLASSES);
    }

    private InputBatchStatus ending(boolean isConsistent) {
        if (bits.exhausted()) {
            return InputBatchStatus.TRUNCATED;
        }
        if (!isConsistent) {
            return InputBatchStatus.INCONSISTENT;
        }
        boolean wholeByteLeft = bits.remainingBits() >= 8;
        return wholeByteLeft || bits.readBits(bits.remainingBits()) != 0
                ? InputBatchStatus.TRAILING
                : InputBatchStatus.ACCEPTED;
    }
}
