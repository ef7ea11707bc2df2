package io.darkages.engine.client;

/** What an acknowledgement by the server did to the client's prediction. */
public enum Reconciliation {
    /** Older than one seen before, or for an input that was never made: ignored and counted. */
    STALE,
    /** The server's state is the predicted one, bit for bit. */
    EXACT,
    /** Replayed from the server's state; what is drawn moved by less than 0.1 m and is drawn there at once. */
    IGNORED,
    /** Replayed; what is drawn moved by up to 2 m and glides to the new place. */
    SMOOTHED,
    /** Replayed; what is drawn moved by more than 2 m and jumped. */
    SNAPPED
}
