package io.darkages.scenarios.check;

/** Marks of the newest tokens that one player's client was sent and has not used. Older ones are good no more. */
final class Invitations {

    /** A newer one calls the one before off, which may be on its way to the zone that it is for. */
    private static final int KEPT = 4;

    private final long[] marks = new long[KEPT];
    private final boolean[] good = new boolean[KEPT];
    private int next;

    void add(long mark) {
        marks[next] = mark;
        good[next] = true;
        next = (next + 1) % KEPT;
    }

    /** Whether it was sent; used from then on. */
    boolean take(long mark) {
        for (int i = 0; i < KEPT; i++) {
            if (good[i] && marks[i] == mark) {
                good[i] = false;
                return true;
            }
        }
        return false;
    }
}
