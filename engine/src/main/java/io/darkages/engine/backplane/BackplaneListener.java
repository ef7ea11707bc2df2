package io.darkages.engine.backplane;

/**
 * Hears what happens on a backplane. Called on the owner's thread, from inside {@link Backplane#receive}, {@link
 * Backplane#advance}, {@link Backplane#flush}, {@link Backplane#complete} and what closes links. It may send and flush;
 * it may not receive, advance, connect or forget.
 *
 * <p>Whatever is said here of peers is a hint: a peer that is silent may act, and one that is linked may hold nothing.
 */
public interface BackplaneListener {

    /**
     * A peer has proven itself and messages can go both ways; for the first time, or again after its last link was
     * lost. It is not silent then.
     *
     * @param isNew whether this incarnation is heard for the first time
     * @param dropped reliable messages that were held for an older incarnation and are given up
     */
    void linked(long process, long incarnation, boolean isNew, int dropped);

    /** The last link with a peer is lost. Reliable messages are held; more links are tried to known addresses. */
    void unlinked(long process, long incarnation);

    /** Nothing was heard from a peer for {@link BackplaneOptions#silenceNanos}. Told once until it is heard again. */
    void silent(long process, long incarnation);

    /** A silent peer is heard again. */
    void heard(long process, long incarnation);

    /**
     * A message came.
     *
     * @param header good during this call only
     * @param body stands before the body, which its reader judges; good during this call only
     */
    void message(MessageHeader header, Delivery delivery, MessageReader body);
}
