package io.darkages.engine.redis;

/** What a client counts. */
public enum RedisCounter {
    /** Operations that were begun. */
    OPERATIONS,
    /** Operations that were not begun because as many as may be were under way. */
    OPERATIONS_REFUSED,
    DONE,
    FAILED,
    UNKNOWN,
    /** Of the failed ones, those that a later epoch or version refused. */
    FENCED,
    /** Answers to operations that had ended as unknown before. */
    ANSWERS_LATE,
    /** Error replies of any kind. */
    ERRORS,
    /** Connections, of commands or of a subscription, that became ready. */
    CONNECTIONS,
    /** Connections that broke or were given up when they were ready. */
    CONNECTIONS_LOST,
    /** Attempts to connect that came to nothing. */
    CONNECTS_FAILED,
    /** Times that another address was turned to. */
    ADDRESS_SWITCHES,
    /** Bytes came that are no reply, or none to anything that was asked. */
    PROTOCOL_ERRORS,
    /** Scripts that had to be loaded again because the server did not know them. */
    SCRIPTS_RELOADED,
    /** Messages that came on channels. */
    MESSAGES,
    /** The most operations that ever were under way. */
    OPERATIONS_HIGH_WATER
}
