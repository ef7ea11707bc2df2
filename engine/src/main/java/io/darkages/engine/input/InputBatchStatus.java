package io.darkages.engine.input;

/** What a reader made of the bytes of an upstream message. */
public enum InputBatchStatus {
    ACCEPTED,
    /** The bytes end before the message does. */
    TRUNCATED,
    /** Bytes, or bits set, behind the end of the message. */
    TRAILING,
    /** Its attacks are not with inputs of the message, or not in order. */
    INCONSISTENT
}
