package io.darkages.engine.movement;

/** The buttons of one input, a bit each. Bit 7 is kept free. */
public final class InputFlags {

    public static final int FORWARD = 1;
    public static final int BACK = 1 << 1;
    public static final int LEFT = 1 << 2;
    public static final int RIGHT = 1 << 3;
    public static final int JUMP = 1 << 4;
    /** Faster, and only while moving forward. */
    public static final int SPRINT = 1 << 5;

    /** The guard is up: less damage from the front, no attacks, no sprint. */
    public static final int BLOCK = 1 << 6;

    /** Every bit that has a meaning. */
    public static final int KNOWN = FORWARD | BACK | LEFT | RIGHT | JUMP | SPRINT | BLOCK;

    private InputFlags() {}

    /** Whether no bit is unknown and no two buttons contradict each other, as an honest client guarantees. */
    public static boolean isPossible(int flags) {
        return (flags & ~KNOWN) == 0
                && (flags & (FORWARD | BACK)) != (FORWARD | BACK)
                && (flags & (LEFT | RIGHT)) != (LEFT | RIGHT);
    }
}
