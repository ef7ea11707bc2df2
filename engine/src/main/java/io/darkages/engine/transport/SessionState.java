package io.darkages.engine.transport;

/** Where a session stands. */
public enum SessionState {
    /** Client: it asks for a challenge. */
    CHALLENGING,
    /** Client: it has the challenge and asks to be connected. */
    REQUESTING,
    /** Server: the client has proven its address; its keys are being worked on. */
    PENDING,
    /** Server: it has accepted and waits for the first packet that proves the client has heard so. */
    HALF_OPEN,
    /** Messages go both ways. */
    CONNECTED,
    /** Closed here, but reliable messages are still on their way. The listener has heard of the end. */
    LINGERING,
    /** Closed here; the peer is being told. The listener has heard of it. */
    CLOSING,
    /** Gone; the endpoint has forgotten it. */
    CLOSED;

    /** Whether data packets of the peer are taken in and acknowledged. */
    boolean takesData() {
        return this == HALF_OPEN || this == CONNECTED || this == LINGERING;
    }

    /** Whether the handshake is done and the end not yet told. */
    boolean isUp() {
        return this == CONNECTED || this == LINGERING;
    }
}
