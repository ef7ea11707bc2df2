package io.darkages.sim.store;

import io.darkages.engine.random.Mix;

/** The replies to the last batches that ended: a ring of columns. */
final class AnswerMemory {

    private final long[] from;
    private final long[] session;
    private final long[] attempt;
    private final StoreReply[] reply;
    private int next;
    private int size;
    private long digest;

    AnswerMemory(int capacity) {
        from = new long[capacity];
        session = new long[capacity];
        attempt = new long[capacity];
        reply = new StoreReply[capacity];
    }

    void add(long itsFrom, long itsSession, long itsAttempt, StoreReply itsReply) {
        if (from.length == 0) {
            return;
        }
        from[next] = itsFrom;
        session[next] = itsSession;
        attempt[next] = itsAttempt;
        reply[next] = itsReply;
        next = next + 1 == from.length ? 0 : next + 1;
        size = Math.min(size + 1, from.length);
        digest = Mix.fold(Mix.fold(Mix.fold(digest, itsSession), itsAttempt), itsReply.ordinal());
    }

    boolean contains(long itsFrom, long itsSession, long itsAttempt) {
        return find(itsFrom, itsSession, itsAttempt) < size;
    }

    /** Of a batch that it contains. */
    StoreReply reply(long itsFrom, long itsSession, long itsAttempt) {
        return reply[find(itsFrom, itsSession, itsAttempt)];
    }

    /** Of all that were ever added. */
    long digest() {
        return digest;
    }

    private int find(long itsFrom, long itsSession, long itsAttempt) {
        for (int i = 0; i < size; i++) {
            if (attempt[i] == itsAttempt && session[i] == itsSession && from[i] == itsFrom) {
                return i;
            }
        }
        return size;
    }
}
