package io.darkages.engine.input;

import io.darkages.engine.bits.BitCodes;
import io.darkages.engine.movement.InputWord;

/**
 * The layout of the upstream message, low bits first: count - 1 (3), newest sequence (16), snapshot ack
 * (16), mask (16), timestamp (16), claimed x (17), y (14), z (17); then each input, oldest first, against
 * the guess that the buttons stay and the head goes on turning as it did between the two before; the
 * first two guess no turn, the first from {@link InputWord#NEUTRAL}. An input is a 0 if the guess is
 * right, else a 1, a bit and 8 flags if those changed, and what yaw and pitch are off in width classes.
 * Padded with zeros to a byte.
 *
 * <p>115 bits before the inputs; six inputs make 20 bytes in all when running straight, 22 in a steady
 * turn, 29 with an unsteady hand.
 */
public final class InputBatchFormat {

    static final int COUNT_BITS = 3;
    static final int ACROSS_BITS = 17;
    static final int UP_BITS = 14;
    static final int FLAG_BITS = 8;

    /** Zig-zag widths of an error in yaw or pitch: none; up to 0.09 degrees; up to 2.8 degrees; anything. */
    static final int TURN_CLASSES = BitCodes.widthClasses(0, 5, 10, 16);

    /** Everything before the inputs. */
    public static final int HEADER_BITS = COUNT_BITS + 4 * 16 + 2 * ACROSS_BITS + UP_BITS;

    /** One input that shares nothing with the one before; below 7 bytes. */
    public static final int MOST_INPUT_BITS = 2 + FLAG_BITS + 2 * (2 + 16);

    /** The longest message. */
    public static final int MOST_BYTES = (HEADER_BITS + InputBatch.MOST_INPUTS * MOST_INPUT_BITS + 7) / 8;

    private InputBatchFormat() {}

    /** What input {@code index} is coded against, from the inputs before it. */
    static long guess(long[] inputs, int index) {
        if (index < 2) {
            return index == 0 ? InputWord.NEUTRAL : inputs[0];
        }
        long before = inputs[index - 1];
        long earlier = inputs[index - 2];
        return InputWord.pack(
                InputWord.flags(before),
                2 * InputWord.yaw(before) - InputWord.yaw(earlier),
                2 * InputWord.pitch(before) - InputWord.pitch(earlier));
    }

    static int clampAcross(int sixtyFourths) {
        return Math.max(-(1 << ACROSS_BITS - 1), Math.min((1 << ACROSS_BITS - 1) - 1, sixtyFourths));
    }

    static int clampUp(int sixtyFourths) {
        return Math.max(0, Math.min((1 << UP_BITS) - 1, sixtyFourths));
    }
}
