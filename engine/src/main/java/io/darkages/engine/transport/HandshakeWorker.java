package io.darkages.engine.transport;

/**
 * Who does the arithmetic of handshakes: the port behind which a real server has threads for it, so that a crowd
 * that connects does not hold up its zone. An endpoint hands out at most
 * {@link LifecycleOptions#pendingHandshakesMax} jobs before it gets one back.
 */
public interface HandshakeWorker {

    /** Works at once, in the caller's own time: deterministic, and what the simulator uses. */
    HandshakeWorker INLINE = job -> {
        job.run();
        return true;
    };

    /**
     * Takes a job, on the endpoint's thread.
     *
     * <p>Each job is run exactly once. One that was not run in this call goes back by
     * {@link Endpoint#complete}, once, in any order with others; one that will never be run keeps its place for
     * good.
     *
     * @return whether the job was run during this call; it is not to be handed back then
     */
    boolean take(HandshakeJob job);
}
