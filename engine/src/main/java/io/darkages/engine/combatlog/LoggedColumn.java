package io.darkages.engine.combatlog;

/**
 * Packs a combat event's number and the code of its kind into one column of a probe record: the kind in the highest 8
 * bits, the number in the others.
 */
public final class LoggedColumn {

    private static final int KIND_SHIFT = 56;

    private LoggedColumn() {}

    /**
     * @param number 1 to 2^56 - 1
     */
    public static long of(CombatEventKind kind, long number) {
        return (long) kind.code() << KIND_SHIFT | number;
    }

    public static long number(long column) {
        return column & (1L << KIND_SHIFT) - 1;
    }

    /** The code of a kind, if the column was packed by {@link #of}. */
    public static int kindCode(long column) {
        return (int) (column >>> KIND_SHIFT);
    }
}
