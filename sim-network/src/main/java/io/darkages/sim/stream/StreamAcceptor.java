package io.darkages.sim.stream;

import io.darkages.engine.port.StreamListener;

/** Takes streams that others begin. */
@FunctionalInterface
public interface StreamAcceptor {

    /**
     * A peer has connected; bytes may be written from now on.
     *
     * @param from the peer's address
     * @return told all that follows, save that it is connected
     */
    StreamListener accepted(long monotonicNanos, int stream, long from);
}
