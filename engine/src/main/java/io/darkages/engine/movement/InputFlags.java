package io.darkages.engine.movement;

/** The buttons of one input, a bit each. Bits 6 and 7 are kept free for attack and block. */
public final class InputFlags {

    public static final int FORWARD = 1;
    public static final int BACK = 1 << 1;
    public static final int LEFT = 1 << 2;
    public static final int RIGHT = 1 << 3;
    public static final int JUMP = 1 << 4;
    /** Faster, and only while moving forward. */
    public static final int SPRINT = 1 << 5;

    /** Every bit that has a meaning. */
    public static final int KNOWN = FORWARD | BACK | LEFT | RIGHT | JUMP | SPRINT;

    private InputFlags() {}

    /** Whether no bit is unknown and no two buttons contradict each other, as an honest client guarantees. */
    public static boolean isPossible(int flags) {
        return (flags & ~KNOWN) == 0
                && (flags & (FORWARD | BACK)) != (FORWARD | BACK)
                && (flags & (LEFT | RIGHT)) != (LEFT | RIGHT);
    }
}
