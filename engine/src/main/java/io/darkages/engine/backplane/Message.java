package io.darkages.engine.backplane;

/**
 * The body of a message between zones: mutable scratch that its owner fills and writes, or has filled by reading.
 * Integers are little-endian. Not thread-safe; reading and writing allocate nothing.
 */
public sealed interface Message
        permits EntitySync, MigrationRequest, MigrationState, MigrationAnswer, CrossAttack, PlayerNotice, ZoneStatus {

    /** Longest message with its header, in bytes: one fits in one datagram beside acks, so that none is sent in parts. */
    int BYTES_MAX = 1_180;

    MessageType type();

    /** Writes all fields behind the header. Too little room is noted by the writer. */
    void write(MessageWriter out);

    /**
     * Reads all fields from untrusted bytes that stand behind the header, to the end.
     *
     * @return {@link CodecStatus#OK}, or why the fields now mean nothing
     */
    CodecStatus read(MessageReader in);
}
