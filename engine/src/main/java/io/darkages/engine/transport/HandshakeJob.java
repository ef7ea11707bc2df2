package io.darkages.engine.transport;

/**
 * The arithmetic of one step of a handshake: up to two signatures' and two key agreements' worth, a few
 * milliseconds with real curves. It works on copies and shares nothing with its endpoint, so it may be run on
 * any thread; whoever passes it from thread to thread sees to it that its effects are visible to the next, as
 * every queue of {@code java.util.concurrent} does.
 */
public abstract class HandshakeJob implements Runnable {

    private final Session session;
    private boolean done;
    private boolean givenBack;

    HandshakeJob(Session session) {
        this.session = session;
    }

    /**
     * Does the work.
     *
     * @throws IllegalStateException if it is done already
     */
    @Override
    public final void run() {
        if (done) {
            throw new IllegalStateException("the handshake of " + session.localId + " was worked on twice");
        }
        work();
        done = true;
    }

    /** Whose handshake it is. To be touched on the owner's thread only. */
    final Session session() {
        return session;
    }

    final boolean isDone() {
        return done;
    }

    /** Whether it comes back for the first time. On the owner's thread. */
    final boolean giveBack() {
        boolean first = !givenBack;
        givenBack = true;
        return first;
    }

    /** Reads what was copied for it, writes its own results. Answers bad bytes with a result, never by an exception. */
    abstract void work();

    /** On the owner's thread: takes the results to a session that still waits for them. */
    abstract void finish(long monotonicNanos);
}
