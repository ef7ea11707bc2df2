package io.darkages.sim.store;

import io.darkages.engine.port.Register;
import io.darkages.engine.random.Mix;
import java.util.Arrays;

/**
 * What a coordinator remembers of the transactions of each client, so that a request that comes twice is carried out
 * once: the last {@value #WINDOW} attempts of each of {@value #SESSIONS_MAX} sessions. What lies before the window is
 * taken for old and left alone.
 */
final class ClientSessions {

    static final int SESSIONS_MAX = 64;
    static final int WINDOW = 256;

    /** A session that was used within that time keeps its place. */
    private static final long IDLE_NANOS = 10_000_000_000L;

    private static final int STRIDE = 1 + Register.WORDS;
    private static final byte UNDER_WAY = -1;
    private static final StoreReply[] REPLIES = StoreReply.values();

    private final long[] from = new long[SESSIONS_MAX];
    private final long[] session = new long[SESSIONS_MAX];
    private final long[] usedNanos = new long[SESSIONS_MAX];
    /** Highest attempt seen; 0 in a place that is free. */
    private final long[] highest = new long[SESSIONS_MAX];

    /** By place, then by attempt modulo the window: the attempt, 0 for none. Made when the place is first taken. */
    private final long[][] attempts = new long[SESSIONS_MAX][];

    private final byte[][] replies = new byte[SESSIONS_MAX][];
    private final long[][] rows = new long[SESSIONS_MAX][];
    private long digest;

    /** The session's place, taken now if it has none; {@link #SESSIONS_MAX} if there is no room. */
    int place(long itsFrom, long itsSession, long nowNanos) {
        int idlest = 0;
        for (int i = 0; i < SESSIONS_MAX; i++) {
            if (highest[i] == 0) {
                return take(i, itsFrom, itsSession, nowNanos);
            }
            if (session[i] == itsSession && from[i] == itsFrom) {
                usedNanos[i] = nowNanos;
                return i;
            }
            idlest = usedNanos[i] < usedNanos[idlest] ? i : idlest;
        }
        return nowNanos - usedNanos[idlest] < IDLE_NANOS ? SESSIONS_MAX : take(idlest, itsFrom, itsSession, nowNanos);
    }

    private int take(int place, long itsFrom, long itsSession, long nowNanos) {
        from[place] = itsFrom;
        session[place] = itsSession;
        usedNanos[place] = nowNanos;
        highest[place] = 1;
        if (attempts[place] == null) {
            attempts[place] = new long[WINDOW];
            replies[place] = new byte[WINDOW];
            rows[place] = new long[WINDOW * STRIDE];
        }
        Arrays.fill(attempts[place], 0);
        return place;
    }

    /** Whether that attempt was never seen and may begin. */
    boolean isNew(int place, long attempt) {
        return attempt > 0 && attempt > highest[place] - WINDOW && attempts[place][entry(attempt)] < attempt;
    }

    /** Whether that attempt has ended and its answer is known. */
    boolean isAnswered(int place, long attempt) {
        return attempt > 0 && attempts[place][entry(attempt)] == attempt && replies[place][entry(attempt)] != UNDER_WAY;
    }

    void begin(int place, long attempt) {
        int entry = entry(attempt);
        highest[place] = Math.max(highest[place], attempt);
        attempts[place][entry] = attempt;
        replies[place][entry] = UNDER_WAY;
        digest = Mix.fold(Mix.fold(digest, session[place]), attempt);
    }

    /** Keeps the answer, unless the session has gone on too far meanwhile. */
    void answered(
            long itsFrom, long itsSession, long attempt, StoreReply reply, long version, long[] words, int wordsAt) {
        int entry = entry(attempt);
        for (int place = 0; place < SESSIONS_MAX && highest[place] > 0; place++) {
            if (session[place] == itsSession && from[place] == itsFrom && attempts[place][entry] == attempt) {
                replies[place][entry] = (byte) reply.ordinal();
                rows[place][entry * STRIDE] = version;
                System.arraycopy(words, wordsAt, rows[place], entry * STRIDE + 1, Register.WORDS);
                digest = Mix.fold(Mix.fold(digest, attempt), reply.ordinal());
                return;
            }
        }
    }

    /** Of an answered attempt. */
    StoreReply reply(int place, long attempt) {
        return REPLIES[replies[place][entry(attempt)]];
    }

    /** Of an answered attempt. */
    long version(int place, long attempt) {
        return rows[place][entry(attempt) * STRIDE];
    }

    /** Holds the words of the session's answered attempts, each from its {@link #wordsAt}. */
    long[] words(int place) {
        return rows[place];
    }

    int wordsAt(long attempt) {
        return entry(attempt) * STRIDE + 1;
    }

    /** Of all that was ever begun and answered. */
    long digest() {
        return digest;
    }

    private static int entry(long attempt) {
        return (int) (attempt & WINDOW - 1);
    }
}
