package io.darkages.engine.backplane;

import io.darkages.engine.transport.Session;
import java.util.Optional;

/** One session with a process that is, or is to be, proven to be a peer. */
final class Link {

    /** How far the greeting is. */
    enum State {
        /** The session is not there yet. */
        CONNECTING,
        /** HELLO was said. */
        GREETING,
        /** The other side is proven, and has been told from where to resume. */
        PROVEN,
        /** It has told the same: messages go both ways. */
        UP,
        /** The session has ended. */
        CLOSED
    }

    final Session session;
    final boolean isConnecting;
    final long startedNanos;
    State state = State.CONNECTING;

    /** This side of the greeting, from {@link State#GREETING} on. */
    Optional<PeerKey.Side> own = Optional.empty();

    /** The other side, once it said HELLO: who it claims to be, and from {@link State#PROVEN} on who it is. */
    Optional<PeerKey.Side> other = Optional.empty();

    /** From {@link State#PROVEN} on. */
    Optional<Peer> peer = Optional.empty();

    Link(Session session, boolean isConnecting, long startedNanos) {
        this.session = session;
        this.isConnecting = isConnecting;
        this.startedNanos = startedNanos;
    }

    boolean isUp() {
        return state == State.UP;
    }

    boolean belongsTo(Peer candidate) {
        return peer.isPresent() && peer.get() == candidate;
    }
}
