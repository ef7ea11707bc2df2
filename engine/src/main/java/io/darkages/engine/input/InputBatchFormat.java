package io.darkages.engine.input;

import io.darkages.engine.bits.BitCodes;
import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.DrawMode;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.snapshot.Viewer;

/**
 * The layout of the upstream message, low bits first: count - 1 (3), newest sequence (16), snapshot ack
 * (16), mask (16), timestamp (16), claimed x (17), y (14), z (17), x and z from the zone's origin; then each input, oldest first, against
 * the guess that the buttons stay and the head goes on turning as it did between the two before; the
 * first two guess no turn, the first from {@link InputWord#NEUTRAL}. An input is a 0 if the guess is
 * right, else a 1, a bit and 8 flags if those changed, and what yaw and pitch are off in width classes.
 *
 * <p>If the player aims or strikes, a 1 follows, and: a bit and the wire index aimed at (9) if there is one; a bit if
 * there are attacks, another one if there are two, and each attack: steps from its input to the newest (3), kind (1), a
 * bit and what was seen if it has a target. That is: target's id (32), low bits of the time of drawing (24), mode (2),
 * newer tick against that of the time, of two states also the ticks between them, and the target's claimed place
 * against the player's own, all in width classes. Padded with zeros to a byte; where nothing follows the inputs and
 * they fill their last byte, that is the end.
 *
 * <p>115 bits before the inputs; six inputs make 20 bytes in all when running straight, 22 in a steady
 * turn, 29 with an unsteady hand. Aiming costs 12 bits, a blow at somebody near some 95 and a shot some 105.
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

    /** Wire indices: 0 to {@link Viewer#MAX_VISIBLE} - 1. */
    static final int INDEX_BITS = 32 - Integer.numberOfLeadingZeros(Viewer.MAX_VISIBLE - 1);

    static final int AGE_BITS = 3;
    static final int TARGET_BITS = 32;

    /** Of a time of drawing: the low bits, which repeat every 18 minutes. */
    static final int TIME_BITS = 24;

    static final int MODE_BITS = 2;

    /** Zig-zag widths of the newer state's tick, less that of the time: a near entity's, a far one's, anything. */
    static final int TICK_CLASSES = BitCodes.widthClasses(2, 4, 6, 9);

    /** Widths of the ticks from the older to the newer state, less one. */
    static final int SPAN_CLASSES = BitCodes.widthClasses(2, 3, 4, 8);

    /** Zig-zag widths of target's less own place across: within 4 m, 16 m, 128 m, anywhere. */
    static final int ACROSS_CLASSES = BitCodes.widthClasses(9, 11, 14, ACROSS_BITS + 1);

    /** The same upwards: level, within 0.5 m, 8 m, anywhere. */
    static final int UP_CLASSES = BitCodes.widthClasses(0, 6, 10, UP_BITS + 1);

    /** One attack at its longest. */
    static final int MOST_ATTACK_BITS = AGE_BITS
            + 2
            + TARGET_BITS
            + TIME_BITS
            + MODE_BITS
            + (2 + 9)
            + (2 + 8)
            + 2 * (2 + ACROSS_BITS + 1)
            + (2 + UP_BITS + 1);

    private static final int MOST_EXTRA_BITS = 4 + INDEX_BITS + InputBatch.MOST_ATTACKS * MOST_ATTACK_BITS;

    /** The longest message. */
    public static final int MOST_BYTES =
            (HEADER_BITS + InputBatch.MOST_INPUTS * MOST_INPUT_BITS + MOST_EXTRA_BITS + 7) / 8;

    private static final int LOWEST_TICK_ERROR = -256;
    private static final int HIGHEST_TICK_ERROR = 255;
    private static final int MOST_SPAN = 256;

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

    static boolean drawsFromTwo(DrawMode mode) {
        return mode == DrawMode.BETWEEN || mode == DrawMode.AHEAD_OF_TWO;
    }

    /** What the newer tick is coded as; ticks that are farther off than the server's memory are cut to some such. */
    static int tickError(AttackClaim attack) {
        long error = attack.tickB - (attack.timeQ8 >> DrawnPlace.TICK_FRACTION_BITS);
        return (int) Math.max(LOWEST_TICK_ERROR, Math.min(HIGHEST_TICK_ERROR, error));
    }

    /** What the older of two ticks is coded as. */
    static int span(AttackClaim attack) {
        return Math.max(1, Math.min(MOST_SPAN, attack.tickB - attack.tickA)) - 1;
    }

    /** The time with those low bits that is nearest to the server's, and not negative. */
    static long nearestTime(long lowBits, int tick) {
        long now = DrawnPlace.startQ8(tick);
        int unused = Long.SIZE - TIME_BITS;
        long nearest = now + (lowBits - now << unused >> unused);
        return nearest < 0 ? nearest + (1L << TIME_BITS) : nearest;
    }

    static int clampAcross(int sixtyFourths) {
        return Math.max(-(1 << ACROSS_BITS - 1), Math.min((1 << ACROSS_BITS - 1) - 1, sixtyFourths));
    }

    static int clampUp(int sixtyFourths) {
        return Math.max(0, Math.min((1 << UP_BITS) - 1, sixtyFourths));
    }
}
