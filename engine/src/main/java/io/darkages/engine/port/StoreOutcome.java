package io.darkages.engine.port;

/** How an operation on a store ended, as far as its caller can know. */
public enum StoreOutcome {
    /** It was carried out. */
    DONE,
    /** It was not carried out and never will be. */
    FAILED,
    /** Nobody knows: no answer came in time. It may have been carried out, and may still be. */
    UNKNOWN
}
