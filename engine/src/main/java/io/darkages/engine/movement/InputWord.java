package io.darkages.engine.movement;

import io.darkages.engine.math.Angles;

/**
 * One player's input for one step, packed in a long: {@link InputFlags} in bits 0 to 7, yaw (65,536 steps
 * a turn, see {@link Angles}) in bits 8 to 23, pitch (signed, quarter turn up or down is ±16,384) in bits
 * 24 to 39, the rest 0.
 */
public final class InputWord {

    /** Nothing pressed, looking level along +z. */
    public static final long NEUTRAL = 0;

    private static final int YAW_SHIFT = 8;
    private static final int PITCH_SHIFT = 24;
    private static final int USED_BITS = 40;

    private InputWord() {}

    /** Each argument is cut to its field: flags to 8 bits, yaw to 16 (a full turn), pitch to 16 signed. */
    public static long pack(int flags, int yaw, int pitch) {
        return flags & 0xFF | (yaw & 0xFFFFL) << YAW_SHIFT | (pitch & 0xFFFFL) << PITCH_SHIFT;
    }

    /** 0 to 255. */
    public static int flags(long word) {
        return (int) word & 0xFF;
    }

    /** 0 to 65,535. */
    public static int yaw(long word) {
        return (int) (word >>> YAW_SHIFT) & 0xFFFF;
    }

    /** -32,768 to 32,767; beyond ±16,384 only in impossible words. */
    public static int pitch(long word) {
        return (short) (word >>> PITCH_SHIFT);
    }

    /** Whether an honest client can have made it: known, consistent buttons and a pitch within a quarter turn. */
    public static boolean isPossible(long word) {
        int pitch = pitch(word);
        return InputFlags.isPossible(flags(word))
                && pitch >= -Angles.QUARTER_TURN
                && pitch <= Angles.QUARTER_TURN
                && word >>> USED_BITS == 0;
    }
}
