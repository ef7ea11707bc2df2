package io.darkages.engine.port;

/** Why a stream ended, as its owner is told. */
public enum StreamEnd {
    /** Nobody listens there: no byte was taken. */
    REFUSED,
    /** The peer does not know the stream, or broke it off. What it had not taken before is lost. */
    RESET,
    /** The peer closed it in good order, after all that it had written. It may not have read what was written to it. */
    PEER_CLOSED,
    /** No sign of the peer for too long. It may have taken all that was written, or nothing. */
    TIMED_OUT
}
