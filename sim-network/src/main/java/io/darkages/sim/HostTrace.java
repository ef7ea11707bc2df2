package io.darkages.sim;

import io.darkages.engine.random.Mix;
import io.darkages.sim.trace.XxHash64;

/** The rolling hash of one host: every event that befell it, and its program's state at intervals. */
final class HostTrace {

    /** What an event is, as the hash tells it. */
    enum Event {
        START,
        TIMER,
        DATAGRAM,
        CRASH
    }

    private static final int EVENT_KIND_BITS = 3;

    private long eventHash;
    private long stateHash;
    private long stateFold;

    /** @param key the host's */
    HostTrace(long key) {
        eventHash = key;
    }

    void event(Event kind, long nanos) {
        eventHash = Mix.fold(eventHash, nanos << EVENT_KIND_BITS | kind.ordinal() + 1);
    }

    /** Which timer it was that fired. */
    void timer(int id) {
        eventHash = Mix.fold(eventHash, id);
    }

    /** What the datagram was that came. */
    void datagram(long from, byte[] bytes, int offset, int length) {
        eventHash = XxHash64.hash(bytes, offset, length, Mix.fold(eventHash, from));
    }

    /** @param hash of the program's state now */
    void state(long hash) {
        stateHash = hash;
        stateFold = Mix.fold(stateFold, hash);
    }

    long eventHash() {
        return eventHash;
    }

    /** Of the state that was folded last. */
    long stateHash() {
        return stateHash;
    }

    /** All events and states so far. */
    long hash() {
        return Mix.fold(eventHash, stateFold);
    }
}
