package io.darkages.scenarios.check;

import io.darkages.engine.port.SessionColumn;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * State for each session, joined by the session's number (or by the player, where a run has no
 * session numbers). The last {@value #CLOSED_KEPT} closed sessions are kept for records that arrive
 * late: where players go from zone to zone all the time, those of about half a minute. An older one is retired.
 */
final class SessionTable<T> {

    static final int CLOSED_KEPT = 8_192;

    private final StateTable<T> states;
    private final Consumer<T> retired;
    private final long[] closedKeys = new long[CLOSED_KEPT];
    private long closedCount;

    /**
     * @param factory makes the state of a session's key
     * @param retired takes the state of a session that will not be looked up again
     */
    SessionTable(LongFunction<T> factory, Consumer<T> retired) {
        states = new StateTable<>(factory);
        this.retired = retired;
    }

    /** A session's key: its number, or a negative number made of the player where the session is 0. */
    static long key(long column, long player) {
        int session = SessionColumn.session(column);
        return session == 0 ? ~player : Integer.toUnsignedLong(session);
    }

    T of(long key) {
        return states.of(key);
    }

    /** Call once for each session, when the first side closed it. */
    void closed(long key) {
        int slot = (int) (closedCount % CLOSED_KEPT);
        if (closedCount >= CLOSED_KEPT) {
            long oldest = closedKeys[slot];
            retired.accept(states.of(oldest));
            states.remove(oldest);
        }
        closedKeys[slot] = key;
        closedCount++;
    }

    int size() {
        return states.size();
    }

    /** Retires every session that is left, in ascending order of key. */
    void retireAll() {
        for (long key : states.sortedKeys()) {
            retired.accept(states.of(key));
            states.remove(key);
        }
    }
}
