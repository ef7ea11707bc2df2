package io.darkages.engine.input;

import io.darkages.engine.bits.BitCodes;

/**
 * The layout of the upstream message, low bits first: count - 1 (3), newest sequence (16), snapshot ack
 * (16), mask (16), timestamp (16), claimed x (17), y (14), z (17); then each input, oldest first, against
 * the one before, the first against {@link io.darkages.engine.movement.InputWord#NEUTRAL}: a 0 if it is
 * the same, else a 1, a bit and 8 flags if those changed, and the turns of yaw and of pitch in width
 * classes. Padded with zeros to a byte.
 */
public final class InputBatchFormat {

    static final int COUNT_BITS = 3;
    static final int ACROSS_BITS = 17;
    static final int UP_BITS = 14;
    static final int FLAG_BITS = 8;

    /**
     * Zig-zag widths of a turn in one step: none; up to 0.35 degrees; up to 5.6 degrees (337 degrees a
     * second, a brisk turn); anything.
     */
    static final int TURN_CLASSES = BitCodes.widthClasses(0, 7, 11, 16);

    /** Everything before the inputs. */
    public static final int HEADER_BITS = COUNT_BITS + 4 * 16 + 2 * ACROSS_BITS + UP_BITS;

    /** One input that shares nothing with the one before; below 7 bytes. */
    public static final int MOST_INPUT_BITS = 2 + FLAG_BITS + 2 * (2 + 16);

    /** The longest message. */
    public static final int MOST_BYTES = (HEADER_BITS + InputBatch.MOST_INPUTS * MOST_INPUT_BITS + 7) / 8;

    private InputBatchFormat() {}

    static int clampAcross(int sixtyFourths) {
        return Math.max(-(1 << ACROSS_BITS - 1), Math.min((1 << ACROSS_BITS - 1) - 1, sixtyFourths));
    }

    static int clampUp(int sixtyFourths) {
        return Math.max(0, Math.min((1 << UP_BITS) - 1, sixtyFourths));
    }
}
