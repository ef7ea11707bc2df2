package io.darkages.engine.transport;

/** Where a session stands. */
public enum SessionState {
    /** Client: it asks for a challenge. */
    CHALLENGING,
    /** Client: it has the challenge and asks to be connected. */
    REQUESTING,
    /** Server: it has accepted and waits for the first packet that proves the client has heard so. */
    HALF_OPEN,
    /** Messages go both ways. */
    CONNECTED,
    /** Closed here; the peer is being told. The listener has heard of it. */
    CLOSING,
    /** Gone; the endpoint has forgotten it. */
    CLOSED
}
