package io.darkages.engine.client;

/** Where a client is on its way into the world. */
public enum ClientState {
    /** Not started, or stopped. */
    IDLE,
    /** The transport's handshake is under way. */
    CONNECTING,
    /** Login or resume was sent, and not yet answered. */
    LOGGING_IN,
    /** Welcomed; the first snapshot has not come yet. */
    ENTERING,
    /** Predicting and being acknowledged. */
    PLAYING,
    /** Waiting before the next attempt. */
    RETRYING
}
