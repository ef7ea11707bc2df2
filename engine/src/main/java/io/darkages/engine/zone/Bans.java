package io.darkages.engine.zone;

/**
 * Players who may not come back yet. At most {@value #CAPACITY}: when full, the ban that ends first makes
 * room. Linear, because it is asked at logins only. Not thread-safe; allocates only in the constructor.
 */
final class Bans {

    static final int CAPACITY = 1_024;

    private final long[] player = new long[CAPACITY];
    private final long[] untilNanos = new long[CAPACITY];
    private int count;

    void add(long playerId, long endNanos) {
        int at = 0;
        while (at < count && player[at] != playerId) {
            at++;
        }
        if (at == CAPACITY) {
            at = firstToEnd();
        }
        player[at] = playerId;
        untilNanos[at] = endNanos;
        count = Math.max(count, at + 1);
    }

    boolean holds(long playerId, long monotonicNanos) {
        for (int i = 0; i < count; i++) {
            if (player[i] == playerId) {
                return monotonicNanos - untilNanos[i] < 0;
            }
        }
        return false;
    }

    int count() {
        return count;
    }

    private int firstToEnd() {
        int first = 0;
        for (int i = 1; i < count; i++) {
            first = untilNanos[i] - untilNanos[first] < 0 ? i : first;
        }
        return first;
    }
}
