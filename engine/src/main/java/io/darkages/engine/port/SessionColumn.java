package io.darkages.engine.port;

/**
 * Packs a session's number and a second number into one column of a probe record: the session in the
 * upper 32 bits, the number in the lower. The session's number is the same on both sides (the
 * server's connection id) and no two sessions of one run share it; 0 where a run has no sessions.
 */
public final class SessionColumn {

    private SessionColumn() {}

    /**
     * @param session the session's number, any 32 bits
     * @param number 0 to 2^32 - 1; higher bits are cut off
     */
    public static long of(int session, long number) {
        return (long) session << 32 | number & 0xFFFF_FFFFL;
    }

    public static int session(long column) {
        return (int) (column >>> 32);
    }

    /** 0 to 2^32 - 1. */
    public static long number(long column) {
        return column & 0xFFFF_FFFFL;
    }
}
