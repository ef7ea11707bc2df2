package io.darkages.engine.port;

/** How an operation on a {@link Register} ended, as far as its caller can know. */
public enum RegisterOutcome {
    /** The row had the expected version, and holds the new value since. */
    APPLIED,
    /** The row had another version and was left as it is; the answer tells it. */
    REFUSED,
    /** What was asked for by a read. */
    READ,
    /** Nothing happened and nothing will. */
    FAILED,
    /** Nobody knows: it may have happened, and may happen still. Only a read tells; of a read it means no answer. */
    UNKNOWN
}
