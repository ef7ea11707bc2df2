package io.darkages.engine.input;

import io.darkages.engine.combat.AttackClaim;

/**
 * One upstream message in plain form. Mutable scratch for {@link InputBatchWriter} and
 * {@link InputBatchReader}; not thread-safe.
 */
public final class InputBatch {

    /** Most inputs in one message. */
    public static final int MOST_INPUTS = 8;

    /** Sequence of the newest input here; the others count down from it. */
    public int newestSequence;

    /** Low 16 bits of the newest snapshot id that the client decoded. */
    public int snapshotAck;

    /** Bit n: the client also decoded snapshot {@code snapshotAck - 1 - n}. 16 bits. */
    public int snapshotMask;

    /** Low 16 bits of the client's clock in milliseconds. */
    public int timestampMillis;

    /** Where in the world the client predicts itself after the newest input, in 1/64 m; told from the zone's origin. */
    public int claimedX;

    /** 0 to 16,383. */
    public int claimedY;

    /** As {@link #claimedX}. */
    public int claimedZ;

    /** 1 to {@link #MOST_INPUTS}. */
    public int count;

    /** {@link io.darkages.engine.movement.InputWord}s, oldest first; the first {@code count} are meant. */
    public final long[] inputs = new long[MOST_INPUTS];

    /** Most attacks in one message: the cooldown allows no more among its inputs, and repeats are of the same. */
    public static final int MOST_ATTACKS = 2;

    /** Wire index of the entity that the player aims at, or -1. */
    public int aimedIndex = -1;

    /** 0 to {@link #MOST_ATTACKS}. */
    public int attackCount;

    /** Attacks with inputs of this message, by rising sequence; the first {@code attackCount} are meant. */
    public final AttackClaim[] attacks = {new AttackClaim(), new AttackClaim()};

    /** Sequence of input {@code index}. */
    public int sequence(int index) {
        return newestSequence - count + 1 + index;
    }
}
