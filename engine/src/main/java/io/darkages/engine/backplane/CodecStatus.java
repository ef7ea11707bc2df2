package io.darkages.engine.backplane;

/** What a reader made of the bytes of a message. */
public enum CodecStatus {
    OK,
    /** The bytes end before the message does. */
    TRUNCATED,
    /** Bytes behind the end of the message. */
    TRAILING,
    /** No such type, or not the type of what it is read into. */
    WRONG_TYPE,
    /** Of a version of the protocol, or of a player's state, that is not known here. */
    WRONG_VERSION,
    /** A number outside its range. */
    BAD_VALUE
}
