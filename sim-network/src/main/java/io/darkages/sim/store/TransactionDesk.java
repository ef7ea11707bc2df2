package io.darkages.sim.store;

import io.darkages.engine.port.Register;
import io.darkages.sim.HostContext;

/**
 * Where clients hand in transactions and get their answers: lets each request in once, over the present connection, and
 * answers again what was answered before.
 */
final class TransactionDesk {

    private static final long[] NO_WORDS = new long[Register.WORDS];

    private final HostContext context;
    private final StoreCounters counters;
    private final ClientSessions sessions = new ClientSessions();
    private final byte[] frame = new byte[TransactionFrame.ANSWER_BYTES];

    TransactionDesk(HostContext context, StoreCounters counters) {
        this.context = context;
        this.counters = counters;
    }

    private int connection() {
        return context.incarnation() + 1;
    }

    /** Whether a request, which is whole, is to be carried out. If so it is answered once. */
    boolean admits(long from, byte[] buffer, int at) {
        long session = TransactionFrame.session(buffer, at);
        long attempt = TransactionFrame.attempt(buffer, at);
        long id = TransactionFrame.id(buffer, at);
        if (TransactionFrame.operation(buffer, at) == TransactionFrame.HELLO
                || TransactionFrame.connection(buffer, at) != connection()) {
            counters.add(StoreCounter.RECONNECTS);
            send(from, StoreReply.RECONNECT, session, attempt, id, 0, NO_WORDS, 0);
            return false;
        }
        int place = sessions.place(from, session, context.monotonicNanos());
        if (place == ClientSessions.SESSIONS_MAX) {
            // An answer could not be remembered, and a copy of the request might be carried out after it.
            counters.add(StoreCounter.TRANSACTIONS_OVERLOADED);
            return false;
        }
        if (sessions.isNew(place, attempt)) {
            sessions.begin(place, attempt);
            return true;
        }
        counters.add(StoreCounter.TRANSACTIONS_AGAIN);
        if (sessions.isAnswered(place, attempt)) {
            send(
                    from,
                    sessions.reply(place, attempt),
                    session,
                    attempt,
                    id,
                    sessions.version(place, attempt),
                    sessions.words(place),
                    sessions.wordsAt(attempt));
        }
        return false;
    }

    /** Answers without a row. */
    void answer(Transaction it, StoreReply reply) {
        answer(it, reply, 0, NO_WORDS);
    }

    void answer(Transaction it, StoreReply reply, long version, long[] words) {
        sessions.answered(it.from, it.session, it.attempt, reply, version, words, 0);
        send(it.from, reply, it.session, it.attempt, it.id, version, words, 0);
    }

    private void send(
            long to, StoreReply reply, long session, long attempt, long id, long version, long[] words, int wordsAt) {
        TransactionFrame.writeAnswer(frame, reply, connection(), session, attempt, id, version, words, wordsAt);
        context.send(to, frame, 0, TransactionFrame.ANSWER_BYTES);
    }

    long digest() {
        return sessions.digest();
    }
}
